/** Whom the page shows and where its data is, by the environment. */
export interface Backend {
  /** Where the browser asks. */
  server: string;
  /** The demo's customers; empty when the environment names a real one. */
  customers: readonly string[];
  /** Answers `POST /session`: a session for the browser, made with the organization token that stays here. */
  session: (request: Request) => Promise<Response>;
}

/** The part of the environment that is read. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface BackendOptions {
  /** The demo API, for when the environment names no real customer. */
  demo: { url: string; accessToken: string; customers: readonly string[] };
}

const servers: Readonly<Record<string, string>> = {
  production: 'https://api.polar.sh',
  sandbox: 'https://sandbox-api.polar.sh',
};

/**
 * With `POLAR_ACCESS_TOKEN` and `POLAR_CUSTOMER_EXTERNAL_ID` the real customer of that id, else the demo's.
 * @throws Error when only one of the two is set, or `POLAR_SERVER` is not a server.
 */
export function createBackend(environment: Environment, { demo }: BackendOptions): Backend {
  const accessToken = environment['POLAR_ACCESS_TOKEN'];
  const externalId = environment['POLAR_CUSTOMER_EXTERNAL_ID'];
  if (!accessToken !== !externalId) {
    throw new Error('POLAR_ACCESS_TOKEN and POLAR_CUSTOMER_EXTERNAL_ID go together: set both for a real customer, none for the demo.');
  }
  if (!accessToken || !externalId) {
    return { server: demo.url, customers: demo.customers, session: (request) => mint(request, demo.url, demo.accessToken, askedFor(request)) };
  }
  const server = resolve(environment['POLAR_SERVER'] ?? 'production');
  return { server, customers: [], session: (request) => mint(request, server, accessToken, externalId) };
}

function resolve(server: string): string {
  const known = servers[server];
  if (known !== undefined) return known;
  if (URL.canParse(server) && /^https?:$/.test(new URL(server).protocol)) return server.replace(/\/+$/, '');
  throw new Error(`POLAR_SERVER is "${server}". It can be production, sandbox or the URL of a Polar API.`);
}

function askedFor(request: Request): string {
  return new URL(request.url).searchParams.get('customer') ?? '';
}

async function mint(request: Request, server: string, accessToken: string, externalId: string): Promise<Response> {
  // Another site must not get a session out of this one. Browsers say where a request comes from; without that word it is not one.
  const site = request.headers.get('sec-fetch-site');
  if (request.method !== 'POST' || (site !== null && site !== 'same-origin')) return answer(403, { error: 'Forbidden' });
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
