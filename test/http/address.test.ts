// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core';
import { createBetterAuthSource, createPolarSource, type Fetch, type PortalSource } from '../../src/sources';
import { expectNoSecret, sentinel } from '../sources/server';

afterEach(() => vi.unstubAllGlobals());

/** The two sources that are told where their server is. */
const sources = {
  server: (server: string, fetch?: Fetch) => createPolarSource({ server, ...(server.startsWith('/') ? {} : { token: sentinel }), ...(fetch && { fetch }) }),
  baseUrl: (baseUrl: string, fetch?: Fetch) => createBetterAuthSource({ baseUrl, ...(fetch && { fetch }) }),
} satisfies Record<string, (address: string, fetch?: Fetch) => PortalSource>;

async function asked(option: keyof typeof sources, address: string): Promise<string> {
  const urls: string[] = [];
  const source = sources[option](address, async (url) => {
    urls.push(url);
    return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
  });
  await source.meters();
  return urls.join();
}

function refusal(option: keyof typeof sources, address: string): PortalError {
  try {
    sources[option](address);
  } catch (error) {
    if (error instanceof PortalError) return error;
  }
  throw new Error(`${address} was taken`);
}

describe.each(['server', 'baseUrl'] as const)('the address in `%s`', (option) => {
  const path = { server: '/v1/customer-portal/meters/?page=1&limit=100', baseUrl: '/usage/meters/list?page=1&limit=100' }[option];
  const ownPath = { server: '/meters?page=1&limit=100', baseUrl: path }[option];

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://shop.example/auth//', 'https://shop.example/auth'],
    ['HTTPS://Shop.Example:443/A', 'https://shop.example/A'],
    ['http://localhost:3000/auth', 'http://localhost:3000/auth'],
    ['http://127.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]/auth', 'http://[::1]/auth'],
  ])('may be %s', async (address, start) => {
    expect(await asked(option, address)).toBe(start + path);
    expect(sources[option](address).key).toMatch(start.replace(/^https?:\/\//, ''));
  });

  it('that is a path stays on the page’s origin, whatever its <base href> says, and is looked up for each request', async () => {
    expect(await asked(option, '/api/own/')).toBe(`/api/own${ownPath}`);
    vi.stubGlobal('location', { origin: 'https://shop.example' });
    expect(await asked(option, '/api/own')).toBe(`https://shop.example/api/own${ownPath}`);
    vi.stubGlobal('location', { origin: 'null' });
    expect(await asked(option, '/api/own')).toBe(`/api/own${ownPath}`);
    expect(sources[option]('/api/own').key).toMatch(/:\/api\/own$/);
  });

  it.each([
    'own', 'own/auth', './api', '//evil.example', '/\\evil.example', '/\t/evil.example', '/a b', '/api?x=1', '/api#x', '/api\\..',
    'http://shop.example', 'http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'ftp://shop.example', 'javascript:alert(1)', 'https://', 'https://a b',
    'https://ada@shop.example', 'https://:SENTINEL@shop.example', 'https://ada:SENTINEL@shop.example/auth', 'https://shop.example?token=SENTINEL', 'https://shop.example/auth#SENTINEL', 'https://shop.example?',
    'http://localhost:SENTINEL@evil.example', '/api/auth?key=SENTINEL',
  ])('may not be %j, and the error names the option, not the value', (address) => {
    const error = refusal(option, address);
    expect(error.code).toBe('invalid_option');
    expect(error.message).toContain(`\`${option}\``);
    expect(error.message).not.toContain(address);
    expectNoSecret(error);
  });

  it('may not be empty', () => {
    expect(refusal(option, '').code).toBe('invalid_option');
  });
});
