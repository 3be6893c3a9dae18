import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isPortalError } from '../../src/core/errors';
import type { Fetch } from '../../src/http/request';
import { createPolarSource, type PolarSourceOptions } from '../../src/sources/polar';
import { list, meter, subscription } from './fixtures';
import { bearer, expectNoSecret, failureOf, json, problemOf, sentinel, serve } from './server';

afterEach(() => vi.unstubAllGlobals());

/** A Polar server with one meter and one subscription. */
function servePolar() {
  return serve((request, response) => {
    const [path] = (request.url ?? '').split('?');
    if (path === '/v1/customer-portal/meters/') return json(response, list([meter('a')]));
    if (path === '/v1/customer-portal/meters/a') return json(response, meter('a'));
    if (path === '/v1/customer-portal/subscriptions/') return json(response, list([subscription('s')]));
    if (path === '/v1/customer-portal/subscriptions/s') return json(response, subscription('s'));
    return json(response, { error: 'ResourceNotFound', detail: sentinel }, 404);
  });
}

/** Records the requests of a source without sending them. */
function recorder() {
  const sent: Array<[url: string, init: RequestInit]> = [];
  const fetch: Fetch = async (url, init) => {
    sent.push([url, init]);
    return Response.json(list([]));
  };
  return { fetch, sent };
}

/** The code of the error for these options, or 'no error'. */
function codeFor(options: unknown): string {
  try {
    createPolarSource(options as PolarSourceOptions);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    expectNoSecret(error);
    return error.code;
  }
  return 'no error';
}

describe('createPolarSource() with a token', () => {
  it('returns meters and subscriptions as domain objects', async () => {
    const { url, paths } = await servePolar();
    const source = createPolarSource({ server: url, token: sentinel });
    expect((await source.meters()).items[0]).toMatchObject({ id: 'a', consumedUnits: 25, meter: { name: 'Tokens' } });
    expect(await source.meter('a')).toMatchObject({ meterId: 'meter-of-a', modifiedAt: new Date('2026-09-02T00:00:00.123Z') });
    expect((await source.subscriptions()).items[0]).toMatchObject({ id: 's', currency: 'usd' });
    expect(await source.subscription('s')).toMatchObject({ product: { name: 'Pro' } });
    expect(paths()).toEqual([
      '/v1/customer-portal/meters/?page=1&limit=100',
      '/v1/customer-portal/meters/a',
      '/v1/customer-portal/subscriptions/?page=1&limit=100',
      '/v1/customer-portal/subscriptions/s',
    ]);
  });

  it('sends token and version in headers, and no header that Polar’s CORS refuses', async () => {
    const { fetch, sent } = recorder();
    await createPolarSource({ token: sentinel, fetch }).meters();
    const [url, init] = sent[0]!;
    expect(url).not.toContain('SENTINEL');
    expect(init.headers).toEqual({ Accept: 'application/json', Authorization: `Bearer ${sentinel}`, 'Polar-Version': '2026-10' });
    expect(init).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store' });
    await createPolarSource({ token: sentinel, fetch, version: '2026-04' }).meters();
    expect(sent[1]?.[1].headers).toMatchObject({ 'Polar-Version': '2026-04' });
  });

  it.each([
    [undefined, 'https://api.polar.sh/v1/customer-portal/meters/', 'polar:api.polar.sh'],
    ['production', 'https://api.polar.sh/v1/customer-portal/meters/', 'polar:api.polar.sh'],
    ['sandbox', 'https://sandbox-api.polar.sh/v1/customer-portal/meters/', 'polar:sandbox-api.polar.sh'],
    ['https://polar.example', 'https://polar.example/v1/customer-portal/meters/', 'polar:polar.example'],
    ['https://polar.example:8443/eu//', 'https://polar.example:8443/eu/v1/customer-portal/meters/', 'polar:polar.example:8443/eu'],
    ['http://localhost:3000', 'http://localhost:3000/v1/customer-portal/meters/', 'polar:localhost:3000'],
    ['http://127.8.9.1', 'http://127.8.9.1/v1/customer-portal/meters/', 'polar:127.8.9.1'],
    ['http://[::1]:4000', 'http://[::1]:4000/v1/customer-portal/meters/', 'polar:[::1]:4000'],
  ])('with server %j sends requests to %s, and its key is %s', async (server, address, key) => {
    const { fetch, sent } = recorder();
    const source = createPolarSource({ ...(server && { server }), token: sentinel, fetch });
    await source.meters();
    expect(sent[0]?.[0]).toBe(`${address}?page=1&limit=100`);
    expect(source.key).toBe(key);
  });

  it('encodes every id, and sends nothing for an id that would name another resource', async () => {
    const { fetch, sent } = recorder();
    const source = createPolarSource({ token: sentinel, fetch });
    await source.meter('a/../../b?c#d%2e').catch(() => {});
    expect(sent[0]?.[0]).toBe('https://api.polar.sh/v1/customer-portal/meters/a%2F..%2F..%2Fb%3Fc%23d%252e');
    const getToken = vi.fn(() => sentinel);
    await problemOf(createPolarSource({ getToken, fetch }).meter(''));
    expect(getToken).not.toHaveBeenCalled();
    for (const id of ['', '.', '..', '\ud800']) {
      expect((await problemOf(source.meter(id))).code).toBe('not_found');
      expect((await problemOf(source.subscription(id))).code).toBe('not_found');
    }
    expect(sent).toHaveLength(1);
  });

  it('sends no property of a filter object that the list has no filter for', async () => {
    const { fetch, sent } = recorder();
    const source = createPolarSource({ token: sentinel, fetch });
    // The filters of all lists in one object, and what a query function gets when a host writes `queryFn: source.meters`.
    const shared = { query: 'x', sorting: '-balance', meterId: 'm', productId: 'p', subscriptionId: 's', active: true, type: 'custom' } as const;
    const context = { queryKey: ['usage', 'ada@example.com'], meta: { plan: 'pro' }, signal: new AbortController().signal };
    for (const read of ['meters', 'subscriptions', 'wallets', 'orders', 'creditGrants'] as const) await source[read]?.({ ...context, ...shared, limit: 5 });
    expect(sent.map(([url]) => url.replace(/.*customer-portal\//, ''))).toEqual([
      'meters/?page=1&limit=5&meter_id=m&query=x&sorting=-balance',
      'subscriptions/?page=1&limit=5&active=true&product_id=p&query=x',
      'wallets/?page=1&limit=5',
      'orders/?page=1&limit=5&subscription_id=s',
      'benefit-grants/?page=1&limit=5&type=meter_credit',
    ]);
  });

  it('hides its token from util.inspect() and JSON.stringify()', () => {
    const source = createPolarSource({ token: sentinel });
    expect(inspect(source, { showHidden: true, depth: 10 }) + JSON.stringify(source)).not.toContain('SENTINEL');
  });

  it('renews a refused token once for ten requests', async () => {
    const { url, requests } = await serve((request, response) =>
      bearer(request) === 'polar_cst_new' ? json(response, meter('a')) : json(response, { error: 'invalid_token' }, 401),
    );
    const getToken = vi.fn().mockResolvedValueOnce(sentinel).mockResolvedValue('polar_cst_new');
    const source = createPolarSource({ server: url, getToken });
    await Promise.all(Array.from({ length: 10 }, () => source.meter('a')));
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(requests).toHaveLength(20);
  });

  it.each(['invalid_token', 'Unauthorized'])('rejects at once with session_expired when the server refuses a fixed token (%s)', async (error) => {
    const { url, requests } = await serve((_, response) => json(response, { error, detail: sentinel }, 401));
    expect((await problemOf(createPolarSource({ server: url, token: sentinel }).meters())).code).toBe('session_expired');
    expect(requests).toHaveLength(1);
  });

  it('stops waiting for getToken or a response after `timeout`', async () => {
    const { url } = await serve(() => {});
    expect((await problemOf(createPolarSource({ server: url, token: sentinel, timeout: 80 }).meters())).code).toBe('timeout');
    const never = () => new Promise<string>(() => {});
    expect((await problemOf(createPolarSource({ server: url, getToken: never, timeout: 80 }).meters())).code).toBe('no_token');
  });

  it('bounds the size of a response by its kind', async () => {
    // JSON may end in any amount of white space.
    const padded = (body: unknown) => JSON.stringify(body) + ' '.repeat(1_100_000);
    const { url } = await serve((request, response) => response.end(padded(request.url?.includes('?') ? list([meter('a')]) : meter('a'))));
    const source = createPolarSource({ server: url, token: sentinel });
    expect((await source.meters()).items).toHaveLength(1);
    expect(await problemOf(source.meter('a'))).toMatchObject({ code: 'unexpected_response', message: expect.stringContaining('too long') as string });
  });

  it('stops waiting for the first of all pages when the caller’s signal aborts', async () => {
    const { url } = await serve(() => {});
    const controller = new AbortController();
    const failure = failureOf(createPolarSource({ server: url, token: sentinel }).meters({ all: true }, { signal: controller.signal }));
    setTimeout(() => controller.abort('unmounted'), 50);
    expect(await failure).toBe('unmounted');
  });
});

describe('createPolarSource() with the optional parts of the API', () => {
  const wallet = { id: 'w', created_at: '2026-09-01T00:00:00Z', modified_at: null, balance: 1840, currency: 'usd' };
  const preview = { base_amount: 2000, total_amount: 2412, prorations: [] };

  /** A server that sends one response to every request. */
  async function alwaysSending(body: unknown, status = 200) {
    const server = await serve((_, response) => json(response, body, status));
    return { ...server, source: createPolarSource({ server: server.url, token: sentinel }) };
  }

  it('reads the names of the merchant’s products, and none without a subscription', async () => {
    const bySubscription = { items: [{ product: { organization: { slug: 'lumen', email: 'x' } } }], pagination: { total_count: 1, max_page: 1 } };
    const products = [{ id: 'p', name: 'Basic', prices: [] }, { id: 1 }];
    const server = await serve((request, response) => json(response, request.url?.includes('/organizations/') ? { organization: {}, products } : bySubscription));
    expect(await createPolarSource({ server: server.url, token: sentinel }).products?.()).toEqual([{ id: 'p', name: 'Basic' }]);
    expect(server.paths()).toEqual(['/v1/customer-portal/subscriptions/?limit=1', '/v1/customer-portal/organizations/lumen']);
    const { source, paths } = await alwaysSending(list([]));
    expect(await source.products?.()).toEqual([]);
    expect(paths()).toHaveLength(1);
  });

  it('reads the names of products from a proxy in one request', async () => {
    const paths: string[] = [];
    const source = createPolarSource({
      server: '/api/portal',
      fetch: async (url) => {
        paths.push(url);
        return Response.json({ products: [{ id: 'p', name: 'Basic' }] });
      },
    });
    expect(await source.products?.()).toEqual([{ id: 'p', name: 'Basic' }]);
    expect(paths).toEqual(['/api/portal/products?']);
  });

  it('reads orders page by page, of some subscriptions or of all', async () => {
    const order = { id: 'o', created_at: '2026-11-01T00:00:00Z', modified_at: null, status: 'pending', currency: 'usd', total_amount: 2380, due_amount: 2380, subscription_id: 's', items: [], billing_name: 'Ada' };
    const { source, paths } = await alwaysSending(list([order]));
    const found = await source.orders?.({ subscriptionId: ['s', 't'] });
    expect(found).toMatchObject({ items: [{ id: 'o', status: 'pending', dueAmount: 2380, subscriptionId: 's' }], issues: [] });
    expect(found?.items[0]).not.toHaveProperty('billingName');
    await source.orders?.({ page: 2, limit: 5 });
    expect(paths()).toEqual(['/v1/customer-portal/orders/?page=1&limit=100&subscription_id=s&subscription_id=t', '/v1/customer-portal/orders/?page=2&limit=5']);
  });

  it('reads wallets page by page', async () => {
    const { source, paths } = await alwaysSending(list([wallet]));
    expect((await source.wallets()).items).toMatchObject([{ id: 'w', balance: 1840 }]);
    await source.wallets({ page: 2, limit: 5 });
    expect(paths()).toEqual(['/v1/customer-portal/wallets/?page=1&limit=100', '/v1/customer-portal/wallets/?page=2&limit=5']);
  });

  it('reads a charge preview from its own path', async () => {
    const { source, paths } = await alwaysSending(preview);
    expect(await source.chargePreview('s/1')).toEqual({ baseAmount: 2000, totalAmount: 2412, prorations: [] });
    expect(paths()).toEqual(['/v1/customer-portal/subscriptions/s%2F1/charge-preview']);
  });

  it.each<[number, unknown]>([[404, {}], [403, {}], [200, { prorations: 5 }], [400, {}]])('returns null for a charge preview when the server responds with %i and %j', async (status, body) => {
    expect(await (await alwaysSending(body, status)).source.chargePreview('s')).toBeNull();
  });

  it.each([[500, 'server_error'], [429, 'rate_limited'], [422, 'invalid_request'], [401, 'session_expired']])('rejects a charge preview when the server responds with %i (%s)', async (status, code) => {
    expect((await problemOf((await alwaysSending({}, status)).source.chargePreview('s'))).code).toBe(code);
  });

  it('rejects a charge preview whose response is cut off, because a later one may be whole', async () => {
    const { url } = await serve((_, response) => response.end('{"base_amount":20'));
    expect(await problemOf(createPolarSource({ server: url, token: sentinel }).chargePreview('s'))).toMatchObject({ code: 'unexpected_response', retryable: true });
  });

  it('rejects an aborted charge preview with the reason, even one that looks like not_found', async () => {
    const reason = Object.assign(new Error('gone'), { code: 'not_found' });
    expect(await failureOf((await alwaysSending(preview)).source.chargePreview('s', { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });

  it('declares what the server can provide', () => {
    expect(createPolarSource({ token: sentinel })).toMatchObject({ key: 'polar:api.polar.sh', can: { wallets: true, grants: true, chargePreview: true, orders: true, products: true, history: false } });
    expect(createPolarSource({ server: 'sandbox', token: sentinel }).key).toBe('polar:sandbox-api.polar.sh');
    expect(createPolarSource({ server: '/api/portal' }).can).toEqual({ wallets: true, grants: true, chargePreview: true, orders: true, products: true, history: true });
  });

  it('requests a history by its range, in days by default', async () => {
    const sent: string[] = [];
    const fetch: Fetch = async (url) => {
      sent.push(url);
      return Response.json({ quantities: [{ timestamp: '2026-11-01T00:00:00Z', quantity: 5 }], total: 5 });
    };
    const source = createPolarSource({ server: '/api/portal', fetch });
    const [start, end] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-08T00:00:00Z')];
    expect(await source.history('m/1', { start, end })).toEqual({ quantities: [{ timestamp: start, quantity: 5 }], total: 5, issues: [] });
    await source.history('m', { start, end, interval: 'hour', timeZone: 'Europe/Rome' });
    const range = 'start_timestamp=2026-11-01T00%3A00%3A00.000Z&end_timestamp=2026-11-07T23%3A59%3A59.999Z';
    expect(sent).toEqual([`/api/portal/meters/m%2F1/history?${range}&interval=day`, `/api/portal/meters/m/history?${range}&interval=hour&timezone=Europe%2FRome`]);
    await source.history('m', { start, end, interval: null as never, timeZone: null as never });
    expect(sent.pop()).toBe(`/api/portal/meters/m/history?${range}&interval=day`);
    await source.history('m', { start, end, timeZone: 'Europe/zurich' });
    expect(sent.pop()).toBe(`/api/portal/meters/m/history?${range}&interval=day&timezone=Europe%2FZurich`);
    // JavaScript's own name for this zone is Asia/Calcutta, which newer systems don't know.
    await source.history('m', { start, end, timeZone: 'Asia/Kolkata' });
    expect(sent.pop()).toBe(`/api/portal/meters/m/history?${range}&interval=day&timezone=Asia%2FKolkata`);
    for (const no of [new Date(NaN), '2026-11-01', 1_793_491_200_000, null, undefined]) {
      for (const range of [{ start: no, end }, { start, end: no }]) expect((await problemOf(source.history('m', range as never))).code).toBe('invalid_option');
    }
    // Newer browsers accept an offset and any case; Polar accepts neither. Only names that begin with a capital are corrected.
    for (const timeZone of ['Nowhere/City', '+05:30', 'europe/rome', '', {} as string]) expect(await problemOf(source.history('m', { start, end, timeZone }))).toMatchObject({ code: 'invalid_option', message: expect.stringContaining('`timeZone`') as string });
    expect(sent).toHaveLength(2);
  });
});

describe('createPolarSource() with a path on the page’s own origin', () => {
  it('relies on cookies: it sends no token, no version and no trailing slash', async () => {
    const server = await serve((_, response) => json(response, list([meter('a')])));
    const inits: RequestInit[] = [];
    const fetch: Fetch = (url, init) => {
      inits.push(init);
      return globalThis.fetch(server.url + url, init);
    };
    const source = createPolarSource({ server: '/api/portal/', fetch });
    expect(source.key).toBe('polar:/api/portal');
    expect((await source.meters({ query: 'a b' })).items).toHaveLength(1);
    await source.meter('a/b').catch(() => {});
    await source.subscriptions().catch(() => {});
    await source.subscription('s').catch(() => {});
    expect(server.paths()).toEqual([
      '/api/portal/meters?page=1&limit=100&query=a+b',
      '/api/portal/meters/a%2Fb',
      '/api/portal/subscriptions?page=1&limit=100',
      '/api/portal/subscriptions/s',
    ]);
    expect(inits[0]).toMatchObject({ credentials: 'same-origin', headers: { Accept: 'application/json' } });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('resolves the path on the page’s origin', async () => {
    const server = await serve((_, response) => json(response, list([])));
    vi.stubGlobal('location', { origin: server.url });
    await createPolarSource({ server: '/api/portal' }).meters();
    expect(server.requests).toHaveLength(1);
  });

  it.each([undefined, { origin: 'null' }])('leaves the path to fetch when the page has no origin (%j)', async (location) => {
    vi.stubGlobal('location', location);
    const { fetch, sent } = recorder();
    await createPolarSource({ server: '/', fetch }).meters();
    expect(sent[0]?.[0]).toBe('/meters?page=1&limit=100');
  });

  it.each([['invalid_token', 'session_expired'], ['Unauthorized', 'unauthorized']])('rejects on a 401 (%s) with %s and does not repeat the request', async (error, code) => {
    const server = await serve((_, response) => json(response, { error }, 401));
    vi.stubGlobal('location', { origin: server.url });
    expect((await problemOf(createPolarSource({ server: '/api/portal' }).meters())).code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });
});

describe('createPolarSource()', () => {
  it.each([
    'http://polar.example', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example', 'http://10.0.0.1',
    'ftp://polar.example', 'javascript:alert(1)', 'prod', '', 'constructor', '__proto__', 42,
    'api/portal', '//evil.example', '/\\evil.example', '/\t/evil.example', '/api portal', '/api?SENTINEL=1', '/api#x',
    'https://ada:SENTINEL@polar.example', 'https://SENTINEL@polar.example',
    'https://polar.example/?token=SENTINEL', 'https://polar.example/?', 'https://polar.example/#',
  ])('rejects server %j', (server) => {
    expect(codeFor({ server, token: sentinel })).toBe('invalid_option');
    // Without a token: it must not count as a path, which needs none.
    expect(codeFor({ server })).toBe('invalid_option');
  });

  it.each<[string, string, unknown]>([
    ['no token', 'invalid_option', {}],
    ['token and getToken', 'invalid_option', { token: sentinel, getToken: () => sentinel }],
    ['a null token', 'invalid_option', { token: null }],
    ['a string as getToken', 'invalid_option', { getToken: sentinel }],
    ['a path and a token', 'invalid_option', { server: '/api/portal', token: sentinel }],
    ['a path and getToken', 'invalid_option', { server: '/api/portal', getToken: () => sentinel }],
    ['a timeout of 0', 'invalid_option', { token: sentinel, timeout: 0 }],
    ['a negative timeout', 'invalid_option', { token: sentinel, timeout: -1 }],
    ['a timeout longer than a timer can wait', 'invalid_option', { token: sentinel, timeout: 2 ** 31 }],
    ['the longest timeout of a timer', 'no error', { token: sentinel, timeout: 2 ** 31 - 1 }],
    ['a timeout of 1', 'no error', { token: sentinel, timeout: 1 }],
    ['a timeout of NaN', 'invalid_option', { token: sentinel, timeout: Number.NaN }],
    ['an infinite timeout', 'invalid_option', { token: sentinel, timeout: Infinity }],
    ['an organization token', 'organization_token', { token: 'polar_oat_SENTINEL' }],
    ['an empty token', 'no_token', { token: '' }],
    ['a token with a line break', 'no_token', { token: `${sentinel}\n` }],
    ['getToken and a null token', 'no error', { token: null, getToken: () => sentinel }],
    ['a token alone', 'no error', { token: sentinel }],
  ])('given %s, results in %s', (_, code, options) => {
    expect(codeFor(options)).toBe(code);
  });

  it('sends no request with an organization token from getToken', async () => {
    const { url, requests } = await servePolar();
    const source = createPolarSource({ server: url, getToken: async () => 'polar_oat_SENTINEL' });
    expect((await problemOf(source.meters())).code).toBe('organization_token');
    expect(requests).toHaveLength(0);
  });
});
