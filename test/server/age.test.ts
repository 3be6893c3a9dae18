import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPolarSource } from '../../src/sources/polar';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../../src/testing';
import { byCookie, fakePolar, requestFrom, serve } from './shop';

afterEach(() => {
  vi.useRealTimers();
});

/** A shop on one socket. On the other, Polar behind a cache that says for how long it has kept each response. */
async function openShopBehindCache(cache = 0) {
  const demo = createDemoPolar({ moving: false });
  const kept = new Map<string, { text: string; since: number }>();
  const polar = await serve(async (request) => {
    if (request.method !== 'GET') return demo(request);
    const known = kept.get(request.url) ?? { text: await (await demo(request)).text(), since: Date.now() };
    kept.set(request.url, known);
    return new Response(known.text, { headers: { 'Content-Type': 'application/json', Age: String(Math.floor((Date.now() - known.since) / 1000)) } });
  });
  const url = await serve(createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: polar, customer: byCookie, cache }));
  const get = (path: string) => fetch(`${url}/api/portal/${path}`, { headers: { Cookie: 'user=ada' } });
  const source = createPolarSource({ server: '/api/portal', fetch: (path, init) => fetch(url + path.replace(/^https?:\/\/[^/]+/, ''), { ...init, headers: { ...(init.headers as Record<string, string>), Cookie: 'user=ada' } }) });
  return { get, source };
}

describe('the Age of a response', () => {
  it('of a cache between the proxy and Polar reaches the page', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { get, source } = await openShopBehindCache();
    expect((await get('meters?page=1&limit=100')).headers.get('Age')).toBe('0');
    expect((await source.meters()).age).toBeUndefined();
    vi.setSystemTime(Date.now() + 90_500);
    expect((await get('meters?page=1&limit=100')).headers.get('Age')).toBe('90');
    expect((await source.meters()).age).toBe(90_000);
  });

  it('grows while the proxy keeps the response', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { get, source } = await openShopBehindCache(60_000);
    expect((await get('meters?page=1&limit=100')).headers.get('Age')).toBe('0');
    vi.setSystemTime(Date.now() + 45_000);
    expect((await get('meters?page=1&limit=100')).headers.get('Age')).toBe('45');
    vi.setSystemTime(Date.now() + 20_000);
    // The cache in front of Polar has kept the response for 65 s. The proxy then keeps it for another 30 s.
    expect((await get('meters?page=1&limit=100')).headers.get('Age')).toBe('65');
    vi.setSystemTime(Date.now() + 30_000);
    expect((await source.meters()).age).toBe(95_000);
  });

  it('is left out of a fresh response, and is only the time in the proxy’s cache if Polar sends no Age', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const polar = fakePolar(() => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } }));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch, cache: 60_000 });
    const age = async () => (await handler(requestFrom('/meters'))).headers.get('Age');
    expect(await age()).toBeNull();
    vi.setSystemTime(Date.now() + 12_345);
    expect(await age()).toBe('12');
  });

  it.each([['-5', null], ['soon', null], ['Infinity', null], ['9'.repeat(400), null], ['1e300', String(2 ** 31)], ['7.9', '7'], ['-0', '0']])('"%s" from Polar becomes %s', async (sent, received) => {
    const polar = fakePolar(() => Response.json({ items: [] }, { headers: { Age: sent } }));
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch });
    expect((await handler(requestFrom('/meters'))).headers.get('Age')).toBe(received);
  });
});
