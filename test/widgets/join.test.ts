import { describe, expect, it } from 'vitest';
import { type CustomerCustomerMeter, parseCustomerMeter, parseSubscriptionList, PortalError, type SubscriptionList } from '../../src/core';
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
import { type JoinedMeter, joinMeters } from '../../src/widgets/join';

const december = new Date('2026-12-01T00:00:00Z');

const meterOf = (overrides: WireMeterOverrides = {}): CustomerCustomerMeter => parseCustomerMeter(wireMeter({ name: 'Storage', consumed_units: 120, credited_units: 100, ...overrides }));
const listOf = (...subscriptions: WireSubscription[]): SubscriptionList => parseSubscriptionList(wirePage(subscriptions));

/** A plan that prices storage, with $1.00 pending for it. */
function plan(overrides: WireSubscriptionOverrides = {}): WireSubscription {
  const prices = [wirePriceFixed(), wirePriceMeteredUnit({ name: 'Storage', unit: { label: 'GB' }, unit_amount: '5' })];
  return wireSubscription({ prices, meters: [wireSubscriptionMeter({ name: 'Storage', amount: 100 })], ...overrides });
}

function joinOne(subscriptions: SubscriptionList | undefined, meter = meterOf()): JoinedMeter {
  const [joined] = joinMeters([meter], subscriptions);
  if (joined === undefined) throw new Error('There is always one.');
  return joined;
}

describe('a meter joined with subscriptions', () => {
  it('takes price, unit, amount and date from the one that bills it', () => {
    const { terms, due, renewsAt, unit } = joinOne(listOf(plan()));
    expect(terms?.price).toMatchObject({ kind: 'unit', unitAmount: '5' });
    expect(due).toEqual({ amount: 100, currency: 'usd' });
    expect(renewsAt).toEqual(december);
    expect(unit?.customLabel).toBe('GB');
  });

  it('makes no claim while subscriptions are not known', () => {
    const joined = joinOne(undefined);
    expect(joined.terms).toBeUndefined();
    expect(Object.keys(joined)).not.toEqual(expect.arrayContaining(['due']));
    expect(joined.renewsAt).toBeUndefined();
  });

  it('is known to have no price where every subscription was read and none bills it', () => {
    expect(joinOne(listOf()).terms).toEqual({ price: null, whenSpent: undefined });
    expect(joinOne(listOf(wireSubscription())).terms).toEqual({ price: null, whenSpent: undefined });
  });

  it('makes no such claim where one could not be read: it may be the one', () => {
    const { items, pagination } = listOf();
    const issues = [new PortalError('invalid_data', 'unreadable')];
    expect(joinOne({ items, pagination, issues }).terms).not.toHaveProperty('price');
  });

  it('makes no claim about one of two prices, in two plans or in one', () => {
    const twoPlans = joinOne(listOf(plan(), plan({ name: 'Other' })));
    expect(twoPlans.terms).not.toHaveProperty('price');
    expect([twoPlans.due, twoPlans.renewsAt]).toEqual([undefined, undefined]);
    const price = wirePriceMeteredUnit({ name: 'Storage' });
    expect(joinOne(listOf(plan({ prices: [price, { ...price, id: 'other' }] }))).terms).not.toHaveProperty('price');
  });

  it('makes no claim about a price of a kind that nobody knows', () => {
    const odd = { ...wirePriceMeteredUnit({ name: 'Storage' }), amount_type: 'by_the_moon' };
    const list = parseSubscriptionList(wirePage([{ ...plan(), prices: [odd] }]));
    expect(joinOne(list).terms).not.toHaveProperty('price');
  });

  it('makes no claim where a subscription counts it without a price', () => {
    expect(joinOne(listOf(plan({ prices: [wirePriceFixed()] }))).terms).not.toHaveProperty('price');
  });

  it('makes no claim about what is used in a trial: that is never billed', () => {
    expect(joinOne(listOf(plan({ status: 'trialing' }))).terms).not.toHaveProperty('price');
  });

  it.each<[string, WireSubscriptionOverrides]>([
    ['is canceled', { status: 'canceled' }],
    ['has expired before it began', { status: 'incomplete_expired' }],
    ['has ended, whatever its status says', { ended_at: '2026-11-01T00:00:00Z' }],
  ])('is not billed by a subscription that %s', (_, overrides) => {
    const { terms, due, renewsAt } = joinOne(listOf(plan(overrides)));
    expect([terms?.price, due, renewsAt]).toEqual([null, undefined, undefined]);
  });

  it.each<[string, WireSubscriptionOverrides, Date | undefined]>([
    ['at the end of the period', {}, december],
    ['when meters settle, where they have a clock of their own', { current_meter_period_end: '2026-11-20T00:00:00Z' }, new Date('2026-11-20T00:00:00Z')],
    ['never again, where the plan ends with the period', { cancel_at_period_end: true }, undefined],
    ['once more, where meters settle before the plan ends', { cancel_at_period_end: true, current_meter_period_end: '2026-11-20T00:00:00Z' }, new Date('2026-11-20T00:00:00Z')],
    ['never while paused', { status: 'paused' }, undefined],
  ])('renews %s', (_, overrides, renewsAt) => {
    expect(joinOne(listOf(plan(overrides))).renewsAt).toEqual(renewsAt);
  });

  it('keeps an amount that is not known as unknown', () => {
    const list = parseSubscriptionList(wirePage([{ ...plan(), meters: [{ ...wireSubscriptionMeter({ name: 'Storage' }), amount: null }] }]));
    expect(joinOne(list).due).toEqual({ amount: null, currency: 'usd' });
  });

  it.each([{ price: null }, { known: false }])('takes what the host says of running out along, %o', () => {
    const [joined] = joinMeters([meterOf()], listOf(plan()), 'blocked');
    expect(joined?.terms?.whenSpent).toBe('blocked');
  });
});

describe('the order of meters', () => {
  const counts = (name: string, consumed_units: number, credited_units: number) => meterOf({ name, consumed_units, credited_units, balance: credited_units - consumed_units });

  it('is by what it means to the customer: lost, running out, costing, used, idle', () => {
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
    const names = joinMeters(meters, listOf(plan())).map(({ meter }) => meter.meter.name);
    expect(names).toEqual(['over', 'spent', 'near', 'Storage', 'within', 'idle', 'counter', 'never']);
  });

  it('puts more use first among equals, and unknown numbers last', () => {
    const meters = [counts('few', 1, 0), parseCustomerMeter({ ...wireMeter({ name: 'unknown' }), consumed_units: null, balance: null }), counts('many', 9, 0)];
    expect(joinMeters(meters, listOf()).map(({ meter }) => meter.meter.name)).toEqual(['many', 'few', 'unknown']);
  });

  it('leaves the list that it was given alone', () => {
    const meters = Object.freeze([counts('idle', 0, 100), counts('over', 120, 100)]);
    expect(joinMeters(meters, listOf())).toHaveLength(2);
    expect(meters[0]?.meter.name).toBe('idle');
  });
});
