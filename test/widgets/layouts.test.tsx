import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Billing, Usage, type UsageProps } from '../../src';
import { wireMeter } from '../../src/testing';
import { servePolar, tampered } from '../react/polar';
import { barsIn, namesIn, showTo, spokenIn } from './widgets';

describe('Usage with layout="table"', () => {
  it('has one line for each meter: name, what is left or used, and the cost so far', async () => {
    showTo(await servePolar(), 'ada', <Usage layout="table" />);
    await screen.findByRole('table');
    const lines = screen.getAllByRole('row').map((row) => [...row.querySelectorAll('th, td:not([aria-hidden])')].map(({ textContent }) => textContent));
    expect(lines).toEqual([
      ['Meter', 'Usage', 'Cost so far'],
      ['Image credits', '35 left', ''],
      ['AI tokens', '412,350 over', '$4.12'],
      ['Emails sent', '6,880 left', '$0.00'],
      ['API requests', '48,230 requests', '$19.29'],
      ['Projects created', '12', ''],
    ]);
  });

  it('has no column for costs where no meter has one', async () => {
    showTo(await servePolar(), 'ada', <Usage layout="table" filters={{ query: 'image' }} />);
    await screen.findByRole('table');
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Meter', 'Usage']);
    expect([...screen.getByRole('row', { name: /^Image credits/ }).children].map(({ textContent }) => textContent)).toEqual(['Image credits', '35 left', '']);
  });
});

describe.each<[string, UsageProps]>([['without a layout', {}], ['with layout="auto"', { layout: 'auto' }]])('Usage %s', (_, props) => {
  it('is a table with chips for 250 meters', async () => {
    const user = userEvent.setup();
    showTo(await servePolar(), 'dee', <Usage {...props} />);
    await screen.findByRole('table');
    const all = screen.getByRole('button', { name: 'All 250' });
    expect(all).toHaveAttribute('aria-pressed', 'true');
    const attention = screen.getByRole('button', { name: /^Needs attention / });
    await user.click(attention);
    expect(attention).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(screen.getAllByRole('row').slice(1).every((row) => row.dataset['tone'] !== 'neutral')).toBe(true));
    await user.click(all);
    expect(screen.getByText('100 of 250')).toBeInTheDocument();
  });

  it('says that nothing is left to show when the meters of the chosen chip no longer match it', async () => {
    const meters = Array.from({ length: 12 }, (_name, index) => ({ name: `Meter ${index}`, consumed: index === 0 ? 5 : 1, credited: 5 }));
    const polar = await servePolar({ customers: [{ externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters }] });
    const { queryClient } = showTo(polar, 'fay', <Usage {...props} />);
    await userEvent.click(await screen.findByRole('button', { name: 'Needs attention 1' }));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    polar.respond = tampered(polar, 'meters', (items) => items.map((item) => ({ ...item, credited_units: 100, balance: 99 })));
    await queryClient.refetchQueries();
    expect(await screen.findByRole('button', { name: 'Needs attention 0' })).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('No results');
  });

  it.each([[9, 'list', 'table'], [10, 'table', 'list']])('with %i meters is a %s', async (count, role, other) => {
    const meters = Array.from({ length: count }, (_name, index) => ({ name: `Meter ${index}`, consumed: index, credited: 0 }));
    showTo(await servePolar({ customers: [{ externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters }] }), 'fay', <Usage {...props} />);
    expect(await screen.findByRole(role)).toHaveTextContent('Meter 8');
    expect(screen.queryByRole(other)).toBeNull();
  });
});

describe('Usage with a variant', () => {
  it.each([
    ['ring', '.mf-ring', 5],
    ['number', '.mf-number', 5],
  ] as const)('draws each meter as a %s', async (variant, selector, count) => {
    const { container } = showTo(await servePolar(), 'ada', <Usage variant={variant} />);
    await waitFor(() => expect(container.querySelectorAll(selector)).toHaveLength(count));
  });
});

const idOf = (name: string) => wireMeter({ name }).meter_id;

describe('Usage with the prop `meters`', () => {
  it('shows the chosen meters in the host’s order and under their new names, and warns about the most urgent first', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage meters={[{ meterId: idOf('Emails sent'), name: 'Newsletters', unit: 'emails' }, { meterId: idOf('Image credits'), whenSpent: 'blocked' }, { meterId: idOf('AI tokens'), whenSpent: 'blocked' }]} />);
    await screen.findByText('3,120 of 10,000 emails used');
    expect(namesIn(container)).toEqual(['Newsletters', 'Image credits', 'AI tokens']);
    expect(container.querySelector('.mf-alert')).toHaveTextContent(/^AI tokens: /);
  });

  it('says that there is no usage if the customer has none of the chosen meters', async () => {
    showTo(await servePolar(), 'ada', <Usage meters={[{ meterId: 'no such meter' }]} />);
    expect(await screen.findByText('No usage to show')).toBeInTheDocument();
  });

  it('offers no other order for a long list', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Meter ${index}`);
    const customer = { externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters: names.map((name, index) => ({ name, consumed: index, credited: 0 })) };
    const { container } = showTo(await servePolar({ customers: [customer] }), 'fay', <Usage layout="rows" meters={names.map((name) => ({ meterId: idOf(name) }))} />);
    await screen.findByText('Meter 11');
    expect(namesIn(container)).toEqual(names);
    expect(screen.getByRole('searchbox')).toBeInTheDocument();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('Usage with groupBy="subscription"', () => {
  it('lists the meters of each subscription below its plan', async () => {
    const { container } = showTo(await servePolar(), 'fay', <Usage groupBy="subscription" headingLevel={3} />);
    await screen.findByRole('heading', { name: 'Lumen Team', level: 4 });
    const groups = [...container.querySelectorAll('.mf-group')].map((group) => [group.querySelector('h4')?.textContent, namesIn(group)]);
    expect(groups).toEqual([
      ['Lumen Team', ['Searches', 'AI tokens']],
      ['Lumen Mail', ['Emails sent']],
      ['Lumen Scenes', ['Scene exports']],
    ]);
  });

  it('lists meters of no subscription last, even if the host’s order begins with one', async () => {
    const meters = ['Projects created', 'Image credits'].map((name) => ({ meterId: idOf(name) }));
    const { container } = showTo(await servePolar(), 'ada', <Usage groupBy="subscription" meters={meters} />);
    await screen.findByRole('heading', { name: 'Other usage', level: 3 });
    expect([...container.querySelectorAll('.mf-group')].map(namesIn)).toEqual([['Image credits'], ['Projects created']]);
  });

  it('groups a table, too', async () => {
    showTo(await servePolar(), 'fay', <Usage groupBy="subscription" layout="table" />);
    await screen.findByRole('heading', { name: 'Lumen Team' });
    expect(screen.getAllByRole('table')).toHaveLength(3);
  });
});

describe('show="percent"', () => {
  /** The texts and attributes with a number that is neither a percentage nor money, a date, or a number of days or meters. */
  const unitsIn = (container: Element) => {
    const attributes = [...container.querySelectorAll('*')].flatMap((element) => ['aria-label', 'aria-valuetext', 'aria-valuenow', 'aria-valuemax', 'title'].map((name) => element.getAttribute(name) ?? ''));
    const texts = [...container.querySelectorAll('*')].filter(({ children }) => children.length === 0).map(({ textContent }) => textContent);
    return [...texts, ...attributes].filter((text) => /\d/.test(text.replaceAll(/<?\d+%|[$€]\s?[\d,.]+|(?:Nov|Dec|December)\s\d+|day \d+ of \d+|\d+ (?:days?|more needs?)/g, '')));
  };

  it('shows shares of credits and amounts, and no number of units', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage show="percent" />);
    await screen.findByText('93% used');
    expect(barsIn(container)).toEqual([
      ['Image credits', '7% left', '93% used', 'Unused credits roll over'],
      ['AI tokens', '+$4.12 so far', '120% used\u00a0· overage is billed'],
      ['Emails sent', '69% left', '31% used'],
      ['API requests', '$19.29 so far', 'Pay as you go'],
      ['Projects created', '', 'No percentage to show'],
    ]);
    expect(spokenIn(container)).toEqual([
      'Image credits: 93% used, 7% left, renews December 1, unused credits roll over',
      'AI tokens: 120% used, $4.12 so far, overage is billed, renews December 1',
      'Emails sent: 31% used, 69% left, renews December 1',
      'API requests: Pay as you go, $19.29 so far',
      'Projects created: No percentage to show',
    ]);
    expect(unitsIn(container)).toEqual([]);
  });

  it.each<UsageProps>([{ layout: 'table' }, { layout: 'compact' }, { variant: 'ring' }, { variant: 'number' }, { whenSpent: 'blocked' }, { groupBy: 'subscription' }])('shows no number of units with %o', async (props) => {
    const { container } = showTo(await servePolar(), 'ada', <Usage show="percent" {...props} />);
    await screen.findAllByText(/No percentage to show|No credits included/);
    expect(unitsIn(container)).toEqual([]);
  });

  it('leaves out numbers that Usage shows without it, which proves that the other tests can fail', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage />);
    await screen.findByText('465 of 500 used');
    expect(unitsIn(container)).toEqual(expect.arrayContaining(['465 of 500 used', '35', '2.41M tokens used\u00a0· 2M included\u00a0· 412,350 over at $10\u00a0/\u00a01M']));
  });

  it('names the share beyond the credits in the warning at the top', async () => {
    const customer = { externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters: [{ name: 'Images', consumed: 465, credited: 500 }, { name: 'Seats', consumed: 6, credited: 5 }] };
    const { container } = showTo(await servePolar({ customers: [customer] }), 'fay', <Usage show="percent" whenSpent="blocked" />);
    await screen.findByText('120% used. Use is blocked.');
    expect(container.querySelector('.mf-alert')).toHaveTextContent(/^Seats: 20% over, none left, and use is blocked/);
    expect(unitsIn(container)).toEqual([]);
  });

  it('says “99% left” of a meter that is hardly used, because “100%” means all', async () => {
    const meters = [{ name: 'Images', consumed: 1, credited: 500 }, { name: 'Seats', consumed: 0, credited: 5 }];
    const { container } = showTo(await servePolar({ customers: [{ externalId: 'gil', name: 'Gil', email: 'gil@example.com', meters }] }), 'gil', <Usage show="percent" />);
    await screen.findByText('<1% used');
    expect(barsIn(container).map(([, left]) => left)).toEqual(['99% left', '100% left']);
  });

  it('says that nothing is left of a meter that is blocked without credits', async () => {
    const customer = { externalId: 'nil', name: 'Nil', email: 'nil@example.com', meters: [{ name: 'Images', consumed: 12, credited: 0 }] };
    const { container } = showTo(await servePolar({ customers: [customer] }), 'nil', <Usage show="percent" whenSpent="blocked" />);
    await waitFor(() => expect(container.querySelector('.mf-usage-value')).toHaveTextContent('0% left'));
  });

  it('leaves units out of bills, whose lines then do not unfold', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Billing show="percent" />);
    await screen.findByText('AI tokens');
    expect(container.querySelector('summary, .mf-line-detail')).toBeNull();
    expect(unitsIn(container)).toEqual([]);
  });
});
