import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider } from '../../src';
import { createStateSource } from '../../src/sources';
import { type CustomerSeed, DEMO_ACCESS_TOKEN, type SubscriptionStanding } from '../../src/testing';
import { gate, servePolar, tampered } from '../react/polar';
import { showTo } from './widgets';

/** The lines of a bill, whether they unfold or not. */
const lines = '.mf-lines > li > .mf-line, .mf-lines > li > details > summary';

/** Each bill: its name and badge, and for each day the total and the lines. */
function billsIn(container: Element) {
  const text = (element: Element, selector: string) => [...element.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');
  return [...container.querySelectorAll('article')].map((bill) => ({
    name: text(bill, 'h3')[0],
    badge: text(bill, '.mf-pill')[0],
    title: text(bill, '.mf-summary-title')[0],
    days: [...bill.querySelectorAll('.mf-bill-group')].map((group) => [
      ...text(group, '.mf-amount-figure, .mf-amount-day'),
      ...[...group.querySelectorAll(lines)].map((line) => `${line.firstElementChild?.textContent}: ${line.lastElementChild?.textContent}`),
    ]),
  }));
}

describe('Billing shows', () => {
  it('what is due, its lines and its date', async () => {
    const { container } = showTo(await servePolar(), 'ada', <Billing />);
    await screen.findByText('Lumen Pro');
    expect(billsIn(container)).toEqual([
      {
        name: 'Lumen Pro',
        badge: 'Active',
        title: 'Next charge',
        days: [['$43.41', 'due Dec 1, in 17 days', 'Base price: $20.00', 'API requests: $19.29', 'AI tokens: $4.12', 'Emails sent: $0.00']],
      },
    ]);
    expect(screen.queryByText(/before/)).toBeNull();
    expect(screen.getByRole('article', { name: 'Lumen Pro' })).toBeInTheDocument();
  });

  it('a total for each date of a yearly plan whose meters settle monthly, and each currency by itself', async () => {
    const { container } = showTo(await servePolar(), 'bo', <Billing />);
    await screen.findByText('Lumen Studio');
    const bills = billsIn(container);
    expect(bills.find(({ name }) => name === 'Lumen Studio')).toEqual({
      name: 'Lumen Studio',
      badge: 'Active',
      title: 'Next charge',
      days: [
        ['¥11,781', 'due Dec 1, in 17 days', 'Events archived: ¥10,000', 'Render minutes: ¥1,781', 'GPU seconds: ¥0'],
        ['¥120,000', 'due Jul 1, 2027', 'Base price: ¥120,000'],
      ],
    });
    expect(bills.find(({ name }) => name === 'Lumen Voice')).toEqual({
      name: 'Lumen Voice',
      badge: 'Trial',
      title: 'First charge after your trial',
      days: [['€33.50', 'due Nov 23, in 9 days', 'Base price: €29.00', 'Voice minutes: €0.00']],
    });
    const figures = [...container.querySelectorAll('.mf-amount-figure')].map(({ textContent }) => textContent).toSorted((a, b) => a.localeCompare(b));
    expect(figures).toEqual(['¥11,781', '¥120,000', '€33.50'].toSorted((a, b) => a.localeCompare(b)));
  });

  it('a heading for a plan whose name is blank', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, product: { ...(item['product'] as object), name: ' ' } })));
    showTo(polar, 'ada', <Billing title={null} />);
    expect(await screen.findByRole('article', { name: 'Billing' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Billing' })).toBeInTheDocument();
  });

  it('nothing due for a plan that has ended', async () => {
    const { container } = showTo(await servePolar(), 'eve', <Billing />);
    await screen.findByText('Lumen Basic');
    expect(billsIn(container)).toEqual([{ name: 'Lumen Basic', badge: 'Ended', title: 'Ended', days: [] }]);
    expect(screen.getByText('Nothing due')).toBeInTheDocument();
    expect(container.textContent).not.toContain('$');
  });

  it('many lines of $0.00 folded into one that unfolds', async () => {
    const user = userEvent.setup();
    const { container } = showTo(await servePolar(), 'dee', <Billing />);
    await screen.findByText('Lumen Cloud');
    const fold = container.querySelector<HTMLDetailsElement>('details.mf-fold')!;
    expect(fold.open).toBe(false);
    const open = [...container.querySelectorAll('.mf-bill-group > .mf-lines')].flatMap((list) => [...list.querySelectorAll(lines)]).map((line) => line.lastChild?.textContent);
    expect(open).not.toContain('$0.00');
    await user.click(fold.querySelector('summary')!);
    // jsdom sends the toggle event later.
    fold.dispatchEvent(new Event('toggle'));
    await waitFor(() => expect(fold.querySelectorAll(lines).length).toBeGreaterThan(5));
    const free = fold.querySelectorAll(lines).length;
    expect(fold.querySelector('summary')).toHaveTextContent(`${free} lines at $0.00`);
    expect(open.length + free).toBe(61);
    expect([...fold.querySelectorAll(lines)].every((line) => line.lastChild?.textContent === '$0.00')).toBe(true);
  });

  it('a notice to a customer without subscriptions', async () => {
    showTo(await servePolar(), 'cy', <Billing />);
    await screen.findByText('No subscription');
  });

  it('the host’s `empty` to a customer without subscriptions', async () => {
    showTo(await servePolar(), 'cy', <Billing empty="Choose a plan." title={null} />);
    await screen.findByText('Choose a plan.');
    expect(screen.queryByRole('heading')).toBeNull();
  });
});

describe('an unknown amount', () => {
  it('is a dash in its line and in each total that includes it', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) =>
      items.map((item) => ({ ...item, meters: (item['meters'] as object[]).map((meter, index) => (index === 0 ? { ...meter, amount: null } : meter)) })),
    );
    const { container } = showTo(polar, 'bo', <Billing />);
    await screen.findByText('Lumen Studio');
    expect(billsIn(container).find(({ name }) => name === 'Lumen Studio')?.days).toEqual([
      ['—', 'due Dec 1, in 17 days', 'Events archived: ¥10,000', 'Render minutes: —', 'GPU seconds: ¥0'],
      ['¥120,000', 'due Jul 1, 2027', 'Base price: ¥120,000'],
    ]);
  });
});

describe('Billing shows the status of a subscription', () => {
  const seed = (standing: SubscriptionStanding): CustomerSeed => ({
    externalId: 'fay',
    name: 'Fay',
    email: 'fay@example.com',
    meters: [{ name: 'Storage', consumed: 120, credited: 100 }],
    subscriptions: [{ plan: 'Plan', amount: 1000, currency: 'usd', standing, prices: [{ meter: 'Storage', unitAmount: '5' }] }],
  });

  it.each<[SubscriptionStanding, string, string, string, string[][]]>([
    ['active', 'Active', 'Next charge', 'good', [['$11.00', 'due Dec 1, in 17 days', 'Base price: $10.00', 'Storage: $1.00']]],
    ['trialing', 'Trial', 'First charge after your trial', 'neutral', [['$10.00', 'due Nov 23, in 9 days', 'Base price: $10.00', 'Storage: $0.00']]],
    ['ending', 'Ends Dec 1', 'Final charge', 'neutral', [['$1.00', 'due Dec 1, in 17 days', 'Storage: $1.00']]],
    ['past_due', 'Past due', 'Payment overdue', 'critical', [['$11.00', 'due Dec 1, in 17 days', 'Base price: $10.00', 'Storage: $1.00']]],
    ['paused', 'Paused', 'Charge after your pause', 'neutral', [['$11.00', 'due Jan 1', 'Base price: $10.00', 'Storage: $1.00']]],
  ])('that is %s, and what is still charged', async (standing, badge, title, tone, days) => {
    const { container } = showTo(await servePolar({ customers: [seed(standing)] }), 'fay', <Billing />);
    await screen.findByText('Plan');
    expect(billsIn(container)).toEqual([{ name: 'Plan', badge, title, days }]);
    expect(container.querySelector('.mf-pill')).toHaveAttribute('data-tone', tone);
  });

  it('that this version does not know, with spaces for underscores', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, status: 'on_the_moon' })));
    showTo(polar, 'ada', <Billing />);
    await screen.findByText('on the moon');
  });

  it('in a list with ended ones last', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', ([first]) => [
      { ...first, id: 'ended', status: 'canceled', product: { id: 'p', name: 'Old' } },
      { ...first, id: 'active', product: { id: 'p', name: 'New' } },
    ]);
    const { container } = showTo(polar, 'ada', <Billing />);
    await screen.findByText('Old');
    expect(billsIn(container).map(({ name, badge }) => [name, badge])).toEqual([
      ['New', 'Active'],
      ['Old', 'Ended'],
    ]);
  });
});

describe('Billing, when bills cannot be loaded or read,', () => {
  it('shows a skeleton, then the error, then the bills after a retry', async () => {
    const user = userEvent.setup();
    const polar = await servePolar();
    const hold = gate();
    polar.respond = async () => (await hold.wait()) ?? new Response('', { status: 403 });
    showTo(polar, 'ada', <Billing />);
    const region = screen.getByRole('region', { name: 'Billing' });
    expect(region).toHaveAttribute('aria-busy', 'true');
    expect(within(region).getByRole('status')).toHaveTextContent('Loading…');
    hold.open();
    expect(await screen.findByRole('alert')).toHaveTextContent("You don't have access to this");
    polar.respond = undefined;
    await user.click(screen.getByRole('button', { name: /^Try again/ }));
    await screen.findByText('Lumen Pro');
  });

  it('leaves out an unreadable subscription and says so', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', ([first]) => [{ ...first, current_period_end: 'never' }, { ...first, id: 'other' }]);
    const { container } = showTo(polar, 'ada', <Billing />);
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    await waitFor(() => expect(billsIn(container)).toHaveLength(1));
  });

  it.each([
    ['an unreadable meter', { meters: [null] }, true],
    ['an unreadable price', { prices: [{ id: 'price', amount_type: 'fixed', price_amount: 'much' }] }, true],
    ['an unreadable meter, without a preview', { meters: [null] }, false],
  ])('says that details of a bill are unreadable, and calls its total complete only if a preview has it: %s', async (_, change, isPreviewed) => {
    const polar = await servePolar();
    const tamper = tampered(polar, 'subscriptions', ([first]) => [{ ...first, ...change }]);
    polar.respond = async (request) => (!isPreviewed && request.url.includes('charge-preview') ? new Response('', { status: 500 }) : tamper(request));
    const { container } = showTo(polar, 'ada', <Billing />);
    const note = await screen.findByText(/^We couldn't read some details of this bill\./);
    expect([note.textContent, note.closest('article')?.querySelector('.mf-bill-name')?.textContent]).toEqual([`We couldn't read some details of this bill.${isPreviewed ? ' Its total is still complete.' : ''}`, 'Lumen Pro']);
    // No entry of the list is missing.
    expect(container).not.toHaveTextContent('entry');
  });

  it('says that a bill from a customer state is incomplete, and shows no sum', async () => {
    const { demo } = await servePolar();
    const response = await demo('https://demo.example/v1/customers/external/ada/state', { headers: { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}` } });
    const state = (await response.json()) as { active_subscriptions: { meters: object[] }[] };
    const [subscription] = state.active_subscriptions;
    const [first, ...others] = subscription!.meters;
    const broken = { ...state, active_subscriptions: [{ ...subscription, meters: [{ ...first, amount: 'much' }, ...others] }] };
    const source = createStateSource(() => broken);
    const { container } = render(<PortalProvider source={source} scope="ada" refreshEvery={0} timeZone="UTC"><Billing /></PortalProvider>);
    expect(await screen.findByText("We couldn't read some details of this bill.")).toBeVisible();
    const [[amount, , ...rest]] = billsIn(container)[0]!.days as [string[]];
    expect([amount, rest]).toEqual(['—', expect.arrayContaining(['Other usage: —'])]);
    expect(container).not.toHaveTextContent('entry');
  });

  it('counts only the subscriptions that it could not read, and passes every issue to the host', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', ([first]) => [{ ...first, current_period_end: 'never' }, { ...first, id: 'other', meters: [null, null] }]);
    showTo(polar, 'ada', <Billing header={({ issues }) => `${issues.length} issues`} />);
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(screen.getByText('3 issues')).toBeInTheDocument();
    expect(screen.getAllByText(/^We couldn't read some details/)).toHaveLength(1);
  });

  it.each([null, 'text', {}, { path: 'items' }])('shows its bills even if a host’s source gives %o as an issue', async (issue) => {
    const polar = await servePolar();
    const own = polar.source('ada');
    const source = { ...own, subscriptions: async (...given: Parameters<typeof own.subscriptions>) => ({ ...(await own.subscriptions(...given)), issues: [issue] as never }) };
    render(<PortalProvider source={source} scope="ada" refreshEvery={0}><Billing /></PortalProvider>);
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(screen.getByText('Lumen Pro')).toBeVisible();
  });

  it('does not show “No subscription” when none could be read', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', ([first]) => [{ ...first, current_period_end: 'never' }]);
    showTo(polar, 'ada', <Billing />);
    await screen.findByText("We couldn't read one entry, so it isn't shown.");
    expect(screen.queryByText('No subscription')).toBeNull();
  });
});
