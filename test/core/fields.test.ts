import { describe, expect, it } from 'vitest';
import { isPortalError } from '../../src/core/errors';
import { type CustomerCustomerMeter, parseCustomerMeter } from '../../src/core/schemas/customerMeter';
import { parseStateMeter } from '../../src/core/schemas/customerStateMeter';
import { parseMeterList, parseSubscriptionList, parseWalletList } from '../../src/core/schemas/list';
import type { Meter } from '../../src/core/schemas/meter';
import { type ChargePreview, parseChargePreview } from '../../src/core/schemas/preview';
import { type FixedPrice, type MeteredTiersPrice, type MeteredUnitPrice, parsePrice, type ProductPrice, type SeatsPrice, type UnitsPrice } from '../../src/core/schemas/price';
import { parseMeterQuantities } from '../../src/core/schemas/quantities';
import { type CustomerState, parseCustomerState } from '../../src/core/schemas/state';
import { type CustomerSubscription, parseSubscription } from '../../src/core/schemas/subscription';
import { parseSubscriptionMeter } from '../../src/core/schemas/subscriptionMeter';
import { type CustomerWallet, parseWallet } from '../../src/core/schemas/wallet';
import { wireOf } from './whole';

const day = (number: number) => new Date(Date.UTC(2026, 10, number, 8, 33, 37, 120));
const summary = { id: 'm', name: 'API calls', createdAt: day(1), modifiedAt: day(2) };
const counts = { createdAt: day(3), modifiedAt: day(4), meterId: 'm', consumedUnits: 25, creditedUnits: 100 };
const customerMeter: CustomerCustomerMeter = { id: 'cm', ...counts, balance: 74, customerId: 'c', meter: summary };
const stateMeter = { id: 'cm', ...counts, balance: 74 };
const pending = { ...counts, id: 'sm', amount: 412 };
const meter: Meter = {
  ...summary, unit: 'custom', customLabel: 'render', customMultiplier: 10, filter: { clauses: [] }, aggregation: { func: 'sum' }, metadata: {}, organizationId: 'o', archivedAt: day(5),
};
const priced = { id: 'p', priceCurrency: 'usd', capAmount: 5000, meterId: 'm', meter: { id: 'm', name: 'API calls', unit: 'custom', customLabel: 'render', customMultiplier: 10 } };
const unitPrice: MeteredUnitPrice = { ...priced, taxBehavior: 'exclusive', kind: 'unit', amountType: 'metered_unit', unitAmount: '0.05' };
const tiersPrice: MeteredTiersPrice = { ...priced, kind: 'tiers', amountType: 'metered_tiers', tiers: { type: 'graduated', tiers: [{ bound: 10, unitAmount: '1' }, { bound: null, unitAmount: '0.5' }] } };
const fixedPrice: FixedPrice = { id: 'p', priceCurrency: 'usd', kind: 'fixed', amountType: 'fixed', priceAmount: 2000 };
const seatsPrice: SeatsPrice = { id: 'p', priceCurrency: 'usd', kind: 'seats', amountType: 'seat_based', seatTiers: { seatTierType: 'volume', tiers: [{ minSeats: 1, maxSeats: 3, pricePerSeat: 900 }, { minSeats: 4, maxSeats: null, pricePerSeat: 700 }] } };
const unitsPrice: UnitsPrice = { id: 'p', priceCurrency: 'usd', kind: 'units', amountType: 'unit_based', tiers: { type: 'volume', tiers: [{ bound: null, unitAmount: '500' }] }, taxBehavior: null, unitLabel: { en: { '=1': 'device', other: 'devices' }, pt: { other: 'dispositivos' } } };
const otherPrice: ProductPrice = { id: 'p', priceCurrency: 'usd', kind: 'other', amountType: 'by_the_moon', meterId: 'm' };
const head = {
  id: 's', createdAt: day(1), modifiedAt: day(2), status: 'active', amount: 2000, currency: 'usd', recurringInterval: 'month', currentPeriodStart: day(3), currentPeriodEnd: day(4),
  trialStart: day(5), trialEnd: day(6), cancelAtPeriodEnd: true, canceledAt: day(7), startedAt: day(8), endsAt: day(9), productId: 'pr', discountId: 'd',
};
const subscription: CustomerSubscription = {
  ...head, recurringIntervalCount: 3, currentMeterPeriodStart: day(10), currentMeterPeriodEnd: day(11), endedAt: day(12), pastDueAt: day(13), pauseAtPeriodEnd: false, pausedAt: day(14),
  resumesAt: day(15), customerId: 'c', seats: 8, units: 3, pendingUpdate: { id: 'u', appliesAt: day(16), productId: 'basic', seats: 6, units: null }, product: { id: 'pr', name: 'Lumen Pro' }, prices: [fixedPrice, unitPrice, tiersPrice, seatsPrice, unitsPrice, otherPrice], meters: [{ ...pending, meter: summary }],
};
const wallet: CustomerWallet = { id: 'w', createdAt: day(1), modifiedAt: day(2), customerId: 'c', balance: 1840, currency: 'usd' };
const state: CustomerState = { id: 'c', externalId: 'ada', activeMeters: [stateMeter], activeSubscriptions: [{ ...head, meters: [pending] }] };
const preview: ChargePreview = {
  baseAmount: 1, meteredAmount: 2, prorationAmount: 3, prorations: [{ label: 'Unused time', amount: -4 }], subtotalAmount: 5, discountAmount: 6, netAmount: 7, taxAmount: 8, totalAmount: 9, appliedBalanceAmount: -4, dueAmount: 5,
};

function failureOf(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    return isPortalError(error) ? [error.code, error.message] : error;
  }
  return undefined;
}

const resources: [string, (input: unknown) => unknown, object][] = [
  ['customer meter', parseCustomerMeter, customerMeter],
  ['state meter', parseStateMeter, stateMeter],
  ['subscription meter', parseSubscriptionMeter, { ...pending, meter }],
  ['price', parsePrice, unitPrice],
  ['price', parsePrice, tiersPrice],
  ['price', parsePrice, fixedPrice],
  ['price', parsePrice, seatsPrice],
  ['price', parsePrice, unitsPrice],
  ['price', parsePrice, otherPrice],
  ['subscription', (input) => parseSubscription(input), subscription],
  ['wallet', parseWallet, wallet],
  ['customer state', (input) => parseCustomerState(input), state],
  ['charge preview', parseChargePreview, preview],
];

describe.each(resources)('parsing a %s', (name, parse, whole) => {
  it('returns every field, from the API’s spelling and from an SDK’s', () => {
    expect(parse(wireOf(whole))).toStrictEqual(whole);
    expect(parse(whole)).toStrictEqual(whole);
  });

  it('rejects text, and names the kind that it expected', () => {
    expect(failureOf(() => parse('<html>'))).toEqual(['invalid_data', expect.stringContaining(`This ${name} cannot be read: expected an object, got text.`)]);
  });
});

describe('an unreadable price', () => {
  const prices = [{ id: 'p', amountType: 'metered_unit', unitAmount: 5, meterId: 'm' }, { id: 'q', amountType: 'fixed', priceAmount: '5' }];
  const outlines = [{ kind: 'other', unreadable: true, id: 'p', amountType: 'metered_unit', meterId: 'm' }, { kind: 'other', unreadable: true, id: 'q', amountType: 'fixed' }];

  it('leaves an outline, so that its meter does not look free', () => {
    expect(parseSubscription({ ...subscription, prices }).prices).toStrictEqual(outlines);
  });

  it('leaves an outline without a currency when the currency is the unreadable part', () => {
    const [price] = parseSubscription({ ...subscription, prices: [{ ...unitPrice, priceCurrency: 5 }] }).prices;
    expect(price).toStrictEqual({ kind: 'other', unreadable: true, id: 'p', amountType: 'metered_unit', meterId: 'm' });
  });

  it('stays unreadable when its outline is read again', () => {
    const issues: unknown[] = [];
    expect(parseSubscription({ ...subscription, prices: outlines }, { onIssue: (issue) => issues.push(issue) }).prices).toStrictEqual(outlines);
    expect(issues).toEqual([]);
  });
});

it.each([
  ['metered_unit', 'unit'], ['metered_tiers', 'tiers'], ['fixed', 'fixed'], ['seat_based', 'seats'], ['unit_based', 'units'],
  ['custom', 'other'], ['free', 'other'], ['by_the_moon', 'other'], ['unit', 'other'], ['constructor', 'other'], ['__proto__', 'other'],
])('parsePrice() reads amount_type "%s" as kind "%s"', (amount_type, kind) => {
  expect(parsePrice({ ...(wireOf({ ...tiersPrice, ...unitPrice, ...fixedPrice, tiers: tiersPrice.tiers }) as object), kind: 'foreign', amount_type })).toMatchObject({ kind, amountType: amount_type });
});

describe('a customer state', () => {
  const bad = { ...state, activeMeters: [null, stateMeter], activeSubscriptions: [{ ...head, meters: [pending, null] }] };

  it('keeps what is readable even if no `onIssue` is passed, and marks a subscription that lacks a meter', () => {
    const { activeSubscriptions: [subscription], ...rest } = parseCustomerState(bad);
    expect({ ...rest, activeSubscriptions: [subscription] }).toStrictEqual({ ...state, activeSubscriptions: [{ ...state.activeSubscriptions[0], incomplete: true }] });
    expect(parseCustomerState(state)).toStrictEqual(state);
  });

  it('reports issues inside a subscription, too', () => {
    const paths: unknown[] = [];
    parseCustomerState(bad, { onIssue: ({ path }) => paths.push(path) });
    expect(paths).toEqual([['activeMeters', 0], ['activeSubscriptions', 0, 'meters', 1]]);
  });
});

describe('a list', () => {
  const pagination = { totalCount: 7, maxPage: 2 };

  it.each<[string, (input: unknown) => { items: unknown[] }, object]>([
    ['meters', parseMeterList, customerMeter],
    ['subscriptions', parseSubscriptionList, subscription],
    ['wallets', parseWalletList, wallet],
  ])('of %s has its items and counts, from the API, an SDK and a bare array', (_, parse, item) => {
    expect(parse(wireOf({ items: [item], pagination }))).toStrictEqual({ items: [item], pagination, issues: [] });
    expect(parse({ result: { items: [item], pagination } })).toStrictEqual({ items: [item], pagination, issues: [] });
    expect(parse([item])).toStrictEqual({ items: [item], pagination: { totalCount: 1, maxPage: 1 }, issues: [] });
    expect(parse([])).toStrictEqual({ items: [], pagination: { totalCount: 0, maxPage: 0 }, issues: [] });
  });

  it('prefers `items` to `result`, and names the missing list in its error', () => {
    expect(parseMeterList({ items: [customerMeter], result: { items: [] } }).items).toHaveLength(1);
    expect(failureOf(() => parseMeterList({}))).toEqual(['invalid_data', expect.stringContaining('cannot be read: items: expected a list, got nothing.')]);
    expect(failureOf(() => parseMeterList({ result: null }))).toEqual(['invalid_data', expect.stringContaining('cannot be read: result.items: expected a list, got nothing.')]);
  });

  it('rethrows the error of a getter in the payload, instead of reporting unreadable data', () => {
    const bug = new TypeError('of the host');
    const trap = (key: string) => Object.defineProperty({}, key, { get: () => { throw bug; } });
    expect(failureOf(() => parseMeterList({ items: [], pagination: trap('total_count') }))).toBe(bug);
    expect(failureOf(() => parseMeterList({ items: [trap('id')] }))).toBe(bug);
    expect(failureOf(() => parseSubscriptionList({ items: [{ ...subscription, prices: [trap('amount_type')] }] }))).toBe(bug);
    expect(failureOf(() => parseMeterQuantities(Object.assign(trap('total'), { quantities: [] })))).toBe(bug);
  });

  it('reports an unreadable pagination and keeps the items', () => {
    const { items, pagination: none, issues } = parseMeterList({ items: [customerMeter], pagination: { totalCount: 'many' } });
    expect([items.length, none]).toEqual([1, { totalCount: null, maxPage: null }]);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['invalid_data', ['pagination', 'totalCount']]]);
    expect(issues[0]?.message).toContain('This pagination cannot be read: pagination.totalCount: expected a number, got text.');
  });
});

it('the error of a parser names the path and the kind of a value, and never the value', () => {
  const kinds: [unknown, string][] = [[undefined, 'nothing'], [null, 'null'], [['secret'], 'a list'], [new Date(NaN), 'an invalid date'], [new Date(0), 'a date'], [true, 'true or false'], [{ secret: 1 }, 'an object'], [Symbol('secret'), 'symbol']];
  for (const [id, kind] of kinds) {
    expect(failureOf(() => parseWallet({ ...wallet, id }))).toEqual([
      'invalid_data',
      `This wallet cannot be read: id: expected text, got ${kind}. Check that it comes from Polar unchanged, and update Meterface.`,
    ]);
  }
  expect(failureOf(() => parseWallet({ ...wallet, balance: 'secret' }))).toEqual(['invalid_data', expect.stringContaining('balance: expected a number, got text.')]);
  expect(failureOf(() => parseWallet({ ...wallet, createdAt: 'secret' }))).toEqual(['invalid_data', expect.stringContaining('createdAt: expected a date, got text.')]);
  expect(failureOf(() => parseSubscription({ ...subscription, cancelAtPeriodEnd: 1 }))).toEqual(['invalid_data', expect.stringContaining('cancelAtPeriodEnd: expected true or false, got a number.')]);
});
