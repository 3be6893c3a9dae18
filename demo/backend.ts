import { createPortalHandler } from '../src/server';
import { createLogins } from './logins';

/** What the local server does for the page, as configured by the environment. */
export interface Backend {
  /** The URL of the Polar API. */
  server: string;
  /** The demo's customers; empty if the environment names a real customer. */
  customers: readonly string[];
  /** Signs in the visitor of a URL: returns the settings of the page and the login cookie. */
  open: (url: URL) => { visit: Visit; cookie: string };
  /** The read-only proxy below `/api/portal`. */
  portal: (request: Request) => Promise<Response>;
  /** For `?direct`: responds to POST below `/api/session` with a session for the browser. */
  session: (request: Request) => Promise<Response>;
}

/** The customer of a page and where it loads data from. */
export interface Visit {
  /** The page's name for its customer. */
  scope: string;
  /** The source's server: the proxy's path for this customer, or the URL of the Polar API. */
  server: string;
  /** The path that creates a session; empty with the proxy, which needs none. */
  session: string;
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface BackendOptions {
  /** The demo API, used unless the environment names a real customer. */
  demo: { url: string; accessToken: string; customers: readonly string[] };
  /** Called with the error when a request to Polar fails. */
  onError?: (error: unknown) => void;
}

const servers = new Map([
  ['production', 'https://api.polar.sh'],
  ['sandbox', 'https://sandbox-api.polar.sh'],
]);

/**
 * Serves the real customer of `POLAR_ACCESS_TOKEN` and `POLAR_CUSTOMER_EXTERNAL_ID`, or the demo's customers.
 * @throws Error if only one of the two is set, or if the token or `POLAR_SERVER` is invalid.
 */
export function createBackend(environment: Environment, { demo, onError }: BackendOptions): Backend {
  const { server, accessToken, people } = readEnvironment(environment, demo);
  const logins = createLogins(people);
  const [first = ''] = people.keys();
  return {
    server,
    customers: people.size > 1 ? [...people.keys()] : [],
    open: (url) => {
      const requested = url.searchParams.get('customer') ?? '';
      const scope = people.has(requested) ? requested : first;
      const [portal, session] = [`/api/portal/${scope}`, `/api/session/${scope}`];
      if (!url.searchParams.has('direct')) return { visit: { scope, server: portal, session: '' }, cookie: logins.cookie(scope, url, portal) };
      return { visit: { scope, server, session }, cookie: logins.cookie(scope, url, session) };
    },
    portal: createPortalHandler({
      accessToken,
      server,
      customer: (request) => logins.customer(request),
      // What the demo's events have; a real shop lists its own.
      breakdown: { model: ['gpt-4', 'claude', 'mistral'], region: ['eu', 'us'] },
      // For customers who look at one history after the other, as in tests.
      limits: { historyPerCustomer: 80 },
      ...(onError && { onError }),
    }),
    session: (request) => createSession(request, server, accessToken, logins.customer(request)?.externalId),
  };
}

/** The API, its token, and the external ids by the page's name for the customer. */
function readEnvironment(environment: Environment, demo: BackendOptions['demo']): { server: string; accessToken: string; people: ReadonlyMap<string, string> } {
  const accessToken = environment['POLAR_ACCESS_TOKEN'];
  const externalId = environment['POLAR_CUSTOMER_EXTERNAL_ID'];
  if (!accessToken !== !externalId) {
    throw new Error('Only one of POLAR_ACCESS_TOKEN and POLAR_CUSTOMER_EXTERNAL_ID is set. Set both for a real customer, or neither for the demo.');
  }
  if (!accessToken || !externalId) return { server: demo.url, accessToken: demo.accessToken, people: new Map(demo.customers.map((name) => [name, name])) };
  return { server: toServer(environment['POLAR_SERVER'] ?? 'production'), accessToken, people: new Map([['customer', externalId]]) };
}

function toServer(server: string): string {
  const known = servers.get(server);
  if (known !== undefined) return known;
  if (URL.canParse(server) && /^https?:$/.test(new URL(server).protocol)) return server.replace(/\/+$/, '');
  throw new Error(`POLAR_SERVER is "${server}". Set it to production, sandbox or the URL of a Polar API.`);
}

async function createSession(request: Request, server: string, accessToken: string, externalId: string | undefined): Promise<Response> {
  // Another site must not get a session. Current browsers send `Sec-Fetch-Site` to https pages and to localhost.
  const site = request.headers.get('sec-fetch-site');
  if (request.method !== 'POST' || (site !== null && site !== 'same-origin')) return jsonResponse(403, { error: 'Forbidden' });
  if (externalId === undefined) return jsonResponse(401, { error: 'Not signed in' });
  const response = await fetch(`${server}/v1/customer-sessions/`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ external_customer_id: externalId }),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (response?.status !== 201) return jsonResponse(502, { error: 'Polar created no session', status: response?.status ?? null });
  const { token, expires_at: expiresAt } = (await response.json()) as { token: string; expires_at: string };
  return jsonResponse(200, { token, expiresAt });
}

function jsonResponse(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}
