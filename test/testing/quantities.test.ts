import { describe, expect, it } from 'vitest';
import { parseMeterQuantities } from '../../src/core';
import { createDemoPolar, DEMO_ACCESS_TOKEN, type WireSubscription } from '../../src/testing';

const now = new Date('2026-11-21T14:20:00Z');
const range = { start_timestamp: '2026-11-01T00:00:00Z', end_timestamp: '2026-11-30T23:59:59.999Z', interval: 'day' };

function demoAt(moment = now) {
  let time = moment;
  const demo = createDemoPolar({ now: () => time });
  const merchant = async (path: string, query: Record<string, string> = {}) => {
    const response = await demo(`https://demo.example${path}?${new URLSearchParams(query)}`, { headers: { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}` } });
    return { status: response.status, body: (await response.json()) as { quantities: unknown[]; total: number; detail: { loc: unknown[] }[] } };
  };
  const metersOf = async (externalId: string) => {
    const { token } = demo.createSession(externalId);
    const response = await demo('https://demo.example/v1/customer-portal/meters/?limit=100', { headers: { Authorization: `Bearer ${token}` } });
    return ((await response.json()) as { items: { meter_id: string; consumed_units: number; meter: { name: string } }[] }).items;
  };
  const subscriptionsOf = async (externalId: string) => {
    const { token } = demo.createSession(externalId);
    const response = await demo('https://demo.example/v1/customer-portal/subscriptions/?limit=100', { headers: { Authorization: `Bearer ${token}` } });
    return ((await response.json()) as { items: WireSubscription[] }).items;
  };
  const later = (minutes: number) => void (time = new Date(moment.getTime() + minutes * 60_000));
  return { demo, merchant, metersOf, subscriptionsOf, later };
}

describe('/v1/meters/{id}/quantities', () => {
  it('adds up to the consumed units of every meter of an active subscription, now and 90 minutes later', async () => {
    const { demo, merchant, subscriptionsOf, later } = demoAt();
    let counted = 0;
    for (const minutes of [0, 90]) {
      later(minutes);
      for (const customer of demo.customers) {
        for (const { meters, ...period } of (await subscriptionsOf(customer)).filter(({ status }) => status === 'active')) {
          const start_timestamp = period.current_meter_period_start ?? period.current_period_start;
          const end_timestamp = period.current_meter_period_end ?? period.current_period_end;
          for (const { meter_id, consumed_units } of meters) {
            const { body } = await merchant(`/v1/meters/${meter_id}/quantities`, { start_timestamp, end_timestamp, interval: 'day', external_customer_id: customer });
            const { quantities, total, issues } = parseMeterQuantities(body);
            expect(issues).toEqual([]);
            expect(total).toBe(consumed_units);
            expect(quantities.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)).toBeCloseTo(consumed_units, 6);
            counted++;
          }
        }
      }
    }
    expect(counted).toBeGreaterThan(10);
  });

  it('lists each day once, with no usage in the future and less on every day of a weekend than on any weekday', async () => {
    const { merchant, metersOf } = demoAt();
    const [meter] = await metersOf('ada');
    const { quantities } = parseMeterQuantities((await merchant(`/v1/meters/${meter?.meter_id}/quantities`, { ...range, external_customer_id: 'ada' })).body);
    expect(quantities.map(({ timestamp }) => timestamp.getUTCDate())).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(quantities.slice(21).every(({ quantity }) => quantity === 0)).toBe(true);
    const past = quantities.slice(0, 20);
    const isWeekend = ({ timestamp }: { timestamp: Date }) => [0, 6].includes(timestamp.getUTCDay());
    const [weekend, week] = [past.filter(isWeekend), past.filter((one) => !isWeekend(one))].map((days) => days.map(({ quantity }) => Number(quantity)));
    expect(Math.max(...weekend!)).toBeLessThan(Math.min(...week!));
  });

  // Polar steps from the start and returns the interval around each step, so the week of Monday, November 30 is missing.
  it.each([
    ['week', 5, 'UTC'],
    ['month', 1, 'UTC'],
    ['year', 1, 'UTC'],
    ['day', 30, 'America/New_York'],
    ['day', 30, 'Asia/Kolkata'],
  ])('splits November by %s into %i intervals in %s', async (interval, count, timezone) => {
    const { merchant, metersOf } = demoAt();
    const [meter] = await metersOf('ada');
    const { body } = await merchant(`/v1/meters/${meter?.meter_id}/quantities`, { ...range, interval, timezone, external_customer_id: 'ada' });
    expect(body.quantities).toHaveLength(count);
    expect(parseMeterQuantities(body).quantities.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)).toBe(body.total);
  });

  it('splits a week by hour, and rejects a range that is too long for its interval, as Polar does', async () => {
    const { merchant, metersOf } = demoAt();
    const path = `/v1/meters/${(await metersOf('ada'))[0]?.meter_id}/quantities`;
    const of = (interval: string, end_timestamp: string) => merchant(path, { start_timestamp: '2025-11-01T00:00:00Z', end_timestamp, interval, external_customer_id: 'ada' });
    expect((await of('hour', '2025-11-08T00:00:00Z')).body.quantities).toHaveLength(7 * 24 + 1);
    for (const [interval, end] of [['hour', '2025-11-09'], ['day', '2026-11-03'], ['week', '2026-11-08'], ['month', '2029-11-01'], ['year', '2035-11-01'], ['day', '2025-10-31']] as const) {
      expect([interval, (await of(interval, `${end}T00:00:00Z`)).status]).toEqual([interval, 422]);
    }
  });

  it('covers all customers, one customer, or none for an unknown id', async () => {
    const { demo, merchant, metersOf } = demoAt();
    const [meter] = await metersOf('ada');
    const path = `/v1/meters/${meter?.meter_id}/quantities`;
    const of = async (query: Record<string, string>) => (await merchant(path, { ...range, ...query })).body.total;
    const each = await Promise.all(demo.customers.map((external_customer_id) => of({ external_customer_id })));
    expect(await of({})).toBeCloseTo(each.reduce((sum, one) => sum + one, 0), 6);
    expect(await of({ external_customer_id: 'unknown' })).toBe(0);
  });

  it('rejects customer tokens and invalid parameters', async () => {
    const { demo, merchant, metersOf } = demoAt();
    const [meter] = await metersOf('ada');
    const path = `/v1/meters/${meter?.meter_id}/quantities`;
    const { token } = demo.createSession('ada');
    expect((await demo(`https://demo.example${path}?${new URLSearchParams(range)}`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
    expect((await merchant('/v1/meters/11111111-1111-4111-8111-111111111111/quantities', range)).status).toBe(404);
    expect((await merchant('/v1/meters/x/quantities', range)).status).toBe(422);
    for (const [name, value] of [['interval', 'minute'], ['timezone', 'Mars/Olympus'], ['timezone', '+02:00'], ['timezone', 'europe/rome'], ['timezone', 'Europe/rome'], ['start_timestamp', 'soon'], ['start_timestamp', '2026-02-30T00:00:00Z'], ['customer_id', 'ada']] as const) {
      const { status, body } = await merchant(path, { ...range, [name]: value });
      expect([status, body.detail[0]?.loc[1]]).toEqual([422, name]);
    }
    expect((await merchant(path, {})).body.detail.map(({ loc }) => loc[1])).toEqual(['start_timestamp', 'end_timestamp', 'interval']);
  });

  it('counts only units with the requested metadata, whose parts add up to no more than all units in any interval', async () => {
    const { merchant, metersOf } = demoAt();
    const path = `/v1/meters/${(await metersOf('ada')).find(({ meter }) => meter.name === 'AI tokens')?.meter_id}/quantities`;
    const of = async (metadata: Record<string, string> = {}, interval = 'hour') => {
      const query = { ...range, interval, external_customer_id: 'ada', start_timestamp: '2026-11-16T00:00:00Z', end_timestamp: '2026-11-20T00:00:00Z' };
      const { quantities, total } = parseMeterQuantities((await merchant(path, { ...query, ...metadata })).body);
      return { bars: quantities.map(({ quantity }) => quantity ?? NaN), total: total ?? NaN };
    };
    const shares = { 'gpt-4': 0.46, claude: 0.31, mistral: 0.12 };
    const parts = await Promise.all(Object.keys(shares).map((model) => of({ 'metadata[model]': model })));
    const all = await of();
    Object.values(shares).forEach((share, index) => expect(parts[index]!.total / all.total).toBeCloseTo(share, 2));
    all.bars.forEach((units, hour) => {
      const taken = parts.map(({ bars }) => bars[hour] ?? NaN);
      expect(taken.every((one) => one >= 0) && taken.reduce((sum, one) => sum + one, 0) <= units).toBe(true);
    });
    expect([(await of({ 'metadata[model]': 'unknown' })).total, (await of({ 'metadata[region]': 'eu' })).total]).toEqual([0, 0]);
  });

  it('counts units with one of several values, and with all of several keys, as Polar does', async () => {
    const seed = { externalId: 'zed', name: 'Zed', email: 'zed@example.com', meters: [{ name: 'Jobs', consumed: 10_000, metadata: { model: { a: 50, b: 20 }, region: { eu: 40 } } }] };
    const demo = createDemoPolar({ now: () => now, moving: false, customers: [seed] });
    const { token } = demo.createSession('zed');
    const listed = await demo('https://demo.example/v1/customer-portal/meters/', { headers: { Authorization: `Bearer ${token}` } });
    const id = ((await listed.json()) as { items: { meter_id: string }[] }).items[0]?.meter_id;
    const totalOf = async (metadata: string) => {
      const query = `start_timestamp=2026-11-01T00:00:00Z&end_timestamp=2026-11-21T14:20:00Z&interval=day${metadata}`;
      const response = await demo(`https://demo.example/v1/meters/${id}/quantities?${query}`, { headers: { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}` } });
      return ((await response.json()) as { total: number }).total;
    };
    const all = await totalOf('');
    expect(await totalOf('&metadata[model]=a&metadata[model]=b')).toBe((await totalOf('&metadata[model]=a')) + (await totalOf('&metadata[model]=b')));
    const both = await totalOf('&metadata[model]=a&metadata[region]=eu');
    expect([both > 0, both < (await totalOf('&metadata[region]=eu')), both < all]).toEqual([true, true, true]);
  });
});

describe('/v1/meters/{id}', () => {
  it('counts the distinct values of a range by interval, but of all time in total, as Polar does', async () => {
    const { merchant, metersOf } = demoAt();
    const id = (await metersOf('ada')).find(({ meter }) => meter.name === 'Projects created')?.meter_id;
    const of = async (query: Record<string, string>) => (await merchant(`/v1/meters/${id}/quantities`, { ...range, ...query, external_customer_id: 'ada' })).body as unknown as { quantities: { quantity: number }[]; total: number };
    const [month, week, year] = await Promise.all([of({}), of({ start_timestamp: '2026-11-10T00:00:00Z', end_timestamp: '2026-11-16T00:00:00Z' }), of({ start_timestamp: '2026-01-01T00:00:00Z', interval: 'month' })]);
    const sum = ({ quantities }: typeof month) => quantities.reduce((units, { quantity }) => units + quantity, 0);
    expect(sum(month)).toBe(12);
    expect(sum(week)).toBeLessThan(12);
    expect([month.total, week.total, year.total]).toEqual([sum(year), sum(year), sum(year)]);
    expect(sum(year)).toBeGreaterThan(12);
  });

  it('says how a meter combines its events, to the merchant only', async () => {
    const { demo, merchant, metersOf } = demoAt();
    const meters = await metersOf('ada');
    const found = await Promise.all(meters.map(async ({ meter_id }) => (await merchant(`/v1/meters/${meter_id}`)).body as unknown as { name: string; aggregation: { func: string } }));
    expect(Object.fromEntries(found.map(({ name, aggregation }) => [name, aggregation.func]))).toMatchObject({ 'AI tokens': 'sum', 'API requests': 'count', 'Projects created': 'unique' });
    const { token } = demo.createSession('ada');
    expect((await demo(`https://demo.example/v1/meters/${meters[0]?.meter_id}`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
    expect((await merchant('/v1/meters/11111111-1111-4111-8111-111111111111')).status).toBe(404);
    expect((await merchant('/v1/meters/x')).status).toBe(422);
  });
});
