import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Usage } from '../../src';
import type { CustomerSeed } from '../../src/testing';
import { servePolar } from '../react/polar';
import { showTo } from './widgets';

const alertIn = (container: Element) => container.querySelector('.mf-alert')?.textContent ?? null;

/** A customer with credits and without a subscription. */
const prepaid = (...meters: NonNullable<CustomerSeed['meters']>): CustomerSeed => ({ externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters });

async function alertFor(seed: CustomerSeed, props: Parameters<typeof Usage>[0] = {}) {
  const { container } = showTo(await servePolar({ customers: [seed] }), 'fay', <Usage {...props} />);
  await screen.findByText(/^Seats: /);
  return alertIn(container);
}

describe('Usage says at its top', () => {
  it('when credits will run out at this pace, and how long before they renew', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage />);
    await screen.findByText(/^Image credits: /);
    expect(alertIn(container)).toBe('Image credits will run out around Nov\u00a015 at this pace, 16 days before renewal.');
    expect(container.querySelector('.mf-alert')).toHaveAttribute('data-tone', 'warning');
    expect(container.querySelector('.mf-alert-name')).toHaveTextContent(/^Image credits$/);
  });

  it.each<[string, CustomerSeed, Parameters<typeof Usage>[0], string | null]>([
    ['nothing while all credits last', prepaid({ name: 'Seats', consumed: 2, credited: 5 }), {}, null],
    ['how few credits are left if no date can be estimated', prepaid({ name: 'Seats', consumed: 9, credited: 10 }), {}, 'Seats: only 1 left.'],
    ['that none are left', prepaid({ name: 'Seats', consumed: 5, credited: 5 }), {}, 'Seats: none left.'],
    ['that none are left and use is blocked', prepaid({ name: 'Seats', consumed: 5, credited: 5 }), { whenSpent: 'blocked' }, 'Seats: none left, and use is blocked.'],
    ['how much more than the credits is used', prepaid({ name: 'Seats', consumed: 7, credited: 5 }), {}, 'Seats: 2 over, none left.'],
    ['that one more meter needs attention', prepaid({ name: 'Seats', consumed: 7, credited: 5 }, { name: 'Rooms', consumed: 9, credited: 10 }), {}, 'Seats: 2 over, none left. And 1 more needs attention.'],
    [
      'how many more meters need attention',
      prepaid({ name: 'Seats', consumed: 7, credited: 5 }, { name: 'Rooms', consumed: 9, credited: 10 }, { name: 'Desks', consumed: 9, credited: 10 }),
      {},
      'Seats: 2 over, none left. And 2 more need attention.',
    ],
  ])('%s', async (_, seed, props, text) => {
    expect(await alertFor(seed, props)).toBe(text);
  });

  it('the period most meters share; rows of meters repeat only a differing date', async () => {
    const { container } = showTo(await servePolar(), 'bo', <Usage />);
    expect(await screen.findByText('Today is day 14 of 30 · credits renew Dec 1')).toBeInTheDocument();
    expect([...container.querySelectorAll('.mf-usage-note')].map(({ textContent }) => textContent)).toEqual(['Renews Nov 23']);
  });
});

describe('Usage with an action', () => {
  it('shows the action in the rows for which the function returns one, and at the top', async () => {
    const user = userEvent.setup();
    const bought = vi.fn<(name: string) => void>();
    showTo(
      await servePolar(),
      'ada',
      <Usage action={({ meter, usage }) => (usage.tone === 'warning' ? <button type="button" onClick={() => bought(meter.meter.name)}>Buy more</button> : null)} />,
    );
    await screen.findByText(/^Image credits: /);
    const buttons = screen.getAllByRole('button', { name: 'Buy more' });
    expect(buttons.map((button) => button.closest('.mf-alert, li')?.className)).toEqual(['mf-alert', 'mf-item']);
    for (const button of buttons) await user.click(button);
    expect(bought.mock.calls).toEqual([['Image credits'], ['Image credits']]);
  });
});

describe('Usage replaces', () => {
  it('its header with content made from the meters, and keeps the search', async () => {
    showTo(await servePolar(), 'dee', <Usage layout="rows" header={({ meters, alerts }) => <h2>{`${meters.length} meters, ${alerts.length} urgent`}</h2>} />);
    expect(await screen.findByRole('heading', { name: /^250 meters, \d+ urgent$/ })).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Usage' })).toBeNull();
    expect(screen.queryByText(/^Today is day/)).toBeNull();
    expect(screen.getByRole('searchbox')).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Usage' })).toBeInTheDocument();
  });

  it('its header with nothing', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Usage header={null} />);
    await screen.findByText(/^Image credits: /);
    expect(container.querySelector('.mf-head')).toBeNull();
  });

  it('the empty notice with content made from the state', async () => {
    showTo(await servePolar(), 'cy', <Usage empty={({ total }) => <p>{`${total} meters`}</p>} />);
    expect(await screen.findByText('0 meters')).toBeInTheDocument();
    expect(screen.queryByText('No usage to show')).toBeNull();
  });

  it('the failure notice with content that can try again', async () => {
    const user = userEvent.setup();
    const polar = await servePolar();
    polar.respond = () => new Response('', { status: 403 });
    showTo(polar, 'ada', <Usage error={({ error, retry }) => <button type="button" onClick={retry}>{`Reload (${error?.code})`}</button>} />);
    const button = await screen.findByRole('button', { name: 'Reload (forbidden)' });
    expect(screen.queryByRole('alert')).toBeNull();
    polar.respond = undefined;
    await user.click(button);
    expect(await screen.findByText(/^Image credits: /)).toBeInTheDocument();
  });

  it('no failure notice if the host’s function returns `false` for the error', async () => {
    const polar = await servePolar();
    polar.respond = () => new Response('', { status: 403 });
    showTo(polar, 'ada', <Usage error={({ error }) => error?.code === 'no_token' && <p>Sign in first.</p>} />);
    expect(await screen.findByRole('alert')).toHaveAttribute('data-code', 'forbidden');
  });
});
