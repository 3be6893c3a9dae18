import { createPortalHandler } from '../src/server';
import { createLogins } from './logins';

/** What the local server does for the page, by the environment. */
export interface Backend {
  /** Where the Polar API is. */
  server: string;
  /** The demo's customers; empty when the environment names a real one. */
  customers: readonly string[];
  /** Signs in whoever opens the page at an address: what the page is told, and the cookie of its login. */
  open: (address: URL) => { visit: Visit; cookie: string };
  /** The read-only proxy, below `/api/portal`. */
  portal: (request: Request) => Promise<Response>;
  /** For the direct way: answers POST below `/api/session` with a session for the browser. */
  session: (request: Request) => Promise<Response>;
}

/** Whom a page shows, and where it asks. */
export interface Visit {
  /** The page's name of its customer. */
  scope: string;
  /** What its source asks: the proxy's path for this customer, or the Polar API itself. */
  server: string;
  /** Where it gets a session token; empty with the proxy, which needs none. */
  session: string;
}

/** The part of the environment that is read. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface BackendOptions {
  /** The demo API, for when the environment names no real customer. */
  demo: { url: string; accessToken: string; customers: readonly string[] };
  /** Told why Polar could not be asked. */
  onError?: (error: unknown) => void;
}

const servers: Readonly<Record<string, string>> = {
  production: 'https://api.polar.sh',
  sandbox: 'https://sandbox-api.polar.sh',
};

/**
 * With `POLAR_ACCESS_TOKEN` and `POLAR_CUSTOMER_EXTERNAL_ID` the real customer of that id, else the demo's.
 * @throws Error when only one of the two is set, or one of them or `POLAR_SERVER` cannot be used.
 */
export function createBackend(environment: Environment, { demo, onError }: BackendOptions): Backend {
  const { server, accessToken, people } = settle(environment, demo);
  const logins = createLogins(people);
  const [first = ''] = people.keys();
  return {
    server,
    customers: people.size > 1 ? [...people.keys()] : [],
    open: (address) => {
      const asked = address.searchParams.get('customer') ?? '';
      const scope = people.has(asked) ? asked : first;
      const [portal, session] = [`/api/portal/${scope}`, `/api/session/${scope}`];
      if (!address.searchParams.has('direct')) return { visit: { scope, server: portal, session: '' }, cookie: logins.cookie(scope, address, portal) };
      return { visit: { scope, server, session }, cookie: logins.cookie(scope, address, session) };
    },
    portal: createPortalHandler({
      accessToken,
      server,
      customer: (request) => logins.customer(request),
      ...(onError && { onError }),
    }),
    session: (request) => mint(request, server, accessToken, logins.customer(request)?.externalId),
  };
}

/** Where to ask and with what, and the external id of each customer by the page's name of it. */
function settle(environment: Environment, demo: BackendOptions['demo']): { server: string; accessToken: string; people: ReadonlyMap<string, string> } {
  const accessToken = environment['POLAR_ACCESS_TOKEN'];
  const externalId = environment['POLAR_CUSTOMER_EXTERNAL_ID'];
  if (!accessToken !== !externalId) {
    throw new Error('POLAR_ACCESS_TOKEN and POLAR_CUSTOMER_EXTERNAL_ID go together: set both for a real customer, none for the demo.');
  }
  if (!accessToken || !externalId) return { server: demo.url, accessToken: demo.accessToken, people: new Map(demo.customers.map((name) => [name, name])) };
  return { server: resolve(environment['POLAR_SERVER'] ?? 'production'), accessToken, people: new Map([['customer', externalId]]) };
}

function resolve(server: string): string {
  const known = servers[server];
  if (known !== undefined) return known;
  if (URL.canParse(server) && /^https?:$/.test(new URL(server).protocol)) return server.replace(/\/+$/, '');
  throw new Error(`POLAR_SERVER is "${server}". It can be production, sandbox or the URL of a Polar API.`);
}

async function mint(request: Request, server: string, accessToken: string, externalId: string | undefined): Promise<Response> {
  // Another site must not get a session out of this one. Browsers say where a request comes from; without that word it is not one.
  const site = request.headers.get('sec-fetch-site');
  if (request.method !== 'POST' || (site !== null && site !== 'same-origin')) return answer(403, { error: 'Forbidden' });
  if (externalId === undefined) return answer(401, { error: 'Not signed in' });
  const response = await fetch(`${server}/v1/customer-sessions/`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ external_customer_id: externalId }),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (response?.status !== 201) return answer(502, { error: 'Polar gave no session', status: response?.status ?? null });
  const { token, expires_at: expiresAt } = (await response.json()) as { token: string; expires_at: string };
  return answer(200, { token, expiresAt });
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}
