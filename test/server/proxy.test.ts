import { describe, expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { createPolarSource } from '../../src/sources/polar';
import { byCookie, fakePolar, openShop, requestFrom, someId } from './shop';

const customers = ['ada', 'bo', 'cy', 'dee', 'eve', 'gil', 'jin'];

describe('a source over the proxy', () => {
  it.each(customers)('returns the data of %s as Polar does', async (user) => {
    const shop = await openShop();
    const direct = createPolarSource({ server: shop.polar, token: shop.demo.createSession(user).token });
    const proxied = shop.source(user);
    const [meters, subscriptions] = await Promise.all([direct.meters({ all: true }), direct.subscriptions()]);

    expect(await proxied.meters({ all: true })).toEqual(meters);
    expect(await proxied.subscriptions()).toEqual(subscriptions);
    expect(await proxied.wallets()).toEqual(await direct.wallets());
    expect(await proxied.orders?.()).toEqual(await direct.orders?.());
    expect(await proxied.products?.()).toEqual(await direct.products?.());
    for (const { id } of meters.items.slice(0, 3)) expect(await proxied.meter(id)).toEqual(await direct.meter(id));
    for (const { id } of subscriptions.items) {
      expect(await proxied.subscription(id)).toEqual(await direct.subscription(id));
      expect(await proxied.chargePreview(id)).toEqual(await direct.chargePreview(id));
    }
    expect(shop.sessionRequests()).toBe(1);
  });

  it('reads the names of products, and nothing else of the merchant', async () => {
    const subscriptions = { items: [{ product: { organization: { slug: 'lumen' } } }], pagination: { total_count: 1, max_page: 1 } };
    const products = { organization: { name: 'Lumen', email: 'x' }, products: [{ id: someId, name: 'Basic', prices: [], organization_id: 'o' }] };
    const polar = fakePolar(({ pathname }) => Response.json(pathname.includes('/organizations/') ? products : subscriptions));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect(await (await handler(requestFrom('/products'))).json()).toEqual({ products: [{ id: someId, name: 'Basic' }] });
    expect(polar.paths().slice(1)).toEqual(['/v1/customer-portal/subscriptions/', '/v1/customer-portal/organizations/lumen']);
    const source = createPolarSource({ server: '/api/portal', fetch: async (path) => handler(requestFrom(path)) });
    expect(await source.products?.()).toEqual([{ id: someId, name: 'Basic' }]);
  });

  it('reads histories, which Polar serves to organizations only', async () => {
    const shop = await openShop();
    const source = shop.source('ada');
    const [meter] = (await source.meters()).items;
    const now = new Date();
    const range = { start: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)), end: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)) };
    expect(source.can.history).toBe(true);
    expect(await source.history(meter!.meterId, range)).toMatchObject({ total: meter!.consumedUnits, issues: [] });
    expect(await source.history(meter!.meterId, { ...range, interval: 'month', timeZone: 'UTC' })).toMatchObject({ quantities: [{ timestamp: range.start, quantity: meter!.consumedUnits }] });
    await expect(source.history(meter!.meterId, { ...range, interval: 'hour', end: new Date(range.start.getTime() + 40 * 86_400_000) })).rejects.toMatchObject({ code: 'invalid_request' });
    expect(createPolarSource({ server: shop.polar, token: 'polar_cst_x' }).can.history).toBe(false);
  });

  it('filters, searches, sorts and pages as Polar does', async () => {
    const shop = await openShop();
    const direct = createPolarSource({ server: shop.polar, token: shop.demo.createSession('dee').token });
    const [first] = (await direct.meters()).items;
    for (const filters of [{ query: 'a' }, { page: 3, limit: 7 }, { meterId: [first!.meterId] }, { sorting: ['-meter_name', 'balance'] as const }]) {
      expect(await shop.source('dee').meters(filters)).toEqual(await direct.meters(filters));
    }
    const { items } = await shop.source('bo').subscriptions({ query: 'studio' });
    expect(items.map(({ product }) => product.name)).toEqual(['Lumen Studio']);
    expect((await shop.source('bo').subscriptions({ productId: items[0]!.productId })).items).toEqual(items);
    const ended = async (active: boolean) => (await shop.source('eve').subscriptions({ active })).items.length;
    expect([await ended(true), await ended(false)]).toEqual([0, 1]);
  });

  it('never reads another customer’s meters', async () => {
    const shop = await openShop();
    const [adas] = (await shop.source('ada').meters()).items;
    await expect(shop.source('bo').meter(adas!.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await shop.source('bo').meters({ meterId: adas!.meterId })).items.map(({ id }) => id)).not.toContain(adas!.id);
  });

  it('rejects with unauthorized without a login, and Polar receives no request', async () => {
    const shop = await openShop();
    await expect(shop.source().meters()).rejects.toMatchObject({ code: 'unauthorized', retryable: false });
    const response = await shop.get('meters');
    expect([response.status, await response.json()]).toEqual([401, { error: 'Unauthorized', detail: 'Unauthorized' }]);
    expect(shop.demo.calls).toEqual([]);
  });

  it('may request paths with and without a trailing slash', async () => {
    const shop = await openShop();
    const [meter] = (await shop.source('ada').meters()).items;
    for (const path of ['meters', 'meters/', `meters/${meter!.id}`, `meters/${meter!.id}/`, 'subscriptions/', 'wallets/?limit=1']) {
      expect([path, (await shop.get(path, 'ada')).status]).toEqual([path, 200]);
    }
  });

  it('receives responses that no cache may keep and no other page can use', async () => {
    const shop = await openShop();
    for (const response of [await shop.get('meters', 'ada'), await shop.get('meters'), await shop.get('nothing', 'ada')]) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'private, no-store',
        'content-type': 'application/json',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        vary: expect.stringMatching(/Cookie.*Origin/) as string,
      });
    }
  });
});

describe('the path of the proxy', () => {
  const status = async (basePath: string | undefined, path: string) => {
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: () => null, ...(basePath !== undefined && { basePath }) });
    return (await handler(requestFrom(path))).status;
  };

  it.each(['/meters', '/api/portal/meters', '/en/shop-1/~ada/api/portal/meters/', '/v1/customer-portal/meters/'])('matches at any place by default: %s', async (path) => {
    expect(await status(undefined, path)).toBe(401);
  });

  it.each(['//meters', '/x//meters', '/%2e%2e%2f/meters', '/x%00/meters', '/a;b/meters', '/x/meters//', '/caf%C3%A9/meters'])('does not match a path with an escape, a semicolon or an empty segment: %s', async (path) => {
    expect(await status(undefined, path)).toBe(404);
  });

  it.each([
    ['/api/portal', '/api/portal/meters', 401],
    ['/api/portal/', '/api/portal/meters/', 401],
    ['/', '/meters', 401],
    ['/caf\u00e9', '/caf%C3%A9/meters', 401],
    ['/api/portal', '/meters', 404],
    ['/api/portal', '/api/portalmeters', 404],
    ['/api/portal', '/api/portals/meters', 404],
    ['/api/portal', '/x/api/portal/meters', 404],
    ['/api/portal', '/api/portal/x/meters', 404],
    ['/api/portal', '/api/portal', 404],
  ])('with basePath %s, %s gets %d', async (basePath, path, expected) => {
    expect(await status(basePath, path)).toBe(expected);
  });
});
