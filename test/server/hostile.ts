import { otherId, someId } from './shop';

export const users = ['ada', 'bo', 'cy', 'dee', 'eve'] as const;

const resources = ['meters', 'subscriptions', 'wallets', 'customers', 'orders', 'customer-sessions', 'customer-session', 'benefit-grants', 'v1', 'meters.json', 'Meters', '..', '.', '', '%2e%2e', '..%2f..', '..%252f', '..\\..', '%00', ';x=1', 'constructor', '__proto__', '{id}', 'ｍeters', '\u202e', 'external', 'ada', 'bo'];
const parts = ['history', 'charge-preview', 'quantities', 'state', 'cancel', '..', '%2fhistory', 'history%00', 'history;x', 'history/', '', '../../../v1/meters', '?x', '#y', '%3f', '%23', '@evil.example'];
const ids = [someId, otherId, someId.toUpperCase(), `${someId}%2f..`, `${someId};a=b`, `${someId}%00`, '..', '%2e%2e%2f', '1', 'undefined', "1' OR '1'='1", '0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a3', `${someId}${someId}`, '{id}', '*'];
const bases = ['/api/portal', '/api/portal', '/api/portal', '/api/portal', '', '/', '//evil.example', '/api/portal/..', '/api//portal', '/API/portal', '/api/portal/v1/customer-portal', '/api%2fportal', '/%61pi/portal', '/api/portal/%2e', '/\\evil.example/api/portal'];
const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'QUERY', 'get ', 'M-SEARCH'];
const names = ['page', 'limit', 'meter_id', 'product_id', 'query', 'sorting', 'active', 'start_timestamp', 'end_timestamp', 'interval', 'timezone', 'customer_id', 'external_customer_id', 'customer_aggregation_function', 'metadata[a]', 'meter_id[]', '__proto__', 'constructor', '_method', 'organization_id', 'Customer_ID', '%63ustomer_id', 'token', 'access_token', 'url', 'redirect'];
const values = [...users, someId, otherId, '1', '0', '-1', '1e9', '100000000000', '', ' ', 'true', 'day', 'hour', 'year', 'UTC', 'Europe/Rome', '2026-09-01T00:00:00Z', '2026-09-20T00:00:00Z', '1970-01-01T00:00:00Z', '-balance', 'meter_name', '%00', '%0d%0aX-Evil:1', '%26external_customer_id=bo', '#', "' OR 1=1", '[]', '{}', 'polar_oat_x', '\ud83d\ude00', 'x'.repeat(300), '..%2f'];
const headers: ReadonlyArray<readonly [string, string]> = [
  ['X-HTTP-Method-Override', 'DELETE'], ['X-Original-URL', '/v1/customers'], ['X-Rewrite-URL', '/v1/orders'], ['X-Forwarded-Host', 'evil.example'], ['X-Forwarded-Prefix', '/v1'], ['X-Forwarded-Proto', 'http'], ['Forwarded', 'host=evil'],
  ['Authorization', 'Bearer polar_oat_SENTINEL'], ['Authorization', 'Basic YWRhOg=='], ['Polar-Version', '1999'], ['Origin', 'https://evil.example'], ['Origin', 'null'], ['Sec-Fetch-Site', 'cross-site'], ['Sec-Fetch-Site', 'same-site'], ['Sec-Fetch-Site', 'same-origin'],
  ['X-User', 'bo'], ['X-Customer-Id', 'bo'], ['User', 'bo'], ['Accept', '*/*'], ['Range', 'bytes=0-5'], ['If-None-Match', '*'], ['Transfer-Encoding', 'chunked'], ['Content-Type', 'application/json'], ['Host', 'evil.example'], ['Referer', 'https://evil.example/?user=bo'],
];

/** A random request, hostile or harmless, with the signed-in customer, if any. */
export function hostileRequest(random: () => number): { request: Request; user: string | undefined } {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const chance = (share: number) => random() < share;
  const path = () => {
    if (chance(0.45)) return pick(['/meters', '/subscriptions', '/wallets', `/meters/${someId}`, `/subscriptions/${otherId}`, `/meters/${someId}/history`, `/meters/${otherId}/history`, `/subscriptions/${someId}/charge-preview`]) + (chance(0.2) ? '/' : '');
    const segments = [pick(resources), ...(chance(0.6) ? [pick(ids)] : []), ...(chance(0.4) ? [pick(parts)] : []), ...(chance(0.1) ? [pick(resources)] : [])];
    const text = `/${segments.join('/')}`;
    if (!chance(0.15)) return text;
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + pick(['%', '%2f', '%25', '\\', '/', '//', '/./', '/../', '\t', '\u0000', ';', '?', '#', '%ff', 'é', '😀']) + text.slice(at);
  };
  const query = () => {
    const base = chance(0.3) ? ['start_timestamp=2026-09-01T00:00:00Z', 'end_timestamp=2026-09-20T00:00:00Z', 'interval=day'] : [];
    const extra = Array.from({ length: Math.floor(random() * 5) }, () => `${pick(names)}=${pick(values)}`);
    const all = chance(0.5) ? [...base, ...extra] : [...extra, ...base];
    return all.length > 0 ? `?${all.join(chance(0.95) ? '&' : ';')}` : '';
  };
  for (;;) {
    const user = chance(0.12) ? undefined : pick(users);
    const given = new Headers(user === undefined ? {} : { Cookie: `user=${user}` });
    if (user === undefined && chance(0.5)) given.set('Cookie', pick(['user=', 'user', 'users=bo', 'xuser=bo', 'user =bo', '']));
    for (let count = Math.floor(random() * 4); count > 0; count--) {
      // Two of the three values of `Sec-Fetch-Site` make the proxy refuse a request, so it is rarer.
      const [name, value] = pick(headers);
      if (!name.startsWith('Sec-') || chance(0.4)) given.set(name, value);
    }
    try {
      return { user, request: new Request(`https://shop.example${pick(bases)}${path()}${query()}`, { method: chance(0.7) ? 'GET' : pick(methods), headers: given }) };
    } catch {
      // Not a valid URL or method, so no request can carry it.
    }
  }
}
