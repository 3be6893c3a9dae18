import { describe, expect, it } from 'vitest';
import { isPortalError } from '../../src/core';
import { createPortalHandler, type PortalHandlerOptions } from '../../src/server';
import { expectNoSecret } from '../sources/server';
import { emptyList, fakePolar, question } from './shop';

const good = { accessToken: 'polar_oat_SENTINEL', customer: () => ({ externalId: 'ada' }) };

function misuse(options: unknown): string {
  try {
    createPortalHandler(options as PortalHandlerOptions);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    expectNoSecret(error);
    return error.code;
  }
  return 'none';
}

describe('options that cannot work are told when the handler is made', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a token with a line break', { accessToken: 'polar_oat_SENTINEL\n' }],
    ['a customer’s token', { accessToken: 'polar_cst_SENTINEL' }], ['a member’s token', { accessToken: 'polar_mst_SENTINEL' }],
    ['nobody to ask who it is', { customer: undefined }], ['a customer for all', { customer: { externalId: 'ada' } }],
    ['an unknown server', { server: 'prod' }], ['a server without TLS', { server: 'http://polar.example' }], ['a server with a password', { server: 'https://ada:SENTINEL@polar.example' }], ['a server that is a path', { server: '/api/portal' }],
    ['a base that is no path', { basePath: 'api/portal' }], ['a base on another host', { basePath: '//evil.example' }], ['a base with a query', { basePath: '/api?SENTINEL' }], ['a base of another kind', { basePath: 5 }],
    ['any origin', { cors: { origins: ['*'] } }], ['no origin', { cors: { origins: ['null'] } }], ['an origin with a path', { cors: { origins: ['https://app.example/'] } }], ['an origin without a scheme', { cors: { origins: ['app.example'] } }], ['an origin with a pattern', { cors: { origins: ['https://*.example.com'] } }],
    ['no time', { timeout: 0 }], ['no number of milliseconds', { timeout: Number.NaN }], ['no end', { timeout: Infinity }],
    ['a memory that is too long', { cache: 60_001 }], ['a memory before it is asked', { cache: -1 }], ['a limit of nothing', { limits: { sessions: 0 } }], ['a limit that is no number', { limits: { historyPerMinute: '5' } }],
    ['a version with a line break', { version: '2026-10\n' }], ['an empty version', { version: '' }], ['a version that is a number', { version: 2026 }],
  ])('%s', (_, options) => {
    expect(misuse({ ...good, ...options })).toBe('invalid_option');
  });

  it.each<[string, Record<string, unknown>]>([
    ['an organization token', {}], ['no token yet, as in a build', { accessToken: undefined }], ['a personal token', { accessToken: 'polar_pat_SENTINEL' }], ['the sandbox', { server: 'sandbox' }], ['a server on this machine', { server: 'http://localhost:4000' }],
    ['an origin with a port', { cors: { origins: ['http://localhost:5173'] } }], ['no origins', { cors: { origins: [] } }], ['no limit', { limits: { historyPerMinute: Infinity } }], ['the root', { basePath: '/' }],
  ])('%s is fine', (_, options) => {
    expect(misuse({ ...good, ...options })).toBe('none');
  });
});

it.each([undefined, ''])('a token that is missing (%j) is told with the first question, and nothing is asked', async (accessToken) => {
  const polar = fakePolar(() => Response.json(emptyList));
  const handler = createPortalHandler({ ...good, accessToken, fetch: polar.fetch });
  await expect(handler(question('/meters'))).rejects.toMatchObject({ code: 'invalid_option', message: expect.stringContaining('accessToken') as string });
  expect(polar.calls).toEqual([]);
});

it('what the handler is called with beside the request goes on to `customer`', async () => {
  const polar = fakePolar(() => Response.json(emptyList));
  const handler = createPortalHandler<{ user: string }>({ ...good, customer: (_, { user }) => ({ externalId: user }), fetch: polar.fetch });
  expect((await handler(question('/meters', ''), { user: 'ada' })).status).toBe(200);
  expect(polar.calls.map(({ token }) => token)).toEqual(['polar_oat_SENTINEL', 'polar_cst_ada_1']);
});

it.each([
  [undefined, 'https://api.polar.sh'], ['production', 'https://api.polar.sh'], ['sandbox', 'https://sandbox-api.polar.sh'], ['https://polar.example/eu/', 'https://polar.example/eu'], ['http://[::1]:4000', 'http://[::1]:4000'],
])('server %j is asked at %s, with the version', async (server, root) => {
  const polar = fakePolar(() => Response.json(emptyList));
  await createPortalHandler({ ...good, ...(server && { server }), version: '2026-04', fetch: polar.fetch })(question('/meters?page=2'));
  expect(polar.calls.map(({ url }) => url.href)).toEqual([`${root}/v1/customer-sessions/`, `${root}/v1/customer-portal/meters/?page=2`]);
  expect(polar.calls.map(({ init }) => new Headers(init.headers).get('Polar-Version'))).toEqual(['2026-04', '2026-04']);
});

it('asks the global fetch of the moment, without the words that a platform refuses', async () => {
  const before = { fetch: globalThis.fetch, Request: globalThis.Request };
  const polar = fakePolar(() => Response.json(emptyList));
  const handler = createPortalHandler(good);
  const asked = question('/meters');
  try {
    globalThis.fetch = polar.fetch as typeof fetch;
    // Cloudflare Workers of before 2024-11-11.
    globalThis.Request = class extends before.Request {
      constructor(url: string, init: RequestInit) {
        if ('cache' in init) throw new Error('The `cache` field is not implemented.');
        super(url, init);
      }
    } as typeof Request;
    expect((await handler(asked)).status).toBe(200);
  } finally {
    Object.assign(globalThis, before);
  }
  expect(polar.calls.map(({ init }) => Object.keys(init).filter((key) => ['cache', 'credentials', 'mode', 'referrerPolicy'].includes(key)))).toEqual([[], []]);
});
