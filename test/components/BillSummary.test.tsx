import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { BillSummary, type BillSummaryProps, LocalizationProvider, type LocalizationProviderProps } from '../../src';
import { type Bill, billOf, type ChargePreview, parseSubscription } from '../../src/core';
import type { BillLine } from '../../src/core/billLines';
import type { BillTitle } from '../../src/core/billing';
import { wirePriceFixed, wirePriceMeteredTiers, type WirePriceMeteredTiers, wirePriceMeteredUnit, type WirePriceMeteredUnit, wireSubscription, wireSubscriptionMeter, type WireSubscriptionOverrides } from '../../src/testing';
import { describeConformance } from './conformance';

function billed(overrides: WireSubscriptionOverrides = {}): Bill {
  return billOf(parseSubscription(wireSubscription({ meters: [wireSubscriptionMeter({ amount: 412 })], ...overrides })));
}

/** A preview of the plan and its usage only. */
const whole = { baseAmount: 2000, meteredAmount: 412, subtotalAmount: 2412, discountAmount: 0, netAmount: 2412, taxAmount: 0, totalAmount: 2412, appliedBalanceAmount: 0, dueAmount: 2412, prorations: [] };

/** The bill of the same subscription with the server's preview: only the plan and its usage, unless `figures` add more. */
function previewed(figures: Partial<ChargePreview>): Bill {
  return billOf(parseSubscription(wireSubscription({ meters: [wireSubscriptionMeter({ amount: 412 })] })), { ...whole, ...figures });
}

const yearly = billed({ amount: 120_000, recurring_interval: 'year', current_period_end: '2027-06-01T00:00:00Z', current_meter_period_end: '2026-12-01T00:00:00Z' });
const ended = billed({ status: 'canceled', ended_at: '2026-11-01T00:00:00Z', meters: [] });

function manyMeters(count: number, amount: number): Bill {
  return billed({ meters: Array.from({ length: count }, (_, index) => wireSubscriptionMeter({ name: `Region ${index + 1}`, amount })) });
}

function read(props: BillSummaryProps, language: LocalizationProviderProps = {}) {
  const { container } = render(
    <LocalizationProvider {...language}>
      <BillSummary {...props} />
    </LocalizationProvider>,
  );
  const root = container.firstElementChild as HTMLElement;
  const groups = [...root.querySelectorAll('.mf-bill-group')].map((group) => ({
    total: [...(group.querySelector('.mf-amount')?.children ?? [])].map(({ textContent }) => textContent),
    lines: linesIn(group, 'li .mf-line'),
    steps: linesIn(group, 'dl .mf-line'),
  }));
  const hints = [...root.querySelectorAll(':scope > .mf-hint')].map(({ textContent }) => textContent);
  return { root, groups, hints };
}

function linesIn(root: Element, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map((line) => `${line.firstElementChild?.textContent}: ${line.lastElementChild?.textContent}`);
}

/** Opens a `details` element, with the event that a browser sends for it. */
function open(details: HTMLDetailsElement | null): void {
  if (details === null) throw new Error('There is no `details` element.');
  expect(details.open).toBe(false);
  details.open = true;
  fireEvent(details, new Event('toggle'));
}

describeConformance('BillSummary', (host) => <BillSummary bill={billed()} {...host} />, { root: 'div', className: 'mf-summary' });
describeConformance('BillSummary with details', (host) => <BillSummary bill={yearly} details={({ name }) => <p>{name}</p>} {...host} />, { root: 'div', className: 'mf-summary' });
describeConformance('BillSummary of an ended subscription', (host) => <BillSummary bill={ended} {...host} />, { root: 'div', className: 'mf-summary' });

describe('BillSummary', () => {
  it('shows the total, the due date, and a line for the plan and each meter', () => {
    const { groups, hints } = read({ bill: billed() });
    expect(groups).toEqual([{ total: ['$24.12', 'due Dec 1, 2026', 'before tax\u00a0· adjustments may follow'], lines: ['Base price: $20.00', 'AI tokens: $4.12'], steps: ['Subtotal: $24.12'] }]);
    expect(hints).toEqual([]);
  });

  it('groups lines by due date, with an amount for each, and says when credits renew', () => {
    const { groups, hints } = read({ bill: yearly });
    expect(groups).toEqual([
      { total: ['$4.12', 'due Dec 1, 2026', 'before tax'], lines: ['AI tokens: $4.12'], steps: [] },
      { total: ['$1,200.00', 'due Jun 1, 2027', 'before tax\u00a0· adjustments may follow'], lines: ['Base price: $1,200.00'], steps: [] },
    ]);
    expect(hints).toEqual(['Credits renew Dec 1, 2026']);
  });

  it('shows “Updating…” in place of dates that had passed when the bill was read, and of no others', () => {
    const { groups, hints } = read({ bill: yearly, now: new Date('2026-12-02T00:00:00Z') });
    expect(groups.map(({ total }) => total[1])).toEqual(['Updating…', 'due Jun 1']);
    expect(hints).toEqual(['Updating…']);
  });

  it('shows “Updating…” once for a plan and a quantity that were to change on a day that has passed', () => {
    const pending_update = { id: 'u', created_at: '2026-11-20T00:00:00Z', modified_at: null, applies_at: '2026-12-01T00:00:00Z', product_id: 'p2', seats: 6, units: null };
    expect(read({ bill: billed({ pending_update }), now: new Date('2026-12-02T00:00:00Z') }).hints).toEqual(['Updating…']);
  });

  it('shows prorations with the server’s labels, and refunds with a minus sign', () => {
    const { groups } = read({ bill: previewed({ prorations: [{ label: 'Unused time on Lumen Basic', amount: -655 }], subtotalAmount: 1757, totalAmount: 1757, dueAmount: 1757 }) });
    expect(groups[0]).toEqual({
      total: ['$17.57', 'due Dec 1, 2026'],
      lines: ['Base price: $20.00', 'AI tokens: $4.12', 'Unused time on Lumen Basic: −$6.55'],
      steps: ['Total: $17.57'],
    });
  });

  it('shows the steps from the lines to what is left to pay', () => {
    const figures = { discountAmount: 412, netAmount: 2000, taxAmount: 380, totalAmount: 2380, appliedBalanceAmount: -300, dueAmount: 2080 };
    const { root, groups } = read({ bill: previewed(figures) });
    expect([...root.querySelectorAll('[data-kind=total]')].map((step) => step.firstElementChild?.textContent)).toEqual(['Total']);
    expect(groups[0]).toEqual({
      total: ['$20.80', 'due Dec 1, 2026', '$3.00 from your balance'],
      lines: ['Base price: $20.00', 'AI tokens: $4.12'],
      steps: ['Subtotal: $24.12', 'Discount: −$4.12', 'Tax: $3.80', 'Before balance: $23.80', 'Balance used: −$3.00', 'Total: $20.80'],
    });
  });

  it('adds a debt from earlier charges', () => {
    const { groups } = read({ bill: previewed({ appliedBalanceAmount: 30, dueAmount: 2442 }) });
    expect(groups[0]).toMatchObject({ total: ['$24.42', 'due Dec 1, 2026'], steps: ['Subtotal: $24.12', 'Already owed: $0.30', 'Total: $24.42'] });
  });

  it('shows the tax that the prices include, without a step for it', () => {
    const { groups } = read({ bill: previewed({ netAmount: 2032, taxAmount: 380 }) });
    expect(groups[0]).toMatchObject({ total: ['$24.12', 'due Dec 1, 2026', 'includes $3.80 tax'], steps: ['Total: $24.12'] });
  });

  it('says what happens to an amount that isn’t charged', () => {
    expect(read({ bill: previewed({ totalAmount: 30, dueAmount: 30 }) }).groups[0]?.total).toEqual(['$0.30', 'on Dec 1, 2026', "too small to charge on its own, so it's added to a later charge"]);
    expect(read({ bill: previewed({ totalAmount: -1800, dueAmount: 0 }) }).groups[0]?.total).toEqual(['$0.00', 'due Dec 1, 2026', '$18.00 goes to your balance']);
  });

  it('shows a dash for a line with an unknown amount, and for the total', () => {
    const { groups } = read({ bill: billed({ meters: [wireSubscriptionMeter({ amount: null as never })] }) });
    expect(groups[0]).toEqual({ total: ['—', 'due Dec 1, 2026', 'before tax\u00a0· adjustments may follow'], lines: ['Base price: $20.00', 'AI tokens: —'], steps: [] });
  });

  it('shows usage as one line where the server doesn’t say what each meter costs', () => {
    expect(read({ bill: previewed({ meteredAmount: 500, subtotalAmount: 2500, totalAmount: 2500, dueAmount: 2500 }) }).groups[0]?.lines).toEqual(['Base price: $20.00', 'Usage: $5.00']);
  });

  it('says “before discount” only where a discount may apply', () => {
    expect(read({ bill: billed({ discount_id: 'd' }) }).groups[0]?.total[2]).toBe('before discount and tax\u00a0· adjustments may follow');
    expect(read({ bill: billed({ discount_id: null }) }).groups[0]?.total[2]).toBe('before tax\u00a0· adjustments may follow');
  });

  it('shows the outstanding amount of an overdue payment, and a dash if it is unknown', () => {
    const subscription = parseSubscription(wireSubscription({ status: 'past_due' }));
    const outstanding = (bill: Bill) => read({ bill }).root.querySelector('.mf-amount')?.textContent;
    expect(outstanding(billOf(subscription, null, { orders: [{ subscriptionId: subscription.id, status: 'pending', dueAmount: 2380 }] }))).toBe('$23.80outstanding');
    expect(outstanding(billOf(subscription))).toBe('—outstanding amount not known right now');
  });

  it('shows the outstanding amount of a failed payment before the next charge', () => {
    const subscription = parseSubscription(wireSubscription());
    const amounts = (nextPaymentAttemptAt: Date | null) =>
      [...read({ bill: billOf(subscription, null, { orders: [{ subscriptionId: subscription.id, status: 'pending', dueAmount: 450, nextPaymentAttemptAt }] }) }).root.querySelectorAll('.mf-amount')].map(({ textContent }) => textContent);
    expect(amounts(new Date('2026-11-20T00:00:00Z'))).toEqual(['$4.50outstanding', expect.stringContaining('due Dec 1')]);
    expect(amounts(null)).toEqual([expect.stringContaining('due Dec 1')]);
  });

  it('does not say that nothing is due during a pause while an amount is outstanding', () => {
    const subscription = parseSubscription(wireSubscription({ status: 'paused', current_meter_period_end: '2026-12-01T00:00:00Z' }));
    const orders = [{ subscriptionId: subscription.id, status: 'pending', dueAmount: 450, nextPaymentAttemptAt: new Date('2026-11-20T00:00:00Z') }];
    const { root, hints } = read({ bill: billOf(subscription, null, { orders }) });
    expect([root.querySelector('.mf-amount')?.textContent, hints]).toEqual(['$4.50outstanding', []]);
  });

  it('says when a pause begins and when the charge follows', () => {
    const pausing = { pause_at_period_end: true };
    const resuming = read({ bill: billed({ ...pausing, resumes_at: '2027-03-01T00:00:00Z' }) });
    expect([resuming.root.firstElementChild?.textContent, resuming.hints, resuming.groups[0]?.total[1]]).toEqual(['Charge after your pause', ['Pauses on Dec 1, 2026'], 'due Mar 1, 2027']);
    const open = read({ bill: billed(pausing) });
    expect([open.root.firstElementChild?.textContent, open.hints, open.groups]).toEqual(['Pauses on Dec 1, 2026', [], []]);
    const paused = read({ bill: billed({ status: 'paused' }) });
    expect([paused.root.firstElementChild?.textContent, paused.hints, paused.groups]).toEqual(['Paused', ['Nothing is due until you resume'], []]);
  });

  it('shows “Nothing due” for an ended subscription', () => {
    const { root, groups, hints } = read({ bill: ended });
    expect([groups, hints]).toEqual([[], ['Nothing due']]);
    expect(root).toHaveAttribute('data-title', 'ended');
  });

  it.each<[BillTitle, string]>([
    ['firstCharge', 'First charge after your trial'],
    ['nextCharge', 'Next charge'],
    ['finalCharge', 'Final charge'],
    ['chargeOnResume', 'Charge after your pause'],
    ['pastDue', 'Payment overdue'],
    ['paused', 'Paused'],
    ['ended', 'Ended'],
  ])('with the title %s begins with “%s”', (title, words) => {
    const { root } = read({ bill: { ...billed(), title } });
    expect(root.firstElementChild).toHaveTextContent(words);
    expect(root).toHaveAttribute('data-title', title);
  });

  it('uses the locale, messages and time zone of the provider', () => {
    const { groups } = read({ bill: { ...billed(), currency: 'jpy' } }, { locale: 'ja', timeZone: 'Pacific/Midway', messages: { basePrice: '基本料金' } });
    expect(groups[0]?.total).toEqual(['￥2,412', 'due 2026年11月30日', 'before tax\u00a0· adjustments may follow']);
    expect(groups[0]?.lines[0]).toBe('基本料金: ￥2,000');
  });

  it('removes direction controls from names', () => {
    const { groups } = read({ bill: billed({ meters: [wireSubscriptionMeter({ name: 'safe\u202egnissim', amount: 1 })] }) });
    expect(groups[0]?.lines[1]).toBe('safegnissim: $0.01');
  });
});

describe('BillSummary lines at $0.00', () => {
  it('are all shown up to five', () => {
    const { root, groups } = read({ bill: manyMeters(5, 0) });
    expect([groups[0]?.lines.length, root.querySelector('details')]).toEqual([6, null]);
  });

  it('are collapsed and counted from six on', () => {
    const { root } = read({ bill: manyMeters(52, 0) });
    const details = root.querySelector('details');
    expect(details?.querySelectorAll('li')).toHaveLength(0);
    open(details);
    expect(details?.querySelector('summary')).toHaveTextContent('52 lines at $0.00');
    expect(details?.querySelectorAll('li')).toHaveLength(52);
    expect([...root.querySelectorAll('.mf-bill-group > ul > li')].map(({ textContent }) => textContent)).toEqual(['Base price$20.00']);
  });

  it('are collapsed and counted even if there is no other line', () => {
    const { root } = read({ bill: billed({ prices: [], amount: 0, meters: Array.from({ length: 6 }, (_, index) => wireSubscriptionMeter({ name: `Region ${index}`, amount: 0 })) }) });
    expect([root.querySelectorAll('.mf-bill-group > ul').length, root.querySelector('summary')?.textContent]).toEqual([0, '6 lines at $0.00']);
  });

  it('do not hide lines with an amount or an unknown amount', () => {
    const bill = billed({
      meters: [null, 1, -1, 0, 0, 0, 0, 0, 0].map((amount, index) => wireSubscriptionMeter({ name: `Region ${index}`, amount: amount as number })),
    });
    const { root } = read({ bill });
    expect([...root.querySelectorAll('.mf-bill-group > ul > li')].map(({ textContent }) => textContent)).toEqual(['Base price$20.00', 'Region 1$0.01', 'Region 2−$0.01', 'Region 0—']);
    expect(root.querySelector('summary')).toHaveTextContent('6 lines at $0.00');
  });
});

describe('BillSummary details', () => {
  it('expand below the lines that have them', () => {
    const details = vi.fn<(line: BillLine) => string | null>(({ kind }) => (kind === 'meter' ? 'Its receipt' : null));
    const { root } = read({ bill: billed(), details });
    expect(root.querySelectorAll('details')).toHaveLength(1);
    expect(root.querySelector('summary')).toHaveTextContent('AI tokensAmount may still change$4.12');
    expect(screen.queryByText('Its receipt')).toBeNull();
    open(root.querySelector('details'));
    expect(screen.getByText('Its receipt')).toBeInTheDocument();
    expect(details.mock.calls.slice(0, 2).map(([{ kind, meterId, explanation }]) => [kind, meterId !== undefined, explanation?.claim])).toEqual([
      ['base', false, undefined],
      ['meter', true, 'exact'],
    ]);
  });
});

/** Each line of a bill: its name and its detail. */
function detailsIn(root: Element): string[] {
  return [...root.querySelectorAll('li')].map((line) => [...line.querySelectorAll('.mf-line-label, .mf-line-detail')].map(({ textContent }) => textContent).join(': '));
}

describe('BillSummary says of a metered line', () => {
  const tokens = wirePriceMeteredUnit();
  const emails = wirePriceMeteredTiers({ name: 'AI tokens', unit: { label: 'emails' } });
  const minutes = wirePriceMeteredUnit({ unit: { label: 'minutes' }, unit_amount: '2.500000000000' });
  it.each<[what: string, meter: Partial<Parameters<typeof wireSubscriptionMeter>[0]>, price: WirePriceMeteredUnit | WirePriceMeteredTiers, detail: string]>([
    ['how many units are over the credits, and their rate', { consumed_units: 2_412_350, credited_units: 2_000_000, amount: 412 }, tokens, '412,350 over at $10\u00a0/\u00a01M tokens'],
    ['how many units are billed where there are no credits', { consumed_units: 412_350, credited_units: 0, amount: 412 }, tokens, '412,350 at $10\u00a0/\u00a01M tokens'],
    ['what each unit costs where its label is a plural', { consumed_units: 34, credited_units: 20, amount: 35 }, minutes, '14 over at $0.025 each'],
    ['how many rates its tiers have', { consumed_units: 30_000, credited_units: 10_000, amount: 1500 }, emails, '20,000 over at 2 rates'],
    ['that it is capped', { consumed_units: 200_000, credited_units: 10_000, amount: 5000 }, emails, '190,000 over at 2 rates, capped at $50.00'],
    ['that the credits cover all of it', { consumed_units: 5, credited_units: 10, amount: 0 }, tokens, 'All included'],
    ['that nothing was used', { consumed_units: 0, credited_units: 10, amount: 0 }, tokens, 'Nothing used'],
    ['that its amount may still change', { consumed_units: 2_412_350, credited_units: 2_000_000, amount: 300 }, tokens, '412,350 over at $10\u00a0/\u00a01M tokens\u00a0· amount may still change'],
    ['that its amount may still change, without units that contradict its amount', { consumed_units: 5, credited_units: 10, amount: 300 }, tokens, 'Amount may still change'],
  ])('%s', (_, meter, price, detail) => {
    const { root } = read({ bill: billed({ prices: [price], meters: [wireSubscriptionMeter(meter)] }) });
    expect(detailsIn(root)).toContain(`AI tokens: ${detail}`);
  });

  // Polar counts no event of a trial, so it sends 0: `create_billing_entries` of its `meter/service.py`.
  it.each([0, 2_412_350])('that usage in a trial is free, not that there is none, with %d units on its meter', (consumed_units) => {
    const { root } = read({ bill: billed({ status: 'trialing', prices: [tokens], meters: [wireSubscriptionMeter({ consumed_units, credited_units: 0, amount: 0 })] }) });
    expect(detailsIn(root)).toContain('AI tokens: Free during your trial');
  });

  it('that usage is free in a canceled trial, too', () => {
    const { root } = read({
      bill: billed({ status: 'trialing', cancel_at_period_end: true, prices: [tokens], meters: [wireSubscriptionMeter({ consumed_units: 2_412_350, credited_units: 0, amount: 0 })] }),
    });
    expect([root.dataset['title'], ...detailsIn(root)]).toEqual(['finalCharge', 'AI tokens: Free during your trial']);
  });

  it('no detail where its amount or its price is unknown', () => {
    const unknown = [read({ bill: billed({ meters: [wireSubscriptionMeter({ amount: null as never })] }) }), read({ bill: billed({ prices: [], meters: [wireSubscriptionMeter({ amount: 412 })] }) })];
    expect(unknown.map(({ root }) => root.querySelector('.mf-line-detail'))).toEqual([null, null]);
  });

  it('“Usage” in place of a blank name', () => {
    const { root } = read({ bill: billed({ meters: [wireSubscriptionMeter({ name: ' ', amount: 412 })] }) });
    expect(linesIn(root, 'li .mf-line')).toContain('Usage: $4.12');
  });

  it('its units by the name that the host gives them', () => {
    const meter = wireSubscriptionMeter({ consumed_units: 2_412_350, credited_units: 2_000_000, amount: 412 });
    const { root } = read({ bill: billed({ prices: [tokens], meters: [meter] }), units: { [meter.meter_id]: 'words' } });
    expect(detailsIn(root)).toContain('AI tokens: 412,350 over at $0.01\u00a0/\u00a01,000 words');
  });
});

describe('BillSummary’s bar of a charge', () => {
  const mixOf = (root: Element) => [...root.querySelectorAll('.mf-mix rect')].map((part) => ['data-part', 'x', 'width'].map((name) => part.getAttribute(name)).join(' '));
  const colors = (root: Element) => [...root.querySelectorAll('.mf-bill-group > ul > li')].map((line) => `${line.querySelector('.mf-line-label')?.textContent} ${line.getAttribute('data-part')}`);

  it('has a color for each line that costs something, in the order of amounts, and is hidden from screen readers', () => {
    const meters = [0, 500, 1500, 250, 750].map((amount, index) => wireSubscriptionMeter({ name: `Region ${index}`, amount }));
    const { root } = read({ bill: billed({ amount: 2000, meters }) });
    expect(root.querySelector('.mf-mix')).toHaveAttribute('aria-hidden', 'true');
    expect(mixOf(root)).toEqual(['base 0% 40%', 'first 40% 30%', 'second 70% 15%', 'third 85% 10%', 'other 95% 5%']);
    expect(colors(root)).toEqual(['Base price base', 'Region 2 first', 'Region 4 second', 'Region 1 third', 'Region 3 other', 'Region 0 none']);
  });

  it('is left out if only one line has a cost, or an amount is unknown', () => {
    expect(mixOf(read({ bill: billed({ meters: [] }) }).root)).toEqual([]);
    expect(mixOf(read({ bill: billed({ meters: [wireSubscriptionMeter({ amount: null as never }), wireSubscriptionMeter({ name: 'Other', amount: 5 })] }) }).root)).toEqual([]);
  });

  it('leaves refunds out', () => {
    const { root } = read({ bill: previewed({ prorations: [{ label: 'Unused time', amount: -655 }], subtotalAmount: 1757, totalAmount: 1757, dueAmount: 1757 }) });
    expect(mixOf(root)).toEqual(['base 0% 82.92%', 'first 82.92% 17.08%']);
    expect(colors(root)).toEqual(['Base price base', 'AI tokens first', 'Unused time null']);
  });
});

describe('BillSummary estimates a charge', () => {
  const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
  const now = new Date('2026-11-16T00:00:00Z');
  const meters = [wireSubscriptionMeter({ consumed_units: 2_412_350, credited_units: 2_000_000, amount: 412 })];
  const wire = wireSubscription({ prices: [wirePriceFixed(), wirePriceMeteredUnit()], meters });
  const forecast = (props: Partial<BillSummaryProps>) => read({ bill: billOf(parseSubscription(wire)), period, now, ...props }).root.querySelector('.mf-forecast')?.textContent;
  const withPreview = (figures: Partial<ChargePreview>) => forecast({ bill: billOf(parseSubscription(wire), { ...whole, ...figures }) });

  it('at the pace so far, without repeating what the amount above leaves out', () => {
    expect(read({ bill: billOf(parseSubscription(wire)), period, now }).groups[0]?.total[2]).toBe('before tax\u00a0· adjustments may follow');
    expect(forecast({})).toBe('About $48 by then at this pace');
    expect(withPreview({})).toBe('About $48 by then at this pace');
  });

  it('as “$24 more” where a discount, tax or balance changes the charge', () => {
    expect(withPreview({ discountAmount: 100, totalAmount: 2312, dueAmount: 2312 })).toBe('About $24 more by then at this pace, before discount');
    expect(withPreview({ taxAmount: 482, totalAmount: 2894, dueAmount: 2894 })).toBe('About $24 more by then at this pace, before tax');
    expect(withPreview({ appliedBalanceAmount: -1000, dueAmount: 1412 })).toBe('About $24 more by then at this pace');
  });

  it('only if its period ends on the day of the charge, enough of it has passed, and every part can be estimated', () => {
    expect(forecast({ period: undefined })).toBeUndefined();
    expect(forecast({ now: undefined })).toBeUndefined();
    expect(forecast({ now: new Date('2026-11-03T00:00:00Z') })).toBeUndefined();
    expect(forecast({ period: { ...period, end: new Date('2027-01-01T00:00:00Z') } })).toBeUndefined();
    expect(forecast({ bill: billOf(parseSubscription({ ...wire, prices: [wirePriceFixed()] })) })).toBeUndefined();
    expect(withPreview({ meteredAmount: 500, subtotalAmount: 2500, totalAmount: 2500, dueAmount: 2500 })).toBeUndefined();
  });

  it('unless nothing will be added', () => {
    expect(forecast({ bill: billOf(parseSubscription({ ...wire, meters: [wireSubscriptionMeter({ consumed_units: 10, credited_units: 100, amount: 0 })] })) })).toBeUndefined();
  });
});

describe('BillSummary shows the host’s action', () => {
  const pay = <a href="/pay">Pay now</a>;
  it('once, below the first amount', () => {
    const { root } = read({ bill: yearly, action: pay });
    expect(screen.getAllByRole('link', { name: 'Pay now' })).toHaveLength(1);
    expect(root.querySelector('.mf-bill-group')?.textContent).toMatch(/^\$4\.12.*Pay now/);
  });

  it('once, below the outstanding amount of an overdue payment, and where nothing is charged', () => {
    const overdue = read({ bill: billOf(parseSubscription(wireSubscription({ status: 'past_due' }))), action: pay }).root;
    expect(overdue.querySelector('.mf-amount')?.nextElementSibling).toHaveTextContent(/^Pay now$/);
    // The next charge follows.
    expect(['.mf-bill-group', 'a'].map((part) => overdue.querySelectorAll(part).length)).toEqual([1, 1]);
    expect(read({ bill: ended, action: pay }).root).toHaveTextContent('Pay now');
  });
});
