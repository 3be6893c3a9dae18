import { expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { Fetch } from '../../src/http/request';
import { seeded } from '../core/oracle';
import { cases } from '../support/cases';
import { hostileRequest, users } from './hostile';
import { byCookie, sessionResponse, someId } from './shop';

const total = cases(6000, 20_000);
const seed = Number(process.env['METERFACE_SEED'] ?? 1);

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const paging = ['page', 'limit', 'sorting'];
const range = ['start_timestamp', 'end_timestamp', 'interval', 'timezone', 'external_customer_id'];

/** Every GET request that Polar may receive in this test, listed independently of the code: path, parameters, and whose token. */
const allowed: ReadonlyArray<[path: RegExp, parameters: readonly string[], token: 'shop' | 'customer']> = [
  [/^\/v1\/customer-portal\/meters\/$/, [...paging, 'meter_id', 'query'], 'customer'],
  [/^\/v1\/customer-portal\/subscriptions\/$/, [...paging, 'active', 'product_id', 'query'], 'customer'],
  [/^\/v1\/customer-portal\/wallets\/$/, paging, 'customer'],
  [/^\/v1\/customer-portal\/orders\/$/, [...paging, 'subscription_id'], 'customer'],
  [/^\/v1\/customer-portal\/benefit-grants\/$/, [...paging, 'type', 'subscription_id'], 'customer'],
  [new RegExp(`^/v1/customer-portal/(meters|subscriptions)/${id}$`), [], 'customer'],
  [new RegExp(`^/v1/customer-portal/subscriptions/${id}/charge-preview$`), [], 'customer'],
  [new RegExp(`^/v1/meters/${id}/quantities$`), range, 'shop'],
];

/** Names a rule that a request to Polar on behalf of `user` breaks, if there is one. */
function fault(address: string, init: RequestInit, user: string | undefined): string | undefined {
  const url = new URL(address);
  const headers = new Headers(init.headers);
  const token = headers.get('Authorization');
  const names = [...headers.keys()].filter((name) => !['accept', 'authorization', 'content-type', 'polar-version'].includes(name));
  if (user === undefined) return 'a request without a customer';
  if (url.origin !== 'https://polar.example') return 'another host';
  if (names.length > 0 || init.redirect !== 'manual' || headers.get('Polar-Version') !== '2026-10') return 'headers or redirects';
  if (url.pathname === '/v1/customer-sessions/') {
    const fits = init.method === 'POST' && url.search === '' && token === 'Bearer polar_oat_shop' && init.body === JSON.stringify({ external_customer_id: user });
    return fits ? undefined : 'a session of another customer';
  }
  if ((init.method ?? 'GET') !== 'GET' || init.body != null) return 'a method';
  const entry = allowed.find(([path]) => path.test(url.pathname));
  if (entry === undefined) return 'a path';
  if ([...url.searchParams.keys()].some((name) => !entry[1].includes(name))) return 'a parameter';
  if (entry[2] === 'customer') return token?.startsWith(`Bearer polar_cst_${user}_`) ? undefined : 'a token of another customer';
  const narrowed = url.searchParams.getAll('external_customer_id');
  return token === 'Bearer polar_oat_shop' && narrowed.length === 1 && narrowed[0] === user ? undefined : 'a history of another customer';
}

/** Names a rule that a response to `user` breaks, if there is one. */
function leak(response: Response, text: string, user: string | undefined): string | undefined {
  const { headers, status } = response;
  if (![200, 401, 403, 404, 405, 414, 422].includes(status)) return `status ${status}`;
  if (user === undefined && status === 200) return 'data without a customer';
  if (headers.get('Cache-Control') !== 'private, no-store') return 'cacheable';
  if ([...headers.keys()].some((name) => name === 'location' || name === 'set-cookie' || name.startsWith('access-control-'))) return 'a header';
  if (/polar_(oat|cst|mst)|SENTINEL/.test(text)) return 'a token';
  if (users.some((other) => other !== user && text.includes(`data-of-${other}`))) return 'data of another customer';
  if (status === 200 && !text.includes(`data-of-${user}`)) return 'no data';
  return undefined;
}

it(`the proxy sends nothing outside its routes, and nothing for another customer, in ${total} hostile requests`, { timeout: 600_000 }, async () => {
  const random = seeded(seed);
  const faults = new Map<string, string>();
  const statuses = new Map<number, number>();
  const paths = new Set<string>();
  let user: string | undefined;
  let calls = 0;
  let sessions = 0;
  const revoked = new Set<string>();

  const polar: Fetch = async (address, init) => {
    calls += 1;
    const wrong = fault(address, init, user);
    if (wrong !== undefined) faults.set(wrong, `${init.method ?? 'GET'} ${address} for ${user}`);
    const { pathname, searchParams } = new URL(address);
    paths.add(pathname.replaceAll(new RegExp(id, 'g'), '{id}'));
    if (pathname === '/v1/customer-sessions/') return sessionResponse(`polar_cst_${user}_${(sessions += 1)}`);
    const token = String(new Headers(init.headers).get('Authorization'));
    // A session is revoked now and then.
    if (token.startsWith('Bearer polar_cst') && (revoked.has(token) || random() < 0.002)) {
      revoked.add(token);
      return Response.json({ error: 'invalid_token' }, { status: 401 });
    }
    const owner = /polar_cst_([a-z]+)_/.exec(token)?.[1] ?? searchParams.get('external_customer_id');
    const thing = { id: `data-of-${owner}`, name: token, status: `data-of-${owner}`, token, customer: { email: 'SENTINEL' } };
    if (pathname.endsWith('/quantities')) return Response.json({ quantities: [{ timestamp: `data-of-${owner}`, quantity: 1, token }], total: 1 });
    if (pathname.endsWith('/charge-preview')) return Response.json({ prorations: [{ label: `data-of-${owner}`, amount: 1, token }], total_amount: 1 });
    const isHidden = searchParams.has('meter_id') && searchParams.get('limit') === '1' && searchParams.size === 2 && searchParams.get('meter_id') !== someId;
    return Response.json(pathname.endsWith('/') ? { items: isHidden ? [{ id: `data-of-${owner}` }, { id: `data-of-${owner}` }] : [thing], pagination: { total_count: 1, max_page: 1 } } : thing);
  };
  const limits = { sessions: 3, organizationPerMinute: Infinity, historyPerMinute: Infinity, historyPerCustomer: Infinity };
  const handler = createPortalHandler({ accessToken: 'polar_oat_shop', server: 'https://polar.example', basePath: '/api/portal', customer: byCookie, fetch: polar, limits });

  for (let count = 0; count < total; count++) {
    const hostile = hostileRequest(random);
    const { request } = hostile;
    ({ user } = hostile);
    const before = calls;
    const response = await handler(request);
    const text = await response.text();
    const wrong = leak(response, text, user) ?? (calls > before && (request.method !== 'GET' || ![200, 404].includes(response.status)) ? 'a request to Polar for a refused request' : undefined);
    if (wrong !== undefined) faults.set(wrong, `${request.method} ${request.url} for ${user}: ${response.status}`);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  }

  expect(Object.fromEntries(faults)).toEqual({});
  // The requests were varied: each status came often, and each kind of request reached Polar.
  for (const status of [200, 401, 403, 404, 405, 422]) expect([status, (statuses.get(status) ?? 0) > total / 200]).toEqual([status, true]);
  expect([...paths].sort()).toEqual([
    '/v1/customer-portal/benefit-grants/', '/v1/customer-portal/meters/', '/v1/customer-portal/meters/{id}', '/v1/customer-portal/orders/', '/v1/customer-portal/subscriptions/', '/v1/customer-portal/subscriptions/{id}',
    '/v1/customer-portal/subscriptions/{id}/charge-preview', '/v1/customer-portal/wallets/', '/v1/customer-sessions/', '/v1/meters/{id}/quantities',
  ]);
});
