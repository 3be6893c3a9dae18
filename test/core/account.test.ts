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
import { isOngoing } from '../../src/core/charges';
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
import { december, ended, january, june, november, paused, resuming, yearly } from './bills';

const meterOf = (overrides: WireMeterOverrides = {}): CustomerCustomerMeter => parseCustomerMeter(wireMeter({ name: 'Storage', consumed_units: 120, credited_units: 100, ...overrides }));
const listOf = (...subscriptions: WireSubscription[]): SubscriptionList => parseSubscriptionList(wirePage(subscriptions));

/** A plan that prices storage, with $1.00 pending for it. */
function plan({ status = 'active', ...overrides }: Omit<WireSubscriptionOverrides, 'status'> & { status?: string } = {}): WireSubscription {
  const prices = [wirePriceFixed(), wirePriceMeteredUnit({ name: 'Storage', unit: { label: 'GB' }, unit_amount: '5' })];
  return { ...wireSubscription({ prices, meters: [wireSubscriptionMeter({ name: 'Storage', amount: 100 })], ...overrides }), status } as WireSubscription;
}

type Overrides = Parameters<typeof plan>[0];

const subscribed = (overrides?: Overrides): CustomerSubscription => parseSubscription(plan(overrides));

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
    /** Whether Usage may say that overage is billed. */
    billed: boolean;
    /** Minor units of the meter; absent where nothing is pending. */
    pending?: number;
    renews: Date | null;
    /** The earliest charge. */
    due: [amount: number | null, at: Date | null];
  }
  it.each<[string, Overrides, Row]>([
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
    ['in a status that Polar may add later', { status: 'on_the_moon' }, { phase: 'unknown', title: 'nextCharge', billed: false, pending: 100, renews: null, due: [2100, december] }],
    ['in a status named like a property of every object', { status: 'constructor' }, { phase: 'unknown', title: 'nextCharge', billed: false, pending: 100, renews: null, due: [2100, december] }],
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

  it.each(['active', 'past_due', 'trialing', 'paused', 'incomplete', 'on_the_moon'])('that is %s: it has not ended', (status) => {
    expect(hasEnded(subscribed({ status }))).toBe(false);
  });

  it('whose meter has an unknown price before the start, and no price after the end', () => {
    expect(joinOne(listOf(plan({ status: 'incomplete' }))).terms).not.toHaveProperty('price');
    expect(joinOne(listOf(plan({ status: 'unpaid' }))).terms).toEqual({ price: null, whenSpent: undefined });
  });

  it('whose meter is unreadable: the amount due is unknown before the start, and 0 after the end', () => {
    expect(amountDueOf({ ...subscribed({ status: 'incomplete' }), incomplete: true })).toMatchObject({ amount: null, dueAt: null });
    expect(amountDueOf({ ...subscribed({ status: 'canceled' }), incomplete: true })).toMatchObject({ amount: 0, dueAt: null });
  });
});

describe('hasEnded()', () => {
  it('is true for a final status or an end date, and false otherwise', () => {
    const final = [ended, { status: 'unpaid' }, { status: 'canceled' }, { status: 'incomplete_expired' }, { ended_at: november.toISOString() }];
    expect(final.map((overrides) => hasEnded(subscribed(overrides)))).toEqual([true, true, true, true, true]);
    const continuing = [{}, paused, { status: 'incomplete' }, { status: 'on_the_moon' }, { cancel_at_period_end: true }, { ended_at: null }];
    expect(continuing.filter((overrides) => hasEnded(subscribed(overrides)))).toEqual([]);
  });

  it('is false for a payload without optional fields, such as older servers send', () => {
    const { discountId: _, endedAt: __, resumesAt: ___, endsAt: ____, ...own } = subscribed(paused);
    expect(hasEnded(own)).toBe(false);
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
    const statuses = ['active', 'past_due', 'trialing', 'paused', 'unpaid', 'canceled', 'incomplete', 'incomplete_expired', 'on_the_moon'];
    expect(statuses.filter((status) => isActive(subscribed({ status })))).toEqual(['active', 'trialing']);
  });
});

describe('mayPreview()', () => {
  it.each<[expected: boolean, label: string, Overrides]>([
    [true, 'active', {}],
    [true, 'active and ending with the period', { cancel_at_period_end: true }],
    [true, 'in a trial', { status: 'trialing' }],
    [true, 'paused with a resume date', resuming],
    [false, 'paused without a resume date', paused],
    [false, 'past due', { status: 'past_due' }],
    [false, 'past due with a resume date', { status: 'past_due', resumes_at: january.toISOString() }],
    [false, 'unpaid', { status: 'unpaid' }],
    [false, 'incomplete', { status: 'incomplete' }],
    [false, 'expired', { status: 'incomplete_expired' }],
    [false, 'canceled', ended],
    [false, 'active with an end date in the past', { ended_at: november.toISOString() }],
    [false, 'in an unknown status', { status: 'on_the_moon' }],
  ])('is %s for a subscription that is %s', (expected, _, overrides) => {
    expect(mayPreview(subscribed(overrides))).toBe(expected);
  });

  it('is false for a pause without the optional field resumesAt', () => {
    const { resumesAt: _, ...own } = subscribed(paused);
    expect(mayPreview(own)).toBe(false);
  });
});

describe('renewsAt() and the bill’s creditsRenewAt', () => {
  it.each<[string, Overrides, Date | null]>([
    ['the end of the period', {}, december],
    ['the end of the meters’ own period', yearly, december],
    ['the end of the meters’ own period before a pause', { ...yearly, pause_at_period_end: true }, december],
    ['null if past due, because credits come with a paid renewal', { status: 'past_due' }, null],
    ['null in the last period before a cancellation', { cancel_at_period_end: true }, null],
    ['null in the last period before a pause', { pause_at_period_end: true }, null],
    ['the end of a meter period of a canceled yearly plan, unless it is the last', { ...yearly, cancel_at_period_end: true }, december],
    ['null in the last meter period of a canceled yearly plan', { ...yearly, cancel_at_period_end: true, current_meter_period_end: june.toISOString() }, null],
    ['null during a pause', resuming, null],
    ['null after the end', ended, null],
    ['null in an unknown status', { status: 'on_the_moon' }, null],
    ['the end of a trial of a plan with a base price', { status: 'trialing' }, december],
    // `_create_cycle_billing_entries` makes no entry for usage in a trial, so there is no order, and `_on_order_paid` grants no credits.
    ['null in a trial of a plan that bills only usage', { status: 'trialing', amount: 0 }, null],
    ['the end of the meters’ own period in such a trial', { ...yearly, status: 'trialing', amount: 0 }, december],
    ['the end of a period of a plan that bills only usage', { amount: 0 }, december],
    // `reset_meters` keeps only rollover, and `enqueue_benefit_grant_cycles` credits only what the plan grants.
    ['null for a plan that grants no credits', { product: { benefits: [] } }, null],
    ['null for a plan that grants no credits, at the end of the meters’ own period, too', { ...yearly, product: { benefits: [] } }, null],
  ])('are %s', (_, overrides, date) => {
    expect(renewsAt(subscribed(overrides))).toEqual(date);
    expect(billOf(subscribed(overrides)).creditsRenewAt).toEqual(date);
  });
});

describe('endsAt()', () => {
  it.each<[string, Overrides, Date | null]>([
    ['is the end of the period of a canceled subscription', { cancel_at_period_end: true }, december],
    ['is null for a subscription that is not canceled', {}, null],
    ['is null for a subscription that has ended', { cancel_at_period_end: true, status: 'canceled' }, null],
    ['is null for a subscription that has not started', { cancel_at_period_end: true, status: 'incomplete' }, null],
  ])('%s', (_, overrides, date) => {
    expect(endsAt(subscribed(overrides))).toEqual(date);
  });
});

// Polar's `cycle` applies a pending update before it bills usage, unless `cycle_meters` has billed the usage earlier. A pause applies no update.
describe('isOngoing()', () => {
  const other = { id: 'u', created_at: november.toISOString(), modified_at: null, applies_at: december.toISOString(), product_id: 'other', seats: null, units: null };

  it.each<[boolean, string, Overrides]>([
    [false, 'changes to another plan', { pending_update: other }],
    [false, 'changes to another plan while a payment is overdue', { pending_update: other, status: 'past_due' }],
    [false, 'changes to another plan in the last period of its meters', { ...yearly, pending_update: other, current_meter_period_end: june.toISOString() }],
    [true, 'changes to another plan after its usage has settled', { ...yearly, pending_update: other }],
    [true, 'changes its seats', { pending_update: { ...other, product_id: null, seats: 3 } }],
    [true, 'pauses before it would change', { pending_update: other, pause_at_period_end: true }],
    [false, 'is canceled', { cancel_at_period_end: true }],
    [false, 'is in a trial', { status: 'trialing' }],
    [true, 'stays as it is', {}],
  ])('is %s for a subscription that %s', (expected, _, overrides) => {
    expect(isOngoing(subscribed(overrides))).toBe(expected);
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

  // Polar's `cycle_meters`: while the subscription isn't active, the clock advances, but nothing is settled or reset.
  it('is unknown for meters with a period of their own while a payment is overdue', () => {
    expect(meterPeriodOf(subscribed({ status: 'past_due', current_period_start, current_period_end, current_meter_period_start, current_meter_period_end }))).toBeNull();
    expect(meterPeriodOf(subscribed({ status: 'past_due', current_period_start, current_period_end, current_meter_period_end }))).toBeNull();
  });

  // Polar's `cycle` renews an overdue subscription, too, and resets its meters.
  it('is the billing period while a payment is overdue, where meters have no period of their own', () => {
    expect(meterPeriodOf(subscribed({ status: 'past_due', current_period_start, current_period_end }))).toEqual({ start: new Date(current_period_start), end: new Date(current_period_end) });
  });

  // Polar's `reinstate` (subscription/service.py) starts the meters' period again in the middle of the plan's, and `update_currrent_billing_period_end`
  // moves the plan's end. `cycle` then resets the meters, and starts their period again, before it would have ended.
  it('ends with the plan’s period where the meters’ own period would end later', () => {
    const soon = '2026-12-01T00:00:00Z';
    const subscription = subscribed({ current_period_start, current_period_end: soon, current_meter_period_start, current_meter_period_end });
    expect(meterPeriodOf(subscription)).toEqual({ start: new Date(current_meter_period_start), end: new Date(soon) });
    expect(renewsAt(subscription)).toEqual(new Date(soon));
  });

  it('is the billing period where only the start or only the end of the meters’ own period is known', () => {
    for (const known of [{ current_meter_period_start }, { current_meter_period_end }]) {
      const subscription = subscribed({ current_period_start, current_period_end, ...known });
      expect(meterPeriodOf(subscription)).toEqual({ start: new Date(current_period_start), end: new Date(current_period_end) });
    }
  });
});
