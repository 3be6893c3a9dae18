import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, fakePolar, otherId, requestFrom, someId } from './shop';

afterEach(() => {
  vi.useRealTimers();
});

const quantities = { quantities: [{ timestamp: '2026-09-01T00:00:00Z', quantity: 12.5, customer: 'SENTINEL' }], total: 12.5, metadata: { a: 'SENTINEL' } };

/** A Polar with one meter for every customer, and a history for every request. */
function polarWithHistory(more: (url: URL) => Response | undefined = () => undefined) {
  return fakePolar((url) => {
    const special = more(url);
    if (special) return special;
    if (url.pathname.endsWith('/quantities')) return Response.json(quantities);
    const items = url.searchParams.get('meter_id') === someId ? [{ id: 'x', meter_id: someId }] : [];
    return Response.json({ items, pagination: { total_count: items.length, max_page: items.length } });
  });
}

const range = 'start_timestamp=2026-09-01T00:00:00Z&end_timestamp=2026-10-01T00:00:00Z&interval=day';
const path = (query = range, id = someId) => `/api/portal/meters/${id}/history?${query}`;

function handlerOver(polar: ReturnType<typeof fakePolar>, options: Partial<PortalHandlerOptions> = {}) {
  return createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, fetch: polar.fetch, ...options });
}

const histories = (polar: ReturnType<typeof fakePolar>) => polar.calls.filter(({ url }) => url.pathname.endsWith('/quantities'));

describe('the history of a meter', () => {
  it('is the customer’s own, from the merchant’s route, with numbers only', async () => {
    const polar = polarWithHistory();
    const response = await handlerOver(polar)(requestFrom(path(`${range}&timezone=Europe/Rome`)));
    expect([response.status, await response.json()]).toEqual([200, { quantities: [{ timestamp: '2026-09-01T00:00:00Z', quantity: 12.5 }], total: 12.5 }]);
    const [sent] = histories(polar);
    expect(sent).toMatchObject({ method: 'GET', token: 'polar_oat_shop' });
    expect(sent?.url.href).toBe(
      `https://api.polar.sh/v1/meters/${someId}/quantities?start_timestamp=2026-08-31T22%3A00%3A00.000Z&end_timestamp=2026-10-01T00%3A00%3A00.000Z&interval=day&timezone=Europe%2FRome&external_customer_id=ada`,
    );
  });

  it('is filtered by Polar’s id if the shop names the customer by that', async () => {
    const polar = polarWithHistory();
    await handlerOver(polar, { customer: () => ({ id: otherId }) })(requestFrom(path()));
    expect(histories(polar)[0]?.url.searchParams.get('customer_id')).toBe(otherId);
    expect(histories(polar)[0]?.url.searchParams.has('external_customer_id')).toBe(false);
  });

  it.each([
    'external_customer_id=bo', `customer_id=${otherId}`, 'external_customer_id=', 'external_customer_id=bo&external_customer_id=cy', 'external_customer_id[]=bo',
    'External_Customer_Id=bo', '%65xternal_customer_id=bo', 'external_customer_id%00=bo', 'customer_aggregation_function=sum', 'metadata[user]=bo', 'timezone=UTC%26external_customer_id=bo', 'interval=day%26external_customer_id%3Dbo',
  ])('stays the customer’s own with the query %s', async (extra) => {
    const polar = polarWithHistory();
    const statuses: number[] = [];
    for (const query of [`${extra}&${range}`, `${range}&${extra}`]) statuses.push((await handlerOver(polar)(requestFrom(path(query)))).status);
    // Only a value with a smuggled `&` is invalid.
    expect(statuses.filter((status) => status !== 200 && !extra.includes('%26'))).toEqual([]);
    for (const { url } of histories(polar)) {
      expect([...url.searchParams.keys()]).toEqual(['start_timestamp', 'end_timestamp', 'interval', 'external_customer_id']);
      expect(url.searchParams.getAll('external_customer_id')).toEqual(['ada']);
    }
  });

  it('is 404 for a meter that Polar does not show the customer, and is not requested from Polar', async () => {
    const polar = polarWithHistory();
    const handler = handlerOver(polar);
    for (let round = 0; round < 3; round++) expect((await handler(requestFrom(path(range, otherId)))).status).toBe(404);
    expect(polar.calls.map(({ token }) => token)).toEqual(['polar_oat_shop', 'polar_cst_ada_1']);
  });

  it.each([
    ['', 'start_timestamp'],
    ['start_timestamp=2026-09-01T00:00:00Z&interval=day', 'end_timestamp'],
    ['start_timestamp=2026-09-01T00:00:00Z&end_timestamp=2026-09-02T00:00:00Z', 'interval'],
    ['start_timestamp=yesterday&end_timestamp=2026-09-02T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2026-09-31T99:00:00Z&end_timestamp=2026-09-02T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2026-02-30T00:00:00Z&end_timestamp=2026-03-10T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2026-02-20T00:00:00Z&end_timestamp=2026-02-29T00:00:00%2B02:00&interval=day', 'end_timestamp'],
    ['start_timestamp=2026-02-20T24:00:00Z&end_timestamp=2026-02-22T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=%2B100000-01-01T00:00:00Z&end_timestamp=2026-09-02T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2026-09-02T00:00:00Z&end_timestamp=2026-09-02T00:00:00Z&interval=day', 'end_timestamp'],
    ['start_timestamp=2026-09-03T00:00:00Z&end_timestamp=2026-09-02T00:00:00Z&interval=day', 'end_timestamp'],
    ['start_timestamp=2026-08-26T23:59:59Z&end_timestamp=2026-09-03T00:00:00Z&interval=hour', 'start_timestamp'],
    ['start_timestamp=2025-09-01T23:59:59Z&end_timestamp=2026-09-03T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2025-09-01T00:00:00Z&end_timestamp=2026-09-08T00:00:00Z&interval=week', 'start_timestamp'],
    ['start_timestamp=2023-01-01T00:00:00Z&end_timestamp=2027-01-01T00:00:00Z&interval=month', 'start_timestamp'],
    ['start_timestamp=2022-12-31T23:59:59Z&end_timestamp=2023-02-01T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2023-01-01T00:00:00%2B02:00&end_timestamp=2023-02-01T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=2020-09-01T00:00:00Z&end_timestamp=2026-09-02T00:00:00Z&interval=day', 'start_timestamp'],
    ['start_timestamp=0001-09-01T00:00:00Z&end_timestamp=9999-09-02T00:00:00Z&interval=year', 'start_timestamp'],
    [range.replace('day', 'minute'), 'interval'], [range.replace('day', 'DAY'), 'interval'], [range.replace('day', 'toString'), 'interval'], [range.replace('day', ''), 'interval'],
    [`${range}&timezone=Mars/Olympus`, 'timezone'], [`${range}&timezone=`, 'timezone'], [`${range}&timezone=%2B02:00`, 'timezone'], [`${range}&timezone=${'A'.repeat(80)}`, 'timezone'], [`${range}&timezone=UTC';--`, 'timezone'],
  ])('is 422 for ?%s, naming %s, without a request to Polar', async (query, name) => {
    const polar = polarWithHistory();
    const response = await handlerOver(polar)(requestFrom(path(query)));
    expect([response.status, await response.json()]).toMatchObject([422, { detail: [{ loc: ['query', name] }] }]);
    expect(polar.calls).toEqual([]);
  });

  it.each([
    ['start_timestamp=2026-09-01T00:00&end_timestamp=2026-09-02T00:00:00.5&interval=hour', '2026-09-01T00:00:00.000Z', '2026-09-02T00:00:00.500Z'],
    ['start_timestamp=2026-09-01T00:00:00%2B02:00&end_timestamp=2026-09-02T00:00:00.123456Z&interval=hour', '2026-08-31T22:00:00.000Z', '2026-09-02T00:00:00.123Z'],
    ['start_timestamp=2026-08-26T00:00:00Z&end_timestamp=2026-09-02T23:59:59Z&interval=hour', '2026-08-26T00:00:00.000Z', '2026-09-02T23:59:59.000Z'],
    ['start_timestamp=2025-09-01T00:00:00Z&end_timestamp=2026-09-07T00:00:00Z&interval=week', '2025-09-01T00:00:00.000Z', '2026-09-07T00:00:00.000Z'],
    ['start_timestamp=2025-10-01T00:00:00Z&end_timestamp=2026-10-02T00:00:00Z&interval=day', '2025-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z'],
    ['start_timestamp=2023-01-01T00:00:00Z&end_timestamp=2026-12-31T00:00:00Z&interval=month', '2023-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z'],
    ['start_timestamp=2023-01-01T00:00:00Z&end_timestamp=2032-10-01T00:00:00Z&interval=year', '2023-01-01T00:00:00.000Z', '2032-10-01T00:00:00.000Z'],
  ])('accepts ?%s', async (query, start, end) => {
    const polar = polarWithHistory();
    expect((await handlerOver(polar)(requestFrom(path(query)))).status).toBe(200);
    const { searchParams } = histories(polar)[0]!.url;
    expect([searchParams.get('start_timestamp'), searchParams.get('end_timestamp')]).toEqual([start, end]);
  });

  it.each([
    ['day', '2026-11-05T13:37:00Z', 'UTC', '2026-11-05T00:00:00.000Z'],
    ['day', '2026-11-05T13:37:00Z', 'America/New_York', '2026-11-05T05:00:00.000Z'],
    ['day', '2026-11-01T00:00:00Z', 'America/New_York', '2026-10-31T04:00:00.000Z'],
    ['day', '2026-11-01T20:00:00Z', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['day', '2026-09-06T20:00:00Z', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['week', '2026-11-01T00:00:00Z', 'UTC', '2026-10-26T00:00:00.000Z'],
    ['month', '2026-10-31T23:30:00Z', 'Asia/Kolkata', '2026-10-31T18:30:00.000Z'],
    ['year', '2026-10-31T23:30:00Z', 'UTC', '2026-01-01T00:00:00.000Z'],
    ['hour', '2026-11-29T13:37:12.345Z', 'UTC', '2026-11-29T13:00:00.000Z'],
    ['hour', '2026-11-29T13:37:12.345Z', 'Asia/Kathmandu', '2026-11-29T13:15:00.000Z'],
    ['week', '2023-01-01T12:00:00Z', 'UTC', '2023-01-01T12:00:00.000Z'],
  ])('starts with the %s that contains %s in %s, at %s, unless that is earlier than Polar accepts', async (interval, start, timezone, expected) => {
    const polar = polarWithHistory();
    const end = start.startsWith('2023') ? '2023-06-01T00:00:00Z' : '2026-12-01T00:00:00Z';
    await handlerOver(polar)(requestFrom(path(`start_timestamp=${start}&end_timestamp=${end}&interval=${interval}&timezone=${timezone}`)));
    expect(histories(polar)[0]?.url.searchParams.get('start_timestamp')).toBe(expected);
  });

  it('keeps the given start if the whole first interval would make the range too long', async () => {
    const polar = polarWithHistory();
    await handlerOver(polar)(requestFrom(path('start_timestamp=2024-01-07T00:00:00Z&end_timestamp=2025-01-11T00:00:00Z&interval=week')));
    expect(histories(polar)[0]?.url.searchParams.get('start_timestamp')).toBe('2024-01-07T00:00:00.000Z');
  });

  it('starts at local midnight on a runtime whose only language is English', async () => {
    const { DateTimeFormat } = Intl;
    vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function (locale, options) {
      return new DateTimeFormat(/^en\b/.test(String(locale)) ? locale : 'en-US', options);
    });
    const polar = polarWithHistory();
    const response = await handlerOver(polar)(requestFrom(path(`${range}&timezone=Europe/Rome`)));
    vi.restoreAllMocks();
    expect([response.status, histories(polar)[0]?.url.searchParams.get('start_timestamp')]).toEqual([200, '2026-08-31T22:00:00.000Z']);
  });

  it('is requested from Polar once in thirty seconds for each customer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const polar = polarWithHistory();
    const handler = handlerOver(polar);
    await Promise.all(Array.from({ length: 10 }, () => handler(requestFrom(path()))));
    await handler(requestFrom(path()));
    expect(histories(polar)).toHaveLength(1);
    await handler(requestFrom(path(), 'bo'));
    expect(histories(polar).map(({ url }) => url.searchParams.get('external_customer_id'))).toEqual(['ada', 'bo']);
    vi.setSystemTime(Date.now() + 29_999);
    await handler(requestFrom(path()));
    expect(histories(polar)).toHaveLength(2);
    vi.setSystemTime(Date.now() + 1);
    await handler(requestFrom(path()));
    expect(histories(polar)).toHaveLength(3);
  });

  it('is limited per minute, for each customer and for all', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const polar = polarWithHistory();
    const handler = handlerOver(polar, { limits: { historyPerMinute: 5, historyPerCustomer: 3 } });
    const read = (user: string, lastDay: number) => handler(requestFrom(path(range.replace('10-01', `09-${lastDay}`)), user));
    const statuses = async (user: string, days: number[]) => Promise.all(days.map(async (day) => (await read(user, day)).status));
    expect(await statuses('ada', [10, 11, 12, 13])).toEqual([200, 200, 200, 429]);
    expect(Number((await read('ada', 13)).headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await statuses('bo', [10, 11, 12])).toEqual([200, 200, 429]);
    expect(await statuses('cy', [10])).toEqual([429]);
    // A cached history is still served.
    expect((await read('ada', 10)).status).toBe(200);
    vi.setSystemTime(Date.now() + 59_999);
    expect((await read('cy', 10)).status).toBe(429);
    vi.setSystemTime(Date.now() + 1);
    expect((await read('cy', 10)).status).toBe(200);
  });

  it('is available again at once after the system clock was set back by an hour', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const handler = handlerOver(polarWithHistory(), { limits: { historyPerMinute: 1 } });
    const read = async (lastDay: number) => (await handler(requestFrom(path(range.replace('10-01', `09-${lastDay}`))))).status;
    expect([await read(10), await read(11)]).toEqual([200, 429]);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(await read(12)).toBe(200);
  });

  it.each(['Europe/rome', 'EUROPE/ROME'])('passes the time zone %s on as Polar spells it', async (timezone) => {
    const polar = polarWithHistory();
    await handlerOver(polar)(requestFrom(path(`${range}&timezone=${timezone}`)));
    expect(histories(polar).map(({ url }) => url.searchParams.get('timezone'))).toEqual(['Europe/Rome']);
  });

  it.each(['Asia/Kolkata', 'Europe/Kyiv', 'Asia/Calcutta'])('passes the time zone %s on, although JavaScript may prefer another name of it', async (timezone) => {
    const polar = polarWithHistory();
    await handlerOver(polar)(requestFrom(path(`${range}&timezone=${timezone}`)));
    expect(histories(polar).map(({ url }) => url.searchParams.get('timezone'))).toEqual([timezone]);
  });

  it('rejects a time zone that JavaScript accepts and Polar does not', async () => {
    // Newer engines accept an offset as a time zone.
    const strict = Intl.DateTimeFormat;
    const tolerant = function (locale?: string, options?: Intl.DateTimeFormatOptions) {
      const isOffset = options?.timeZone === '+02:00';
      const format = new strict(locale, isOffset ? { ...options, timeZone: 'Africa/Tripoli' } : options);
      return isOffset ? Object.assign(format, { resolvedOptions: () => ({ timeZone: '+02:00' }) }) : format;
    };
    vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(tolerant as never);
    expect((await handlerOver(polarWithHistory())(requestFrom(path(`${range}&timezone=%2B02:00`)))).status).toBe(422);
  });

  it('is not requested from Polar again before Polar’s Retry-After has passed', async () => {
    let limited = true;
    const polar = polarWithHistory((url) => (limited && url.pathname.endsWith('/quantities') ? new Response(null, { status: 429, headers: { 'Retry-After': '40' } }) : undefined));
    const handler = handlerOver(polar);
    const first = await handler(requestFrom(path()));
    limited = false;
    const second = await handler(requestFrom(path()));
    expect([first.status, second.status, second.headers.get('Retry-After'), histories(polar).length]).toEqual([429, 429, '40', 1]);
    // Requests with a customer's own session continue.
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  });

  it('is 403 if the shop’s token may not read it, so a page can hide it', async () => {
    const polar = polarWithHistory((url) => (url.pathname.endsWith('/quantities') ? Response.json({ error: 'insufficient_scope' }, { status: 403 }) : undefined));
    expect((await handlerOver(polar)(requestFrom(path()))).status).toBe(403);
  });
});
