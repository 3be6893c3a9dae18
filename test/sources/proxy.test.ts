import { describe, expect, it, vi } from 'vitest';
import { createPolarSource } from '../../src/sources/polar';
import { createProxySource } from '../../src/sources/proxy';

const history = { quantities: [{ timestamp: '2026-11-01T00:00:00Z', quantity: 5 }], total: 5 };
const whole = { total: history, parts: [{ value: 'gpt-4', ...history }], other: { quantities: [], total: 0 } };
const range = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };

describe('createProxySource()', () => {
  it('is the source over the proxy, with breakdowns', () => {
    const [source, polar] = [createProxySource(), createPolarSource({ server: '/api/portal' })];
    expect([source.key, source.can]).toEqual([polar.key, { ...polar.can, breakdown: true }]);
    expect(polar.can.breakdown).toBeUndefined();
  });

  it('requests a breakdown with the cookies of the page, and nothing else that identifies anyone', async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json(whole));
    const { parts, issues } = await createProxySource({ server: '/shop/portal', fetch }).breakdown('0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36', 'a&b=c', { ...range, interval: 'week', timeZone: 'Europe/Rome' });
    expect([parts.map(({ value }) => value), issues]).toEqual([['gpt-4'], []]);
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toMatch(/\/shop\/portal\/meters\/0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36\/breakdown\?by=a%26b%3Dc&start_timestamp=2026-11-01T00%3A00%3A00.000Z&end_timestamp=2026-11-30T23%3A59%3A59.999Z&interval=week&timezone=Europe%2FRome$/);
    expect(init).toMatchObject({ headers: { Accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store', redirect: 'error' });
  });

  it('stops when its signal aborts', async () => {
    const stop = new AbortController();
    const waiting = createProxySource({ fetch: () => new Promise(() => {}) }).breakdown('x', 'model', range, { signal: stop.signal });
    stop.abort('unmounted');
    await expect(waiting).rejects.toBe('unmounted');
  });

  it.each(['production', 'https://proxy.example/api', '//evil.example', ''])('rejects the server "%s"', (server) => {
    expect(() => createProxySource({ server })).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });

  it('takes null for what may be left out', () => {
    expect(createProxySource({ server: null as never, fetch: null as never, timeout: null as never }).key).toBe('polar:/api/portal');
  });

  it('rejects an invalid date without a request', async () => {
    const fetch = vi.fn();
    await expect(createProxySource({ fetch }).breakdown('x', 'model', { ...range, end: new Date(NaN) })).rejects.toMatchObject({ code: 'invalid_option' });
    expect(fetch).not.toHaveBeenCalled();
  });
});
