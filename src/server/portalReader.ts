import { PortalError } from '../core/errors';
import { merchantSlugOf } from '../core/schemas/product';
import type { BodyKind } from '../http/body';
import { startStopwatch } from '../core/stopwatch';
import { responseTooLate, withDeadline } from '../http/deadline';
import { createBreakdownReader } from './breakdownReader';
import type { Customer } from './customer';
import { createCustomerPlaces } from './customerPlaces';
import { createCustomerSessions } from './customerSessions';
import { quantitiesUrl } from './history';
import { createMemo } from './memo';
import type { Settings } from './options';
import { createOrganization } from './organization';
import type { RequestLife } from './requestLife';
import { createRequestLimiter } from './requestLimiter';
import type { ProxyRoute } from './routes';
import type { Target } from './targets';
import { type JsonFilter, toFilter } from './jsonFilter';
import { tokenFingerprint } from './tokenFingerprint';
import { type LazyUntil, untilAborted } from './until';
import { parseResponse, type PolarResponse, type Upstream } from './upstream';

interface PortalReaderOptions extends Pick<Settings<unknown>, 'address' | 'accessToken' | 'store' | 'cache' | 'timeout' | 'limits' | 'breakdowns'> {
  upstream: Upstream;
  /** Receives why `store` failed. */
  reportStore: (error: unknown) => void;
}

/** Resolves with a response before the life of the request ends, or rejects with a PortalError, or with an AbortError after the client has left. */
type PortalReader = (customer: Customer, target: Target, life: RequestLife) => Promise<PolarResponse>;

interface CachedResponse {
  response: PolarResponse;
  /** Milliseconds to keep it. */
  life: number;
  /** Milliseconds since it arrived. */
  elapsed: () => number;
}

/** Milliseconds to cache a history: it changes slowly, and requests for it count against a limit that all customers share. */
const historyLife = 30_000;
/** The same for a breakdown, which is a dozen histories. */
const breakdownLife = 60_000;
/** Milliseconds to remember that a customer has a meter. */
const ownedMeterLife = 5 * 60_000;
/** Milliseconds to remember that a customer does not have a meter. */
const foreignMeterLife = 10_000;
/** The most responses to cache: some 30 MB if each is as long as {@link longestCached}. */
const mostCached = 500;
/** The longest response to cache, in bytes. A list of 100 meters has some 40,000. */
const longestCached = 60_000;
/** The most breakdowns to cache: some 30 MB. A breakdown of twelve values and 366 days has about 340,000 bytes. */
const mostBreakdowns = 75;
const longestBreakdown = 400_000;

/** Keeps only the ids: the number of items is all that is needed. */
const idsFilter = toFilter({ items: [{ id: 'value' }] });
/** Keeps only the merchant's slug. */
const slugFilter = toFilter({ items: [{ product: { organization: { slug: 'value' } } }] });

const noProducts: PolarResponse = { body: new TextEncoder().encode('{"products":[]}'), age: undefined };

/** Reads from Polar on behalf of customers, with one session for each. */
export function createPortalReader({ address, accessToken, upstream, store, reportStore, cache, timeout, limits, breakdowns }: PortalReaderOptions): PortalReader {
  const organization = createOrganization({ upstream, token: accessToken, perMinute: Math.floor(limits.organizationPerMinute), most: limits.sessions, timeout });
  const withSession = createCustomerSessions({
    organization,
    store,
    timeout,
    url: `${address.root()}/v1/customer-sessions/`,
    // Merchants may share a store, and have customers with the same ids.
    prefix: `meterface:${address.name}:${tokenFingerprint(accessToken)}:`,
    most: limits.sessions,
    report: reportStore,
  });
  const countHistory = createRequestLimiter(limits.historyPerMinute, limits.historyPerCustomer);
  const createCache = (most: number, longest: number) =>
    createMemo<CachedResponse>({ most, patience: timeout, keep: ({ response: { body }, life }) => (body.length <= longest ? life : 0) });
  const responses = createCache(mostCached, longestCached);
  const cachedBreakdowns = createCache(mostBreakdowns, longestBreakdown);
  const readBreakdown = createBreakdownReader({ root: address.root(), organization, breakdowns, countHistory, timeout });
  const places = createCustomerPlaces(timeout / 2);
  const owned = createMemo<boolean>({ most: limits.sessions, patience: timeout, keep: (isOwned) => (isOwned ? ownedMeterLife : foreignMeterLife) });

  const read = (customer: Customer, url: string, kind: BodyKind, filter: JsonFilter, until: LazyUntil) => withSession(customer, (token) => upstream({ url, token, kind, filter }, until));

  /** Customers may see the history only of meters that Polar shows them: another meter may be confidential. */
  async function assertOwned(customer: Customer, id: string, until: LazyUntil): Promise<void> {
    const url = address.list('meters', `limit=1&meter_id=${id}`);
    const isOwned = await owned.get(customerKey(customer, id), async () => {
      const { items } = parseResponse(await read(customer, url, 'object', idsFilter, until)) as { items?: unknown[] | null };
      return items?.length === 1;
    });
    if (!isOwned) throw foreignMeter();
  }

  async function readHistory(customer: Customer, target: Target, until: LazyUntil): Promise<PolarResponse> {
    const { route, id, query } = target;
    await assertOwned(customer, id, until);
    if (route.part === 'breakdown') return readBreakdown(customer, target, until);
    countHistory(customer.key);
    return organization.reserve(1)({ url: quantitiesUrl(address.root(), id, customer, query), kind: 'object', filter: route.filter }, until);
  }

  /** The products are at a URL with the merchant's slug, which is read from a subscription. */
  async function readProducts(customer: Customer, { route }: Target, until: LazyUntil): Promise<PolarResponse> {
    const slug = merchantSlugOf(parseResponse(await read(customer, address.list('subscriptions', 'limit=1'), 'list', slugFilter, until)));
    return slug === undefined ? noProducts : read(customer, address.item('organizations', slug), 'list', route.filter, until);
  }

  function readPayload(customer: Customer, target: Target, until: LazyUntil): Promise<PolarResponse> {
    const { route, id, url } = target;
    if (route.part === 'history' || route.part === 'breakdown') return readHistory(customer, target, until);
    return route.resource === 'organizations' ? readProducts(customer, target, until) : read(customer, url, id === '' ? 'list' : 'object', route.filter, until);
  }

  /** Reads the response when the customer's other requests leave a place for it. */
  const readInTurn = (customer: Customer, target: Target, until: LazyUntil, turn: Promise<void> | undefined) => {
    const start = () => {
      until.throwIfAborted();
      return readPayload(customer, target, until);
    };
    return turn ? turn.then(start) : start();
  };

  async function load(customer: Customer, target: Target, life: number): Promise<CachedResponse> {
    // A client that leaves doesn't abort this request, because other clients may wait for the same response.
    const bounded = (turn: Promise<void> | undefined) => withDeadline((signal) => readInTurn(customer, target, untilAborted(signal), turn), timeout);
    const response = await places.run(customer.key, bounded);
    return { response, life, elapsed: startStopwatch() };
  }

  return async (customer, target, requestLife) => {
    const { route, url, query, problem } = target;
    if (problem) throw problem;
    const life = Math.max(cache, leastLife(route));
    if (life === 0) return places.run(customer.key, (turn) => requestLife.wait(readInTurn(customer, target, requestLife, turn), timeout, responseTooLate));
    const cached = (route.part === 'breakdown' ? cachedBreakdowns : responses).get(customerKey(customer, url, query.toString()), () => load(customer, target, life));
    const { response, elapsed } = await requestLife.wait(cached, timeout, responseTooLate);
    return withAge(response, elapsed() / 1000);
  };
}

/** The shortest time to cache a response, in milliseconds. */
function leastLife({ part }: ProxyRoute): number {
  if (part === 'breakdown') return breakdownLife;
  return part === 'history' ? historyLife : 0;
}

/** The response with the age that it has after some more seconds. */
function withAge({ body, age }: PolarResponse, seconds: number): PolarResponse {
  return { body, age: age === undefined && seconds < 1 ? undefined : (age ?? 0) + seconds };
}

function foreignMeter(): PortalError {
  return new PortalError('not_found', "This customer has no such meter. It may no longer be granted, or the id is wrong. Pass `meterId`, not the customer meter's `id`.");
}

/** A cache key that no other customer can have. */
function customerKey(customer: Customer, ...rest: readonly string[]): string {
  return JSON.stringify([customer.key, ...rest]);
}
