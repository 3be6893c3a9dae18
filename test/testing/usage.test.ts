// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createDemoPolar, type WireState, type WireSubscription } from '../../src/testing';
import { oraclePrice, serverAmount } from '../core/oracle';
import { asMerchant, clock, signIn } from './signIn';

describe('the usage of a demo', () => {
  it('grows as time passes and updates `modified_at`', async () => {
    const time = clock();
    const { meters } = signIn(createDemoPolar({ now: time.now }), 'ada');
    const tokens = async () => (await meters('?query=tokens')).items[0];
    const before = await tokens();
    time.pass(90.5);
    const after = await tokens();
    expect(before?.consumed_units).toBe(2_412_350);
    expect(after?.consumed_units).toBe(2_412_350 + 1357);
    expect(after?.balance).toBe(2_000_000 - 2_413_707);
    expect(Date.parse(before?.modified_at ?? '')).toBeLessThanOrEqual(Date.parse('2026-11-14T13:37:00Z'));
    // 1,357 tokens at 900 a minute take 90.467 seconds.
    expect(after?.modified_at).toMatch(/^2026-11-14T13:38:30\.467\d{3}Z$/);
  });

  it('stands still with `moving: false`', async () => {
    const time = clock();
    const { meters } = signIn(createDemoPolar({ now: time.now, moving: false }), 'ada');
    const before = await meters();
    time.pass(3000);
    expect(await meters()).toEqual(before);
  });

  it('keeps pages stable, because growing meters come first', async () => {
    const time = clock();
    const { meters } = signIn(createDemoPolar({ now: time.now }), 'dee');
    const second = async () => (await meters('?limit=100&page=2')).items.map(({ id }) => id);
    const before = await second();
    time.pass(600);
    expect(await second()).toEqual(before);
  });

  it('is the same in portal, subscription and customer state', async () => {
    const time = clock();
    const demo = createDemoPolar({ now: time.now });
    time.pass(1234);
    const { meters, subscriptions } = signIn(demo, 'ada');
    const response = await asMerchant(demo, '/v1/customers/external/ada/state');
    const state = (await response.json()) as WireState;
    const [subscription] = (await subscriptions()).items;
    const used = new Map((await meters()).items.map((meter) => [meter.meter_id, meter.consumed_units]));
    expect(new Map(state.active_meters.map((meter) => [meter.meter_id, meter.consumed_units]))).toEqual(used);
    for (const meter of subscription?.meters ?? []) expect(meter.consumed_units).toBe(used.get(meter.meter_id));
    const pending = state.active_subscriptions[0]?.meters ?? [];
    expect(subscription?.meters).toMatchObject(pending);
    expect(pending).toHaveLength(3);
  });

  it('is not billed during a trial', async () => {
    const { meters, subscriptions } = signIn(createDemoPolar(), 'bo');
    const [voice] = (await subscriptions('?query=voice')).items;
    expect(voice?.meters[0]).toMatchObject({ consumed_units: 0, amount: 0 });
    expect((await meters('?query=voice')).items[0]?.consumed_units).toBe(34);
  });
});

describe('the periods of a demo', () => {
  it('contain the moment the demo was made', async () => {
    const demo = createDemoPolar({ now: clock('2027-01-31T23:59:59.999Z').now });
    const [pro] = (await signIn(demo, 'ada').subscriptions()).items;
    expect(pro).toMatchObject({
      status: 'active',
      current_period_start: '2027-01-01T00:00:00Z',
      current_period_end: '2027-02-01T00:00:00Z',
      current_meter_period_end: null,
    });
    const [studio] = (await signIn(demo, 'bo').subscriptions('?query=studio')).items;
    expect(studio).toMatchObject({
      recurring_interval: 'year',
      current_period_start: '2026-09-01T00:00:00Z',
      current_period_end: '2027-09-01T00:00:00Z',
      current_meter_period_end: '2027-02-01T00:00:00Z',
      product: { meter_interval: 'month' },
    });
    const [basic] = (await signIn(demo, 'eve').subscriptions()).items;
    expect(basic).toMatchObject({ status: 'canceled', ended_at: '2026-12-01T00:00:00Z', meters: [] });
  });
});

it('a demo writes dates with and without microseconds', async () => {
  const { items } = await signIn(createDemoPolar({ now: clock().now }), 'dee').meters();
  const lengths = items.map(({ created_at }) => created_at.length);
  expect(new Set(lengths)).toEqual(new Set(['2026-03-01T00:00:00Z'.length, '2026-03-01T00:00:00.000000Z'.length]));
});

describe('the amounts of a demo', () => {
  it.each([0, 977, 100_000])('are what Polar would charge after %i more seconds', async (seconds) => {
    const time = clock();
    const demo = createDemoPolar({ now: time.now });
    time.pass(seconds);
    const checked = new Set<string>();
    const unsettled: string[] = [];
    for (const externalId of demo.customers) {
      for (const subscription of (await signIn(demo, externalId).subscriptions()).items) {
        for (const { name, amount, due, kind } of recomputed(subscription)) {
          if (amount !== due) unsettled.push(`${externalId}, ${name}: ${amount} of ${due}`);
          else if (due > 0) checked.add(kind);
        }
      }
    }
    expect([...checked].sort()).toEqual(['graduated', 'unit', 'unit, capped', 'volume']);
    // The seed leaves out 1,250 emails at 0.08 cents here.
    expect(unsettled).toEqual(['fay, Emails sent: 5296 of 5396']);
  });

  it('match figures computed by hand', async () => {
    const demo = createDemoPolar({ moving: false });
    const due = async (externalId: string) => {
      const { items } = await signIn(demo, externalId).subscriptions();
      return Object.fromEntries(items.flatMap(({ meters }) => meters.map(({ meter, amount }) => [meter.name, amount])));
    };
    expect(await due('ada')).toEqual({ 'AI tokens': 412, 'API requests': 1929, 'Emails sent': 0 });
    expect(await due('bo')).toEqual({
      'Render minutes': 1781,
      'Events archived': 10_000,
      'GPU seconds': 0,
      'Voice minutes': 0,
    });
    expect(await due('fay')).toEqual({ 'AI tokens': 5000, Searches: 5020, 'Emails sent': 5296, 'Scene exports': 1530 });
    expect(await due('gil')).toEqual({ 'API requests': 36_211, 'Webhooks delivered': 765, 'Files archived': 0 });
  });

  it.each([
    [0.5, '1', null, 1],
    [1.5, '1.000000000000', null, 2],
    [2.5, '0.1', null, 0],
    [0.1, '5', null, 1],
    // The double is 1.00499999999999989…, less than the half that its decimal shows.
    [1.005, '100', null, 100],
    [1000, '1', 999, 999],
    [5, '0.000000000001', null, 0],
  ])('charge %d units at %s with the cap %s as %d', async (consumed, unitAmount, cap, expected) => {
    const zed = {
      externalId: 'zed',
      name: 'Zed',
      email: 'zed@example.com',
      meters: [{ name: 'Things', consumed }],
      subscriptions: [
        { plan: 'Plan', amount: 0, currency: 'usd', prices: [{ meter: 'Things', unitAmount, ...(cap !== null && { cap }) }] },
      ],
    };
    const [plan] = (await signIn(createDemoPolar({ customers: [zed] }), 'zed').subscriptions()).items;
    expect(plan?.meters[0]?.amount).toBe(expected);
  });

  it('throw for a price whose meter the customer doesn’t have', () => {
    const plan = { plan: 'Plan', amount: 0, currency: 'usd', prices: [{ meter: 'Nothing', unitAmount: '1' }] };
    const zed = { externalId: 'zed', name: 'Zed', email: 'zed@example.com', subscriptions: [plan] };
    expect(() => createDemoPolar({ customers: [zed] })).toThrow(/uses the meter "Nothing"/);
  });
});

/** Each meter's amount, beside what the independent oracle computes for it. */
function recomputed({ meters, prices }: WireSubscription): { name: string; amount: number; due: number; kind: string }[] {
  return meters.map(({ meter_id, consumed_units, credited_units, amount, meter: { name } }) => {
    const price = prices.find((one) => 'meter_id' in one && one.meter_id === meter_id);
    if (price === undefined || !('meter_id' in price)) throw new Error('The meter has no price.');
    const { cap, ...uncapped } = oraclePrice(price);
    const due = serverAmount(consumed_units, credited_units, { ...uncapped, cap });
    const isCapped = cap !== null && serverAmount(consumed_units, credited_units, { ...uncapped, cap: null }) > BigInt(cap);
    return { name, amount, due: Number(due), kind: isCapped ? `${uncapped.type}, capped` : uncapped.type };
  });
}
