// @vitest-environment node
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createPolarSource } from '../../src/sources';
import { list, meter, subscription } from './fixtures';
import { json, problemOf, searchOf, serve, sentinel } from './server';

/** A server that answers a page of meters as it is told. */
async function pagesOf(answer: (page: number, limit: number, response: ServerResponse) => unknown) {
  const server = await serve((request, response) => {
    const search = searchOf(request);
    const body = answer(Number(search.get('page')), Number(search.get('limit')), response);
    if (body !== undefined) json(response, body);
  });
  return { ...server, source: createPolarSource({ server: server.url, token: sentinel }) };
}

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => meter(`m${from + index}`));

/** `total` meters, as Polar pages them. */
const meters = (total: number) => (page: number, limit: number) =>
  list(ids((page - 1) * limit, Math.min(page * limit, total)), total, Math.ceil(total / limit));

describe('filters', () => {
  it('of meters are Polar’s, repeated where there are several', async () => {
    const { source, paths } = await pagesOf(meters(1));
    await source.meters({ meterId: ['a', 'b&c'], query: 'Größe', sorting: ['-balance', 'meter_name'], page: 2, limit: 5 });
    await source.meters({ meterId: 'a', sorting: 'balance' });
    expect(paths()).toEqual([
      '/v1/customer-portal/meters/?page=2&limit=5&meter_id=a&meter_id=b%26c&query=Gr%C3%B6%C3%9Fe&sorting=-balance&sorting=meter_name',
      '/v1/customer-portal/meters/?page=1&limit=100&meter_id=a&sorting=balance',
    ]);
  });

  it('of subscriptions are Polar’s', async () => {
    const { source, paths } = await pagesOf(() => list([subscription('s')]));
    await source.subscriptions({ active: false, productId: ['a', 'b'], query: 'pro' });
    expect(paths()).toEqual(['/v1/customer-portal/subscriptions/?page=1&limit=100&active=false&product_id=a&product_id=b&query=pro']);
  });
});

describe('all pages', () => {
  it('250 meters come in three requests, the second and third together', async () => {
    const waiting: Array<() => void> = [];
    const { source, requests } = await pagesOf((page, limit, response) => {
      const body = meters(250)(page, limit);
      if (page === 1) return body;
      // Answered only when both are here: one after the other would wait for ever.
      waiting.push(() => json(response, body));
      if (waiting.length === 2) waiting.reverse().forEach((answer) => answer());
      return undefined;
    });
    const { items, pagination, issues } = await source.meters({ all: true });
    expect(items.map(({ id }) => id)).toEqual(ids(0, 250).map(({ id }) => id));
    expect(pagination.totalCount).toBe(250);
    expect(issues).toEqual([]);
    expect(requests).toHaveLength(3);
  });

  it('begin with the first, whatever page is named beside', async () => {
    const { source, paths } = await pagesOf(meters(7));
    expect((await source.meters({ all: true, page: 2, limit: 5 })).items).toHaveLength(7);
    expect(paths().map((path) => path.split('?')[1])).toEqual(['page=1&limit=5', 'page=2&limit=5']);
  });

  it('are not asked for unless wanted: 100 of 250', async () => {
    const { source, requests } = await pagesOf(meters(250));
    const { items, pagination } = await source.meters();
    expect([items.length, pagination.totalCount, requests.length]).toEqual([100, 250, 1]);
  });

  it('of 2,300 meters stop at 1,000, and say how many there are', async () => {
    const { source, requests } = await pagesOf(meters(2300));
    const { items, pagination } = await source.meters({ all: true });
    expect([items.length, pagination.totalCount, requests.length]).toEqual([1000, 2300, 10]);
  });

  it.each<[unknown, number]>([[1e9, 10], [10.5, 10], [1.5, 2], [1, 1], [0, 1], [-3, 1], [null, 1], ['7', 1], [undefined, 1]])(
    'with max_page %j are %i requests',
    async (maxPage, count) => {
      const { source, requests } = await pagesOf((page) => list([meter(`m${page}`)], 1, maxPage));
      expect((await source.meters({ all: true })).items).toHaveLength(count);
      expect(requests).toHaveLength(count);
    },
  );

  it('of subscriptions come the same way', async () => {
    const { source } = await pagesOf((page) => list([subscription(`s${page}`)], 2, 2));
    expect((await source.subscriptions({ all: true })).items.map(({ id }) => id)).toEqual(['s1', 's2']);
  });

  it('fail together: a list with a hole would look complete', async () => {
    const { source } = await pagesOf((page, limit, response) => {
      if (page !== 2) return meters(250)(page, limit);
      json(response, {}, 503);
      return undefined;
    });
    expect((await problemOf(source.meters({ all: true }))).code).toBe('server_error');
  });

  it('that drift give every meter once, the newest of those that came twice, in its first place', async () => {
    const old = { modified_at: '2026-09-01T00:00:00Z', consumed_units: 1 };
    const recent = { modified_at: '2026-09-03T00:00:00Z', consumed_units: 2 };
    const never = { modified_at: null, consumed_units: 0 };
    const pages = [
      [meter('older-first', old), meter('newer-first', recent), meter('never-first', never), meter('same', { ...old, consumed_units: 7 })],
      [meter('older-first', recent), meter('newer-first', old), meter('never-first', old), meter('same', { ...old, consumed_units: 8 }), meter('last', old)],
    ];
    const { source } = await pagesOf((page) => list(pages[page - 1] ?? [], 5, 2));
    const { items } = await source.meters({ all: true });
    expect(items.map(({ id, consumedUnits }) => [id, consumedUnits])).toEqual([
      ['older-first', 2], ['newer-first', 2], ['never-first', 1], ['same', 7], ['last', 1],
    ]);
  });

  it('keep every readable meter, and an issue for each that is not', async () => {
    const { source } = await pagesOf((page) => list([meter(`m${page}`), meter(`bad${page}`, { consumed_units: '25' })], 4, 2));
    const { items, issues } = await source.meters({ all: true });
    expect(items.map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['invalid_data', 'items.1.consumed_units'],
      ['invalid_data', 'items.1.consumed_units'],
    ]);
  });
});

it('an answer without a list is an error, never "no usage"', async () => {
  const { source } = await pagesOf(() => ({ items: null, pagination: { total_count: 0, max_page: 0 } }));
  expect((await problemOf(source.meters())).code).toBe('invalid_data');
});
