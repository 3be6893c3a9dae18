import { describe, expect, it } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { parseMeterList } from '../../src/core/schemas/list';
import { parseSubscription } from '../../src/core/schemas/subscription';
import { checkPage, cutPage, countUnreadable, meterMatches, findById, sortMeters, subscriptionMatches } from '../../src/sources/filters';
import { meter, subscription } from './fixtures';

// betterAuthPlugin.test.ts compares these functions with the demo API.

const named = (id: string, name: string, more = {}) => meter(id, { meter: { id: `meter-of-${id}`, name, modified_at: null }, ...more });
const { items: meters } = parseMeterList([
  named('a', 'Seats', { consumed_units: 5, credited_units: 300, balance: -1, created_at: '2026-09-03T00:00:00Z', modified_at: null }),
  named('b', 'API calls', { consumed_units: null, balance: 7, created_at: '2026-09-01T00:00:00Z', modified_at: '2026-09-05T00:00:00Z' }),
  named('c', 'calls', { consumed_units: 7, credited_units: 200, balance: 7, created_at: '2026-09-02T00:00:00Z', modified_at: '2026-09-04T00:00:00Z' }),
]);
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id).join('');

describe('the meters of a complete list', () => {
  it.each<[Parameters<typeof meterMatches>[0], string]>([
    [{}, 'abc'],
    [{ query: '' }, 'abc'],
    [{ query: 'CALLS' }, 'bc'],
    [{ meterId: [] }, 'abc'],
    [{ meterId: 'meter-of-b' }, 'b'],
    [{ meterId: ['meter-of-a', 'meter-of-c'] }, 'ac'],
    [{ meterId: ['meter-of-a', 'meter-of-c'], query: 'seats' }, 'a'],
    [{ meterId: 'none' }, ''],
  ])('are filtered by %j', (filters, found) => {
    expect(idsOf(meters.filter(meterMatches(filters)))).toBe(found);
  });

  it.each<[Parameters<typeof sortMeters>[1], string]>([
    [undefined, 'abc'],
    [[], 'abc'],
    ['meter_name', 'bac'],
    ['-meter_name', 'cab'],
    ['meter_id', 'abc'],
    ['-meter_id', 'cba'],
    ['credited_units', 'bca'],
    ['created_at', 'bca'],
    ['modified_at', 'cba'],
    ['consumed_units', 'acb'],
    ['-consumed_units', 'bca'],
    ['balance', 'abc'],
    ['-balance', 'bca'],
    [['balance', '-created_at'], 'acb'],
    [['balance', 'created_at'], 'abc'],
  ])('are sorted by %j, unknown values highest, without changing the list', (sorting, order) => {
    expect(idsOf(sortMeters(meters, sorting))).toBe(order);
    expect(idsOf(meters)).toBe('abc');
  });

  it.each(['name', '--balance', 'balance-', 'constructor', ''])('cannot be sorted by %j', (sorting) => {
    expect(() => sortMeters(meters, sorting as 'balance')).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        message:
          "Unknown sort field. Polar can't sort meters by it. Use one of created_at, modified_at, meter_id, meter_name, consumed_units, credited_units, balance.",
      }),
    );
  });
});

describe('the subscriptions of a complete list', () => {
  const all = [['a', 'active'], ['b', 'trialing'], ['c', 'past_due'], ['d', 'paused'], ['e', 'canceled'], ['f', 'unpaid']].map(([id = '', status]) =>
    parseSubscription({ ...subscription(id), status, product: { id: `product-of-${id}`, name: `Plan ${id}` } }),
  );

  it.each<[Parameters<typeof subscriptionMatches>[0], string]>([
    [{}, 'abcdef'],
    [{ active: true }, 'ab'],
    // Polar selects the revoked ones. Those that are past due or paused are neither active nor revoked.
    [{ active: false }, 'ef'],
    [{ productId: 'product-of-c' }, 'c'],
    [{ productId: ['product-of-a', 'product-of-c'], active: true }, 'a'],
    [{ query: 'plan B' }, 'b'],
    [{ query: 'b', active: false }, ''],
  ])('are filtered by %j', (filters, found) => {
    expect(idsOf(all.filter(subscriptionMatches(filters)))).toBe(found);
  });
});

describe('cutPage()', () => {
  const items = Array.from({ length: 250 }, (_, index) => index);
  const bad = new PortalError('invalid_data', '', { path: ['items', 3, 'name'] });
  const partly = new PortalError('invalid_data', '', { path: ['items', 0, 'prices', 1] });

  it.each<[Parameters<typeof cutPage>[1], from: number, to: number, pages: number]>([
    [{}, 0, 100, 3],
    [{ page: 3 }, 200, 250, 3],
    [{ page: 4 }, 250, 250, 3],
    [{ limit: 7, page: 2 }, 7, 14, 36],
    [{ limit: 500 }, 0, 100, 3],
    [{ all: true, limit: 7, page: 2 }, 0, 250, 36],
  ])('cuts the page of %j', (filters, from, to, maxPage) => {
    expect(cutPage(items, filters, [])).toEqual({ items: items.slice(from, to), pagination: { totalCount: 250, maxPage }, issues: [] });
  });

  it('counts an unreadable item once, and no issue inside a readable item', () => {
    expect(countUnreadable([bad, partly, new PortalError('invalid_data', '', { path: ['pagination'] })])).toBe(1);
    expect(cutPage([1], {}, [bad, partly])).toMatchObject({ pagination: { totalCount: 2, maxPage: 1 }, issues: [bad, partly] });
  });

  it('uses the given count, and leaves the number of pages unknown without one', () => {
    expect(cutPage([1], {}, [], 101).pagination).toEqual({ totalCount: 101, maxPage: 2 });
    expect(cutPage([1], {}, [], null).pagination).toEqual({ totalCount: null, maxPage: null });
  });

  it.each([{ page: 0 }, { page: -1 }, { page: 1.5 }, { page: NaN }, { limit: 0 }, { limit: -1 }, { limit: 0.5 }, { page: '1' as never }])('rejects %o', (place) => {
    for (const cut of [() => checkPage(place), () => cutPage(items, place, [])]) expect(cut).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });

  it('accepts the first page and one item per page', () => {
    for (const place of [{}, { page: 1, limit: 1 }, { page: 9, limit: 1000 }]) expect(checkPage(place)).toBeUndefined();
  });
});

it('findById() returns the item with this id, or rejects with not_found', () => {
  expect(findById(meters, 'b')).toBe(meters[1]);
  expect(() => findById(meters, 'meter-of-b')).toThrow(expect.objectContaining({ code: 'not_found' }));
});
