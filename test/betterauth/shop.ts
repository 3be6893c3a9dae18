import { randomBytes } from 'node:crypto';
import { polar, portal, usage } from '@polar-sh/better-auth';
import { Polar } from '@polar-sh/sdk';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { SqliteDialect } from 'kysely';
import Database from 'libsql';
import { listen } from '../../demo/listen';
import type { Fetch } from '../../src/sources';
import { createDemoPolar, type CustomerSeed, DEMO_ACCESS_TOKEN, type DemoPolar } from '../../src/testing';

export interface ShopOptions {
  customers?: readonly CustomerSeed[];
  /** Responds instead of the demo unless it returns `undefined`. */
  override?: (request: Request) => Response | undefined;
  /** Requests per ten seconds that better-auth allows. Default: no limit. */
  rateLimit?: number;
}

/** A shop with better-auth and Polar's plugin, in front of the demo: two servers over two sockets. */
export interface Shop {
  demo: DemoPolar;
  /** The URL of the demo. */
  polar: string;
  /** The URL of better-auth. */
  baseUrl: string;
  /** Signs up and signs in the user with this external id; returns a `fetch` that sends the session cookie. */
  signIn: (externalId: string) => Promise<Fetch>;
  close: () => Promise<void>;
}

export async function openShop({ customers = [], override, rateLimit }: ShopOptions = {}): Promise<Shop> {
  const demo = createDemoPolar({ moving: false, rateLimit: false, customers });
  const api = await listen(async (request) => override?.(request) ?? demo(request));
  const web = await listen((request) => auth.handler(request));
  const database = new Database(':memory:');
  const auth = betterAuth({
    baseURL: web.url,
    secret: randomBytes(32).toString('hex'),
    database: new SqliteDialect({ database }),
    emailAndPassword: { enabled: true },
    // The plugin uses a user's id as the customer's external id.
    databaseHooks: { user: { create: { before: async (user) => ({ data: { ...user, id: user.name } }) } } },
    plugins: [polar({ client: new Polar({ accessToken: DEMO_ACCESS_TOKEN, serverURL: api.url }), use: [usage(), portal()] })],
    rateLimit: { enabled: rateLimit !== undefined, window: 10, max: rateLimit ?? 0 },
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
  await (await getMigrations(auth.options)).runMigrations();

  const post = async (path: string, body: object): Promise<Response> => {
    const headers = { 'Content-Type': 'application/json', Origin: web.url };
    const response = await fetch(`${web.url}/api/auth/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} responded with ${response.status}: ${await response.text()}`);
    return response;
  };

  return {
    demo,
    polar: api.url,
    baseUrl: `${web.url}/api/auth`,
    signIn: async (name) => {
      const login = { email: `${name}@example.com`, password: randomBytes(12).toString('hex') };
      await post('sign-up/email', { ...login, name });
      const cookies = (await post('sign-in/email', login)).headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      return (url, init) => fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), Cookie: cookies.join('; ') } });
    },
    close: async () => {
      await Promise.all([web.close(), api.close()]);
      database.close();
    },
  };
}
