import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerSubscription } from '../../src/core/schemas/subscription';
import { describeUsage } from '../../src/core/usage';
import type { Fetch } from '../../src/http/request';
import { createBetterAuthSource } from '../../src/sources/betterAuth';
import { createPolarSource } from '../../src/sources/polar';
import type { MeterFilters, PortalSource, SubscriptionFilters } from '../../src/sources/source';
import { createStateSource } from '../../src/sources/state';
import type { CustomerSeed } from '../../src/testing';
import { openShop, type Shop } from '../betterauth/shop';
import { problemOf } from './server';

/** Subscriptions of every status that the demo knows, except unpaid; meters with a capped price, with fractions, with credits but no price, and without usage. No price has tiers. */
const ivy: CustomerSeed = {
  externalId: 'ivy',
  name: 'Ivy',
  email: 'ivy@example.com',
  meters: [
    { name: 'Größe', consumed: 742.5, credited: 600, unit: { label: 'minutes' } },
    { name: 'API calls', consumed: 1e16 },
    { name: 'api keys', consumed: 0.30000000000000004, credited: 1 },
    { name: 'Unused' },
  ],
  subscriptions: [
    { plan: 'Studio', amount: 120_000, currency: 'jpy', interval: 'year', metersSettleMonthly: true, prices: [{ meter: 'Größe', unitAmount: '12.500000000000', cap: 300 }] },
    { plan: 'Voice', amount: 2900, currency: 'eur', standing: 'trialing', prices: [{ meter: 'API calls', unitAmount: '0.000000000001' }] },
    { plan: 'Voice old', amount: 900, currency: 'eur', standing: 'ended' },
    { plan: 'Mail', amount: 1500, currency: 'usd', standing: 'ending' },
    { plan: 'Late', amount: 1500, currency: 'usd', standing: 'past_due' },
    { plan: 'Held', amount: 1500, currency: 'usd', standing: 'paused', grants: ['api keys'] },
  ],
};
/** More meters than a source reads at once. */
const max: CustomerSeed = {
  externalId: 'max',
  name: 'Max',
  email: 'max@example.com',
  meters: Array.from({ length: 1250 }, (_, index) => ({ name: `Meter ${index}`, consumed: index })),
};

let shop: Shop;
/** While set, Polar responds with this to every request. */
let fault: (() => Response) | undefined;
const signedIn = new Map<string, Promise<Fetch>>();

beforeAll(async () => {
  shop = await openShop({ customers: [ivy, max], override: () => fault?.() });
});
afterAll(() => shop.close());

async function browserOf(customer: string): Promise<Fetch> {
  const known = signedIn.get(customer) ?? shop.signIn(customer);
  signedIn.set(customer, known);
  return known;
}

async function pluginOf(customer: string): Promise<PortalSource> {
  return createBetterAuthSource({ baseUrl: shop.baseUrl, fetch: await browserOf(customer) });
}

function polarOf(customer: string): PortalSource {
  return createPolarSource({ server: shop.polar, token: shop.demo.createSession(customer).token });
}

/** The paths that Polar receives during `act`. */
async function requestsDuring(act: () => Promise<unknown>): Promise<string[]> {
  const before = shop.demo.calls.length;
  await act();
  return shop.demo.calls.slice(before).map(({ path }) => path);
}

/** Without the fields that the plugin's older SDK does not know. */
function asOldSdk(subscription: CustomerSubscription): CustomerSubscription {
  const { currentMeterPeriodStart: _s, currentMeterPeriodEnd: _e, pastDueAt: _d, pauseAtPeriodEnd: _q, pausedAt: _p, resumesAt: _r, units: _u, ...known } = subscription;
  return known;
}

describe('the real better-auth plugin', () => {
  it.each(['ada', 'cy', 'dee', 'eve', 'fay', 'gil', 'ivy'])('returns the meters of %s as Polar does', async (customer) => {
    expect(await (await pluginOf(customer)).meters({ all: true })).toEqual(await polarOf(customer).meters({ all: true }));
  });

  it.each(['bo', 'cy', 'eve', 'gil', 'ivy'])('returns the subscriptions of %s as Polar does, without fields that its SDK does not know', async (customer) => {
    const [{ items, ...rest }, theirs] = [await (await pluginOf(customer)).subscriptions(), await polarOf(customer).subscriptions()];
    expect(items).toEqual(theirs.items.map(asOldSdk));
    expect(rest).toEqual({ pagination: theirs.pagination, issues: [] });
  });

  it('returns prices and pending amounts in full', async () => {
    const { items } = await (await pluginOf('ivy')).subscriptions({ query: 'studio' });
    expect(items).toMatchObject([{ currency: 'jpy', amount: 120_000, prices: [{ kind: 'fixed' }, { kind: 'unit', unitAmount: '12.500000000000', capAmount: 300 }], meters: [{ amount: 300 }] }]);
  });

  const sortings = ['created_at', 'modified_at', 'meter_id', 'meter_name', 'consumed_units', 'credited_units', 'balance'].flatMap((name) => [name, `-${name}`]) as NonNullable<Extract<MeterFilters['sorting'], string>>[];

  it.each<MeterFilters>([
    { query: 'API' }, { query: 'größe' }, { query: '%' }, { query: '' }, { meterId: [] }, { limit: 2 }, { limit: 2, page: 2 }, { limit: 3, page: 9 }, { limit: 500 },
    { query: 'api', limit: 1, page: 2 }, { query: 'api', all: true, limit: 1 }, { sorting: ['-credited_units', 'meter_name'], limit: 2 }, { sorting: [] }, ...sortings.map((sorting) => ({ sorting })),
  ])('returns meters by %j as Polar does', async (filters) => {
    expect(await (await pluginOf('ivy')).meters(filters)).toEqual(await polarOf('ivy').meters(filters));
  });

  it('returns at most 100 sorted meters, as Polar does', async () => {
    const filters: MeterFilters = { sorting: '-meter_name', limit: 500 };
    const found = await (await pluginOf('dee')).meters(filters);
    expect(found.items).toHaveLength(100);
    expect(found).toEqual(await polarOf('dee').meters(filters));
  });

  it('returns meters by their ids as Polar does', async () => {
    const [source, polar] = [await pluginOf('ivy'), polarOf('ivy')];
    const [first, , third] = (await polar.meters()).items;
    for (const meterId of [first?.meterId ?? '', [first?.meterId ?? '', third?.meterId ?? '']]) {
      expect(await source.meters({ meterId })).toEqual(await polar.meters({ meterId }));
    }
    expect(await source.meter(third?.id ?? '')).toEqual(third);
    expect((await problemOf(source.meter(third?.meterId ?? ''))).code).toBe('not_found');
  });

  it.each<SubscriptionFilters>([
    { active: true }, { active: false }, { query: 'voice' }, { query: 'VOICE', active: true }, { active: true, limit: 1, page: 2 }, { limit: 2, page: 2 }, { productId: [] },
  ])('returns subscriptions by %j as Polar does, although the plugin treats active=false as true', async (filters) => {
    const [{ items, ...rest }, theirs] = [await (await pluginOf('ivy')).subscriptions(filters), await polarOf('ivy').subscriptions(filters)];
    expect(theirs.items.length).toBeGreaterThan(0);
    expect({ items, ...rest }).toEqual({ ...theirs, items: theirs.items.map(asOldSdk) });
  });

  it('returns subscriptions by the ids of product and subscription', async () => {
    const [source, polar] = [await pluginOf('ivy'), polarOf('ivy')];
    const { id, productId } = (await polar.subscriptions({ query: 'mail' })).items[0] ?? { id: '', productId: '' };
    expect((await source.subscriptions({ productId })).items.map((one) => one.id)).toEqual([id]);
    expect(await source.subscription(id)).toMatchObject({ id, cancelAtPeriodEnd: true });
    expect((await problemOf(source.subscription(productId))).code).toBe('not_found');
  });

  it.each<MeterFilters>([{ page: 0 }, { limit: 0 }, { limit: -1, query: 'x' }, { page: 1.5 }, { page: NaN }, { sorting: 'name' as 'meter_name' }, { sorting: '-constructor' as 'meter_name' }])(
    'rejects %j with invalid_request as Polar does, although the plugin would respond with 500',
    async (filters) => {
      for (const source of [await pluginOf('ivy'), polarOf('ivy')]) expect((await problemOf(source.meters(filters))).code).toBe('invalid_request');
    },
  );
});

describe('the source over the real plugin, with 1,250 meters', () => {
  it('reads each page on its own', async () => {
    const [source, polar] = [await pluginOf('max'), polarOf('max')];
    for (const filters of [{}, { page: 13 }, { page: 14 }]) expect(await source.meters(filters)).toEqual(await polar.meters(filters));
    expect(await requestsDuring(() => source.meters({ page: 13 }))).toEqual(['/v1/customer-sessions/', '/v1/customer-portal/meters/?limit=100&page=13']);
  });

  it('reads 1,000 at once and returns the count of 1,250', async () => {
    const { items, pagination } = await (await pluginOf('max')).meters({ all: true });
    expect([items.length, pagination]).toEqual([1000, { totalCount: 1250, maxPage: 13 }]);
  });

  it('returns the count of 1,250 for a sorted list and an unknown count for a filtered one', async () => {
    const source = await pluginOf('max');
    expect((await source.meters({ sorting: 'meter_name' })).pagination).toEqual({ totalCount: 1250, maxPage: 13 });
    const { items, pagination } = await source.meters({ query: 'meter', limit: 10 });
    expect([items.length, pagination]).toEqual([10, { totalCount: null, maxPage: null }]);
  });
});

describe('the source over the real plugin, when something fails', () => {
  it.each([
    ['without a session', (): Fetch => (url, init) => fetch(url, init)],
    ['with a forged session', (): Fetch => (url, init) => fetch(url, { ...init, headers: { Cookie: 'better-auth.session_token=forged.c2ln' } })],
  ])('rejects with unauthorized %s, and sends nothing to Polar', async (_, browser) => {
    const source = createBetterAuthSource({ baseUrl: shop.baseUrl, fetch: browser() });
    const requests = await requestsDuring(async () => {
      for (const read of [() => source.meters(), () => source.subscriptions(), () => source.meter('x')]) expect((await problemOf(read())).code).toBe('unauthorized');
    });
    expect(requests).toEqual([]);
  });

  it.each([
    ['fails', () => new Response('polar_oat_SENTINEL', { status: 503 })],
    ['limits requests', () => new Response(null, { status: 429 })],
    ['refuses the shop’s token', () => Response.json({ error: 'invalid_token', error_description: 'SENTINEL' }, { status: 401 })],
    ['sends what the SDK cannot read', () => Response.json({ items: 'SENTINEL' })],
  ])('rejects with server_error when Polar %s, because the plugin responds with 500', async (_, respond) => {
    const source = await pluginOf('gil');
    fault = respond;
    try {
      for (const read of [() => source.meters(), () => source.subscriptions()]) expect(await problemOf(read())).toMatchObject({ code: 'server_error', status: 500, retryable: true });
    } finally {
      fault = undefined;
    }
    expect((await source.meters()).items).toHaveLength(3);
  });

  it('rejects for a user who is not a customer, instead of showing no usage', async () => {
    expect((await problemOf((await pluginOf('stranger')).meters())).code).toBe('server_error');
  });

  it('rejects subscriptions with tiered prices, which its SDK does not know, and still returns meters', async () => {
    const source = await pluginOf('ada');
    expect((await problemOf(source.subscriptions())).code).toBe('server_error');
    expect((await source.meters()).items).toHaveLength(5);
  });

  it('rejects with not_found where better-auth has no Polar plugin', async () => {
    const source = createBetterAuthSource({ baseUrl: `${shop.baseUrl}/elsewhere`, fetch: await browserOf('gil') });
    expect((await problemOf(source.meters())).code).toBe('not_found');
  });

  it('rejects with unreachable after the shop has closed its sockets', async () => {
    const closed = await openShop();
    await closed.close();
    expect((await problemOf(createBetterAuthSource({ baseUrl: closed.baseUrl }).meters())).code).toBe('unreachable');
  });

  it('reads the wait of better-auth’s own rate limit', async () => {
    const busy = await openShop({ rateLimit: 1 });
    try {
      const source = createBetterAuthSource({ baseUrl: busy.baseUrl, fetch: await busy.signIn('gil') });
      await source.meters();
      const error = await problemOf(source.meters());
      expect(error).toMatchObject({ code: 'rate_limited', status: 429 });
      expect(error.retryAfter).toBeGreaterThan(0);
      expect(error.retryAfter).toBeLessThanOrEqual(10);
    } finally {
      await busy.close();
    }
  });
});

describe('createStateSource() over the real plugin’s customer state', () => {
  const stateOf = (customer: string) => createStateSource(async () => (await (await browserOf(customer))(`${shop.baseUrl}/customer/state`, {})).json());

  it.each(['ada', 'cy', 'dee', 'eve', 'fay', 'gil', 'ivy'])('returns the meters of %s with Polar’s numbers and without names', async (customer) => {
    const { items, issues } = await stateOf(customer).meters({ all: true });
    items.sort((a, b) => (a.meterId < b.meterId ? -1 : 1));
    const theirs = (await polarOf(customer).meters({ all: true, sorting: 'meter_id' })).items;
    expect(issues).toEqual([]);
    const nameless = theirs.map((meter) => {
      const { customerId: _c, ...known } = meter;
      return { ...known, meter: { id: meter.meterId, name: '', modifiedAt: null } };
    });
    expect(items).toEqual(nameless);
    expect(items.map((meter) => describeUsage(meter))).toEqual(theirs.map((meter) => describeUsage(meter)));
  });

  it('returns the active subscriptions, even those with tiered prices', async () => {
    expect((await stateOf('ada').subscriptions()).items).toMatchObject([{ status: 'active', amount: 2000, currency: 'usd', meters: [{}, {}, {}] }]);
    const theirs = (await polarOf('ivy').subscriptions({ active: true })).items;
    const { items } = await stateOf('ivy').subscriptions();
    expect(items.map(({ id, status, currentPeriodEnd, amount }) => ({ id, status, currentPeriodEnd, amount })).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      theirs.map(({ id, status, currentPeriodEnd, amount }) => ({ id, status, currentPeriodEnd, amount })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  it('rejects pages that Polar rejects', async () => {
    expect((await problemOf(stateOf('ivy').meters({ limit: 0 }))).code).toBe('invalid_request');
    expect((await problemOf(stateOf('ivy').subscriptions({ page: -1 }))).code).toBe('invalid_request');
  });

  it('rejects with invalid_data without a session', async () => {
    const source = createStateSource(async () => (await fetch(`${shop.baseUrl}/customer/state`)).json());
    expect((await problemOf(source.meters())).code).toBe('invalid_data');
  });
});
