import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseMeterQuantities } from '../../src/core';
import { unitsOfRanges } from '../../src/core/unitsOfRanges';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, fakePolar, openShop, otherId, requestFrom, someId } from './shop';

afterEach(() => {
  vi.useRealTimers();
});

const dayOf = (date: number) => `2026-09-0${date}T00:00:00Z`;
const historyOf = (units: readonly unknown[], total: unknown) => ({ quantities: units.map((quantity, index) => ({ timestamp: dayOf(index + 1), quantity })), total });

/** A Polar with two meters for every customer, which have the same history. */
function polarWith(history: unknown, meter: (id: string) => Response | Promise<Response>) {
  const polar = fakePolar((url) => {
    if (url.pathname.endsWith('/quantities')) return Response.json(history);
    const id = /^\/v1\/meters\/([^/]+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) return meter(id);
    return Response.json({ items: [{ id: 'x', meter_id: url.searchParams.get('meter_id') }], pagination: { total_count: 1, max_page: 1 } });
  });
  return { ...polar, meterCalls: () => polar.calls.filter(({ url }) => /^\/v1\/meters\/[^/]+$/.test(url.pathname)) };
}

const counting = (func: unknown) => () => Response.json({ id: someId, name: 'SENTINEL', aggregation: { func, property: 'SENTINEL' } });

function open(polar: ReturnType<typeof polarWith>, options: Partial<PortalHandlerOptions> = {}) {
  const handler = createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, fetch: polar.fetch, ...options });
  return async (id = someId, user = 'ada', from = 1) => {
    const response = await handler(requestFrom(`/api/portal/meters/${id}/history?start_timestamp=${dayOf(from)}&end_timestamp=2026-10-01T00:00:00Z&interval=day`, user));
    return { status: response.status, body: (await response.json()) as unknown };
  };
}

describe('the history of a meter that doesn’t add up its events', () => {
  it.each<[func: string, units: number[], total: number, expected: [(number | null)[], number | null]]>([
    // The total covers all events ever, and may equal the sum or the highest day by chance.
    ['unique', [3, 0, 3], 3, [[3, 0, 3], null]],
    ['unique', [3, 0, 3], 6, [[3, 0, 3], null]],
    ['avg', [4, 0, 2.5], 4, [[4, null, 2.5], null]],
    ['avg', [4, 0, 0], 4, [[4, null, null], null]],
    // The total is the lowest event of the range: Polar leaves out days without events.
    ['min', [4, 0, 7], 4, [[4, null, 7], 4]],
    ['min', [4, 0, -2], -2, [[4, null, -2], -2]],
    ['min', [0, 0, 0], 0, [[null, null, null], null]],
    // Without events, these are 0.
    ['max', [4, 0, 7], 7, [[4, 0, 7], 7]],
    ['sum', [4, 0, 7], 11, [[4, 0, 7], 11]],
    ['count', [4, 0, 7], 11, [[4, 0, 7], 11]],
    ['median', [4, 0, 7], 4, [[4, 0, 7], 4]],
  ])('with %s, shows %j of total %d without what Polar fills in', async (func, units, total, [days, sum]) => {
    const { status, body } = await open(polarWith(historyOf(units, total), counting(func)))();
    expect([status, body]).toEqual([200, historyOf(days, sum)]);
  });

  it('gives distinct values of a period as unknown, even if they look like a maximum', async () => {
    const { body } = await open(polarWith(historyOf([3, 3, 3, 2], 3), counting('unique')))();
    expect(unitsOfRanges([parseMeterQuantities(body)], [1, 3, 5].map((date) => new Date(dayOf(date))))).toEqual([null, null]);
  });

  it('leaves unreadable intervals as they are, for the page to report', async () => {
    const { body } = await open(polarWith({ quantities: [null, { quantity: 0 }, { timestamp: dayOf(1), quantity: '0' }], total: 1 }, counting('avg')))();
    expect(body).toEqual({ quantities: [null, { quantity: null }, { timestamp: dayOf(1), quantity: '0' }], total: null });
    expect((await open(polarWith({ quantities: 'none', total: 1 }, counting('avg')))()).body).toMatchObject({ total: 1 });
  });

  it('has no total for a meter of distinct values of the demo, over sockets', async () => {
    const shop = await openShop({ polar: { now: () => new Date('2026-11-21T14:20:00Z') } });
    const { items } = await shop.source('ada').meters();
    const totals = await Promise.all(items.map(async ({ meterId, meter }) => [meter.name, (await shop.source('ada').history(meterId, { start: new Date('2026-11-01'), end: new Date('2026-12-01') })).total === null]));
    expect(totals.filter(([, isUnknown]) => isUnknown)).toEqual([['Projects created', true]]);
  });
});

describe('the request for how a meter counts', () => {
  it('is sent once in five minutes for all customers and ranges of a meter, with the merchant’s token and without parameters', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const polar = polarWith(historyOf([1], 1), counting('sum'));
    const read = open(polar);
    for (const from of [1, 2]) for (const id of [someId, otherId]) for (const user of ['ada', 'bo']) await read(id, user, from);
    expect(polar.meterCalls().map(({ url, token, method }) => [url.pathname, url.search, token, method])).toEqual([someId, otherId].map((id) => [`/v1/meters/${id}`, '', 'polar_oat_shop', 'GET']));
    vi.advanceTimersByTime(300_001);
    await read(someId, 'ada', 3);
    expect(polar.meterCalls()).toHaveLength(3);
  });

  it.each<[string, () => Response]>([
    ['fails with 403', () => new Response('{}', { status: 403 })],
    ['fails with 404', () => new Response('{}', { status: 404 })],
    ['fails with 500', () => new Response('{}', { status: 500 })],
    ['has a response without an aggregation', () => Response.json({ id: someId })],
    ['has an unreadable response', () => new Response('<html>')],
  ])('leaves the history as Polar sent it if it %s, and is not repeated for half a minute', async (_, respond) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const polar = polarWith(historyOf([3, 0, 3], 3), respond);
    const read = open(polar);
    for (const from of [1, 2, 3]) expect(await read(someId, 'ada', from)).toEqual({ status: 200, body: historyOf([3, 0, 3], 3) });
    expect(polar.meterCalls()).toHaveLength(1);
    vi.advanceTimersByTime(30_001);
    await read(someId, 'ada', 4);
    expect(polar.meterCalls().length).toBeGreaterThan(1);
  });

  it('takes no place from the history when the limit leaves only one', async () => {
    const polar = polarWith(historyOf([3, 0, 3], 3), counting('unique'));
    const { status, body } = await open(polar, { limits: { organizationPerMinute: 2 } })();
    expect([status, body, polar.meterCalls()]).toEqual([200, historyOf([3, 0, 3], 3), []]);
  });

  it('holds the history up for at most a quarter of the time that a response may take', async () => {
    const polar = polarWith(historyOf([3, 0, 3], 3), () => new Promise<Response>(() => {}));
    expect(await open(polar, { timeout: 400 })()).toEqual({ status: 200, body: historyOf([3, 0, 3], 3) });
  });
});
