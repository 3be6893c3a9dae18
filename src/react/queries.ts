import type { DataTag, QueryClient, QueryFunctionContext, QueryKey } from '@tanstack/react-query';
import { mayPreview, phaseOf } from '../core/account';
import { type Bill, billOf } from '../core/billing';
import { isPortalError, PortalError } from '../core/errors';
import type { CreditGrantList, MeterList, OrderList, SubscriptionList, WalletList } from '../core/schemas/list';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { CustomerOrder } from '../core/schemas/order';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerProduct } from '../core/schemas/product';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { withoutNulls } from '../core/withoutNulls';
import type { MeterFilters, OrderFilters, PortalSource, SubscriptionFilters } from '../sources/source';
import { hashQuery } from './hashQuery';
import { type mayRequest, mayRequestAgain } from './mayRequest';
import { type WantedRequest, whileWanted } from './whileWanted';

/** What a query needs: a source, a customer, and how often to refresh. The result of `usePortal()` has it all. */
export interface Portal {
  /** Where the customer's data comes from. */
  source: PortalSource;
  /** Your stable name for the customer, such as a user id. */
  scope: string;
  /** Milliseconds between refreshes while the page is visible, plus or minus a tenth: at least 1,000, or 0 or `Infinity` for never. Default 60,000. */
  refreshEvery?: number;
  /** The client that runs the query. Only used before TanStack Query 5.66, which doesn't pass it to query functions. */
  queryClient?: QueryClient;
}

/**
 * TanStack Query options of one query: for `useQuery`, `useSuspenseQuery`, `prefetchQuery` and so on. Written out here,
 * because the type that `queryOptions()` returns has parts that other versions of TanStack Query don't know.
 */
export interface PortalQuery<Data> extends QueryPolicy {
  queryKey: DataTag<QueryKey, Data>;
  queryFn: (context: QueryFunctionContext) => Promise<Data>;
}

/** The options that all queries share. */
interface QueryPolicy {
  staleTime: number;
  gcTime: number;
  enabled: boolean;
  networkMode: 'always';
  refetchInterval: false;
  refetchIntervalInBackground: boolean;
  refetchOnMount: boolean;
  refetchOnReconnect: typeof mayRequest;
  refetchOnWindowFocus: typeof mayRequest | false;
  retry: ((failures: number, error: Error) => boolean) | false;
  retryDelay: (failures: number, error: Error) => number;
  retryOnMount: boolean;
  structuralSharing: boolean;
  meta: Record<string, unknown>;
  throwOnError: boolean;
  queryKeyHashFn: (queryKey: QueryKey) => string;
}

/** Identifies one customer meter: by the id of its meter (`meterId`), or by its own (`id`). */
export type MeterReference = { meterId: string } | { id: string };

/** The default of `Portal.refreshEvery`. */
export const defaultRefreshEvery = 60_000;

/** Milliseconds for which data is fresh: a component that mounts in that time sends no request. */
const freshFor = 15_000;
const steadyFreshFor = 5 * 60_000;
/** Milliseconds for which unused data stays in memory. */
const keptFor = 5 * 60_000;

/** `meterQueries.list`. A separate constant, because bundlers keep an object whole and `Usage` needs only this query. */
export const meterListQuery = (portal: Portal, given?: MeterFilters): PortalQuery<MeterList> => {
  const filters = withoutNulls(given);
  return portalQuery(portal, ['meters', 'list', filters], (context) => portal.source.meters(filters, context));
};

/** Meter queries, as TanStack Query options: for `useQuery`, and for `prefetchQuery` in a route loader or on a server. */
export const meterQueries = {
  /** All meters that match: `{ items, pagination, issues }`. */
  list: meterListQuery,
  /** One meter, by an id. */
  one: (portal: Portal, which: MeterReference): PortalQuery<CustomerCustomerMeter> =>
    portalQuery(portal, ['meters', 'one', which], async (context) => {
      if ('id' in which) return portal.source.meter(which.id, context);
      const list = await portal.source.meters({ meterId: which.meterId }, context);
      return onlyMatch(list, (meter) => meter.meterId === which.meterId);
    }),
  /** One meter, by its exact name. Polar's own filter means "contains", so the response is narrowed down here. */
  named: (portal: Portal, name: string): PortalQuery<CustomerCustomerMeter> =>
    portalQuery(portal, ['meters', 'named', name], async (context) => {
      const list = await portal.source.meters({ query: name, all: true }, context);
      return onlyMatch(list, ({ meter }) => meter.name === name);
    }),
};

/** Subscription queries, as TanStack Query options. */
export const subscriptionQueries = {
  /** All subscriptions that match: `{ items, pagination, issues }`. */
  list: (portal: Portal, given?: SubscriptionFilters): PortalQuery<SubscriptionList> => {
    const filters = withoutNulls(given);
    return portalQuery(portal, ['subscriptions', 'list', filters], (context) => portal.source.subscriptions(filters, context));
  },
};

/** Bill queries, as TanStack Query options. A page that doesn't use them doesn't download the arithmetic of bills. */
export const billQueries = {
  /** What one subscription charges next, with the server's prorations if it gives them. */
  one: (portal: Portal, subscriptionId: string): PortalQuery<Bill> =>
    portalQuery(portal, ['subscriptions', 'bill', subscriptionId], async (context, client) => {
      const subscription = await portal.source.subscription(subscriptionId, context);
      const overdue = outstandingFilters(portal, [subscription]);
      // Orders are optional: without them the bill shows the outstanding amount as unknown.
      if (overdue) return billOf(subscription, null, { orders: knownOrders(await portal.source.orders?.(overdue, context).catch(() => undefined)) });
      if (!wantsPreview(portal, subscription)) return billOf(subscription);
      const preview = billQueries.preview(portal, subscription);
      const named = needsProducts(portal, [subscription]) ? await portal.source.products?.(context).catch(() => undefined) : undefined;
      const products = productNamesOf(named, [subscription]);
      // The preview is optional: when it fails, the bill uses a cached preview of the same numbers, or none.
      const known = client?.getQueryData(preview.queryKey);
      const expected = client === undefined ? portal.source.chargePreview(subscriptionId, context) : client.fetchQuery(preview);
      return billOf(subscription, await expected.catch(() => known), { products });
    }),
  /**
   * What the server expects to charge next; `null` if it has no preview. When the subscription's numbers change, so does the
   * query key, so that a preview is never combined with numbers that it doesn't know. Not retried: after a retryable failure
   * the next refresh repeats the request.
   */
  preview: (portal: Portal, subscription: CustomerSubscription): PortalQuery<ChargePreview | null> => ({
    ...portalQuery(portal, ['subscriptions', 'preview', subscription.id, fingerprintOf(subscription)], (context) => portal.source.chargePreview(subscription.id, context)),
    // A preview changes with its subscription, and each refused request leaves a line in the browser's console.
    ...steady,
    retry: false,
  }),
};

/** Wallet queries, as TanStack Query options. */
export const walletQueries = {
  /** All wallets: `{ items, pagination, issues }`. */
  list: (portal: Portal): PortalQuery<WalletList> => portalQuery(portal, ['wallets', 'list'], (context) => portal.source.wallets({}, context)),
};

/** Order queries, as TanStack Query options. Only for a source that has orders (`source.can.orders`). */
export const orderQueries = {
  /** The orders that match: `{ items, pagination, issues }`. */
  list: (portal: Portal, given?: OrderFilters): PortalQuery<OrderList> =>
    portalQuery(portal, ['orders', 'list', withoutNulls(given)], async (context) => {
      const orders = portal.source.orders?.(withoutNulls(given), context);
      if (orders) return orders;
      throw new PortalError('not_found', 'This source has no orders. It doesn\'t read them. Check `source.can.orders` first.');
    }),
};

/** Product queries, as TanStack Query options. Only for a source that has products (`source.can.products`). */
export const productQueries = {
  /** The merchant's products, each with its id and name. */
  list: (portal: Portal): PortalQuery<CustomerProduct[]> => ({
    ...portalQuery(portal, ['products', 'list'], async (context) => (await portal.source.products?.(context)) ?? []),
    // Names of plans don't change with usage.
    ...steady,
    retry: false,
  }),
};

/** Credit grant queries, as TanStack Query options. */
export const creditGrantQueries = {
  /** All credit grants: `{ items, pagination, issues }`. Fails with `not_found` if the source has none. */
  list: (portal: Portal): PortalQuery<CreditGrantList> =>
    portalQuery(portal, ['grants', 'list'], async (context) => {
      const { source } = portal;
      if (source.creditGrants === undefined) {
        throw new PortalError('not_found', 'This source has no credit grants. It doesn\'t read them. Check `source.can.grants` first.');
      }
      return source.creditGrants({ all: true }, context);
    }),
};

/** The start of every query key of one customer. No key ever contains a token. */
export function portalKey(scope: string): QueryKey {
  return ['meterface', scope];
}

/** Selects the orders of past-due subscriptions; `undefined` if none is past due, or if the source has no orders. */
export function outstandingFilters({ source }: Portal, subscriptions: readonly CustomerSubscription[]): OrderFilters | undefined {
  const subscriptionId = subscriptions.filter((one) => phaseOf(one) === 'pastDue').map(({ id }) => id);
  return source.can.orders === true && subscriptionId.length > 0 ? { subscriptionId } : undefined;
}

/** True if a subscription changes to a plan whose name is only in the merchant's products. */
export function needsProducts({ source }: Portal, subscriptions: readonly CustomerSubscription[]): boolean {
  const known = subscriptions.map(({ product }) => product.id);
  return source.can.products === true && subscriptions.some(({ pendingUpdate }) => pendingUpdate?.productId != null && !known.includes(pendingUpdate.productId));
}

/** Names of plans by id. */
export function productNamesOf(products: readonly CustomerProduct[] | undefined, subscriptions: readonly CustomerSubscription[]): Record<string, CustomerProduct> {
  return Object.fromEntries([...(products ?? []), ...subscriptions.map(({ product }) => product)].map((product) => [product.id, product]));
}

/** The orders; `null` if some are unknown: an unreadable order may be a pending one. */
export function knownOrders(orders: OrderList | undefined): readonly CustomerOrder[] | null {
  return orders && orders.issues.length === 0 ? orders.items : null;
}

/** True if the source has charge previews and this subscription is going to charge something. */
export function wantsPreview({ source }: Portal, subscription: CustomerSubscription): boolean {
  return source.can.chargePreview && mayPreview(subscription);
}

/** All fields of a subscription that its preview depends on, usage among them, because the charge includes usage. */
function fingerprintOf({ modifiedAt, status, amount, productId, discountId, seats, units, pendingUpdate, resumesAt, currentPeriodEnd, prices, meters }: CustomerSubscription): string {
  const terms = [modifiedAt, status, amount, productId, discountId, seats, units, pendingUpdate, resumesAt, currentPeriodEnd];
  return hashQuery([...terms, prices.map(({ id }) => id), meters.map(({ meterId, amount: pending }) => [meterId, pending])]);
}

/** The balance of a meter, in units; `null` if unknown. A constant, so that TanStack Query reuses its result. */
export function selectBalance(meter: CustomerCustomerMeter): number | null {
  return meter.balance;
}

/** For queries that the shared refresh timer skips. */
export const steady = { refetchOnWindowFocus: false, staleTime: steadyFreshFor, meta: { isSteady: true } } as const;

/** Resets options that a host's QueryClient may set by default. Typed `object` so they don't change the data type. */
const unset: object = {
  select: undefined,
  placeholderData: undefined,
  initialData: undefined,
  notifyOnChangeProps: undefined,
  persister: undefined,
};

/** The options of one query. */
export function portalQuery<Data>(portal: Portal, key: QueryKey, request: WantedRequest<Data>): PortalQuery<Data> {
  const queryKey = [...portalKey(portal.scope), portal.source.key, ...key] as unknown as PortalQuery<Data>['queryKey'];
  return { ...policy(portal), queryKey, queryFn: whileWanted(portal, request) };
}

/** The options of every query. Complete, because a host's QueryClient may have any defaults. */
function policy({ refreshEvery = defaultRefreshEvery }: Portal): QueryPolicy {
  return {
    staleTime: freshFor,
    // On a server a timer would keep the process alive, with the customer's data in memory.
    gcTime: typeof window === 'undefined' ? Infinity : keptFor,
    enabled: true,
    networkMode: 'always',
    // The refresh timer of `PortalProvider` refetches all queries of a page together.
    refetchInterval: false,
    refetchIntervalInBackground: false,
    refetchOnMount: true,
    refetchOnReconnect: mayRequestAgain,
    refetchOnWindowFocus: refreshEvery > 0 && refreshEvery < Infinity && mayRequestAgain,
    retry: (failures, error) => isPortalError(error) && error.retryable && failures < retriesOf(error),
    retryDelay: (failures, error) => delayOf(failures, isPortalError(error) ? error : undefined),
    retryOnMount: true,
    structuralSharing: true,
    meta: {},
    throwOnError: false,
    queryKeyHashFn: hashQuery,
    ...unset,
  };
}

function retriesOf({ code, status }: PortalError): number {
  return code === 'rate_limited' || status === 500 ? 1 : 2;
}

/** Milliseconds. Half of a delay is random, so that a thousand pages don't return at the same moment. */
function delayOf(failures: number, error: PortalError | undefined): number {
  if (error?.retryAfter !== undefined) return error.retryAfter * 1000 + Math.random() * 1000;
  return 500 * 2 ** failures * (1 + Math.random());
}

/**
 * The one meter of a list that matches.
 * @throws PortalError `not_found` or `ambiguous_meter`, or the reason why a meter of the list could not be read.
 */
export function onlyMatch(list: Pick<MeterList, 'items' | 'issues'>, matches: (meter: CustomerCustomerMeter) => boolean): CustomerCustomerMeter {
  const found = list.items.filter(matches);
  const [meter] = found;
  if (meter !== undefined && found.length === 1) return meter;
  const [issue] = list.issues;
  if (meter === undefined && issue !== undefined) throw issue;
  throw meter === undefined
    ? new PortalError('not_found', 'This customer has no such meter. It may be archived, or not covered by a subscription or benefit. Check the id or the exact name.')
    : new PortalError('ambiguous_meter', `${found.length} meters have this name, so it is unclear which one is meant. Pass \`meterId\` instead.`);
}
