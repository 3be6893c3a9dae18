// @vitest-environment node
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isPortalError } from '../../src/core';
import { createPolarSource, type Fetch, type PolarSourceOptions } from '../../src/sources';
import { list, meter, subscription } from './fixtures';
import { bearer, expectNoSecret, failureOf, json, problemOf, sentinel, serve } from './server';

afterEach(() => vi.unstubAllGlobals());

/** A Polar of one meter and one subscription. */
function polar() {
  return serve((request, response) => {
    const [path] = (request.url ?? '').split('?');
    if (path === '/v1/customer-portal/meters/') return json(response, list([meter('a')]));
    if (path === '/v1/customer-portal/meters/a') return json(response, meter('a'));
    if (path === '/v1/customer-portal/subscriptions/') return json(response, list([subscription('s')]));
    if (path === '/v1/customer-portal/subscriptions/s') return json(response, subscription('s'));
    return json(response, { error: 'ResourceNotFound', detail: sentinel }, 404);
  });
}

/** Which addresses a source asks for, and how, without asking anybody. */
function recorder() {
  const asked: Array<[url: string, init: RequestInit]> = [];
  const fetch: Fetch = async (url, init) => {
    asked.push([url, init]);
    return Response.json(list([]));
  };
  return { fetch, asked };
}

function misuse(options: unknown): string {
  try {
    createPolarSource(options as PolarSourceOptions);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    expectNoSecret(error);
    return error.code;
  }
  return 'none';
}

describe('a source over Polar’s API', () => {
  it('answers meters and subscriptions in the domain shape', async () => {
    const { url, paths } = await polar();
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

  it('sends the token and the version in headers, and no header that Polar’s CORS refuses', async () => {
    const { fetch, asked } = recorder();
    await createPolarSource({ token: sentinel, fetch }).meters();
    const [url, init] = asked[0]!;
    expect(url).not.toContain('SENTINEL');
    expect(init.headers).toEqual({ Accept: 'application/json', Authorization: `Bearer ${sentinel}`, 'Polar-Version': '2026-10' });
    expect(init).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store' });
    await createPolarSource({ token: sentinel, fetch, version: '2026-04' }).meters();
    expect(asked[1]?.[1].headers).toMatchObject({ 'Polar-Version': '2026-04' });
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
  ])('server %j asks %s and is called %s', async (server, address, key) => {
    const { fetch, asked } = recorder();
    const source = createPolarSource({ ...(server && { server }), token: sentinel, fetch });
    await source.meters();
    expect(asked[0]?.[0]).toBe(`${address}?page=1&limit=100`);
    expect(source.key).toBe(key);
  });

  it('encodes every id, and asks nothing for one that would name another resource', async () => {
    const { fetch, asked } = recorder();
    const source = createPolarSource({ token: sentinel, fetch });
    await source.meter('a/../../b?c#d%2e').catch(() => {});
    expect(asked[0]?.[0]).toBe('https://api.polar.sh/v1/customer-portal/meters/a%2F..%2F..%2Fb%3Fc%23d%252e');
    const getToken = vi.fn(() => sentinel);
    await problemOf(createPolarSource({ getToken, fetch }).meter(''));
    expect(getToken).not.toHaveBeenCalled();
    for (const id of ['', '.', '..', '\ud800']) {
      expect((await problemOf(source.meter(id))).code).toBe('not_found');
      expect((await problemOf(source.subscription(id))).code).toBe('not_found');
    }
    expect(asked).toHaveLength(1);
  });

  it('holds its token where nobody who looks at it can see it', () => {
    const source = createPolarSource({ token: sentinel });
    expect(inspect(source, { showHidden: true, depth: 10 }) + JSON.stringify(source)).not.toContain('SENTINEL');
  });

  it('renews a token that the server refuses: ten questions, one refresh', async () => {
    const { url, requests } = await serve((request, response) =>
      bearer(request) === 'polar_cst_new' ? json(response, meter('a')) : json(response, { error: 'invalid_token' }, 401),
    );
    const getToken = vi.fn().mockResolvedValueOnce(sentinel).mockResolvedValue('polar_cst_new');
    const source = createPolarSource({ server: url, getToken });
    await Promise.all(Array.from({ length: 10 }, () => source.meter('a')));
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(requests).toHaveLength(20);
  });

  it.each(['invalid_token', 'Unauthorized'])('with a fixed token a 401 (%s) is an expired session at once', async (error) => {
    const { url, requests } = await serve((_, response) => json(response, { error, detail: sentinel }, 401));
    expect((await problemOf(createPolarSource({ server: url, token: sentinel }).meters())).code).toBe('session_expired');
    expect(requests).toHaveLength(1);
  });

  it('gives up on getToken and on an answer after `timeout`', async () => {
    const { url } = await serve(() => {});
    expect((await problemOf(createPolarSource({ server: url, token: sentinel, timeout: 80 }).meters())).code).toBe('timeout');
    const never = () => new Promise<string>(() => {});
    expect((await problemOf(createPolarSource({ server: url, getToken: never, timeout: 80 }).meters())).code).toBe('no_token');
  });

  it('hands the caller’s signal on, page by page', async () => {
    const { url } = await serve(() => {});
    const controller = new AbortController();
    const failure = failureOf(createPolarSource({ server: url, token: sentinel }).meters({ all: true }, { signal: controller.signal }));
    setTimeout(() => controller.abort('unmounted'), 50);
    expect(await failure).toBe('unmounted');
  });
});

describe('what not every server gives', () => {
  const wallet = { id: 'w', created_at: '2026-09-01T00:00:00Z', modified_at: null, balance: 1840, currency: 'usd' };
  const preview = { base_amount: 2000, total_amount: 2412, prorations: [] };

  /** A server that answers everything with one thing. */
  async function only(body: unknown, status = 200) {
    const server = await serve((_, response) => json(response, body, status));
    return { ...server, source: createPolarSource({ server: server.url, token: sentinel }) };
  }

  it('wallets come by the page, and all of them', async () => {
    const { source, paths } = await only(list([wallet]));
    expect((await source.wallets()).items).toMatchObject([{ id: 'w', balance: 1840 }]);
    await source.wallets({ page: 2, limit: 5 });
    expect(paths()).toEqual(['/v1/customer-portal/wallets/?page=1&limit=100', '/v1/customer-portal/wallets/?page=2&limit=5']);
  });

  it('a charge preview comes from its own place', async () => {
    const { source, paths } = await only(preview);
    expect(await source.chargePreview('s/1')).toEqual({ baseAmount: 2000, totalAmount: 2412, prorations: [] });
    expect(paths()).toEqual(['/v1/customer-portal/subscriptions/s%2F1/charge-preview']);
  });

  it.each<[number, unknown]>([[404, {}], [403, {}], [200, { prorations: 5 }], [400, {}]])('a charge preview that is answered with %i and %j is none', async (status, body) => {
    expect(await (await only(body, status)).source.chargePreview('s')).toBeNull();
  });

  it.each([[500, 'server_error'], [429, 'rate_limited'], [422, 'invalid_request'], [401, 'session_expired']])('a charge preview that fails with %i fails', async (status, code) => {
    expect((await problemOf((await only({}, status)).source.chargePreview('s'))).code).toBe(code);
  });

  it('a charge preview that nobody wants any more ends with the reason, also one that looks like an answer', async () => {
    const reason = Object.assign(new Error('gone'), { code: 'not_found' });
    expect(await failureOf((await only(preview)).source.chargePreview('s', { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });

  it('says what it can', () => {
    expect(createPolarSource({ token: sentinel })).toMatchObject({ key: 'polar:api.polar.sh', can: { wallets: true, chargePreview: true, history: false } });
    expect(createPolarSource({ server: 'sandbox', token: sentinel }).key).toBe('polar:sandbox-api.polar.sh');
    expect(createPolarSource({ server: '/api/portal' }).can).toEqual({ wallets: true, chargePreview: true, history: true });
  });

  it('a history is asked for by its range, in days unless told otherwise', async () => {
    const asked: string[] = [];
    const fetch: Fetch = async (url) => {
      asked.push(url);
      return Response.json({ quantities: [{ timestamp: '2026-11-01T00:00:00Z', quantity: 5 }], total: 5 });
    };
    const source = createPolarSource({ server: '/api/portal', fetch });
    const [start, end] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-08T00:00:00Z')];
    expect(await source.history('m/1', { start, end })).toEqual({ quantities: [{ timestamp: start, quantity: 5 }], total: 5, issues: [] });
    await source.history('m', { start, end, interval: 'hour', timeZone: 'Europe/Rome' });
    const range = 'start_timestamp=2026-11-01T00%3A00%3A00.000Z&end_timestamp=2026-11-08T00%3A00%3A00.000Z';
    expect(asked).toEqual([`/api/portal/meters/m%2F1/history?${range}&interval=day`, `/api/portal/meters/m/history?${range}&interval=hour&timezone=Europe%2FRome`]);
    for (const no of [new Date(NaN), '2026-11-01', undefined]) {
      for (const range of [{ start: no, end }, { start, end: no }]) expect((await problemOf(source.history('m', range as never))).code).toBe('invalid_option');
    }
    expect(asked).toHaveLength(2);
  });
});

describe('a source over a path of the page’s own origin', () => {
  it('asks by cookie: no token, no version, no last slash', async () => {
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

  it('stays on that origin whatever the page’s base is', async () => {
    const server = await serve((_, response) => json(response, list([])));
    vi.stubGlobal('location', { origin: server.url });
    await createPolarSource({ server: '/api/portal' }).meters();
    expect(server.requests).toHaveLength(1);
  });

  it.each([undefined, { origin: 'null' }])('without an origin (%j) leaves the path to `fetch`', async (location) => {
    vi.stubGlobal('location', location);
    const { fetch, asked } = recorder();
    await createPolarSource({ server: '/', fetch }).meters();
    expect(asked[0]?.[0]).toBe('/meters?page=1&limit=100');
  });

  it.each([['invalid_token', 'session_expired'], ['Unauthorized', 'unauthorized']])('a 401 (%s) is %s, not asked again', async (error, code) => {
    const server = await serve((_, response) => json(response, { error }, 401));
    vi.stubGlobal('location', { origin: server.url });
    expect((await problemOf(createPolarSource({ server: '/api/portal' }).meters())).code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });
});

describe('options that cannot work are told when the source is made', () => {
  it.each([
    'http://polar.example', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example', 'http://10.0.0.1',
    'ftp://polar.example', 'javascript:alert(1)', 'prod', '', 'constructor', '__proto__', null, 42,
    'api/portal', '//evil.example', '/\\evil.example', '/\t/evil.example', '/api portal', '/api?SENTINEL=1', '/api#x',
    'https://ada:SENTINEL@polar.example', 'https://SENTINEL@polar.example',
    'https://polar.example/?token=SENTINEL', 'https://polar.example/?', 'https://polar.example/#',
  ])('server %j', (server) => {
    expect(misuse({ server, token: sentinel })).toBe('invalid_option');
    // It is not taken for a path either, which would need no token.
    expect(misuse({ server })).toBe('invalid_option');
  });

  it.each<[string, unknown, string]>([
    ['nobody asks', {}, 'invalid_option'],
    ['two ask', { token: sentinel, getToken: () => sentinel }, 'invalid_option'],
    ['null asks', { token: null }, 'invalid_option'],
    ['getToken is text', { getToken: sentinel }, 'invalid_option'],
    ['a path has a token', { server: '/api/portal', token: sentinel }, 'invalid_option'],
    ['a path has getToken', { server: '/api/portal', getToken: () => sentinel }, 'invalid_option'],
    ['the timeout is 0', { token: sentinel, timeout: 0 }, 'invalid_option'],
    ['the timeout is below 0', { token: sentinel, timeout: -1 }, 'invalid_option'],
    ['the timeout is more than a timer takes', { token: sentinel, timeout: 2 ** 31 }, 'invalid_option'],
    ['the timeout is all that a timer takes', { token: sentinel, timeout: 2 ** 31 - 1 }, 'none'],
    ['the timeout is short', { token: sentinel, timeout: 1 }, 'none'],
    ['the timeout is NaN', { token: sentinel, timeout: Number.NaN }, 'invalid_option'],
    ['the timeout never ends', { token: sentinel, timeout: Infinity }, 'invalid_option'],
    ['an organization asks', { token: 'polar_oat_SENTINEL' }, 'organization_token'],
    ['the token is empty', { token: '' }, 'no_token'],
    ['the token has a line break', { token: `${sentinel}\n` }, 'no_token'],
    ['one of two is null', { token: null, getToken: () => sentinel }, 'none'],
    ['all is well', { token: sentinel }, 'none'],
  ])('%s', (_, options, code) => {
    expect(misuse(options)).toBe(code);
  });

  it('an organization token from getToken reaches no server', async () => {
    const { url, requests } = await polar();
    const source = createPolarSource({ server: url, getToken: async () => 'polar_oat_SENTINEL' });
    expect((await problemOf(source.meters())).code).toBe('organization_token');
    expect(requests).toHaveLength(0);
  });
});
