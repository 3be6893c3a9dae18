import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createPolarSource } from '../../src/sources/polar';
import { list, meter, subscription } from './fixtures';
import { json, problemOf, searchOf, serve, sentinel } from './server';

/** A source over a server whose pages the test defines. */
async function pagesOf(pageOf: (page: number, limit: number, response: ServerResponse) => unknown) {
  const server = await serve((request, response) => {
    const search = searchOf(request);
    const body = pageOf(Number(search.get('page')), Number(search.get('limit')), response);
    if (body !== undefined) json(response, body);
  });
  return { ...server, source: createPolarSource({ server: server.url, token: sentinel }) };
}

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => meter(`m${from + index}`));

/** `total` meters, as Polar pages them. */
const meters = (total: number) => (page: number, limit: number) =>
  list(ids((page - 1) * limit, Math.min(page * limit, total)), total, Math.ceil(total / limit));

describe('the query of a list request', () => {
  it('spells filters of meters as Polar does, repeating a parameter with several values', async () => {
    const { source, paths } = await pagesOf(meters(1));
    await source.meters({ meterId: ['a', 'b&c'], query: 'Größe', sorting: ['-balance', 'meter_name'], page: 2, limit: 5 });
    await source.meters({ meterId: 'a', sorting: 'balance' });
    expect(paths()).toEqual([
      '/v1/customer-portal/meters/?page=2&limit=5&meter_id=a&meter_id=b%26c&query=Gr%C3%B6%C3%9Fe&sorting=-balance&sorting=meter_name',
      '/v1/customer-portal/meters/?page=1&limit=100&meter_id=a&sorting=balance',
    ]);
  });

  it('spells filters of subscriptions as Polar does', async () => {
    const { source, paths } = await pagesOf(() => list([subscription('s')]));
    await source.subscriptions({ active: false, productId: ['a', 'b'], query: 'pro' });
    expect(paths()).toEqual(['/v1/customer-portal/subscriptions/?page=1&limit=100&active=false&product_id=a&product_id=b&query=pro']);
  });
});

describe('reading all pages', () => {
  it('reads 250 meters in three requests, the second and third in parallel', async () => {
    const waiting: Array<() => void> = [];
    const { source, requests } = await pagesOf((page, limit, response) => {
      const body = meters(250)(page, limit);
      if (page === 1) return body;
      // Responds once both have arrived. Sequential requests would wait forever.
      waiting.push(() => json(response, body));
      if (waiting.length === 2) waiting.reverse().forEach((respond) => respond());
      return undefined;
    });
    const { items, pagination, issues } = await source.meters({ all: true });
    expect(items.map(({ id }) => id)).toEqual(ids(0, 250).map(({ id }) => id));
    expect(pagination.totalCount).toBe(250);
    expect(issues).toEqual([]);
    expect(requests).toHaveLength(3);
  });

  it('begins with the first page even if another is given', async () => {
    const { source, paths } = await pagesOf(meters(7));
    expect((await source.meters({ all: true, page: 2, limit: 5 })).items).toHaveLength(7);
    expect(paths().map((path) => path.split('?')[1])).toEqual(['page=1&limit=5', 'page=2&limit=5']);
  });

  it('happens only with `all`: otherwise 100 of 250 meters are read', async () => {
    const { source, requests } = await pagesOf(meters(250));
    const { items, pagination } = await source.meters();
    expect([items.length, pagination.totalCount, requests.length]).toEqual([100, 250, 1]);
  });

  it('stops at 1,000 of 2,300 meters and returns the total count', async () => {
    const { source, requests } = await pagesOf(meters(2300));
    const { items, pagination } = await source.meters({ all: true });
    expect([items.length, pagination.totalCount, requests.length]).toEqual([1000, 2300, 10]);
  });

  it.each<[unknown, number]>([[1e9, 10], [10.5, 10], [1.5, 2], [1, 1], [0, 1], [-3, 1], [null, 1], ['7', 1], [undefined, 1]])(
    'with max_page %j sends %i requests',
    async (maxPage, count) => {
      const { source, requests } = await pagesOf((page) => list([meter(`m${page}`)], 1, maxPage));
      expect((await source.meters({ all: true })).items).toHaveLength(count);
      expect(requests).toHaveLength(count);
    },
  );

  it('reads ten pages if their number is unknown and the first one is full, because more may follow', async () => {
    const { source } = await pagesOf((page, limit) => ({ ...meters(250)(page, limit), pagination: 'many' }));
    expect((await source.meters({ all: true })).items).toHaveLength(250);
  });

  it('works the same for subscriptions', async () => {
    const { source } = await pagesOf((page) => list([subscription(`s${page}`)], 2, 2));
    expect((await source.subscriptions({ all: true })).items.map(({ id }) => id)).toEqual(['s1', 's2']);
  });

  it('fails as a whole if one page fails, because a list with a gap would look complete', async () => {
    const { source } = await pagesOf((page, limit, response) => {
      if (page !== 2) return meters(250)(page, limit);
      json(response, {}, 503);
      return undefined;
    });
    expect((await problemOf(source.meters({ all: true }))).code).toBe('server_error');
  });

  it('fails with the longest wait that a page names', async () => {
    const waits = ['', '', '30', '50', '5'];
    const { source } = await pagesOf((page, limit, response) => {
      if (page === 1) return meters(450)(page, limit);
      response.setHeader('Retry-After', waits[page] ?? '');
      json(response, {}, page === 4 ? 429 : 503);
      return undefined;
    });
    expect(await problemOf(source.meters({ all: true }))).toMatchObject({ code: 'server_error', retryAfter: 50 });
  });

  it('returns each meter once when pages shift, the newest copy in its first position', async () => {
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

  it('keeps every readable meter and an issue for each unreadable one', async () => {
    const { source } = await pagesOf((page) => list([meter(`m${page}`), meter(`bad${page}`, { consumed_units: '25' })], 4, 2));
    const { items, issues } = await source.meters({ all: true });
    expect(items.map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['invalid_data', 'items.1.consumed_units'],
      ['invalid_data', 'items.1.consumed_units'],
    ]);
  });

  it('reads on behind a full page without counts even if an item of it is unreadable', async () => {
    const { source, requests } = await pagesOf((page, limit) => {
      const items = meters(150)(page, limit)['items'] as unknown[];
      return { items: page === 1 ? [null, ...items.slice(1)] : items, pagination: null };
    });
    const { items, issues } = await source.meters({ all: true });
    expect([items.length, issues.filter(({ path }) => path[0] === 'items').length, requests.length]).toEqual([149, 1, 10]);
  });
});

it('a source rejects a response without a list, instead of returning an empty list', async () => {
  const { source } = await pagesOf(() => ({ items: null, pagination: { total_count: 0, max_page: 0 } }));
  expect((await problemOf(source.meters())).code).toBe('invalid_data');
});
