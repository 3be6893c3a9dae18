import { describe, expect, it } from 'vitest';
import { renewsAt } from '../../src/core/account';
import { billOf } from '../../src/core/billing';
import { creditSourcesOf } from '../../src/core/creditSourcesOf';
import { PortalError } from '../../src/core/errors';
import { type AccountMeter, joinMeters } from '../../src/core/joinMeters';
import { needsAttention } from '../../src/core/outlook';
import { parseCreditGrantList, parseSubscriptionList, type SubscriptionList } from '../../src/core/schemas/list';
import { type CustomerCustomerMeter, parseCustomerMeter } from '../../src/core/schemas/customerMeter';
import { parseSubscription } from '../../src/core/schemas/subscription';
import {
  wireCreditGrant,
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

const meterOf = (overrides: WireMeterOverrides = {}): CustomerCustomerMeter => parseCustomerMeter(wireMeter({ name: 'Storage', consumed_units: 120, credited_units: 100, ...overrides }));
const listOf = (...subscriptions: WireSubscription[]): SubscriptionList => parseSubscriptionList(wirePage(subscriptions));

/** A plan that prices storage, with $1.00 pending for it. */
function plan({ status = 'active', ...overrides }: Omit<WireSubscriptionOverrides, 'status'> & { status?: string } = {}): WireSubscription {
  const prices = [wirePriceFixed(), wirePriceMeteredUnit({ name: 'Storage', unit: { label: 'GB' }, unit_amount: '5' })];
  return { ...wireSubscription({ prices, meters: [wireSubscriptionMeter({ name: 'Storage', amount: 100 })], ...overrides }), status } as WireSubscription;
}

type Grant = ReturnType<typeof wireCreditGrant>;

/** A grant of storage by a subscription, or by an order. */
const granted = (by: WireSubscription | 'order', overrides: Parameters<typeof wireCreditGrant>[0] = {}): Grant =>
  wireCreditGrant({ name: 'Storage', units: 100, order_id: by === 'order' ? 'order' : null, subscription_id: by === 'order' ? null : by.id, ...overrides });

function joinOne(subscriptions: SubscriptionList | undefined, meter = meterOf(), grants: readonly Grant[] = []): AccountMeter {
  const [joined] = joinMeters([meter], subscriptions, {}, parseCreditGrantList(wirePage([...grants])).items);
  if (joined === undefined) throw new Error('joinMeters() dropped the meter.');
  return joined;
}

describe('joinMeters()', () => {
  it('takes price, unit, amount and date from the subscription that bills the meter', () => {
    const { terms, due, renewsAt, unit } = joinOne(listOf(plan()));
    expect(terms?.price).toMatchObject({ kind: 'unit', unitAmount: '5' });
    expect(due).toEqual({ amount: 100, currency: 'usd' });
    expect(renewsAt).toEqual(december);
    expect(unit).toMatchObject({ unit: 'custom', customLabel: 'GB' });
  });

  it('describes the numbers under the terms of the subscription', () => {
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

  it('makes no claim when the meter has two prices, in two plans or in one', () => {
    const twoPlans = joinOne(listOf(plan(), plan({ name: 'Other' })));
    expect(twoPlans.terms).not.toHaveProperty('price');
    expect([twoPlans.due, twoPlans.renewsAt]).toEqual([undefined, undefined]);
    const price = wirePriceMeteredUnit({ name: 'Storage' });
    expect(joinOne(listOf(plan({ prices: [price, { ...price, id: 'other' }] }))).terms).not.toHaveProperty('price');
  });

  it('makes no claim about a price of a kind that Polar may add later', () => {
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
    ['no date when the plan ends with the period', { cancel_at_period_end: true }, undefined],
    ['once more when meters settle before the plan ends', { cancel_at_period_end: true, current_meter_period_end: '2026-11-20T00:00:00Z' }, new Date('2026-11-20T00:00:00Z')],
    ['no date while the plan is paused', { status: 'paused' }, undefined],
  ])('gives the date on which credits renew: %s', (_, overrides, renewsAt) => {
    expect(joinOne(listOf(plan(overrides))).renewsAt).toEqual(renewsAt);
  });

  // `reset_meter` (subscription/service.py) keeps only rolled-over credits if the plan grants none, and some sources know no grants.
  it('gives a period, but no renewal date, if the plan grants no credits', () => {
    const [joined] = joinMeters([meterOf()], listOf(plan({ product: { benefits: [] } })));
    expect(joined).not.toHaveProperty('renewsAt');
    expect(joined?.period?.end).toEqual(december);
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
  ])('passes on the host’s whenSpent, for %s', (_, list) => {
    const [joined] = joinMeters([meterOf()], list, { whenSpent: 'blocked' });
    expect(joined?.terms?.whenSpent).toBe('blocked');
  });

  it('prefers the host’s unit to the price’s', () => {
    const meter = meterOf();
    const [joined] = joinMeters([meter], listOf(plan()), { units: { [meter.meterId]: 'gigabytes' } });
    expect(joined?.unit).toBe('gigabytes');
  });
});

describe('joinMeters() sorts', () => {
  const counts = (name: string, consumed_units: number, credited_units: number) => meterOf({ name, consumed_units, credited_units, balance: credited_units - consumed_units });

  it('by urgency: used up, running out, billed, used, idle, without credits', () => {
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

  it('a copy, and leaves the given list unchanged', () => {
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

  it('includes a meter whose use the host blocks, even with a price', () => {
    expect(attention('blocked')).toEqual(['over']);
  });

  it('is empty for meters without a limit or without known numbers', () => {
    const unknown = parseCustomerMeter({ ...wireMeter({ name: 'unknown' }), consumed_units: null, balance: null });
    expect(needsAttention(joinMeters([meterOf({ credited_units: 0 }), unknown], listOf()))).toEqual([]);
  });
});

describe('joinMeters() with credit grants', () => {
  /** A plan that grants storage and has no price for it. */
  const prepaid = (overrides: Omit<WireSubscriptionOverrides, 'status'> = {}) => wireSubscription(overrides);
  const june = '2027-06-01T00:00:00Z';

  it('gives prepaid credits the renewal date of the subscription that grants them', () => {
    const subscription = prepaid();
    expect(joinOne(listOf(subscription)).renewsAt).toBeUndefined();
    expect(joinOne(listOf(subscription), meterOf(), [granted(subscription)])).toMatchObject({ usage: { kind: 'prepaid' }, renewsAt: december });
  });

  it('takes the date from the subscription that grants, not from one that merely exists', () => {
    const [monthly, yearly] = [prepaid({ id: 'monthly' }), prepaid({ id: 'yearly', current_period_end: june })];
    expect(joinOne(listOf(monthly, yearly), meterOf(), [granted(yearly)]).renewsAt).toEqual(new Date(june));
  });

  it('gives bought credits no renewal date, even if a subscription bills the meter', () => {
    expect(joinOne(listOf(plan()), meterOf(), [granted('order')]).renewsAt).toBeUndefined();
    expect(joinOne(listOf(), meterOf(), [granted('order', { rollover: true })])).not.toHaveProperty('rollsOver');
  });

  it('gives credits no renewal date where no grant is known and the plan grants none', () => {
    const other = { type: 'custom', description: 'Support' } as unknown as WireSubscription['product']['benefits'][number];
    expect(joinOne(listOf(plan({ product: { benefits: [other] } })))).not.toHaveProperty('renewsAt');
    expect(joinOne(listOf(plan({ product: { benefits: [] } })))).not.toHaveProperty('renewsAt');
    const { benefits: _, ...product } = plan().product;
    expect(joinOne(parseSubscriptionList(wirePage([{ ...plan(), product }]))).renewsAt).toEqual(december);
  });

  it('gives a plan’s credits their date beside bought ones', () => {
    const subscription = prepaid();
    expect(joinOne(listOf(subscription), meterOf(), [granted('order'), granted(subscription)]).renewsAt).toEqual(december);
  });

  // Polar's `get_by_customers_and_meter`: the usage of a seat holder is billed to the customer who pays for the seat.
  it('makes no claim about the price when a subscription of another customer grants the credits', () => {
    const seat = granted(prepaid({ id: 'of-another-customer' }));
    expect(joinOne(listOf(), meterOf(), [seat]).usage).toMatchObject({ kind: 'unknown', state: 'over', tone: 'neutral' });
    expect(joinOne(listOf(prepaid()), meterOf(), [seat, granted('order')]).usage).toMatchObject({ kind: 'unknown', tone: 'neutral' });
    expect(joinOne(listOf(), meterOf(), [granted('order')]).usage).toMatchObject({ kind: 'prepaid', tone: 'critical' });
    expect(joinOne(listOf(plan()), meterOf(), [seat]).usage).toMatchObject({ kind: 'included' });
  });

  // Polar's `reset_meters`: a renewal resets every meter that the subscription has a price for, no matter where its credits come from.
  it('gives a meter with bought credits the period of the subscription that counts it, and no renewal date', () => {
    const { period, subscription, ...joined } = joinOne(listOf(plan()), meterOf(), [granted('order', { rollover: true })]);
    expect(period).toEqual({ start: new Date('2026-11-01T00:00:00Z'), end: december });
    expect(subscription?.product.name).toBe('Lumen Pro');
    expect(joined).not.toHaveProperty('renewsAt');
    expect(joined).not.toHaveProperty('rollsOver');
  });

  it.each([['invalid', new Date(NaN)], ['text, because the host stored the list as JSON', '2026-12-01T00:00:00Z']])('gives no period whose end is %s, but passes the end on as the renewal date', (_, end) => {
    const list = listOf(plan());
    const broken = { ...list, items: list.items.map((one) => ({ ...one, currentPeriodEnd: end as Date })) };
    const [joined] = joinMeters([meterOf()], broken);
    expect(joined).not.toHaveProperty('period');
    // A widget shows it as "Renews —".
    expect(joined?.renewsAt).toEqual(end);
  });

  it('gives no period while a payment is overdue and the meters have dates of their own', () => {
    expect(joinOne(listOf(plan({ ...yearly, status: 'past_due' })))).not.toHaveProperty('period');
    expect(joinOne(listOf(plan({ status: 'past_due' })))).toHaveProperty('period');
  });

  it('ignores grants that are revoked, failed or of another meter', () => {
    const subscription = prepaid();
    const others = [granted(subscription, { is_revoked: true }), granted(subscription, { is_granted: false }), granted(subscription, { name: 'Images' })];
    expect(joinOne(listOf(subscription), meterOf(), others).renewsAt).toBeUndefined();
    expect(joinOne(listOf(plan()), meterOf(), [granted('order', { is_revoked: true })]).renewsAt).toEqual(december);
  });

  it('gives no date if the granting subscription is unknown', () => {
    expect(joinOne(listOf(plan()), meterOf(), [granted(prepaid({ id: 'unknown' }))]).renewsAt).toBeUndefined();
    expect(joinOne(undefined, meterOf(), [granted(prepaid())]).renewsAt).toBeUndefined();
  });

  it('gives no date if two subscriptions grant or count the meter and renew on different dates', () => {
    const [one, other] = [prepaid({ id: 'one' }), prepaid({ id: 'other', current_period_end: june })];
    expect(joinOne(listOf(one, other), meterOf(), [granted(one), granted(other)]).renewsAt).toBeUndefined();
    expect(joinOne(listOf(one, prepaid({ id: 'third' })), meterOf(), [granted(one), granted(prepaid({ id: 'third' }))]).renewsAt).toEqual(december);
    expect(joinOne(listOf(one, plan({ id: 'counts', current_period_end: june })), meterOf(), [granted(one)]).renewsAt).toBeUndefined();
  });

  it('says that credits roll over only if all of them do, and only beside their renewal date', () => {
    const subscription = prepaid();
    const rolling = granted(subscription, { rollover: true });
    expect(joinOne(listOf(subscription), meterOf(), [rolling]).rollsOver).toBe(true);
    expect(joinOne(listOf(subscription), meterOf(), [rolling, granted('order', { rollover: true })]).rollsOver).toBe(true);
    for (const other of [granted(subscription), granted('order')]) expect(joinOne(listOf(subscription), meterOf(), [rolling, other])).not.toHaveProperty('rollsOver');
    expect(joinOne(listOf(subscription), meterOf(), [])).not.toHaveProperty('rollsOver');
    const canceled = prepaid({ cancel_at_period_end: true });
    expect(joinOne(listOf(canceled), meterOf(), [granted(canceled, { rollover: true })])).not.toHaveProperty('rollsOver');
  });

  it('gives no date to a meter without credits', () => {
    const subscription = prepaid();
    expect(joinOne(listOf(subscription), meterOf({ credited_units: 0 }), [granted(subscription, { rollover: true })])).not.toHaveProperty('renewsAt');
  });

  const yearly = { current_period_end: june, current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: december.toISOString() };
  const replaced = { id: 'u', created_at: june, modified_at: null, applies_at: june, product_id: 'other', seats: null, units: null };

  it.each<[string, Partial<WireSubscription>, Date | null]>([
    ['monthly', {}, december],
    ['in a trial', { status: 'trialing' }, december],
    ['past due', { status: 'past_due' }, null],
    ['paused', { status: 'paused' }, null],
    ['pausing', { pause_at_period_end: true }, null],
    ['canceled', { cancel_at_period_end: true }, null],
    ['ending on a date', { ends_at: '2026-12-01T00:00:00Z' }, null],
    ['changing to another plan, which may grant other credits', { pending_update: replaced }, null],
    ['changing its seats', { pending_update: { ...replaced, product_id: null, seats: 3 } }, december],
    ['yearly with monthly meters', yearly, december],
    ['yearly with monthly meters and canceled, whose meters still renew', { ...yearly, cancel_at_period_end: true }, december],
    ['yearly with monthly meters and pausing, whose meters still renew', { ...yearly, pause_at_period_end: true }, december],
    ['yearly with monthly meters and changing to another plan', { ...yearly, pending_update: replaced }, december],
    ['yearly with monthly meters and past due, so that they are frozen', { ...yearly, status: 'past_due' }, null],
    ['canceled, in the last period of its monthly meters', { ...yearly, cancel_at_period_end: true, current_meter_period_end: june }, null],
    ['monthly with a meter period that would end later', { current_meter_period_end: june }, december],
    ['ended', { status: 'canceled' }, null],
  ])('agrees with the bill and the credit sources about a subscription that is %s', (_, overrides, date) => {
    const wire = { ...plan(), ...overrides };
    const [subscription, grants] = [parseSubscription(wire), [granted(wire)]];
    expect([
      renewsAt(subscription),
      billOf(subscription).creditsRenewAt,
      creditSourcesOf(parseCreditGrantList(wirePage(grants)).items, [subscription])[0]?.renewsAt,
      joinOne(listOf(wire), meterOf(), grants).renewsAt ?? null,
    ]).toEqual([date, date, date, date]);
  });
});

describe('joinMeters() with chosen meters', () => {
  const [storage, backups, seats] = ['Storage', 'Backups', 'Seats'].map((name) => meterOf({ name, consumed_units: 50 }));
  if (!storage || !backups || !seats) throw new Error('A meter is missing.');

  it('returns them in the order of the choice, and ignores an id that the customer does not have', () => {
    const joined = joinMeters([storage, backups, seats], listOf(), { meters: [{ meterId: seats.meterId }, { meterId: 'no such meter' }, { meterId: storage.meterId }] });
    expect(joined.map(({ meter }) => meter.meter.name)).toEqual(['Seats', 'Storage']);
    expect(joinMeters([storage], listOf(), { meters: [] })).toEqual([]);
  });

  it('gives each its own name, unit and terms, in preference to those for all meters', () => {
    const options = { whenSpent: 'billed', units: { [storage.meterId]: 'files', [seats.meterId]: 'seats' }, meters: [{ meterId: storage.meterId, name: 'Disk', unit: 'GB', whenSpent: 'blocked' }, { meterId: seats.meterId }] } as const;
    const joined = joinMeters([storage, seats], listOf(), options);
    expect(joined.map(({ meter, unit, terms }) => [meter.meter.name, unit, terms?.whenSpent])).toEqual([
      ['Disk', 'GB', 'blocked'],
      ['Seats', 'seats', 'billed'],
    ]);
    expect(storage.meter.name).toBe('Storage');
  });

  it('keeps Polar’s name if the name in `meters` is null, as in JSON from a server', () => {
    const meters = [{ meterId: storage.meterId, name: null as unknown as undefined }];
    expect(joinMeters([storage], listOf(), { meters })[0]?.meter.meter.name).toBe('Storage');
  });
});

describe('the subscription of a joined meter', () => {
  it('is the one that counts or grants the meter', () => {
    expect(joinOne(listOf(plan())).subscription?.product.name).toBe('Lumen Pro');
    const granting = wireSubscription();
    expect(joinOne(listOf(granting), meterOf(), [granted(granting)]).subscription?.id).toBe(granting.id);
  });

  it('is unknown for a meter of several subscriptions, or without one', () => {
    expect(joinOne(listOf(plan(), plan({ name: 'Other' }))).subscription).toBeUndefined();
    expect(joinOne(listOf()).subscription).toBeUndefined();
  });
});
