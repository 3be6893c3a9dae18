import { describe, expect, it, vi } from 'vitest';
import { formatPath, isPortalError, PortalError } from '../../src/core/errors';
import { parseCustomerMeter } from '../../src/core/schemas/customerMeter';
import { parseStateMeter } from '../../src/core/schemas/customerStateMeter';
import { parseCreditGrantList, parseMeterList, parseOrderList, parseSubscriptionList } from '../../src/core/schemas/list';
import { parsePrice } from '../../src/core/schemas/price';
import { parseCustomerState } from '../../src/core/schemas/state';
import { parseSubscription } from '../../src/core/schemas/subscription';
import { parseSubscriptionMeter } from '../../src/core/schemas/subscriptionMeter';
import {
  wireCreditGrant,
  wireMeter,
  wirePage,
  wirePriceMeteredTiers,
  wirePriceMeteredUnit,
  wireStateMeter,
  wireSubscription,
  wireSubscriptionMeter,
} from '../../src/testing';

function errorOf(action: () => unknown): PortalError {
  try {
    action();
  } catch (error) {
    if (isPortalError(error)) return error;
    throw error;
  }
  throw new Error('The action did not throw.');
}

const meter = wireMeter({ name: 'API calls' });
const without = (object: object, ...keys: string[]): object => Object.fromEntries(Object.entries(object).filter(([own]) => !keys.includes(own)));

describe('parseCustomerMeter()', () => {
  it('accepts a negative balance and a meter that never changed', () => {
    const parsed = parseCustomerMeter({ ...meter, consumed_units: 110, credited_units: 100, balance: -10, modified_at: null });
    expect(parsed).toMatchObject({ balance: -10, modifiedAt: null });
  });

  it('reads snake_case, camelCase and Date objects alike', () => {
    const camel = {
      id: meter.id,
      createdAt: new Date(meter.created_at),
      modifiedAt: null,
      customerId: meter.customer_id,
      meterId: meter.meter_id,
      consumedUnits: 1,
      creditedUnits: 2,
      balance: 1,
      meter: { id: meter.meter.id, name: 'API calls', createdAt: meter.meter.created_at, modifiedAt: null },
    };
    const snake = { ...meter, modified_at: null, consumed_units: 1, credited_units: 2, balance: 1, meter: { ...meter.meter, modified_at: null } };
    expect(parseCustomerMeter(camel)).toStrictEqual(parseCustomerMeter(snake));
  });

  it('drops unknown keys and accepts 64-bit numbers', () => {
    const parsed = parseCustomerMeter({ ...meter, credited_units: 2 ** 63, brand: 1, brand_new: 1, __proto__: { polluted: true } });
    expect(Object.keys(parsed).filter((key) => /brand/.test(key))).toEqual([]);
    expect(parsed.creditedUnits).toBe(2 ** 63);
    expect(parseCustomerMeter(JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(meter).slice(1)}`))).not.toHaveProperty('polluted');
  });

  it('reads null, NaN and Infinity as unknown numbers', () => {
    expect(parseCustomerMeter({ ...meter, consumed_units: null, balance: null })).toMatchObject({ consumedUnits: null, balance: null });
    expect(parseCustomerMeter({ ...meter, consumed_units: NaN, balance: Infinity })).toMatchObject({ consumedUnits: null, balance: null });
  });

  it('derives a missing balance from known numbers only', () => {
    const bare = without({ ...meter, consumed_units: 25, credited_units: 100 }, 'balance');
    expect(parseCustomerMeter(bare).balance).toBe(75);
    expect(parseCustomerMeter({ ...bare, consumed_units: null }).balance).toBeNull();
    expect(parseCustomerMeter({ ...bare, consumed_units: -1.7e308, credited_units: 1.7e308 }).balance).toBeNull();
    expect(parseCustomerMeter({ ...bare, credited_units: null }).balance).toBeNull();
  });

  it('accepts a meter without modified_at, customer_id and inner dates, and adds no empty keys', () => {
    const bare = { ...without(meter, 'modified_at', 'customer_id'), meter: { id: 'm', name: 'API calls' } };
    expect(parseCustomerMeter(bare)).toStrictEqual({
      id: meter.id,
      createdAt: new Date(meter.created_at),
      modifiedAt: null,
      meterId: meter.meter_id,
      consumedUnits: meter.consumed_units,
      creditedUnits: meter.credited_units,
      balance: meter.balance,
      meter: { id: 'm', name: 'API calls', modifiedAt: null },
    });
  });

  it.each<[string, unknown, string]>([
    ['text in place of a number', { ...meter, consumed_units: '25' }, 'consumed_units'],
    ['an unreadable date', { ...meter, created_at: 'yesterday' }, 'created_at'],
    ['a date that does not exist', { ...meter, created_at: '2026-02-31T00:00:00Z' }, 'created_at'],
    ['an invalid Date', { ...meter, created_at: new Date(NaN) }, 'created_at'],
    ['a null meter', { ...meter, meter: null }, 'meter'],
    ['a missing meter', without(meter, 'meter'), 'meter'],
    ['a number in place of a name', { ...meter, meter: { ...meter.meter, name: 5 } }, 'meter.name'],
    ['a missing id', without(meter, 'id'), 'id'],
    ['a number in place of a name, in a meter without its optional keys', { ...meter, meter: { id: 'm', name: 5 } }, 'meter.name'],
    ['a missing number', without(meter, 'credited_units'), 'credited_units'],
    ['undefined', undefined, ''],
    ['a list', [], ''],
    ['text', 'meter', ''],
    ['a bad value under a camelCase key', { id: 'x', meterId: 'm', createdAt: 5 }, 'createdAt'],
    ['a missing value in a camelCase payload', { id: 'x', meterId: 'm' }, 'createdAt'],
    ['a bad value in a payload that mixes both spellings', { id: 'x', createdAt: meter.created_at, meter_id: 5 }, 'meter_id'],
  ])('names the path, as the payload spells it, when it rejects %s', (_, input, path) => {
    const error = errorOf(() => parseCustomerMeter(input));
    expect(error.code).toBe('invalid_data');
    expect(formatPath(error.path)).toBe(path);
    expect(error.message).toContain(path);
  });

  it('rejects a payload without repeating its values', () => {
    const error = errorOf(() => parseCustomerMeter({ ...meter, consumed_units: 'ada@example.com' }));
    expect(error.message).not.toContain('ada');
  });
});

describe('a date field', () => {
  it.each([
    ['2026-11-21T08:33:37Z', '2026-11-21T08:33:37.000Z'],
    ['2026-11-21T08:33:37.123456Z', '2026-11-21T08:33:37.123Z'],
    ['2026-11-21T08:33:37.1Z', '2026-11-21T08:33:37.100Z'],
    ['2026-11-21T08:33:37+00:00', '2026-11-21T08:33:37.000Z'],
    ['2026-11-21T08:33:37.5+05:30', '2026-11-21T03:03:37.500Z'],
    ['2026-11-21T08:33:37', '2026-11-21T08:33:37.000Z'],
    ['2026-11-21 08:33:37', '2026-11-21T08:33:37.000Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T08:33:37.1+00:00', '2026-11-21T08:33:37.100Z'],
    ['2026-11-21T08:33-0530', '2026-11-21T14:03:00.000Z'],
    ['2024-02-29T23:59:59.9999Z', '2024-02-29T23:59:59.999Z'],
    ['2026-12-31T00:00:00Z', '2026-12-31T00:00:00.000Z'],
    ['0026-01-01T00:00:00Z', '0026-01-01T00:00:00.000Z'],
    [`2026-11-21T08:33:37.${'1'.repeat(19)}Z`, '2026-11-21T08:33:37.111Z'],
  ])('parses %s as %s in every time zone', (text, iso) => {
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
      vi.stubEnv('TZ', zone);
      expect(parseCustomerMeter({ ...meter, created_at: text }).createdAt.toISOString()).toBe(iso);
    }
  });

  const invalid = [
    '', 'now', '0', '1e9', 5, null, '2026-00-01T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-00T00:00:00Z', '2026-11-31T00:00:00Z', '2026-02-29T00:00:00Z', '2026-02-30', '2026-02-30T00:00:00+02:00', '2026-11-21T24:00:00Z',
    '2026-11-21T08:60:00Z', '2026-11-21T08:33:60Z', 'x2026-11-21T08:33:37Z', '2026-11-21T08:33:37Zx', 'x2026-11-21', 'Sat 2026-11-21', '(x) 2026-11-21', '2026-11-21x', '2026-11-21T08:33', '2026-11-21T08:33+01:00x',
    `2026-11-21T08:33:37.${'1'.repeat(20)}Z`, `2026-11-21T08:33:37Z${' '.repeat(1e6)}`,
  ];

  it.each(invalid.map((value) => [JSON.stringify(value).slice(0, 60), value]))('rejects %s', (_, value) => {
    expect(errorOf(() => parseCustomerMeter({ ...meter, created_at: value })).path).toEqual(['created_at']);
  });

  it('is a copy of the given Date, so that changing that Date has no effect', () => {
    const createdAt = new Date(0);
    const parsed = parseCustomerMeter({ ...meter, created_at: createdAt });
    createdAt.setFullYear(1999);
    expect(parsed.createdAt.getTime()).toBe(0);
  });
});

describe('other parsers of meters', () => {
  it('parseStateMeter() accepts a meter with and without an id', () => {
    const state = wireStateMeter();
    expect(parseStateMeter(state).id).toBe(state.id);
    expect(parseStateMeter(without(state, 'id'))).not.toHaveProperty('id');
  });

  it('parseSubscriptionMeter() keeps a whole meter, its name, or neither, and rejects null', () => {
    const wire = wireSubscriptionMeter();
    const filter = { conjunction: 'and', clauses: [] };
    const whole = { ...wire.meter, unit: 'furlong', filter, aggregation: { func: 'median' }, metadata: { a_b: 1 }, organization_id: 'o' };
    expect(parseSubscriptionMeter({ ...wire, meter: whole }).meter).toMatchObject({ unit: 'furlong', filter, aggregation: { func: 'median' }, metadata: { a_b: 1 } });
    expect(Object.keys(parseSubscriptionMeter(wire).meter ?? {}).sort()).toEqual(['createdAt', 'id', 'modifiedAt', 'name']);
    expect(parseSubscriptionMeter(without(wire, 'meter'))).not.toHaveProperty('meter');
    expect(formatPath(errorOf(() => parseSubscriptionMeter({ ...wire, meter: null })).path)).toBe('meter');
  });
});

describe('a list parser', () => {
  it('keeps every readable item and reports the others with their paths', () => {
    const { items, pagination, issues } = parseMeterList(wirePage([meter, { ...meter, balance: 'x' }, null, meter]));
    expect(items).toHaveLength(2);
    expect(pagination.totalCount).toBe(4);
    expect(issues.map(({ path }) => formatPath(path))).toEqual(['items[1].balance', 'items[2]']);
  });

  it('reads the page object of the SDK, with paths that start at `result`', () => {
    const { items, issues } = parseMeterList({ result: { items: [meter, {}], pagination: { totalCount: 2, maxPage: 1 } } });
    expect(items).toHaveLength(1);
    expect(formatPath(issues[0]?.path ?? [])).toBe('result.items[1].id');
  });

  it.each([null, undefined, 5, 'x', {}, { items: null }, { items: {} }, { result: null }])('throws for %j instead of returning an empty list', (input) => {
    expect(errorOf(() => parseMeterList(input)).code).toBe('invalid_data');
  });

  it('reports a thousand unreadable items at most, and keeps every readable one', () => {
    const { items, issues } = parseMeterList({ items: [...Array.from({ length: 100_000 }, () => 0), meter] });
    expect([items.length, issues.length, formatPath(issues[999]?.path ?? [])]).toEqual([1, 1000, 'items[999]']);
    const nested = parseSubscriptionList(wirePage(Array.from({ length: 20 }, () => wireSubscription({ meters: Array.from({ length: 500 }, () => null) as never }))));
    expect([nested.items.length, nested.issues.length, nested.items.every(({ incomplete }) => incomplete)]).toEqual([20, 1000, true]);
  });

  it('reads no more of an item once it is unreadable, because a hostile list may have millions of such items', () => {
    let reads = 0;
    const item = { ...meter, id: 5, get meter_id() { return (reads += 1); } };
    expect(parseMeterList([item, meter])).toMatchObject({ items: [{}], issues: [{ path: [0, 'id'] }] });
    expect(reads).toBe(0);
  });

  it('reports a hole in the list', () => {
    // oxlint-disable-next-line no-sparse-arrays
    const { items, issues } = parseMeterList([meter, , meter]);
    expect(items).toHaveLength(2);
    expect(issues.map(({ path }) => formatPath(path))).toEqual(['[1]']);
  });

  it('returns all items when the pagination is missing or unreadable; only the counts are unknown', () => {
    expect(parseMeterList({ items: [meter] })).toMatchObject({ pagination: { totalCount: null, maxPage: null }, issues: [] });
    expect(parseMeterList({ items: [meter], pagination: 'x' }).items).toHaveLength(1);
    expect(parseMeterList({ items: [], pagination: { total_count: 0, max_page: 0 } })).toEqual({ items: [], pagination: { totalCount: 0, maxPage: 0 }, issues: [] });
  });

  it('keeps a subscription with an unreadable meter or price, and reports both', () => {
    const wire = wireSubscription({
      prices: [wirePriceMeteredUnit({ name: 'a' }), { ...wirePriceMeteredUnit({ name: 'b' }), unit_amount: 5 } as never],
      meters: [wireSubscriptionMeter({ name: 'a' }), { ...wireSubscriptionMeter({ name: 'b' }), amount: '5' } as never],
    });
    const { items, issues } = parseSubscriptionList(wirePage([wire]));
    expect(items[0]?.meters.map(({ meter: { name } }) => name)).toEqual(['a']);
    expect(issues.map(({ path }) => formatPath(path))).toEqual(['items[0].prices[1].unit_amount', 'items[0].meters[1].amount']);
    // The price stays as an outline: without it the meter would look free.
    expect(items[0]?.prices.map(({ kind }) => kind)).toEqual(['unit', 'other']);
    expect(items[0]?.prices[1]).toMatchObject({ amountType: 'metered_unit', unreadable: true });
  });
});

describe('parseSubscription()', () => {
  it('passes newer statuses, intervals and kinds of price through unchanged', () => {
    const wire = { ...wireSubscription(), status: 'hibernating', recurring_interval: 'fortnight', prices: [{ id: 'p', amount_type: 'by_the_moon', meter_id: 'm' }] };
    expect(parseSubscription(wire)).toMatchObject({ status: 'hibernating', recurringInterval: 'fortnight', prices: [{ id: 'p', kind: 'other', amountType: 'by_the_moon', meterId: 'm' }] });
  });

  it('adds no keys that an older server does not send', () => {
    const older = without(wireSubscription(), 'current_meter_period_end', 'resumes_at');
    expect(parseSubscription(older)).not.toHaveProperty('currentMeterPeriodEnd');
    expect(parseSubscription(older)).not.toHaveProperty('resumesAt');
  });

  it('reads the types of a plan’s benefits, and needs none', () => {
    const benefits = (value: unknown) => parseSubscription({ ...wireSubscription(), product: { id: 'p', name: 'Pro', benefits: value } }).product;
    expect(benefits([{ type: 'meter_credit', id: 'b', description: '5,000 AI tokens' }, { type: 'by_the_moon' }])).toEqual({ id: 'p', name: 'Pro', benefits: [{ type: 'meter_credit' }, { type: 'by_the_moon' }] });
    expect(benefits(undefined)).toEqual({ id: 'p', name: 'Pro' });
    expect(benefits(null)).toEqual({ id: 'p', name: 'Pro', benefits: null });
    expect(benefits([null, { type: 'meter_credit' }]).benefits).toEqual([{ type: 'meter_credit' }]);
  });

  it('rejects an unreadable date that a charge depends on', () => {
    expect(errorOf(() => parseSubscription({ ...wireSubscription(), current_meter_period_end: 'soon' })).path).toEqual(['current_meter_period_end']);
  });

  it('reports what it leaves out', () => {
    const issues: PortalError[] = [];
    parseSubscription({ ...wireSubscription(), meters: [null] }, { onIssue: (issue) => issues.push(issue) });
    expect(issues.map(({ path }) => formatPath(path))).toEqual(['meters[0]']);
  });

  it.each(['meters', 'prices'])('marks a subscription that leaves out one of its %s as incomplete, and keeps the mark when it is parsed again', (list) => {
    const first = parseSubscription({ ...wireSubscription(), [list]: [null] });
    expect(first.incomplete).toBe(true);
    expect(parseSubscription(first)).toStrictEqual(first);
    expect(parseSubscription(wireSubscription())).not.toHaveProperty('incomplete');
  });
});

describe('parseCustomerState()', () => {
  it('keeps what is readable, drops personal data and reports what it leaves out', () => {
    const issues: PortalError[] = [];
    const state = parseCustomerState(
      { id: 'c', email: 'ada@example.com', active_meters: [wireStateMeter(), { id: 'x' }], active_subscriptions: [null] },
      { onIssue: (issue) => issues.push(issue) },
    );
    expect(state.activeMeters).toHaveLength(1);
    expect(JSON.stringify(state)).not.toContain('ada');
    expect(issues.map(({ path }) => formatPath(path))).toEqual(['active_meters[1].created_at', 'active_subscriptions[0]']);
  });
});

describe('parsePrice()', () => {
  it.each([[null, 'null'], [undefined, 'nothing'], ['fixed', 'text'], [[], 'a list']])('rejects %j', (input, kind) => {
    expect(errorOf(() => parsePrice(input)).message).toContain(`This price cannot be read: expected an object, got ${kind}.`);
    const issues: PortalError[] = [];
    expect(parseSubscription({ ...wireSubscription(), prices: [input] }, { onIssue: (issue) => issues.push(issue) }).prices).toEqual([]);
    expect(issues.map(({ path }) => path)).toEqual([['prices', 0]]);
  });

  it('keeps decimal text and tiers exactly as they are written', () => {
    for (const unitAmount of ['0.000000000001', '1E-12', '0E-12', '4.500E-8', '0.050000000000', '-1', '12345.000000000001', '1'.repeat(40)]) {
      expect(parsePrice({ ...wirePriceMeteredUnit(), unit_amount: unitAmount })).toMatchObject({ kind: 'unit', unitAmount });
    }
    const tiers = [{ bound: 10, unit_amount: '0.100000000000' }, { bound: null, unit_amount: '4.500E-8' }];
    expect(parsePrice(wirePriceMeteredTiers({ tiers: { type: 'volume', tiers } }))).toMatchObject({ kind: 'tiers', tiers: { type: 'volume', tiers: [{ bound: 10, unitAmount: '0.100000000000' }, { bound: null, unitAmount: '4.500E-8' }] } });
  });

  it.each(['1e5', '', 'free', '1.', '0x10', '1E-1000', 'E-8', '1E8', 'NaN', 'Infinity', '1'.repeat(41), `1${'0'.repeat(50)}`])('rejects a rate of %j', (unitAmount) => {
    expect(errorOf(() => parsePrice({ ...wirePriceMeteredUnit(), unit_amount: unitAmount })).path).toEqual(['unit_amount']);
  });
});

describe('the label of a unit-based price', () => {
  const labeled = (unit_label: unknown) => ({ id: 'p', amount_type: 'unit_based', unit_label });

  it('keeps its locales and plural forms as they are written', () => {
    const unitLabel = { en: { '=1': 'device', other: 'devices' }, 'zh-Hant_TW': { other: '裝置' } };
    expect(parsePrice(labeled(unitLabel))).toStrictEqual({ kind: 'units', id: 'p', amountType: 'unit_based', unitLabel });
    expect(parsePrice(labeled(null))).toMatchObject({ unitLabel: null });
  });

  it('cannot replace a prototype', () => {
    const price = parsePrice(labeled(JSON.parse('{"__proto__":{"other":"evil"},"constructor":{"other":"x"},"en":{"__proto__":"evil","other":"devices"}}')));
    expect(price).toMatchObject({ unitLabel: { en: { other: 'devices' }, constructor: { other: 'x' } } });
    expect(Object.keys((price as { unitLabel: object }).unitLabel)).toEqual(['constructor', 'en']);
    expect(Object.getPrototypeOf((price as { unitLabel: object }).unitLabel)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['other']).toBeUndefined();
  });

  it.each<[unknown, string]>([['devices', 'unit_label'], [{ en: 'devices' }, 'unit_label.en'], [{ en: { other: 5 } }, 'unit_label.en.other'], [[], 'unit_label']])('is rejected where it is %j', (label, path) => {
    expect(formatPath(errorOf(() => parsePrice(labeled(label))).path)).toBe(path);
  });

  it.each<[string, string]>([
    ['of 35 characters', 'zh-Hant-TW-x-'.padEnd(35, 'a')],
    ['with an equals sign', '=12'],
  ])('names a key %s in its error', (_, key) => {
    const error = errorOf(() => parsePrice(labeled({ [key]: { other: 5 } })));
    expect(error.path).toEqual(['unit_label', key, 'other']);
    expect(error.message).toBe(`This price cannot be read: unit_label.${key}.other: expected text, got a number. Check that it comes from Polar unchanged, and update Meterface.`);
  });

  it.each<[string, string]>([
    ['of 36 characters', 'e'.repeat(36)],
    ['of a megabyte', 'e'.repeat(1_000_000)],
    ['with a line break', 'en\nError: forged'],
    ['with a control character', 'en\u001B[2J'],
    ['that reverses text', '\u202Een'],
    ['that is empty', ''],
  ])('keeps a key %s out of the error', (_, key) => {
    for (const label of [{ [key]: 5 }, { en: { [key]: 5 } }]) {
      const error = errorOf(() => parsePrice(labeled(label)));
      expect(error.path).toEqual('en' in label ? ['unit_label', 'en', '…'] : ['unit_label', '…']);
      expect(error.message).toBe(`This price cannot be read: ${formatPath(error.path)}: expected ${'en' in label ? 'text' : 'an object'}, got a number. Check that it comes from Polar unchanged, and update Meterface.`);
    }
  });
});

describe('a pending update of a subscription', () => {
  it('is null without one, and may lack every field but its id and date', () => {
    expect(parseSubscription({ ...wireSubscription(), pending_update: null }).pendingUpdate).toBeNull();
    expect(parseSubscription({ ...wireSubscription(), pending_update: { id: 'u', applies_at: '2026-12-01T00:00:00Z' } }).pendingUpdate).toStrictEqual({ id: 'u', appliesAt: new Date('2026-12-01T00:00:00Z') });
  });

  it('with an unreadable date makes the subscription unreadable, because its bill would be wrong', () => {
    expect(formatPath(errorOf(() => parseSubscription({ ...wireSubscription(), pending_update: { id: 'u', applies_at: 'soon' } })).path)).toBe('pending_update.applies_at');
  });
});

describe('parseCreditGrantList()', () => {
  const grant = { id: 'g', created_at: '2026-11-01T00:00:00Z', modified_at: null, is_granted: true, subscription_id: 's', order_id: null, benefit: { id: 'b', properties: { meter_id: 'm', units: 500, rollover: true } }, properties: {} };

  it('accepts a grant that has not credited anything yet', () => {
    expect(parseCreditGrantList([grant]).items).toMatchObject([{ subscriptionId: 's', orderId: null, benefit: { properties: { meterId: 'm', units: 500, rollover: true } }, properties: {} }]);
  });

  it('keeps the dates, the customer and the merchant’s description of a grant', () => {
    const [full] = parseCreditGrantList(wirePage([wireCreditGrant({ units: 500, granted_at: '2026-11-01T00:00:00Z', revoked_at: '2026-11-02T00:00:00Z', is_revoked: true })])).items;
    expect(full).toMatchObject({
      createdAt: expect.any(Date),
      grantedAt: new Date('2026-11-01T00:00:00Z'),
      revokedAt: new Date('2026-11-02T00:00:00Z'),
      isRevoked: true,
      customerId: expect.any(String),
      benefit: { description: expect.any(String) },
      properties: { lastCreditedMeterId: expect.any(String) },
    });
  });

  it.each(['created_at', 'granted_at', 'revoked_at'])('keeps a grant with an unreadable %s, which becomes null', (key) => {
    const { items, issues } = parseCreditGrantList([{ ...grant, [key]: 'soon' }]);
    expect([items.length, issues]).toEqual([1, []]);
    expect(items[0]).toHaveProperty(key.replace('_a', 'A'), null);
  });

  it('leaves out and reports a grant of another type', () => {
    const { items, issues } = parseCreditGrantList([{ ...grant, benefit: { id: 'b', type: 'license_keys', properties: { prefix: 'x' } } }, grant]);
    expect([items.length, issues.map(({ path }) => formatPath(path))]).toEqual([1, ['[0].benefit.properties.meter_id']]);
  });
});

describe('parseOrderList()', () => {
  const order = { id: 'o', created_at: '2026-11-01T00:00:00Z', modified_at: null, status: 'pending', currency: 'usd', total_amount: 1200, due_amount: 1000, items: [{ label: 'Pro', amount: 1200 }, { label: 5 }] };

  it('keeps an order with an unreadable item, and passes a newer status through', () => {
    const { items, issues } = parseOrderList(wirePage([{ ...order, status: 'disputed' }]));
    expect(items).toMatchObject([{ status: 'disputed', dueAmount: 1000, items: [{ label: 'Pro', amount: 1200 }] }]);
    expect(issues.map(({ path }) => formatPath(path))).toEqual(['items[0].items[1].label']);
  });

  it('rejects an order whose due amount is missing', () => {
    expect(parseOrderList(wirePage([{ ...order, due_amount: undefined }])).issues.map(({ path }) => formatPath(path))).toEqual(['items[0].due_amount']);
  });
});

describe('isPortalError()', () => {
  it('recognizes an error of another copy of the package', async () => {
    vi.resetModules();
    const { PortalError: Other } = await import('../../src/core/errors');
    expect(Other).not.toBe(PortalError);
    expect(isPortalError(new Other('timeout', 'x'))).toBe(true);
    expect([new Error('x'), null, 'timeout', { code: 'timeout' }].some(isPortalError)).toBe(false);
  });
});
