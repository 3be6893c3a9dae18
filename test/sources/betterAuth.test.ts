import { describe, expect, it } from 'vitest';
import { parseMeterList } from '../../src/core';
import { createBetterAuthSource, type Fetch, type PortalSource, type SubscriptionFilters } from '../../src/sources';
import { list, meter, subscription } from './fixtures';
import { problemOf } from './server';

// What the plugin itself answers is in betterAuthPlugin.test.ts. Here is what another version of it may answer.

/** Answers one page of meters and one of subscriptions, in the way of the plugin. */
function answering(meters: unknown, subscriptions: unknown = list([])): Fetch {
  return async (url) => Response.json({ result: url.includes('/usage/meters/list?') ? meters : subscriptions });
}

const named = (id: string, name: string, more = {}) => meter(id, { meter: { id: `meter-of-${id}`, name, modified_at: null }, ...more });
const camel = (read: { items: unknown[] }) => ({ items: read.items, pagination: { totalCount: read.items.length, maxPage: 1 } });

describe('a source over the endpoints of the better-auth plugin', () => {
  it('says what it has not', async () => {
    const source = createBetterAuthSource({ baseUrl: 'https://shop.example/api/auth/', fetch: answering(list([])) });
    expect(source.key).toBe('better-auth:shop.example/api/auth');
    expect(source.can).toEqual({ wallets: false, chargePreview: false, history: false });
    expect((await problemOf(source.wallets())).code).toBe('not_found');
    expect((await problemOf(source.history('x', { start: new Date(0), end: new Date(1) }))).code).toBe('not_found');
    expect(await source.chargePreview('x')).toBeNull();
  });

  it('sends the cookies of its own origin only, and of another where it is asked there; never a token', async () => {
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
    const source = createBetterAuthSource({ fetch: answering(spell(list([meter('a'), meter('b')]))) });
    expect((await source.meters({ meterId: 'meter-of-b' })).items).toEqual(parseMeterList([meter('b')]).items);
  });

  it('keeps what is readable, and counts what is not beside what was found: nobody knows whether it was meant', async () => {
    const source = createBetterAuthSource({ fetch: answering(list([named('a', 'Seats'), named('b', 'Calls'), named('bad', 'Calls', { consumed_units: '7' })], 3)) });
    expect(await source.meters()).toMatchObject({ items: [{ id: 'a' }, { id: 'b' }], issues: [{ path: ['result', 'items', 2, 'consumed_units'] }], pagination: { totalCount: 3 } });
    expect(await source.meters({ query: 'calls' })).toMatchObject({ items: [{ id: 'b' }], issues: [{}], pagination: { totalCount: 2, maxPage: 1 } });
  });

  it('counts a subscription once, also when a price in it cannot be read', async () => {
    const odd = { ...subscription('s'), prices: [{ id: 'p', amount_type: 'metered_unit', unit_amount: 5 }] };
    const source = createBetterAuthSource({ fetch: answering(list([]), list([odd, subscription('t')])) });
    const { items, issues, pagination } = await source.subscriptions({ active: true });
    expect([items.length, issues.length, pagination.totalCount]).toEqual([2, 1, 2]);
  });

  it('without a count it is not known how many a filter has', async () => {
    const source = createBetterAuthSource({ fetch: answering({ items: [named('a', 'Seats')] }) });
    expect(await source.meters({ query: 'seats' })).toMatchObject({ items: [{ id: 'a' }], pagination: { totalCount: null, maxPage: null } });
    expect((await source.meters()).pagination).toEqual({ totalCount: null, maxPage: null });
  });

  it('sorts what is not known highest, and what is equal as it came', async () => {
    const units = [['a', 5], ['b', null], ['c', 7], ['d', 5]].map(([id, consumed_units]) => meter(String(id), { consumed_units }));
    const source = createBetterAuthSource({ fetch: answering(list(units)) });
    const order = async (sorting: 'consumed_units' | '-consumed_units') => (await source.meters({ sorting })).items.map(({ id }) => id).join('');
    expect([await order('consumed_units'), await order('-consumed_units')]).toEqual(['adcb', 'bcad']);
  });

  it.each<[string, (source: PortalSource) => Promise<unknown>, asked: string[]]>([
    ['a page of meters', (source) => source.meters({ page: 2, limit: 5 }), ['meters page=2&limit=5']],
    ['a page of meters by no id, no words and no order', (source) => source.meters({ page: 2, limit: 5, meterId: [], query: '', sorting: [] }), ['meters page=2&limit=5']],
    ['a page of meters by their ids', (source) => source.meters({ page: 2, limit: 5, meterId: ['a'] }), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['a page of meters by their names', (source) => source.meters({ limit: 5, query: 'x' }), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['a page of meters in an order', (source) => source.meters({ limit: 5, sorting: ['balance'] }), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['one meter', (source) => source.meter('meters2'), ['meters page=1&limit=100', 'meters page=2&limit=100']],
    ['a page of subscriptions', (source) => source.subscriptions({ page: 2, limit: 5 }), ['subscriptions page=2&limit=5']],
    ['a page of subscriptions by no product', (source) => source.subscriptions({ page: 2, limit: 5, productId: [] }), ['subscriptions page=2&limit=5']],
    ['a page of active subscriptions', (source) => source.subscriptions({ limit: 5, active: false }), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['a page of subscriptions to a product', (source) => source.subscriptions({ limit: 5, productId: 'product' }), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['a page of subscriptions by its name', (source) => source.subscriptions({ limit: 5, query: 'pro' }), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['one subscription', (source) => source.subscription('subscriptions2'), ['subscriptions page=1&limit=100', 'subscriptions page=2&limit=100']],
    ['a page that there cannot be', (source) => problemOf(source.meters({ page: 0 })), []],
    ['a page of subscriptions that there cannot be', (source) => problemOf(source.subscriptions({ limit: 0 })), []],
  ])('asks for %s by the page where it can, and for all of them where it has to look through them', async (_, question, asked) => {
    const urls: string[] = [];
    const two: Fetch = async (url) => {
      const [, name = '', search = ''] = /(meters|subscriptions)\/list\?(.*)$/.exec(url) ?? [];
      urls.push(`${name} ${search}`);
      const id = `${name}${new URLSearchParams(search).get('page')}`;
      return Response.json(list([name === 'meters' ? meter(id) : subscription(id)], 2, 2));
    };
    await question(createBetterAuthSource({ fetch: two }));
    expect(urls).toEqual(asked);
  });

  it('finds subscriptions by what they are, and one by its id', async () => {
    const due = { ...subscription('due'), status: 'past_due' };
    const source = createBetterAuthSource({ fetch: answering(list([meter('m')]), list([subscription('on'), due])) });
    const idsBy = async (filters: SubscriptionFilters) => (await source.subscriptions(filters)).items.map(({ id }) => id);
    expect([await idsBy({ active: true }), await idsBy({ active: false }), await idsBy({ query: 'none' }), await idsBy({ productId: 'product' })]).toEqual([['on'], ['due'], [], ['on', 'due']]);
    expect((await source.subscription('due')).status).toBe('past_due');
    expect((await source.meter('m')).meterId).toBe('meter-of-m');
    for (const question of [source.meter('x'), source.subscription('x')]) expect((await problemOf(question)).code).toBe('not_found');
  });

  it('counts in an order what the server counts, and by a filter only what is here whole', async () => {
    const source = createBetterAuthSource({ fetch: answering(list([named('a', 'Seats'), named('b', 'Calls')], 3)) });
    expect((await source.meters({ sorting: 'meter_name' })).pagination).toEqual({ totalCount: 3, maxPage: 1 });
    expect((await source.meters({ query: 'calls' })).pagination).toEqual({ totalCount: null, maxPage: null });
    const whole = createBetterAuthSource({ fetch: answering(list([named('a', 'Seats'), named('b', 'Calls')], 2)) });
    expect((await whole.meters({ query: 'calls' })).pagination).toEqual({ totalCount: 1, maxPage: 1 });
  });

  it('gives up when its question is no longer wanted', async () => {
    const reason = new Error('gone');
    const source = createBetterAuthSource({ fetch: answering(list([])) });
    await expect(source.meters({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const slow = createBetterAuthSource({ fetch: () => new Promise(() => {}), timeout: 20 });
    expect((await problemOf(slow.subscriptions())).code).toBe('timeout');
  });
});
