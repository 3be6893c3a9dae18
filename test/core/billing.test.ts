import { describe, expect, it } from 'vitest';
import {
  amountDueOf,
  type Bill,
  billOf,
  type BillTitle,
  type ChargePreview,
  type CustomerSubscription,
  hasEnded,
  mayPreview,
  parseSubscription,
  renewsAt,
  sumAmounts,
} from '../../src/core';
import { wirePriceFixed, wirePriceMeteredUnit, type WireSubscription, wireSubscription, wireSubscriptionMeter, type WireSubscriptionOverrides } from '../../src/testing';

const november = new Date('2026-11-01T00:00:00Z');
const december = new Date('2026-12-01T00:00:00Z');
const january = new Date('2027-01-01T00:00:00Z');
const june = new Date('2027-06-01T00:00:00Z');

type Overrides = Omit<WireSubscriptionOverrides, 'status'> & { status?: string };

/** $20.00 a month and 412 minor units of AI tokens, due on the first of December, unless told otherwise. */
function subscribed(overrides: Overrides = {}): CustomerSubscription {
  const meters = [wireSubscriptionMeter({ consumed_units: 2_412_350, credited_units: 2_000_000, amount: 412 })];
  return parseSubscription(wireSubscription({ meters, ...(overrides as WireSubscriptionOverrides) }));
}

const paused = { status: 'paused', paused_at: november.toISOString() };
const resuming = { ...paused, resumes_at: january.toISOString() };
const ended = { status: 'canceled', ended_at: november.toISOString() };
/** A plan by the year whose meters settle each month. */
const yearly = {
  amount: 120_000,
  recurring_interval: 'year',
  current_period_end: june.toISOString(),
  current_meter_period_start: november.toISOString(),
  current_meter_period_end: december.toISOString(),
} as const;

const linesOf = ({ lines }: Bill) => lines.map(({ kind, name, amount, dueAt }) => [kind, name, amount, dueAt]);
const totalsOf = ({ totals }: Bill) => totals.map(({ amount, dueAt }) => [amount, dueAt]);

function previewed(prorations: ChargePreview['prorations']): ChargePreview {
  return { baseAmount: 2000, meteredAmount: 412, prorationAmount: 0, prorations, totalAmount: 2412 };
}

describe('a bill says what the next charge is', () => {
  it.each<[string, Overrides, BillTitle, base: number | null, dueAt: Date | null]>([
    ['of an active subscription', {}, 'nextCharge', 2000, december],
    ['after a trial', { status: 'trialing' }, 'firstCharge', 2000, december],
    ['before it is cancelled', { cancel_at_period_end: true }, 'finalCharge', 0, december],
    ['after a trial that ends it', { status: 'trialing', cancel_at_period_end: true }, 'finalCharge', 0, december],
    ['before it is paused', { pause_at_period_end: true }, 'nextCharge', 0, december],
    ['on the day on which a pause ends', resuming, 'chargeOnResume', 2000, january],
    ['whatever the meters’ own date said before the pause', { ...resuming, ...yearly }, 'chargeOnResume', 120_000, january],
    ['of a pause without an end', paused, 'paused', null, null],
    ['of one that is past due', { status: 'past_due' }, 'pastDue', 2000, december],
    ['of one that is past due and ends', { status: 'past_due', cancel_at_period_end: true }, 'pastDue', 0, december],
    ['of one that is unpaid', { status: 'unpaid' }, 'pastDue', 2000, december],
    ['of one that is canceled', ended, 'ended', null, null],
    ['of one that has an end, whatever its status', { ended_at: november.toISOString() }, 'ended', null, null],
    ['of one that never came to be', { status: 'incomplete_expired' }, 'ended', null, null],
    ['of one whose first payment is awaited', { status: 'incomplete' }, 'nextCharge', 2000, december],
    ['of a status that Polar has yet to invent', { status: 'on_the_moon' }, 'nextCharge', 2000, december],
  ])('%s', (_, overrides, title, base, dueAt) => {
    const bill = billOf(subscribed(overrides));
    expect([bill.title, bill.invoiceAt]).toEqual([title, dueAt]);
    const [first] = bill.lines;
    expect(first?.kind === 'base' ? [first.amount, first.dueAt] : [null, null]).toEqual([base, dueAt]);
  });

  it('with a line for the plan, then one for each meter, and their sum', () => {
    const bill = billOf(subscribed());
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 2000, december],
      ['meter', 'AI tokens', 412, december],
    ]);
    expect(bill).toMatchObject({ subscriptionId: subscribed().id, currency: 'usd', discounted: false });
    expect(bill.totals).toEqual([{ subscriptionId: bill.subscriptionId, amount: 2412, currency: 'usd', dueAt: december }]);
  });

  it('with nothing due any more where it has ended, or is paused for good', () => {
    const meters: never[] = [];
    expect(billOf(subscribed({ ...ended, meters }))).toMatchObject({ lines: [], totals: [], invoiceAt: null, creditsRenewAt: null });
    expect(billOf(subscribed({ ...paused, meters }))).toMatchObject({ lines: [], totals: [], invoiceAt: null, creditsRenewAt: null });
    expect(totalsOf(billOf(subscribed(paused)))).toEqual([[412, null]]);
    expect(linesOf(billOf(subscribed(ended)))).toEqual([['meter', 'AI tokens', 412, null]]);
  });

  it('with plan and meters on one day after a pause, whatever the meters’ own date said', () => {
    expect(totalsOf(billOf(subscribed({ ...resuming, ...yearly })))).toEqual([[120_412, january]]);
  });

  it('for a host’s own subscription, too, that leaves out what may be left out', () => {
    const { discountId: _, endedAt: __, resumesAt: ___, ...own } = subscribed(paused);
    expect(billOf(own)).toMatchObject({ title: 'paused', invoiceAt: null, discounted: false, lines: [{ kind: 'meter', dueAt: null }] });
    expect([hasEnded(own), mayPreview(own)]).toEqual([false, false]);
  });
});

describe('a plan by the year whose meters settle each month', () => {
  const bill = billOf(subscribed(yearly));

  it('has one total for each date, the earliest first, never added', () => {
    expect(totalsOf(bill)).toEqual([
      [412, december],
      [120_000, june],
    ]);
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 120_000, june],
      ['meter', 'AI tokens', 412, december],
    ]);
  });

  it('has two clocks: when credits renew, and when the invoice comes', () => {
    expect([bill.creditsRenewAt, bill.invoiceAt]).toEqual([december, june]);
  });

  it('still bills its meters month by month when it is cancelled, and nothing for a next year', () => {
    const last = billOf(subscribed({ ...yearly, cancel_at_period_end: true }));
    expect([last.title, ...totalsOf(last)]).toEqual(['finalCharge', [412, december], [0, june]]);
    expect(last.creditsRenewAt).toEqual(december);
  });

  it('is one total where both dates are the same', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, current_meter_period_end: june.toISOString() })))).toEqual([[120_412, june]]);
  });
});

describe('what is due next', () => {
  it.each<[string, Overrides, amount: number | null, dueAt: Date | null]>([
    ['is all of it where it falls due together', {}, 2412, december],
    ['is what falls due first on a yearly plan', yearly, 412, december],
    ['is what was used, before the end', { cancel_at_period_end: true }, 412, december],
    ['is nothing where it has ended', { ...ended, meters: [] }, 0, null],
    ['is nothing where it is paused for good', { ...paused, meters: [] }, 0, null],
  ])('%s', (_, overrides, amount, dueAt) => {
    const subscription = subscribed(overrides);
    expect(amountDueOf(subscription)).toEqual({ subscriptionId: subscription.id, amount, currency: 'usd', dueAt });
  });
});

describe('credits renew', () => {
  it.each<[string, Overrides, Date | null]>([
    ['with the period', {}, december],
    ['by a clock of their own, where meters have one', yearly, december],
    ['for one that is past due, too', { status: 'past_due' }, december],
    ['not after the last period', { cancel_at_period_end: true }, null],
    ['until the last period of a cancelled year', { ...yearly, cancel_at_period_end: true }, december],
    ['not at the end of that year', { ...yearly, cancel_at_period_end: true, current_meter_period_end: june.toISOString() }, null],
    ['not in a pause', resuming, null],
    ['not once it has ended', ended, null],
  ])('%s', (_, overrides, date) => {
    expect(renewsAt(subscribed(overrides))).toEqual(date);
    expect(billOf(subscribed(overrides)).creditsRenewAt).toEqual(date);
  });
});

describe('a charge preview', () => {
  it.each<[string, Overrides, asked: boolean]>([
    ['active', {}, true],
    ['active and about to end', { cancel_at_period_end: true }, true],
    ['in a trial', { status: 'trialing' }, true],
    ['paused with a day to resume', resuming, true],
    ['paused for good', paused, false],
    ['past due', { status: 'past_due' }, false],
    ['past due, with a day to resume', { status: 'past_due', resumes_at: january.toISOString() }, false],
    ['unpaid', { status: 'unpaid' }, false],
    ['incomplete', { status: 'incomplete' }, false],
    ['expired', { status: 'incomplete_expired' }, false],
    ['canceled', ended, false],
    ['over, whatever its status', { ended_at: november.toISOString() }, false],
    ['in a status to come', { status: 'on_the_moon' }, false],
  ])('of a subscription that is %s: %s', (_, overrides, asked) => {
    expect(mayPreview(subscribed(overrides))).toBe(asked);
  });

  const corrections = [
    { label: 'Unused time on Lumen Basic', amount: -655 },
    { label: 'Remaining time on Lumen Pro', amount: 1210 },
  ];

  it('adds the server’s prorations, with their signs, to what the invoice has', () => {
    const bill = billOf(subscribed(), previewed(corrections));
    expect(linesOf(bill).slice(2)).toEqual([
      ['proration', 'Unused time on Lumen Basic', -655, december],
      ['proration', 'Remaining time on Lumen Pro', 1210, december],
    ]);
    expect(totalsOf(bill)).toEqual([[2000 + 412 - 655 + 1210, december]]);
  });

  it('adds them on the day of the invoice, not of the meters', () => {
    expect(totalsOf(billOf(subscribed(yearly), previewed(corrections)))).toEqual([
      [412, december],
      [120_555, june],
    ]);
  });

  it('may leave money to come back', () => {
    expect(totalsOf(billOf(subscribed({ meters: [] }), previewed([{ label: 'Refund', amount: -2500 }])))).toEqual([[-500, december]]);
  });

  it('of which a part is not known leaves the total unknown', () => {
    expect(totalsOf(billOf(subscribed(), previewed([{ label: 'Refund', amount: null }])))).toEqual([[null, december]]);
  });

  it('changes nothing where it is missing, empty, or of what charges nothing', () => {
    const plain = billOf(subscribed());
    expect([billOf(subscribed(), null), billOf(subscribed(), undefined), billOf(subscribed(), previewed([]))]).toEqual([plain, plain, plain]);
    expect(billOf(subscribed(ended), previewed(corrections))).toEqual(billOf(subscribed(ended)));
    expect(billOf(subscribed(paused), previewed(corrections))).toEqual(billOf(subscribed(paused)));
  });

  it('never replaces the amounts that the subscription reports', () => {
    expect(linesOf(billOf(subscribed(), { ...previewed([]), baseAmount: 1, meteredAmount: 2, totalAmount: 3 }))).toEqual(linesOf(billOf(subscribed())));
  });
});

describe('a total', () => {
  const unknown = wireSubscriptionMeter({ name: 'Images', amount: null as never });

  it('is not known when a part of it is not', () => {
    expect(totalsOf(billOf(subscribed({ amount: null as never })))).toEqual([[null, december]]);
    expect(totalsOf(billOf(subscribed({ meters: [unknown] })))).toEqual([[null, december]]);
  });

  it('is known on the other date', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, meters: [unknown] })))).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(totalsOf(billOf(subscribed({ ...yearly, amount: null as never })))).toEqual([
      [412, december],
      [null, june],
    ]);
  });

  it('is not known on the date of a meter that could not be read, and intact on the other', () => {
    const meters = [wireSubscriptionMeter({ amount: 412 }), { ...wireSubscriptionMeter({ name: 'Images' }), consumed_units: '465' as never }];
    const bill = billOf(subscribed({ ...yearly, meters }));
    expect(bill.lines.map(({ name }) => name)).toEqual(['Lumen Pro', 'AI tokens']);
    expect(totalsOf(bill)).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(totalsOf(billOf(subscribed({ meters })))).toEqual([[null, december]]);
    expect(totalsOf(billOf(subscribed({ ...yearly, meters: meters.slice(1) })))).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(amountDueOf(subscribed({ ...yearly, meters }))).toMatchObject({ amount: null, dueAt: december });
  });

  it('is exact where a sum of floats is not', () => {
    const most = 2 ** 53;
    expect(most + 1 + 1).toBe(most);
    expect(sumAmounts([most, 1, 1])).toBe(most + 2);
    expect(sumAmounts([most, 1])).toBeNull();
    expect(sumAmounts([1e300, 412, -1e300])).toBe(412);
    expect(sumAmounts(Array.from({ length: 1000 }, () => 1))).toBe(1000);
    const meters = [1, 1].map((amount, index) => wireSubscriptionMeter({ name: `Meter ${index}`, amount }));
    expect(totalsOf(billOf(subscribed({ amount: most, meters })))).toEqual([[most + 2, december]]);
  });

  it('of nothing is nothing, of numbers that are none not known', () => {
    expect(sumAmounts([])).toBe(0);
    expect(sumAmounts([-450, 450])).toBe(0);
    expect([NaN, Infinity, -Infinity, null].map((amount) => sumAmounts([1, amount]))).toEqual([null, null, null, null]);
  });
});

describe('a discount', () => {
  it('is named, and taken off nothing', () => {
    const bill = billOf(subscribed({ discount_id: 'discount' }));
    expect([bill.discounted, ...totalsOf(bill)]).toEqual([true, [2412, december]]);
  });

  it('is not named where there is none, or nothing to take it off', () => {
    expect(billOf(subscribed({ discount_id: null })).discounted).toBe(false);
    expect(billOf(subscribed({ ...ended, discount_id: 'discount' })).discounted).toBe(false);
  });
});

describe('a meter’s line', () => {
  const meterLine = (overrides: Overrides = {}) => billOf(subscribed(overrides)).lines.find(({ kind }) => kind === 'meter');

  it('carries its meter, its price and its explanation', () => {
    const { meters, prices } = subscribed();
    const line = meterLine();
    expect(line).toMatchObject({ meterId: meters[0]?.meterId, meter: meters[0], price: prices[1] });
    expect(line?.explanation).toMatchObject({ claim: 'exact', billableUnits: 412_350, subtotal: '412.35', computed: 412, reported: 412, settled: true });
  });

  it('shows what the server reports where its arithmetic says something else', () => {
    const line = meterLine({ meters: [wireSubscriptionMeter({ consumed_units: 7000, credited_units: 5000, amount: 1 })] });
    expect([line?.amount, line?.explanation]).toMatchObject([1, { computed: 2, reported: 1, settled: false }]);
  });

  it.each<[string, WireSubscription['prices'], string, priced: boolean]>([
    ['no price counts it', [wirePriceFixed()], 'no_price', false],
    ['another meter’s price is the only one', [wirePriceMeteredUnit({ name: 'Images' })], 'no_price', false],
    ['several prices count it', [wirePriceMeteredUnit(), wirePriceMeteredUnit({ id: 'other' })], 'several_prices', false],
    ['its price is in another currency', [wirePriceMeteredUnit({ price_currency: 'eur' })], 'other_currency', true],
    ['its price cannot be read', [{ ...wirePriceMeteredUnit(), unit_amount: 0.001 as never }], 'unknown_price', true],
    ['its price is of a kind to come', [{ ...wirePriceMeteredUnit(), amount_type: 'by_the_moon' as never }], 'unknown_price', true],
    ['its cap is below zero', [wirePriceMeteredUnit({ cap_amount: -1 })], 'bad_cap', true],
  ])('claims nothing, and keeps its amount, where %s', (_, prices, reason, priced) => {
    const line = meterLine({ prices });
    expect(line).toMatchObject({ amount: 412, explanation: { claim: 'none', reason, reported: 412 } });
    expect(line && 'price' in line).toBe(priced);
  });

  it('minds the currency, not how it is spelled', () => {
    expect(meterLine({ currency: 'USD' })?.explanation).toMatchObject({ claim: 'exact' });
  });
});

it('tells what is over from what may go on', () => {
  const over = [ended, { status: 'canceled' }, { status: 'incomplete_expired' }, { ended_at: november.toISOString() }];
  expect(over.map((overrides) => hasEnded(subscribed(overrides)))).toEqual([true, true, true, true]);
  const going = [{}, paused, { status: 'unpaid' }, { status: 'on_the_moon' }, { cancel_at_period_end: true }, { ended_at: null }];
  expect(going.filter((overrides) => hasEnded(subscribed(overrides)))).toEqual([]);
});
