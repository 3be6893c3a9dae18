import { describe, expect, it } from 'vitest';
import {
  type AccountMeter,
  endsAt,
  hasEnded,
  isActive,
  isBilled,
  isPaymentMissing,
  joinMeters,
  mayPreview,
  meterPeriodOf,
  needsAttention,
  phaseOf,
  renewsAt,
  type SubscriptionPhase,
} from '../../src/core/account';
import { amountDueOf, billOf, type BillTitle } from '../../src/core/billing';
import { PortalError } from '../../src/core/errors';
import { parseSubscriptionList, type SubscriptionList } from '../../src/core/schemas/list';
import { type CustomerCustomerMeter, parseCustomerMeter } from '../../src/core/schemas/customerMeter';
import { type CustomerSubscription, parseSubscription } from '../../src/core/schemas/subscription';
import {
  wireMeter,
  type WireMeterOverrides,
  wirePage,
  wirePriceFixed,
  wirePriceMeteredUnit,
  type WireSubscription,
  wireSubscription,
  wireSubscriptionMeter,
  type WireSubscriptionOverrides,
} from '../../src/testing';

const december = new Date('2026-12-01T00:00:00Z');
const january = new Date('2027-01-01T00:00:00Z');

const meterOf = (overrides: WireMeterOverrides = {}): CustomerCustomerMeter => parseCustomerMeter(wireMeter({ name: 'Storage', consumed_units: 120, credited_units: 100, ...overrides }));
const listOf = (...subscriptions: WireSubscription[]): SubscriptionList => parseSubscriptionList(wirePage(subscriptions));

/** A plan that prices storage, with $1.00 pending for it. */
function plan({ status = 'active', ...overrides }: Omit<WireSubscriptionOverrides, 'status'> & { status?: string } = {}): WireSubscription {
  const prices = [wirePriceFixed(), wirePriceMeteredUnit({ name: 'Storage', unit: { label: 'GB' }, unit_amount: '5' })];
  return { ...wireSubscription({ prices, meters: [wireSubscriptionMeter({ name: 'Storage', amount: 100 })], ...overrides }), status } as WireSubscription;
}

const subscribed = (overrides: Parameters<typeof plan>[0]): CustomerSubscription => parseSubscription(plan(overrides));

function joinOne(subscriptions: SubscriptionList | undefined, meter = meterOf()): AccountMeter {
  const [joined] = joinMeters([meter], subscriptions);
  if (joined === undefined) throw new Error('joinMeters() dropped the meter.');
  return joined;
}

const resumes_at = january.toISOString();
const ended_at = '2026-11-01T00:00:00Z';

describe('Usage and Billing agree about a subscription', () => {
  interface Row {
    phase: SubscriptionPhase;
    title: BillTitle;
    /** Usage may say that what goes beyond the credits is billed. */
    billed: boolean;
    /** Minor units of the meter; absent where nothing is pending. */
    pending?: number;
    renews: Date | null;
    /** What is due first. */
    due: [amount: number | null, at: Date | null];
  }
  it.each<[string, Parameters<typeof plan>[0], Row]>([
    ['active', {}, { phase: 'active', title: 'nextCharge', billed: true, pending: 100, renews: december, due: [2100, december] }],
    ['active and canceled', { cancel_at_period_end: true }, { phase: 'active', title: 'finalCharge', billed: true, pending: 100, renews: null, due: [100, december] }],
    ['past_due', { status: 'past_due' }, { phase: 'pastDue', title: 'pastDue', billed: true, pending: 100, renews: null, due: [2100, december] }],
    ['past_due and canceled', { status: 'past_due', cancel_at_period_end: true }, { phase: 'pastDue', title: 'pastDue', billed: true, pending: 100, renews: null, due: [100, december] }],
    ['trialing', { status: 'trialing' }, { phase: 'trial', title: 'firstCharge', billed: false, pending: 100, renews: december, due: [2100, december] }],
    ['paused until a date', { status: 'paused', resumes_at }, { phase: 'paused', title: 'chargeOnResume', billed: false, pending: 100, renews: null, due: [2100, january] }],
    ['paused without a date', { status: 'paused' }, { phase: 'paused', title: 'paused', billed: false, pending: 100, renews: null, due: [null, null] }],
    ['unpaid', { status: 'unpaid' }, { phase: 'ended', title: 'ended', billed: false, renews: null, due: [0, null] }],
    ['canceled', { status: 'canceled', ended_at }, { phase: 'ended', title: 'ended', billed: false, renews: null, due: [0, null] }],
    ['incomplete_expired', { status: 'incomplete_expired' }, { phase: 'ended', title: 'ended', billed: false, renews: null, due: [0, null] }],
    ['active with an end in the past', { ended_at }, { phase: 'ended', title: 'ended', billed: false, renews: null, due: [0, null] }],
    ['incomplete', { status: 'incomplete' }, { phase: 'notStarted', title: 'notStarted', billed: false, renews: null, due: [null, null] }],
    ['in a status of a later version', { status: 'on_the_moon' }, { phase: 'unknown', title: 'nextCharge', billed: false, pending: 100, renews: null, due: [2100, december] }],
    ['in a status that is a property of every object', { status: 'constructor' }, { phase: 'unknown', title: 'nextCharge', billed: false, pending: 100, renews: null, due: [2100, december] }],
  ])('that is %s', (_, overrides, row) => {
    const subscription = subscribed(overrides);
    const joined = joinOne(listOf(plan(overrides)));
    const bill = billOf(subscription);

    expect([phaseOf(subscription), bill.title, isBilled(subscription)]).toEqual([row.phase, row.title, row.billed]);
    expect(joined.usage.kind === 'included').toBe(row.billed);
    expect([joined.renewsAt ?? null, bill.creditsRenewAt, renewsAt(subscription)]).toEqual([row.renews, row.renews, row.renews]);
    expect(joined.due?.amount).toBe(row.pending);
    expect(bill.charges[0]?.lines.find(({ kind }) => kind === 'meter')?.amount).toBe(row.due[1] ? row.pending : undefined);
    const { amount, dueAt } = amountDueOf(subscription);
    expect([amount, dueAt]).toEqual(row.due);
  });

  it.each(['unpaid', 'canceled', 'incomplete_expired'])('that has ended as %s: nothing is billed, renewed, previewed or due', (status) => {
    const subscription = subscribed({ status, resumes_at, cancel_at_period_end: true, discount_id: 'discount' });
    expect([hasEnded(subscription), isBilled(subscription), renewsAt(subscription), endsAt(subscription), mayPreview(subscription)]).toEqual([true, false, null, null, false]);
    expect(billOf(subscription)).toMatchObject({ charges: [], change: null, outstanding: null });
  });

  it.each(['active', 'past_due', 'trialing', 'paused', 'incomplete', 'on_the_moon'])('that is %s has not ended', (status) => {
    expect(hasEnded(subscribed({ status }))).toBe(false);
  });

  it('claims no price for a meter whose only subscription has not started, and that it has none once that has ended', () => {
    expect(joinOne(listOf(plan({ status: 'incomplete' }))).terms).not.toHaveProperty('price');
    expect(joinOne(listOf(plan({ status: 'unpaid' }))).terms).toEqual({ price: null, whenSpent: undefined });
  });

  it('shows an unknown amount for a subscription that has not started, even with an unreadable meter', () => {
    expect(amountDueOf({ ...subscribed({ status: 'incomplete' }), incomplete: true })).toMatchObject({ amount: null, dueAt: null });
    expect(amountDueOf({ ...subscribed({ status: 'canceled' }), incomplete: true })).toMatchObject({ amount: 0, dueAt: null });
  });
});

describe('isPaymentMissing()', () => {
  it('is true for past_due, unpaid and incomplete only', () => {
    const statuses = ['active', 'past_due', 'trialing', 'paused', 'unpaid', 'canceled', 'incomplete_expired', 'incomplete', 'on_the_moon'];
    expect(statuses.filter((status) => isPaymentMissing(subscribed({ status })))).toEqual(['past_due', 'unpaid', 'incomplete']);
  });
});

describe('isActive()', () => {
  it('is true for the statuses that the server’s filter selects', () => {
    const statuses = ['active', 'past_due', 'trialing', 'paused', 'unpaid', 'canceled', 'incomplete', 'on_the_moon'];
    expect(statuses.filter((status) => isActive(subscribed({ status })))).toEqual(['active', 'trialing']);
  });
});

describe('endsAt()', () => {
  it.each<[string, Parameters<typeof plan>[0], Date | null]>([
    ['is the end of the period of a canceled subscription', { cancel_at_period_end: true }, december],
    ['is null for a subscription that goes on', {}, null],
    ['is null for a subscription that has ended', { cancel_at_period_end: true, status: 'canceled' }, null],
    ['is null for a subscription that has not started', { cancel_at_period_end: true, status: 'incomplete' }, null],
  ])('%s', (_, overrides, date) => {
    expect(endsAt(subscribed(overrides))).toEqual(date);
  });
});

describe('meterPeriodOf()', () => {
  const [current_period_start, current_period_end] = ['2026-11-01T00:00:00Z', '2027-11-01T00:00:00Z'];
  const current_meter_period_start = '2026-11-10T00:00:00Z';
  const current_meter_period_end = '2026-12-10T00:00:00Z';

  it('is the billing period where meters have no period of their own', () => {
    expect(meterPeriodOf(subscribed({ current_period_start, current_period_end }))).toEqual({ start: new Date(current_period_start), end: new Date(current_period_end) });
  });

  it('is the meters’ own period where they have one', () => {
    const subscription = subscribed({ current_period_start, current_period_end, current_meter_period_start, current_meter_period_end });
    expect(meterPeriodOf(subscription)).toEqual({ start: new Date(current_meter_period_start), end: new Date(current_meter_period_end) });
  });

  it('is the billing period where only one end of the meters’ own period is known', () => {
    const subscription = subscribed({ current_period_start, current_period_end, current_meter_period_end });
    expect(meterPeriodOf(subscription)).toEqual({ start: new Date(current_period_start), end: new Date(current_period_end) });
  });
});

describe('joinMeters()', () => {
  it('takes price, unit, amount and date from the subscription that bills the meter', () => {
    const { terms, due, renewsAt, unit } = joinOne(listOf(plan()));
    expect(terms?.price).toMatchObject({ kind: 'unit', unitAmount: '5' });
    expect(due).toEqual({ amount: 100, currency: 'usd' });
    expect(renewsAt).toEqual(december);
    expect(unit).toMatchObject({ unit: 'custom', customLabel: 'GB' });
  });

  it('describes the numbers under the terms that it found', () => {
    expect(joinOne(listOf(plan())).usage).toMatchObject({ kind: 'included', state: 'over', tone: 'neutral', over: 20 });
    expect(joinOne(undefined).usage).toMatchObject({ kind: 'unknown', state: 'over', over: 20 });
  });

  it('makes no claim about billing while subscriptions are not known', () => {
    const joined = joinOne(undefined);
    expect(joined.terms).toBeUndefined();
    expect(Object.keys(joined)).not.toEqual(expect.arrayContaining(['due']));
    expect(joined.renewsAt).toBeUndefined();
  });

  it('knows that a meter has no price when every subscription was read and none bills it', () => {
    expect(joinOne(listOf()).terms).toEqual({ price: null, whenSpent: undefined });
    expect(joinOne(listOf(wireSubscription())).terms).toEqual({ price: null, whenSpent: undefined });
  });

  it('does not claim that there is no price when a subscription could not be read', () => {
    const { items, pagination } = listOf();
    const issues = [new PortalError('invalid_data', 'unreadable')];
    expect(joinOne({ items, pagination, issues }).terms).not.toHaveProperty('price');
  });

  it('makes no claim when two prices count the meter, in two plans or in one', () => {
    const twoPlans = joinOne(listOf(plan(), plan({ name: 'Other' })));
    expect(twoPlans.terms).not.toHaveProperty('price');
    expect([twoPlans.due, twoPlans.renewsAt]).toEqual([undefined, undefined]);
    const price = wirePriceMeteredUnit({ name: 'Storage' });
    expect(joinOne(listOf(plan({ prices: [price, { ...price, id: 'other' }] }))).terms).not.toHaveProperty('price');
  });

  it('makes no claim about a price of a later version', () => {
    const odd = { ...wirePriceMeteredUnit({ name: 'Storage' }), amount_type: 'by_the_moon' };
    const list = parseSubscriptionList(wirePage([{ ...plan(), prices: [odd] }]));
    expect(joinOne(list).terms).not.toHaveProperty('price');
  });

  it('makes no claim when a subscription counts the meter without a price', () => {
    expect(joinOne(listOf(plan({ prices: [wirePriceFixed()] }))).terms).not.toHaveProperty('price');
  });

  it.each<[string, Parameters<typeof plan>[0], Date | undefined]>([
    ['at the end of the period', {}, december],
    ['at the end of the meters’ own period', { current_meter_period_end: '2026-11-20T00:00:00Z' }, new Date('2026-11-20T00:00:00Z')],
    ['never again when the plan ends with the period', { cancel_at_period_end: true }, undefined],
    ['once more when meters settle before the plan ends', { cancel_at_period_end: true, current_meter_period_end: '2026-11-20T00:00:00Z' }, new Date('2026-11-20T00:00:00Z')],
    ['never while the plan is paused', { status: 'paused' }, undefined],
  ])('renews credits %s', (_, overrides, renewsAt) => {
    expect(joinOne(listOf(plan(overrides))).renewsAt).toEqual(renewsAt);
  });

  it('gives no renewal date to a meter without credits', () => {
    expect(joinOne(listOf(plan()), meterOf({ credited_units: 0 })).renewsAt).toBeUndefined();
  });

  it('keeps an unknown amount unknown', () => {
    const list = parseSubscriptionList(wirePage([{ ...plan(), meters: [{ ...wireSubscriptionMeter({ name: 'Storage' }), amount: null }] }]));
    expect(joinOne(list).due).toEqual({ amount: null, currency: 'usd' });
  });

  it.each([
    ['a priced meter', listOf(plan())],
    ['a meter without a price', listOf()],
    ['a meter of a trial', listOf(plan({ status: 'trialing' }))],
  ])('passes on what the host says about running out, for %s', (_, list) => {
    const [joined] = joinMeters([meterOf()], list, { whenSpent: 'blocked' });
    expect(joined?.terms?.whenSpent).toBe('blocked');
  });

  it('prefers the host’s unit to that of the price', () => {
    const meter = meterOf();
    const [joined] = joinMeters([meter], listOf(plan()), { units: { [meter.meterId]: 'gigabytes' } });
    expect(joined?.unit).toBe('gigabytes');
  });
});

describe('joinMeters() sorts', () => {
  const counts = (name: string, consumed_units: number, credited_units: number) => meterOf({ name, consumed_units, credited_units, balance: credited_units - consumed_units });

  it('by urgency: lost, running out, costing, used, idle', () => {
    const meters = [
      counts('idle', 0, 100),
      counts('counter', 500, 0),
      counts('near', 90, 100),
      counts('Storage', 120, 100),
      counts('within', 50, 100),
      counts('spent', 100, 100),
      counts('over', 101, 100),
      counts('never', 0, 0),
    ];
    const joined = joinMeters(meters, listOf(plan()));
    expect(joined.map(({ meter }) => meter.meter.name)).toEqual(['over', 'spent', 'near', 'Storage', 'within', 'idle', 'counter', 'never']);
    expect(needsAttention(joined).map(({ meter, usage }) => [meter.meter.name, usage.state])).toEqual([
      ['over', 'over'],
      ['spent', 'spent'],
      ['near', 'near'],
    ]);
  });

  it('the most used first among equals, and unknown numbers last', () => {
    const meters = [counts('few', 1, 0), parseCustomerMeter({ ...wireMeter({ name: 'unknown' }), consumed_units: null, balance: null }), counts('many', 9, 0)];
    expect(joinMeters(meters, listOf()).map(({ meter }) => meter.meter.name)).toEqual(['many', 'few', 'unknown']);
  });

  it('a copy of the list that it was given', () => {
    const meters = Object.freeze([counts('idle', 0, 100), counts('over', 120, 100)]);
    expect(joinMeters(meters, listOf())).toHaveLength(2);
    expect(meters[0]?.meter.name).toBe('idle');
  });
});

describe('needsAttention()', () => {
  const attention = (whenSpent: 'billed' | 'blocked' | undefined, list = listOf(plan())) =>
    needsAttention(joinMeters([meterOf()], list, { whenSpent })).map(({ usage }) => usage.state);

  it('leaves out a meter whose use beyond the credits is billed', () => {
    expect(attention(undefined)).toEqual([]);
    expect(attention('billed', listOf())).toEqual([]);
  });

  it('includes a meter that the host blocks, even with a price', () => {
    expect(attention('blocked')).toEqual(['over']);
  });

  it('is empty for meters without a limit or without known numbers', () => {
    const unknown = parseCustomerMeter({ ...wireMeter({ name: 'unknown' }), consumed_units: null, balance: null });
    expect(needsAttention(joinMeters([meterOf({ credited_units: 0 }), unknown], listOf()))).toEqual([]);
  });
});
