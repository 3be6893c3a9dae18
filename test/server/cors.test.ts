import { describe, expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { byCookie, emptyList, fakePolar, requestFrom } from './shop';

const app = 'https://app.example';

/** Sends requests to a handler with these origins in `cors`. */
function open(origins?: string[], status = 200) {
  const polar = fakePolar(() => (status === 200 ? Response.json(emptyList) : new Response(null, { status })));
  const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch: polar.fetch, ...(origins && { cors: { origins } }) });
  return (headers: Record<string, string>, method = 'GET', path = '/meters') => handler(requestFrom(path, 'ada', { method, headers }));
}

const corsOf = ({ headers }: Response) => Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

describe('the `cors` option of the proxy', () => {
  it('lets a listed origin send cookies and read Age and Retry-After', async () => {
    const send = open([app, 'http://localhost:5173'], 429);
    const response = await send({ Origin: app, 'Sec-Fetch-Site': 'cross-site' });
    expect(response.status).toBe(429);
    expect(corsOf(response)).toEqual({ 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true', 'access-control-expose-headers': 'Age, Retry-After' });
    expect(response.headers.get('Vary')).toContain('Origin');
  });

  it('lets a listed origin read failures', async () => {
    expect(corsOf(await open([app])({ Origin: app }, 'GET', '/nothing'))['access-control-allow-origin']).toBe(app);
    expect(corsOf(await open([app])({ Origin: app }, 'POST'))['access-control-allow-origin']).toBe(app);
  });

  it.each(['https://evil.example', 'https://app.example.evil.example', 'https://evil-app.example', 'http://app.example', 'https://app.example:444', 'https://APP.example', 'null', '*', 'https://app.example, https://evil.example'])(
    'refuses %s',
    async (origin) => {
      const response = await open([app])({ Origin: origin, 'Sec-Fetch-Site': 'cross-site' });
      expect([response.status, corsOf(response)]).toEqual([403, {}]);
      const withoutSite = await open([app])({ Origin: origin });
      expect(corsOf(withoutSite)).toEqual({});
    },
  );

  it('responds to a preflight with fixed headers, whatever it requests', async () => {
    const response = await open([app])({ Origin: app, 'Sec-Fetch-Site': 'cross-site', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'x-evil' }, 'OPTIONS');
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(corsOf(response)).toMatchObject({ 'access-control-allow-origin': app, 'access-control-allow-methods': 'GET', 'access-control-allow-headers': 'Accept, Authorization, Content-Type, Polar-Version' });
    expect((await open([app])({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 'OPTIONS')).status).toBe(403);
    expect((await open([app])({ Origin: app }, 'OPTIONS', '/customers')).status).toBe(404);
  });

  it('sends no CORS header by default', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const response = await open()({ Origin: app, 'Access-Control-Request-Method': 'GET' }, method);
      expect(corsOf(response)).toEqual({});
      expect(response.status).toBe(method === 'GET' ? 403 : 405);
    }
  });

  it('sends no CORS header to pages of its own origin', async () => {
    const response = await open([app])({ 'Sec-Fetch-Site': 'same-origin' });
    expect([response.status, corsOf(response)]).toEqual([200, {}]);
  });
});
