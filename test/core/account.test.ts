import { describe, expect, it } from 'vitest';
import {
  endsAt,
  hasEnded,
  isActive,
  isBilled,
  isPaymentMissing,
  mayPreview,
  meterPeriodOf,
  phaseOf,
  renewsAt,
  type SubscriptionPhase,
} from '../../src/core/account';
import { type AccountMeter, joinMeters } from '../../src/core/joinMeters';
import { amountDueOf, billOf, type BillTitle } from '../../src/core/billing';
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
