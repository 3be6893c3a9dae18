import { describe, expect, it, vi } from 'vitest';
import { parseMeterList } from '../../src/core/schemas/list';
import type { Fetch } from '../../src/http/request';
import { createBetterAuthSource } from '../../src/sources/betterAuth';
import type { PortalSource, SubscriptionFilters } from '../../src/sources/source';
import { list, meter, subscription } from './fixtures';
import { problemOf } from './server';

// betterAuthPlugin.test.ts runs the real plugin. These tests cover responses that another version of it may send.

/** Responds as the plugin does, with one page of meters and one of subscriptions. */
function responding(meters: unknown, subscriptions: unknown = list([])): Fetch {
  return async (url) => Response.json({ result: url.includes('/usage/meters/list?') ? meters : subscriptions });
}

const named = (id: string, name: string, more = {}) => meter(id, { meter: { id: `meter-of-${id}`, name, modified_at: null }, ...more });
const camel = (read: { items: unknown[] }) => ({ items: read.items, pagination: { totalCount: read.items.length, maxPage: 1 } });

describe('createBetterAuthSource()', () => {
  it.each([0, -1, NaN, Infinity, 2 ** 31])('rejects a timeout of %d', (timeout) => {
    expect(() => createBetterAuthSource({ timeout })).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });

  it('has no wallets, charge previews or history', async () => {
    const source = createBetterAuthSource({ baseUrl: 'https://shop.example/api/auth/', fetch: responding(list([])) });
    expect(source.key).toBe('better-auth:shop.example/api/auth');
    expect(source.can).toEqual({ wallets: false, chargePreview: false, history: false });
    expect((await problemOf(source.wallets())).code).toBe('not_found');
    expect((await problemOf(source.history('x', { start: new Date(0), end: new Date(1) }))).code).toBe('not_found');
    expect(await source.chargePreview('x')).toBeNull();
  });

  it('sends cookies to the origin of baseUrl, and never a token', async () => {
    const sent: unknown[] = [];
    const watch: Fetch = async (_, { credentials, headers }) => {
      sent.push(credentials, headers);
      return Response.json({ result: list([]) });
    };
    await createBetterAuthSource({ fetch: watch }).meters();
    await createBetterAuthSource({ baseUrl: 'https://auth.example', fetch: watch }).meters();
    expect(sent).toEqual(['same-origin', { Accept: 'application/json' }, 'include', { Accept: 'application/json' }]);
  });

  it.each([['snake_case', (page: unknown) => page], ['camelCase', (page: unknown) => camel(parseMeterList(page))]])('reads %s', async (_, spell) => {
    const source = createBetterAuthSource({ fetch: responding(spell(list([meter('a'), meter('b')]))) });
    expect((await source.meters({ meterId: 'meter-of-b' })).items).toEqual(parseMeterList([meter('b')]).items);
  });

  it('keeps readable meters, and counts an unreadable one as found, because it may match the filter', async () => {
    const source = createBetterAuthSource({ fetch: responding(list([named('a', 'Seats'), named('b', 'Calls'), named('bad', 'Calls', { consumed_units: '7' })], 3)) });
    expect(await source.meters()).toMatchObject({ items: [{ id: 'a' }, { id: 'b' }], issues: [{ path: ['result', 'items', 2, 'consumed_units'] }], pagination: { totalCount: 3 } });
    expect(await source.meters({ query: 'calls' })).toMatchObject({ items: [{ id: 'b' }], issues: [{}], pagination: { totalCount: 2, maxPage: 1 } });
  });

  it('counts a subscription once, even if one of its prices is unreadable', async () => {
    const odd = { ...subscription('s'), prices: [{ id: 'p', amount_type: 'metered_unit', unit_amount: 5 }] };
    const source = createBetterAuthSource({ fetch: responding(list([]), list([odd, subscription('t')])) });
    const { items, issues, pagination } = await source.subscriptions({ active: true });
    expect([items.length, issues.length, pagination.totalCount]).toEqual([2, 1, 2]);
  });

  it('leaves the count of a filtered list unknown if the server sends none', async () => {
    const source = createBetterAuthSource({ fetch: responding({ items: [named('a', 'Seats')] }) });
    expect(await source.meters({ query: 'seats' })).toMatchObject({ items: [{ id: 'a' }], pagination: { totalCount: null, maxPage: null } });
    expect((await source.meters()).pagination).toEqual({ totalCount: null, maxPage: null });
  });

  it('sorts unknown values highest and keeps the order of equal ones', async () => {
    const units = [['a', 5], ['b', null], ['c', 7], ['d', 5]].map(([id, consumed_units]) => meter(String(id), { consumed_units }));
    const source = createBetterAuthSource({ fetch: responding(list(units)) });
    const order = async (sorting: 'consumed_units' | '-consumed_units') => (await source.meters({ sorting })).items.map(({ id }) => id).join('');
    expect([await order('consumed_units'), await order('-consumed_units')]).toEqual(['adcb', 'bcad']);
  });

  it.each<[string, (source: PortalSource) => Promise<unknown>, requests: string[]]>([
    ['a page of meters', (source) => source.meters({ page: 2, limit: 5 }), ['meters page=2&limit=5']],
    ['a page of meters by empty filters', (source) => source.meters({ page: 2, limit: 5, meterId: [], query: '', sorting: [] }), ['meters page=2&limit=5']],
    ['a page of meters by their ids', (source) => source.meters({ page: 2, limit: 5, meterId: ['a'] }), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['a page of meters by their names', (source) => source.meters({ limit: 5, query: 'x' }), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['a sorted page of meters', (source) => source.meters({ limit: 5, sorting: ['balance'] }), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['one meter', (source) => source.meter('meters2'), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['a page of subscriptions', (source) => source.subscriptions({ page: 2, limit: 5 }), ['subscriptions page=2&limit=5']],
    ['a page of subscriptions by an empty filter', (source) => source.subscriptions({ page: 2, limit: 5, productId: [] }), ['subscriptions page=2&limit=5']],
    ['a page of ended subscriptions', (source) => source.subscriptions({ limit: 5, active: false }), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['a page of subscriptions by product', (source) => source.subscriptions({ limit: 5, productId: 'product' }), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['a page of subscriptions by name', (source) => source.subscriptions({ limit: 5, query: 'pro' }), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['one subscription', (source) => source.subscription('subscriptions2'), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
  ])('requests one page for %s if the server can select it, and all pages otherwise', async (_, read, requests) => {
    const urls: string[] = [];
    const two: Fetch = async (url) => {
      const [, name = '', search = ''] = /(meters|subscriptions)\/list\?(.*)$/.exec(url) ?? [];
      urls.push(`${name} ${search}`);
      const id = `${name}${new URLSearchParams(search).get('page')}`;
      return Response.json(list([name === 'meters' ? meter(id) : subscription(id)], 2, 2));
    };
    await read(createBetterAuthSource({ fetch: two }));
    expect(urls).toEqual(requests);
  });

  it.each<[string, (source: PortalSource) => Promise<unknown>]>([
    ['an impossible page of meters', (source) => source.meters({ page: 0 })],
    ['an impossible page of subscriptions', (source) => source.subscriptions({ limit: 0 })],
  ])('rejects %s without a request', async (_, read) => {
    const fetch = vi.fn<Fetch>();
    expect((await problemOf(read(createBetterAuthSource({ fetch })))).code).toBe('invalid_request');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('filters subscriptions, and finds one by its id', async () => {
    const due = { ...subscription('due'), status: 'past_due' };
    const off = { ...subscription('off'), status: 'canceled' };
    const source = createBetterAuthSource({ fetch: responding(list([meter('m')]), list([subscription('on'), due, off])) });
    const idsBy = async (filters: SubscriptionFilters) => (await source.subscriptions(filters)).items.map(({ id }) => id);
    expect([await idsBy({ active: true }), await idsBy({ active: false }), await idsBy({ query: 'none' }), await idsBy({ productId: 'product' })]).toEqual([['on'], ['off'], [], ['on', 'due', 'off']]);
    expect((await source.subscription('due')).status).toBe('past_due');
    expect((await source.meter('m')).meterId).toBe('meter-of-m');
    for (const missing of [() => source.meter('x'), () => source.subscription('x')]) expect((await problemOf(missing())).code).toBe('not_found');
  });

  it('ignores filters that are null', async () => {
    const urls: string[] = [];
    const respond = responding(list([meter('m')]), list([subscription('on')]));
    const source = createBetterAuthSource({ fetch: (url, init) => (urls.push(url), respond(url, init)) });
    const none = { page: null, limit: null, all: null, meterId: null, query: null, sorting: null, active: null, productId: null } as never;
    expect((await source.meters(none)).items).toHaveLength(1);
    expect((await source.subscriptions(none)).items).toHaveLength(1);
    expect(urls).toEqual(['/api/auth/usage/meters/list?page=1&limit=100', '/api/auth/customer/subscriptions/list?page=1&limit=100']);
  });

  it('takes the server’s count for a sorted list, and counts a filtered list only if it was read whole', async () => {
    const source = createBetterAuthSource({ fetch: responding(list([named('a', 'Seats'), named('b', 'Calls')], 3)) });
    expect((await source.meters({ sorting: 'meter_name' })).pagination).toEqual({ totalCount: 3, maxPage: 1 });
    expect((await source.meters({ query: 'calls' })).pagination).toEqual({ totalCount: null, maxPage: null });
    const whole = createBetterAuthSource({ fetch: responding(list([named('a', 'Seats'), named('b', 'Calls')], 2)) });
    expect((await whole.meters({ query: 'calls' })).pagination).toEqual({ totalCount: 1, maxPage: 1 });
  });

  it('rejects an aborted request with the reason and a slow one with a timeout', async () => {
    const reason = new Error('gone');
    const source = createBetterAuthSource({ fetch: responding(list([])) });
    await expect(source.meters({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const slow = createBetterAuthSource({ fetch: () => new Promise(() => {}), timeout: 20 });
    expect((await problemOf(slow.subscriptions())).code).toBe('timeout');
  });
});
