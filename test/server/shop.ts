import { afterEach } from 'vitest';
import { type Handler, type Listening, listen } from '../../demo/listen';
import { createPortalHandler, type PortalHandlerOptions } from '../../src/server';
import { createPolarSource, type Fetch, type PortalSource } from '../../src/sources';
import { createDemoPolar, DEMO_ACCESS_TOKEN, type DemoPolar, type DemoPolarOptions } from '../../src/testing';

const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

/** A handler on a socket, gone after the test. */
export async function serve(handler: Handler): Promise<string> {
  const listening = await listen(handler);
  open.push(listening);
  return listening.url;
}

/** A shop's login: who it is stands in a cookie. */
export const byCookie: PortalHandlerOptions['customer'] = (request) => {
  const externalId = /(?:^|;\s*)user=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
  return externalId === undefined ? null : { externalId };
};

/** What a shop's server and a browser on its page would do, over two sockets: browser to shop, shop to Polar. */
export interface Shop {
  demo: DemoPolar;
  /** Where the demo API is. */
  polar: string;
  /** Where the shop is. */
  url: string;
  /** What the browser of a customer gets; without a customer, of somebody unknown. */
  ask: (path: string, user?: string, init?: RequestInit) => Promise<Response>;
  /** The widgets' own source, over the proxy. */
  source: (user?: string) => PortalSource;
  /** How often Polar was asked for a session. */
  mints: () => number;
}

export type ShopOptions = Partial<PortalHandlerOptions> & { polar?: DemoPolarOptions };

export async function openShop({ polar: settings, ...options }: ShopOptions = {}): Promise<Shop> {
  const demo = createDemoPolar({ moving: false, ...settings });
  const polar = await serve(demo);
  const url = await serve(createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: polar, customer: byCookie, ...options }));
  const cookie = (user: string | undefined): Record<string, string> => (user === undefined ? {} : { Cookie: `theme=dark; user=${user}` });
  // With a page around it, a source asks that page's origin: here the shop stands in its place.
  const asBrowser = (user?: string): Fetch => (path, init) => fetch(url + path.replace(/^https?:\/\/[^/]+/, ''), { ...init, headers: { ...(init.headers as Record<string, string>), ...cookie(user) } });
  return {
    demo,
    polar,
    url,
    ask: (path, user, init = {}) => asBrowser(user)(`/api/portal/${path}`, init),
    source: (user) => createPolarSource({ server: '/api/portal', fetch: asBrowser(user) }),
    mints: () => demo.calls.filter(({ path }) => path === '/v1/customer-sessions/').length,
  };
}

/** A Polar in a few lines, asked without a socket: sessions for everybody, and `answer` for all else. */
export function fakePolar(answer: (url: URL, token: string, init: RequestInit) => Response | Promise<Response>) {
  const calls: Array<{ method: string; url: URL; token: string; init: RequestInit }> = [];
  let count = 0;
  const fetch: Fetch = async (address, init) => {
    const url = new URL(address);
    const token = (new Headers(init.headers).get('Authorization') ?? '').replace('Bearer ', '');
    calls.push({ method: init.method ?? 'GET', url, token, init });
    if (!url.pathname.endsWith('/v1/customer-sessions/')) return answer(url, token, init);
    count += 1;
    const { external_customer_id: externalId = 'by-id' } = JSON.parse(init.body as string) as Record<string, string>;
    return session(`polar_cst_${externalId}_${count}`);
  };
  const paths = () => calls.map(({ url }) => url.pathname);
  return { fetch, calls, paths, mints: () => paths().filter((path) => path === '/v1/customer-sessions/').length };
}

/** What Polar answers when it makes a session. */
export function session(token: string, seconds = 3600): Response {
  const expires_at = new Date(Date.now() + seconds * 1000).toISOString();
  const customer_portal_url = `https://polar.example/portal?customer_session_token=${token}`;
  return Response.json({ token, expires_at, customer_portal_url, customer: { email: 'ada@example.com' } }, { status: 201 });
}

/** A question to a handler without a socket, from somebody. */
export function question(path: string, user: string | undefined = 'ada', init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (user !== '') headers.set('Cookie', `user=${user}`);
  return new Request(`https://shop.example${path}`, { ...init, headers });
}

export const emptyList = { items: [], pagination: { total_count: 0, max_page: 0 } };
export const someId = '0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36';
export const otherId = '6a1e9d40-72b8-4f3c-9e05-1d8c3b7a2f64';
