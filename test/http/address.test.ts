import { afterEach, describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core/errors';
import type { Fetch } from '../../src/http/request';
import { createBetterAuthSource } from '../../src/sources/betterAuth';
import { createPolarSource } from '../../src/sources/polar';
import type { PortalSource } from '../../src/sources/source';
import { expectNoSecret, sentinel } from '../sources/server';

afterEach(() => vi.unstubAllGlobals());

/** Two sources by their option for the address of a server. */
const sources = {
  server: (server: string, fetch?: Fetch) => createPolarSource({ server, ...(server.startsWith('/') ? {} : { token: sentinel }), ...(fetch && { fetch }) }),
  baseUrl: (baseUrl: string, fetch?: Fetch) => createBetterAuthSource({ baseUrl, ...(fetch && { fetch }) }),
} satisfies Record<string, (address: string, fetch?: Fetch) => PortalSource>;

async function requestedUrl(option: keyof typeof sources, address: string): Promise<string> {
  const urls: string[] = [];
  const source = sources[option](address, async (url) => {
    urls.push(url);
    return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
  });
  await source.meters();
  return urls.join();
}

function errorFor(option: keyof typeof sources, address: string): PortalError {
  try {
    sources[option](address);
  } catch (error) {
    if (error instanceof PortalError) return error;
  }
  throw new Error(`${address} was accepted`);
}

describe.each(['server', 'baseUrl'] as const)('the option `%s`', (option) => {
  const path = { server: '/v1/customer-portal/meters/?page=1&limit=100', baseUrl: '/usage/meters/list?page=1&limit=100' }[option];
  const ownPath = { server: '/meters?page=1&limit=100', baseUrl: path }[option];

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://shop.example/auth//', 'https://shop.example/auth'],
    ['HTTPS://Shop.Example:443/A', 'https://shop.example/A'],
    ['http://localhost:3000/auth', 'http://localhost:3000/auth'],
    ['http://127.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.100.20.30:3000', 'http://127.100.20.30:3000'],
    ['http://[::1]/auth', 'http://[::1]/auth'],
  ])('accepts %s', async (address, start) => {
    expect(await requestedUrl(option, address)).toBe(start + path);
    expect(sources[option](address).key).toMatch(start.replace(/^https?:\/\//, ''));
  });

  it('resolves a path on the page’s current origin, and leaves it as it is where no http origin is known', async () => {
    expect(await requestedUrl(option, '/api/own/')).toBe(`/api/own${ownPath}`);
    vi.stubGlobal('location', { origin: 'https://shop.example' });
    expect(await requestedUrl(option, '/api/own')).toBe(`https://shop.example/api/own${ownPath}`);
    vi.stubGlobal('location', { origin: 'null' });
    expect(await requestedUrl(option, '/api/own')).toBe(`/api/own${ownPath}`);
    for (const origin of ['null', 5, undefined]) {
      vi.stubGlobal('origin', origin);
      expect(await requestedUrl(option, '/api/own')).toBe(`/api/own${ownPath}`);
    }
    expect(sources[option]('/api/own').key).toMatch(/:\/api\/own$/);
  });

  it('resolves a path on the origin of the page around a frame with `srcdoc`', async () => {
    vi.stubGlobal('location', { origin: 'null' });
    vi.stubGlobal('origin', 'https://shop.example');
    expect(await requestedUrl(option, '/api/own')).toBe(`https://shop.example/api/own${ownPath}`);
  });

  it.each([
    'own', 'own/auth', './api', '//evil.example', '/\\evil.example', '/\t/evil.example', '/a b', '/api?x=1', '/api#x', '/api\\..',
    'http://shop.example', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'ftp://shop.example', 'javascript:alert(1)', 'https://', 'https://a b',
    'https://ada@shop.example', 'https://:SENTINEL@shop.example', 'https://ada:SENTINEL@shop.example/auth', 'https://shop.example?token=SENTINEL', 'https://shop.example/auth#SENTINEL', 'https://shop.example?',
    'http://localhost:SENTINEL@evil.example', '/api/auth?key=SENTINEL',
  ])('rejects %j with an error that names the option and not the value', (address) => {
    const error = errorFor(option, address);
    expect(error.code).toBe('invalid_option');
    expect(error.message).toContain(`\`${option}\``);
    expect(error.message).not.toContain(address);
    expectNoSecret(error);
  });

  it('rejects an empty value', () => {
    expect(errorFor(option, '').code).toBe('invalid_option');
  });

  it('says how to correct an invalid value', () => {
    const examples = { server: "'production', 'sandbox', a URL, or a path like '/api/portal'", baseUrl: "a URL, or a path like '/api/auth'" }[option];
    expect(errorFor(option, 'own').message).toBe(
      `Invalid option \`${option}\`. It must use https (http only on localhost), without user, query or hash. Pass ${examples}.`,
    );
  });
});
