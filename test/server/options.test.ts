import { describe, expect, it } from 'vitest';
import { isPortalError } from '../../src/core/errors';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { type PortalHandlerOptions, readOptions } from '../../src/server/options';
import { expectNoSecret } from '../sources/server';
import { emptyList, fakePolar, requestFrom } from './shop';

const good = { accessToken: 'polar_oat_SENTINEL', customer: () => ({ externalId: 'ada' }) };

/** The code of the error for these options, or 'none'. */
function codeFor(options: unknown): string {
  try {
    createPortalHandler(options as PortalHandlerOptions);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    expectNoSecret(error);
    return error.code;
  }
  return 'none';
}

describe('createPortalHandler()', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a token with a line break', { accessToken: 'polar_oat_SENTINEL\n' }],
    ['a customer’s token', { accessToken: 'polar_cst_SENTINEL' }], ['a member’s token', { accessToken: 'polar_mst_SENTINEL' }],
    ['a missing `customer`', { customer: undefined }], ['an object as `customer`', { customer: { externalId: 'ada' } }],
    ['an unknown server', { server: 'prod' }], ['a server without TLS', { server: 'http://polar.example' }], ['a server with a password', { server: 'https://ada:SENTINEL@polar.example' }], ['a server that is a path', { server: '/api/portal' }],
    ['a relative basePath', { basePath: 'api/portal' }], ['a basePath on another host', { basePath: '//evil.example' }], ['a basePath with a query', { basePath: '/api?SENTINEL' }], ['a number as basePath', { basePath: 5 }],
    ['the origin *', { cors: { origins: ['*'] } }], ['the origin null', { cors: { origins: ['null'] } }], ['an origin with a path', { cors: { origins: ['https://app.example/'] } }], ['an origin without a scheme', { cors: { origins: ['app.example'] } }], ['an origin with a pattern', { cors: { origins: ['https://*.example.com'] } }],
    ['text as session store', { sessions: 'redis://localhost' }], ['a session store without `delete`', { sessions: { get: () => null, set: () => null } }], ['a claim without `release`', { sessions: { get: () => null, set: () => null, delete: () => null, claim: () => true } }], ['null as session store', { sessions: null }],
    ['a timeout of 0', { timeout: 0 }], ['a timeout of NaN', { timeout: Number.NaN }], ['an infinite timeout', { timeout: Infinity }],
    ['a cache of more than a minute', { cache: 60_001 }], ['a negative cache', { cache: -1 }], ['a limit of 0', { limits: { sessions: 0 } }], ['a string as limit', { limits: { historyPerMinute: '5' } }],
    ['a version with a line break', { version: '2026-10\n' }], ['an empty version', { version: '' }], ['a version that is a number', { version: 2026 }],
  ])('rejects %s', (_, options) => {
    expect(codeFor({ ...good, ...options })).toBe('invalid_option');
  });

  it.each<[string, Record<string, unknown>]>([
    ['an organization token', {}], ['a missing token, as in a build', { accessToken: undefined }], ['a personal token', { accessToken: 'polar_pat_SENTINEL' }], ['the sandbox', { server: 'sandbox' }], ['a server on this machine', { server: 'http://localhost:4000' }],
    ['an origin with a port', { cors: { origins: ['http://localhost:5173'] } }], ['no origins', { cors: { origins: [] } }], ['no limit', { limits: { historyPerMinute: Infinity } }], ['limits without a value', { limits: { sessions: undefined, historyPerMinute: null } }], ['the root', { basePath: '/' }],
  ])('accepts %s', (_, options) => {
    expect(codeFor({ ...good, ...options })).toBe('none');
  });
});

it.each(['sandbox', 'https://sandbox-api.polar.sh', 'https://sandbox-api.polar.sh/'])('the limit of %s is below the 100 requests per minute of the sandbox', (server) => {
  expect(readOptions({ ...good, server }).limits).toMatchObject({ organizationPerMinute: 80, historyPerMinute: 40 });
});

it.each([undefined, ''])('a handler without a token (%j) rejects its first request and sends nothing', async (accessToken) => {
  const polar = fakePolar(() => Response.json(emptyList));
  const handler = createPortalHandler({ ...good, accessToken, fetch: polar.fetch });
  await expect(handler(requestFrom('/meters'))).rejects.toMatchObject({ code: 'invalid_option', message: expect.stringContaining('accessToken') as string });
  expect(polar.calls).toEqual([]);
});

it('a handler passes its second argument on to `customer`', async () => {
  const polar = fakePolar(() => Response.json(emptyList));
  const handler = createPortalHandler<{ user: string }>({ ...good, customer: (_, { user }) => ({ externalId: user }), fetch: polar.fetch });
  expect((await handler(requestFrom('/meters', ''), { user: 'ada' })).status).toBe(200);
  expect(polar.calls.map(({ token }) => token)).toEqual(['polar_oat_SENTINEL', 'polar_cst_ada_1']);
});

it.each([
  [undefined, 'https://api.polar.sh'], ['production', 'https://api.polar.sh'], ['sandbox', 'https://sandbox-api.polar.sh'], ['https://polar.example/eu/', 'https://polar.example/eu'], ['http://[::1]:4000', 'http://[::1]:4000'],
])('a handler with server %j sends its requests to %s, with the version', async (server, root) => {
  const polar = fakePolar(() => Response.json(emptyList));
  await createPortalHandler({ ...good, ...(server && { server }), version: '2026-04', fetch: polar.fetch })(requestFrom('/meters?page=2'));
  expect(polar.calls.map(({ url }) => url.href)).toEqual([`${root}/v1/customer-sessions/`, `${root}/v1/customer-portal/meters/?page=2`]);
  expect(polar.calls.map(({ init }) => new Headers(init.headers).get('Polar-Version'))).toEqual(['2026-04', '2026-04']);
});

it('a handler calls the current global fetch, without options that the platform rejects', async () => {
  const before = { fetch: globalThis.fetch, Request: globalThis.Request };
  const polar = fakePolar(() => Response.json(emptyList));
  const handler = createPortalHandler(good);
  const request = requestFrom('/meters');
  try {
    globalThis.fetch = polar.fetch as typeof fetch;
    // As in Cloudflare Workers before 2024-11-11.
    globalThis.Request = class extends before.Request {
      constructor(url: string, init: RequestInit) {
        if ('cache' in init) throw new Error('The `cache` field is not implemented.');
        super(url, init);
      }
    } as typeof Request;
    expect((await handler(request)).status).toBe(200);
  } finally {
    Object.assign(globalThis, before);
  }
  expect(polar.calls.map(({ init }) => Object.keys(init).filter((key) => ['cache', 'credentials', 'mode', 'referrerPolicy'].includes(key)))).toEqual([[], []]);
});

it('a handler sends JSON to Polar, with the header for it', async () => {
  const polar = fakePolar(() => Response.json(emptyList));
  await createPortalHandler({ ...good, fetch: polar.fetch })(requestFrom('/meters'));
  expect(polar.calls.map(({ method, init }) => [method, new Headers(init.headers).get('Content-Type'), new Headers(init.headers).get('Accept')])).toEqual([
    ['POST', 'application/json', 'application/json'],
    ['GET', null, 'application/json'],
  ]);
});

it('a handler accepts a URL of at most 8192 characters', async () => {
  const handler = createPortalHandler({ ...good, fetch: fakePolar(() => Response.json(emptyList)).fetch });
  const path = '/meters?x=';
  const statusOf = async (length: number) => (await handler(requestFrom(path + 'x'.repeat(length - requestFrom(path).url.length)))).status;
  expect([await statusOf(8192), await statusOf(8193)]).toEqual([200, 414]);
});
