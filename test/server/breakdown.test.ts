import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, fakePolar, openShop, otherId, requestFrom, sessionResponse, someId } from './shop';

afterEach(() => {
  vi.useRealTimers();
});

const models = ['gpt-4', 'claude', 'mistral'];
const november = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const now = () => new Date('2026-11-21T14:20:00Z');

/** A shop over sockets whose customers may see tokens by model and requests by region. */
const openBreakdownShop = (options: Partial<PortalHandlerOptions> = {}) => openShop({ breakdown: { model: models, region: ['eu', 'us', 'asia'] }, polar: { now }, ...options });

async function meterIdOf(shop: Awaited<ReturnType<typeof openShop>>, name: string, user = 'ada'): Promise<string> {
  const { items } = await shop.source(user).meters();
  return items.find(({ meter }) => meter.name === name)?.meterId ?? '';
}

describe('the breakdown of a meter, over sockets', () => {
  it('has a part for each value and one for the rest, which add up to the history', async () => {
    const shop = await openBreakdownShop();
    const source = shop.source('ada');
    const id = await meterIdOf(shop, 'AI tokens');
    const { parts, other, total, issues } = await source.breakdown!(id, 'model', november);
    const history = await source.history(id, november);
    expect([issues, parts.map(({ value }) => value)]).toEqual([[], models]);
    expect(total.quantities).toEqual(history.quantities);
    expect(parts.map((part) => Math.round(((part.total ?? 0) / (total.total ?? 0)) * 100))).toEqual([46, 31, 12]);
    total.quantities.forEach(({ timestamp, quantity }, index) => {
      const row = [...parts, other].map(({ quantities }) => quantities[index]);
      expect(row.map((one) => one?.timestamp)).toEqual(row.map(() => timestamp));
      expect(row.reduce((sum, one) => sum + (one?.quantity ?? NaN), 0)).toBe(quantity);
      expect(row.every((one) => (one?.quantity ?? NaN) >= 0)).toBe(true);
    });
    expect([...parts, other].reduce((sum, one) => sum + (one.total ?? NaN), 0)).toBe(total.total);
  });

  it('works for a meter that counts events, with a value that no event has', async () => {
    const shop = await openBreakdownShop();
    const { parts, other, total } = await shop.source('ada').breakdown!(await meterIdOf(shop, 'API requests'), 'region', { ...november, interval: 'week', timeZone: 'Europe/Rome' });
    expect(parts.map(({ total: sum }) => Math.round(((sum ?? NaN) / (total.total ?? NaN)) * 100))).toEqual([58, 30, 0]);
    expect(other.total).toBeGreaterThan(0);
  });

  it('has no part of another customer', async () => {
    const shop = await openBreakdownShop();
    const id = await meterIdOf(shop, 'AI tokens');
    await shop.source('ada').breakdown!(id, 'model', november);
    const quantities = shop.demo.calls.filter(({ path }) => path.includes('/quantities'));
    expect(quantities).toHaveLength(4);
    for (const { path } of quantities) expect(new URL(path, shop.polar).searchParams.getAll('external_customer_id')).toEqual(['ada']);
  });

  it('is refused for a meter that counts unique values', async () => {
    const shop = await openBreakdownShop();
    const id = await meterIdOf(shop, 'Projects created');
    await expect(shop.source('ada').breakdown!(id, 'model', november)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(shop.demo.calls.some(({ path }) => path.includes('/quantities'))).toBe(false);
  });

  it('is 404 on a server without the option', async () => {
    const shop = await openShop({ polar: { now } });
    await expect(shop.source('ada').breakdown!(await meterIdOf(shop, 'AI tokens'), 'model', november)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('covers past periods, as histories do', async () => {
    const shop = await openBreakdownShop();
    const id = await meterIdOf(shop, 'AI tokens');
    for (const month of [5, 6, 7, 8, 9]) {
      const range = { start: new Date(Date.UTC(2026, month, 1)), end: new Date(Date.UTC(2026, month + 1, 1)) };
      const history = await shop.source('ada').history(id, range);
      expect(history.total).toBeGreaterThan(0);
    }
    const { total, parts } = await shop.source('ada').breakdown!(id, 'model', { start: new Date('2026-10-01T00:00:00Z'), end: new Date('2026-11-01T00:00:00Z') });
    expect([total.quantities.length, parts.every(({ total: sum }) => (sum ?? 0) > 0)]).toEqual([31, true]);
  });
});

const range = 'start_timestamp=2026-09-01T00:00:00Z&end_timestamp=2026-09-03T00:00:00Z&interval=day';
const path = (query = `by=model&${range}`, id = someId) => `/api/portal/meters/${id}/breakdown?${query}`;
const bars = (...quantities: Array<number | null>) => ({ quantities: quantities.map((quantity, index) => ({ timestamp: `2026-09-0${index + 1}T00:00:00Z`, quantity, customer: 'SENTINEL' })), total: quantities.reduce<number>((sum, one) => sum + (one ?? 0), 0) });

/** A Polar whose meter has this usage by value of `model`, and all usage under the key ''. */
function polarWith(usage: Record<string, unknown>, { func = 'sum', meter }: { func?: string; meter?: () => Response } = {}) {
  return fakePolar((url) => {
    if (url.pathname.endsWith('/quantities')) {
      const found = usage[url.searchParams.get('metadata[model]') ?? ''] ?? bars(0, 0);
      return found instanceof Response ? found.clone() : Response.json(found);
    }
    if (url.pathname === `/v1/meters/${someId}`) return meter?.() ?? Response.json({ id: someId, name: 'SENTINEL', aggregation: { func, property: 'SENTINEL' } });
    const items = url.searchParams.get('meter_id') === someId ? [{ id: 'x', meter_id: someId }] : [];
    return Response.json({ items, pagination: { total_count: items.length, max_page: items.length } });
  });
}

function handlerOver(polar: ReturnType<typeof fakePolar>, options: Partial<PortalHandlerOptions> = {}) {
  return createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, fetch: polar.fetch, breakdown: { model: ['a', 'b'] }, ...options });
}

const quantityCalls = (polar: ReturnType<typeof fakePolar>) => polar.calls.filter(({ url }) => url.pathname.endsWith('/quantities'));
const plain = ({ quantities, total }: ReturnType<typeof bars>) => ({ quantities: quantities.map(({ timestamp, quantity }) => ({ timestamp: timestamp.replace('Z', '.000Z'), quantity })), total });

describe('the breakdown of a meter', () => {
  it('sends a request for each value, and then one for the total, with the token of the organization', async () => {
    const polar = polarWith({ '': bars(10, 5), a: bars(6, 1), b: bars(1, 4) });
    const response = await handlerOver(polar)(requestFrom(path()));
    expect([response.status, await response.json()]).toEqual([200, {
      total: plain(bars(10, 5)),
      parts: [{ value: 'a', ...plain(bars(6, 1)) }, { value: 'b', ...plain(bars(1, 4)) }],
      other: plain(bars(3, 0)),
    }]);
    const calls = quantityCalls(polar);
    expect(calls.map(({ url, token }) => [url.searchParams.get('metadata[model]'), token])).toEqual([['a', 'polar_oat_shop'], ['b', 'polar_oat_shop'], [null, 'polar_oat_shop']]);
  });

  it.each(['max', 'min', 'avg', 'unique', 'median', 'SUM', ''])('is 422 for a meter that aggregates by "%s": the error names `by`, and no history is requested', async (func) => {
    const polar = polarWith({}, { func });
    const handler = handlerOver(polar);
    for (let round = 0; round < 3; round += 1) {
      const response = await handler(requestFrom(path()));
      expect([response.status, await response.json()]).toMatchObject([422, { detail: [{ loc: ['query', 'by'] }] }]);
    }
    expect(polar.paths().slice(2)).toEqual([`/v1/meters/${someId}`]);
  });

  it.each([['no aggregation', { id: someId }], ['null', { aggregation: null }], ['a list', { aggregation: [{ func: 'sum' }] }], ['an object as its name', { aggregation: { func: { toString: 'sum' } } }]])('is 422 for a meter with %s', async (_, meter) => {
    const response = await handlerOver(polarWith({}, { meter: () => Response.json(meter) }))(requestFrom(path()));
    expect(response.status).toBe(422);
  });

  it.each([
    ['', 'by'], ['by=secret', 'by'], ['by=', 'by'], ['by=__proto__', 'by'], ['by=constructor', 'by'], ['by=toString', 'by'], ['by=model%00', 'by'], ['by=model]', 'by'], ['by=MODEL', 'by'], [`by=${'m'.repeat(41)}`, 'by'], ['by=model&by=secret', 'by'], ['by=model%26metadata[user]=bo', 'by'], ['by=model]=x%26external_customer_id', 'by'],
    ['by=model&interval=minute', 'interval'], ['by=model&end_timestamp=2026-08-01T00:00:00Z', 'end_timestamp'], ['by=model&start_timestamp=2016-01-01T00:00:00Z', 'start_timestamp'], ['by=model&timezone=Mars/Olympus', 'timezone'],
  ])('is 422 for ?%s, naming %s, without a request to Polar', async (query, name) => {
    const polar = polarWith({});
    const names = new Set(new URLSearchParams(query).keys());
    const rest = range.split('&').filter((one) => !names.has(one.split('=')[0] ?? ''));
    const response = await handlerOver(polar)(requestFrom(path([query, ...rest].join('&'))));
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toMatchObject([422, { detail: [{ loc: ['query', name] }] }]);
    expect([polar.calls, text.includes('secret')]).toEqual([[], false]);
  });

  it.each(['external_customer_id=bo', `customer_id=${otherId}`, 'metadata[user]=bo', 'metadata[model]=b', 'metadata%5Bmodel%5Dx=b', 'external_customer_id=', 'customer_aggregation_function=max'])('stays the customer’s own with the query %s', async (extra) => {
    const polar = polarWith({});
    for (const query of [`${extra}&by=model&${range}`, `by=model&${range}&${extra}`]) expect((await handlerOver(polar)(requestFrom(path(query)))).status).toBe(200);
    for (const { url } of quantityCalls(polar)) {
      const names = [...url.searchParams.keys()].filter((name) => name !== 'metadata[model]');
      expect(names).toEqual(['start_timestamp', 'end_timestamp', 'interval', 'external_customer_id']);
      expect([url.searchParams.getAll('external_customer_id'), url.searchParams.getAll('metadata[model]').length <= 1]).toEqual([['ada'], true]);
    }
  });

  it('passes each value on as it is', async () => {
    const values = ['a&external_customer_id=bo', 'b#c', '100%', 'd=e', '"f"', ' ', '+', '🙂', '../x', 'x'.repeat(500), "'; drop", 'metadata[z]=1'];
    const polar = polarWith({});
    expect((await handlerOver(polar, { breakdown: { 'the model': values } })(requestFrom(path(`by=the%20model&${range}`)))).status).toBe(200);
    expect(quantityCalls(polar).slice(0, 12).map(({ url }) => url.searchParams.get('metadata[the model]'))).toEqual(values);
    for (const { url } of quantityCalls(polar)) expect(url.searchParams.getAll('external_customer_id')).toEqual(['ada']);
  });

  it('is 404 for a meter that Polar does not show the customer, and 401 without a customer', async () => {
    const polar = polarWith({});
    const handler = handlerOver(polar);
    expect((await handler(requestFrom(path(undefined, otherId)))).status).toBe(404);
    expect(polar.paths()).toEqual(['/v1/customer-sessions/', '/v1/customer-portal/meters/']);
    expect((await handler(requestFrom(path(), ''))).status).toBe(401);
    expect((await handler(requestFrom(path('by=secret'), ''))).status).toBe(401);
  });

  it('leaves the rest unknown where a part is unknown or missing', async () => {
    const polar = polarWith({ '': bars(10, 5), a: bars(6, null), b: { quantities: bars(1).quantities, total: null } });
    const { other } = (await (await handlerOver(polar)(requestFrom(path()))).json()) as { other: unknown };
    expect(other).toEqual({ quantities: [{ timestamp: '2026-09-01T00:00:00.000Z', quantity: 3 }, { timestamp: '2026-09-02T00:00:00.000Z', quantity: null }], total: null });
  });

  it('contains no key of Polar’s responses except those of a history', async () => {
    const response = await handlerOver(polarWith({ '': bars(10, 5), a: bars(6, 1) }))(requestFrom(path()));
    expect(await response.text()).not.toContain('SENTINEL');
  });

  it.each([
    ['a response without a list', Response.json({ total: 5 }), 502], ['HTML', new Response('<html>'), 502], ['a crash', new Response('', { status: 500 }), 502],
    ['a missing scope', Response.json({ error: 'insufficient_scope' }, { status: 403 }), 403], ['a rejected range', Response.json({ detail: [{ input: 'SENTINEL' }] }, { status: 422 }), 422], ['a rate limit', new Response(null, { status: 429, headers: { 'Retry-After': '40' } }), 429],
  ])('fails as a whole after %s for one value, and is requested again later', async (_, bad, status) => {
    const usage: Record<string, unknown> = { '': bars(10, 5), a: bars(6, 1), b: bad };
    const polar = polarWith(usage);
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const handler = handlerOver(polar);
    const response = await handler(requestFrom(path()));
    expect([response.status, (await response.text()).includes('SENTINEL')]).toEqual([status, false]);
    usage['b'] = bars(1, 1);
    vi.advanceTimersByTime(60_000);
    expect((await handler(requestFrom(path()))).status).toBe(200);
  });

  it('requests histories from Polar once a minute for each customer, and the meter’s aggregation once in five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const polar = polarWith({ '': bars(10, 5) });
    const handler = handlerOver(polar);
    await Promise.all(Array.from({ length: 10 }, () => handler(requestFrom(path()))));
    expect(quantityCalls(polar)).toHaveLength(3);
    await handler(requestFrom(path(), 'bo'));
    expect(quantityCalls(polar).map(({ url }) => url.searchParams.get('external_customer_id'))).toEqual(['ada', 'ada', 'ada', 'bo', 'bo', 'bo']);
    vi.setSystemTime(Date.now() + 59_000);
    expect((await handler(requestFrom(path()))).headers.get('Age')).toBe('59');
    vi.setSystemTime(Date.now() + 1000);
    await handler(requestFrom(path()));
    expect(quantityCalls(polar)).toHaveLength(9);
    const aggregations = () => polar.paths().filter((one) => one === `/v1/meters/${someId}`).length;
    vi.setSystemTime(Date.now() + 239_000);
    await handler(requestFrom(path()));
    expect([quantityCalls(polar).length, aggregations()]).toEqual([12, 1]);
    vi.setSystemTime(Date.now() + 1000);
    await handler(requestFrom(path(), 'bo'));
    expect([quantityCalls(polar).length, aggregations()]).toEqual([15, 2]);
  });

  it('is as old as the oldest response that it was made of', async () => {
    const aged = (age: number) => Response.json(bars(1, 1), { headers: { Age: String(age) } });
    const polar = polarWith({ '': aged(7), a: aged(30), b: aged(12) });
    expect((await handlerOver(polar)(requestFrom(path()))).headers.get('Age')).toBe('30');
  });

  it('caches a year of twelve values', async () => {
    const days = Array.from({ length: 366 }, (_, index) => ({ timestamp: new Date(Date.UTC(2025, 8, 1) + index * 86_400_000).toISOString(), quantity: 123_456.789 }));
    const long = { quantities: days, total: 45_185_184.774 };
    const values = Array.from({ length: 12 }, (_, index) => `value ${index}`);
    const polar = polarWith({ '': long, ...Object.fromEntries(values.map((value) => [value, long])) });
    const handler = handlerOver(polar, { breakdown: { model: values } });
    const query = 'by=model&start_timestamp=2025-09-01T00:00:00Z&end_timestamp=2026-09-02T00:00:00Z&interval=day';
    for (let round = 0; round < 3; round += 1) expect((await handler(requestFrom(path(query)))).status).toBe(200);
    expect(quantityCalls(polar)).toHaveLength(13);
  });

  it('counts each of its requests against the limits, and sends all of them or none', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const polar = polarWith({});
    const handler = handlerOver(polar, { limits: { historyPerMinute: 10, historyPerCustomer: 5 } });
    const read = async (user: string, lastDay: number) => (await handler(requestFrom(path(`by=model&${range.replace('09-03', `09-1${lastDay}`)}`), user))).status;
    expect([await read('ada', 0), await read('ada', 1), await read('bo', 0), await read('cy', 0), await read('dee', 0)]).toEqual([200, 429, 200, 200, 429]);
    expect(quantityCalls(polar)).toHaveLength(9);
    vi.advanceTimersByTime(60_001);
    expect(await read('dee', 0)).toBe(200);
  });

  it.each([403, 404, 500])('does not use up the limit of all customers when one of them repeats the request for a meter that fails with %i', async (status) => {
    const polar = polarWith({}, { meter: () => new Response('{}', { status }) });
    const handler = handlerOver(polar, { limits: { organizationPerMinute: 40, historyPerCustomer: 30 } });
    for (let round = 0; round < 50; round += 1) await handler(requestFrom(path()));
    // Each attempt counts as three requests.
    expect(polar.paths().filter((one) => one === `/v1/meters/${someId}`)).toHaveLength(10);
    expect((await handler(requestFrom('/api/portal/meters', 'bo'))).status).toBe(200);
  });

  it('counts a breakdown once for its customer, even if another customer shares its request for the meter', async () => {
    const polar = polarWith({});
    const handler = handlerOver(polar, { limits: { historyPerCustomer: 3 } });
    const statuses = await Promise.all([handler(requestFrom(path())), handler(requestFrom(path(), 'bo'))]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
    expect((await handler(requestFrom(path(`by=model&${range.replace('09-03', '09-04')}`)))).status).toBe(429);
  });

  it('leaves the rest of the limit to sessions: it is 429 at once if the limit has no place for all its requests', async () => {
    const polar = polarWith({});
    const handler = handlerOver(polar, { limits: { organizationPerMinute: 6 } });
    // A session and the meter leave four: three requests fit once.
    expect((await handler(requestFrom(path()))).status).toBe(200);
    const [later, session] = await Promise.all([handler(requestFrom(path(`by=model&${range.replace('09-03', '09-10')}`))), handler(requestFrom('/meters', 'bo'))]);
    expect([later.status, session.status]).toEqual([429, 200]);
    expect(Number(later.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(quantityCalls(polar)).toHaveLength(3);
  });

  it('sends four requests at once, and no more after the deadline', async () => {
    let [running, most] = [0, 0];
    const values = Array.from({ length: 12 }, (_, index) => `value ${index}`);
    const polar = polarWith({});
    const handler = handlerOver(polar, {
      breakdown: { model: values },
      timeout: 300,
      fetch: async (url, init) => {
        if (!url.includes('/quantities')) return polar.fetch(url, init);
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve, reject) => {
          if (running < 4 && quantityCalls(polar).length < 4) setTimeout(resolve, 5);
          else init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        });
        running -= 1;
        return polar.fetch(url, init);
      },
    });
    expect((await handler(requestFrom(path()))).status).toBe(504);
    expect([most, quantityCalls(polar).length]).toEqual([4, 3]);
  });
});

describe('the option `breakdown`', () => {
  const create = (breakdown: unknown, limits = {}) => createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: async () => sessionResponse('x'), breakdown: breakdown as { model: string[] }, limits });
  const twelve = Array.from({ length: 12 }, (_, index) => `${index}`);

  it.each([
    ['a text', 'model'], ['a list', ['model']], ['no key', {}], ['no value', { model: [] }], ['thirteen values', { model: [...twelve, 'x'] }], ['a value twice', { model: ['a', 'a'] }], ['a number', { model: [4] }], ['a text as values', { model: 'gpt-4' }], ['an empty value', { model: [''] }],
    ['a long value', { model: ['x'.repeat(501)] }], ['U+0000 in a value', { model: ['a\0'] }], ['half a surrogate pair', { model: ['\ud800'] }], ['an empty key', { '': ['a'] }], ['a long key', { ['k'.repeat(41)]: ['a'] }], ['a key with a bracket', { 'a]b': ['a'] }], ['a key with an opening bracket', { 'a[b': ['a'] }], ['a line break in a key', { 'a\nb': ['a'] }], ['fifty-one keys', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ['a']]))],
  ])('rejects %s with an error that names the option', (_, breakdown) => {
    expect(() => create(breakdown)).toThrow(expect.objectContaining({ code: 'invalid_option', message: expect.stringContaining('`breakdown`') as string }));
  });

  it.each([['nothing', undefined], ['null', null], ['twelve values of a nested key', { '_llm.model': twelve }], ['a key that objects have', JSON.parse('{"__proto__":["a"],"constructor":["b"]}')]])('accepts %s', (_, breakdown) => {
    expect(() => create(breakdown)).not.toThrow();
  });

  it.each([{ historyPerCustomer: 12 }, { historyPerMinute: 12 }, { organizationPerMinute: 12 }])('rejects limits that are too low for one breakdown: %o', (limits) => {
    expect(() => create({ model: twelve }, limits)).toThrow(expect.objectContaining({ code: 'invalid_option', message: expect.stringContaining('`limits`') as string }));
    expect(() => create({ model: twelve.slice(1) }, limits)).not.toThrow();
  });

  it('cannot be changed after the handler was created', async () => {
    const polar = polarWith({});
    const breakdown = { model: ['a', 'b'] };
    const handler = handlerOver(polar, { breakdown });
    breakdown.model.push('c');
    await handler(requestFrom(path()));
    expect(quantityCalls(polar)).toHaveLength(3);
  });
});
