import { DEMO_ACCESS_TOKEN, type DemoPolar, type WireCreditGrant, type WireMeter, type WireOrder, type WirePage, type WireSubscription, type WireWallet } from '../../src/testing';

export const origin = 'https://polar.test';

/** Creates a session for a customer and returns functions that send GET requests with its token. */
export function signIn(demo: DemoPolar, externalId: string) {
  const { token } = demo.createSession(externalId);
  const get = (path: string) => demo(`${origin}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  const list = async <Item>(path: string): Promise<WirePage<Item>> => {
    const response = await get(path);
    if (response.status !== 200) throw new Error(`${path} responded with ${response.status}`);
    return (await response.json()) as WirePage<Item>;
  };
  return {
    get,
    meters: (query = '?limit=100') => list<WireMeter>(`/v1/customer-portal/meters/${query}`),
    subscriptions: (query = '') => list<WireSubscription>(`/v1/customer-portal/subscriptions/${query}`),
    orders: (query = '') => list<WireOrder>(`/v1/customer-portal/orders/${query}`),
    creditGrants: (query = '?type=meter_credit') => list<WireCreditGrant>(`/v1/customer-portal/benefit-grants/${query}`),
    wallets: (query = '') => list<WireWallet>(`/v1/customer-portal/wallets/${query}`),
  };
}

/** Sends a request with the organization token. */
export function asMerchant(demo: DemoPolar, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}`, 'Content-Type': 'application/json' };
  return demo(`${origin}${path}`, { headers, ...init });
}

/** A clock that only `pass` moves. */
export function clock(start = '2026-11-14T13:37:00Z') {
  let instant = Date.parse(start);
  return {
    now: () => new Date(instant),
    pass: (seconds: number) => {
      instant += seconds * 1000;
    },
  };
}
