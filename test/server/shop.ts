import { afterEach } from 'vitest';
import { type Handler, type Listening, listen } from '../../demo/listen';
import type { Fetch } from '../../src/http/request';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { createProxySource } from '../../src/sources/proxy';
import type { PortalSource } from '../../src/sources/source';
import { createDemoPolar, DEMO_ACCESS_TOKEN, type DemoPolar, type DemoPolarOptions } from '../../src/testing';

const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

/** Serves a handler on a socket until the end of the test. Returns its URL. */
export async function serve(handler: Handler): Promise<string> {
  const listening = await listen(handler);
  open.push(listening);
  return listening.url;
}

/** A shop's login: the cookie `user` names the customer. */
export const byCookie: PortalHandlerOptions['customer'] = (request) => {
  const externalId = /(?:^|;\s*)user=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
  return externalId === undefined ? null : { externalId };
};

/** A shop's server and a browser on its page, over two sockets: browser to shop, and shop to Polar. */
export interface Shop {
  demo: DemoPolar;
  /** The URL of the demo API. */
  polar: string;
  /** The URL of the shop. */
  url: string;
  /** Sends a request from a customer's browser; without `user`, from one that is not signed in. */
  get: (path: string, user?: string, init?: RequestInit) => Promise<Response>;
  /** A source over the proxy, as widgets use it. */
  source: (user?: string) => PortalSource;
  /** How many sessions the shop has requested from Polar. */
  sessionRequests: () => number;
}

export type ShopOptions = Partial<PortalHandlerOptions> & { polar?: DemoPolarOptions };

export async function openShop({ polar: settings, ...options }: ShopOptions = {}): Promise<Shop> {
  const demo = createDemoPolar({ moving: false, ...settings });
  const polar = await serve(demo);
  const url = await serve(createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: polar, customer: byCookie, ...options }));
  const cookie = (user: string | undefined): Record<string, string> => (user === undefined ? {} : { Cookie: `theme=dark; user=${user}` });
  // In a page, a source sends its requests to the page's origin; here they go to the shop.
  const asBrowser = (user?: string): Fetch => (path, init) => fetch(url + path.replace(/^https?:\/\/[^/]+/, ''), { ...init, headers: { ...(init.headers as Record<string, string>), ...cookie(user) } });
  return {
    demo,
    polar,
    url,
    get: (path, user, init = {}) => asBrowser(user)(`/api/portal/${path}`, init),
    source: (user) => createProxySource({ fetch: asBrowser(user) }),
    sessionRequests: () => demo.calls.filter(({ path }) => path === '/v1/customer-sessions/').length,
  };
}

/** A small Polar without a socket: it creates a session for every customer, and passes every other request to `respond`. */
export function fakePolar(respond: (url: URL, token: string, init: RequestInit) => Response | Promise<Response>) {
  const calls: Array<{ method: string; url: URL; token: string; init: RequestInit }> = [];
  let count = 0;
  const fetch: Fetch = async (address, init) => {
    const url = new URL(address);
    const token = (new Headers(init.headers).get('Authorization') ?? '').replace('Bearer ', '');
    calls.push({ method: init.method ?? 'GET', url, token, init });
    if (!url.pathname.endsWith('/v1/customer-sessions/')) return respond(url, token, init);
    count += 1;
    const { external_customer_id: externalId = 'by-id' } = JSON.parse(init.body as string) as Record<string, string>;
    return sessionResponse(`polar_cst_${externalId}_${count}`);
  };
  const paths = () => calls.map(({ url }) => url.pathname);
  return { fetch, calls, paths, sessionRequests: () => paths().filter((path) => path === '/v1/customer-sessions/').length };
}

/** Polar's response to the creation of a session. */
export function sessionResponse(token: string, seconds = 3600): Response {
  const expires_at = new Date(Date.now() + seconds * 1000).toISOString();
  const customer_portal_url = `https://polar.example/portal?customer_session_token=${token}`;
  return Response.json({ token, expires_at, customer_portal_url, customer: { email: 'ada@example.com' } }, { status: 201 });
}

/** A request to a handler without a socket. `user` is the signed-in customer; empty if not signed in. */
export function requestFrom(path: string, user: string | undefined = 'ada', init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (user !== '') headers.set('Cookie', `user=${user}`);
  return new Request(`https://shop.example${path}`, { ...init, headers });
}

export const emptyList = { items: [], pagination: { total_count: 0, max_page: 0 } };
export const someId = '0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36';
export const otherId = '6a1e9d40-72b8-4f3c-9e05-1d8c3b7a2f64';
