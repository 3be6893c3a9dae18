import { PortalError } from '../core/errors';
import type { Address } from '../sources/address';
import { withDeadline } from '../sources/deadline';
import type { Customer } from './customer';
import { readRange } from './history';
import { createLimiter } from './limiter';
import { createMemo } from './memo';
import type { Settings } from './options';
import { createOrganization } from './organization';
import { readQuery } from './query';
import type { Route } from './routes';
import { createSessions } from './sessions';
import { project } from './shapes';
import { unexpected, type Upstream } from './upstream';

export interface PortalOptions extends Pick<Settings<unknown>, 'address' | 'accessToken' | 'store' | 'cache' | 'timeout' | 'limits'> {
  upstream: Upstream;
}

/** What one customer asks. */
export interface Inquiry {
  customer: Customer;
  route: Route;
  id: string;
  query: URLSearchParams;
}

/** The text of the answer. Rejects with a PortalError when there is none. */
export type Portal = (inquiry: Inquiry, signal: AbortSignal) => Promise<string>;

/** Milliseconds for which a history is good: it costs what all customers share, and moves slowly. */
const historyLife = 30_000;
/** Milliseconds for which a customer is known to have a meter. */
const meterLife = 5 * 60_000;
/** With {@link longestKept}: some 30 MB at the most. */
const mostAnswers = 500;
/** Characters. A list of 100 meters has some 40,000. */
const longestKept = 60_000;

/** Asks Polar on behalf of customers, each with a session of their own. */
export function createPortal({ address, accessToken, upstream, store, cache, timeout, limits }: PortalOptions): Portal {
  const organization = createOrganization(upstream, accessToken);
  const root = rootOf(address);
  const session = createSessions({
    organization,
    store,
    timeout,
    url: `${root}/v1/customer-sessions/`,
    prefix: `meterface:${address.name}:`,
    most: limits.sessions,
  });
  const limit = createLimiter(limits.historyPerMinute, limits.historyPerCustomer);
  const answers = createMemo<{ text: string; life: number }>({
    most: mostAnswers,
    patience: timeout,
    keep: ({ text, life }) => (text.length <= longestKept ? life : 0),
  });
  const owned = createMemo<boolean>({ most: limits.sessions, patience: timeout, keep: (isTheirs) => (isTheirs ? meterLife : 10_000) });

  const ask = (customer: Customer, url: string, signal: AbortSignal) => session(customer, (token) => upstream({ url, token }, signal));

  /** Customers see the history of meters that Polar shows them; another meter may be the merchant's own affair. */
  async function assertOwned(customer: Customer, id: string, signal: AbortSignal): Promise<void> {
    const url = address.list('meters', `limit=1&meter_id=${id}`);
    const isTheirs = await owned.get(keyOf(customer, id), async () => {
      const found = await ask(customer, url, signal);
      return (found as { items?: unknown[] } | null)?.items?.length === 1;
    });
    if (!isTheirs) throw notTheirs();
  }

  async function history({ customer, id }: Inquiry, query: URLSearchParams, signal: AbortSignal): Promise<unknown> {
    await assertOwned(customer, id, signal);
    limit(customer.key);
    return organization({ url: `${root}/v1/meters/${id}/quantities?${query.toString()}` }, signal);
  }

  return async (inquiry, signal) => {
    const { customer, route, id } = inquiry;
    const query = readQuery(inquiry.query, route.rules);
    const isHistory = route.part === 'history';
    if (isHistory) readRange(query).set(customer.field, customer.value);
    const text = query.toString();
    const url = id === '' ? address.list(route.resource, text) : address.item(route.resource, id, route.part);
    const load = async (until: AbortSignal) => toText(await (isHistory ? history(inquiry, query, until) : ask(customer, url, until)), route);

    const life = isHistory ? Math.max(cache, historyLife) : cache;
    if (life === 0) return load(signal);
    // Shared by all who ask meanwhile, so the first of them to leave does not end it.
    const kept = answers.get(keyOf(customer, url, text), async () => ({ text: await withDeadline(load, timeout), life }));
    return (await kept).text;
  };
}

/** Where Polar's paths begin: `Address` only spells the portal's. */
function rootOf(address: Address): string {
  return address.item('meters', 'id').slice(0, -'/v1/customer-portal/meters/id'.length);
}

function notTheirs(): PortalError {
  return new PortalError('not_found', 'This customer has no such meter. It is not granted any more, or the id is another one. Ask by `meterId`.');
}

/** Each customer's things are under keys that no other customer can have. */
function keyOf(customer: Customer, ...rest: readonly string[]): string {
  return JSON.stringify([customer.key, ...rest]);
}

function toText(payload: unknown, { shape }: Route): string {
  const text = JSON.stringify(project(payload, shape)) as string | undefined;
  if (text === undefined) throw unexpected('it is no object');
  return text;
}
