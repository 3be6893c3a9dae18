import type { QueryClient, QueryFunctionContext } from '@tanstack/react-query';
import { isClosed, mayPreview, phaseOf } from '../core/account';
import { type Bill, billOf } from '../core/billing';
import { PortalError, waitAfter } from '../core/errors';
import { isOvertaken } from '../core/isOvertaken';
import type { OrderList, WalletList } from '../core/schemas/list';
import type { CustomerOrder } from '../core/schemas/order';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerProduct } from '../core/schemas/product';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { withoutNulls } from '../core/withoutNulls';
import type { OrderFilters, PortalSource } from '../sources/source';
import { hashQuery } from './hashQuery';
import { type Portal, type PortalQuery, portalQuery, steady } from './portalQuery';
import { subscriptionListQuery } from './queries';

/** `billQueries.preview`. A separate constant, because bundlers keep an object whole and `Billing` needs only this query. */
export const previewQuery = (portal: Portal, subscription: CustomerSubscription): PortalQuery<ChargePreview | null> => {
  const query: PortalQuery<ChargePreview | null> = portalQuery(portal, ['subscriptions', 'preview', subscription.id, fingerprintOf(subscription)], async (context, client) => {
    // A `Retry-After` is for the address, whatever the subscription's numbers were.
    const limited = client?.getQueryCache().find({ queryKey: query.queryKey.slice(0, -1), exact: false, predicate: ({ state }) => waitAfter(state.error) > 0 });
    if (limited) throw limited.state.error;
    const preview = await portal.source.chargePreview(subscription.id, context);
    // Bills wait for the newer numbers, because without them the usage couldn't be split by meter.
    if (client && isOvertaken(subscription, preview)) await reloadLists(portal, client);
    // A refusal, perhaps a single one, doesn't take a known preview of these numbers away.
    return preview ?? client?.getQueryData(query.queryKey) ?? null;
  });
  // A changed subscription has a new key. For an unchanged one, whose balance and tax may change, the refresh timer repeats the request after five minutes:
  // twelve times its `staleTime`. It repeats no `null`, because each refusal leaves a line in the console.
  return { ...query, ...steady, staleTime: 25_000, retry: false };
};

/** Loads lists of subscriptions again: at most every 15 seconds, the query's `staleTime`, because usage may never pause. */
const reloadLists = (portal: Portal, client: QueryClient): Promise<unknown> => {
  const queryKey = subscriptionListQuery(portal).queryKey.slice(0, -1);
  return client.fetchQuery(portalQuery(portal, ['subscriptions', 'reload'], () => client.refetchQueries({ queryKey }, { cancelRefetch: false }).then(() => null)));
};

/** Bill queries, as TanStack Query options. A page that doesn't use them doesn't download the arithmetic of bills. */
export const billQueries = {
  /** What one subscription charges next, with the server's prorations if it gives them. */
  one: (portal: Portal, subscriptionId: string): PortalQuery<Bill> =>
    portalQuery(portal, ['subscriptions', 'bill', subscriptionId], async (context, client) => {
      /** Loads an optional part; `undefined` if that fails. A query of its own keeps to the `Retry-After` of its address. */
      const load = <Data>(query: PortalQuery<Data>): Promise<Data | undefined> =>
        (client ? client.fetchQuery({ ...query, retry: false }) : query.queryFn(query as unknown as QueryFunctionContext)).catch(() => undefined);
      const loadBill = async (isRepeated: boolean): Promise<Bill> => {
        const subscription = await portal.source.subscription(subscriptionId, context);
        const named = needsProducts(portal, [subscription]) ? await load(productQueries.list(portal)) : undefined;
        const filters = outstandingFilters(portal, [subscription]);
        // Without orders the outstanding amount is unknown.
        const options = { products: productNamesOf(named, [subscription]), orders: filters && knownOrders(await load(orderListQuery(portal, filters))) };
        if (!wantsPreview(portal, subscription)) return billOf(subscription, null, options);
        const query = previewQuery(portal, subscription);
        // When the preview fails, the bill uses a cached one of the same numbers, or none.
        const preview = (await load({ ...query, staleTime: steady.staleTime })) ?? client?.getQueryData(query.queryKey) ?? null;
        return isOvertaken(subscription, preview) && !isRepeated ? loadBill(true) : billOf(subscription, preview, options);
      };
      return loadBill(false);
    }),
  /**
   * What the server expects to charge next; `null` if it gives no readable preview. The query key contains the subscription's
   * numbers, so that a preview is never combined with other numbers than those that it was computed from. Not retried: after
   * a retryable failure the next refresh repeats the request.
   */
  preview: previewQuery,
};

/** Wallet queries, as TanStack Query options. */
export const walletQueries = {
  /** The customer's wallets: `{ items, pagination, issues }`. */
  list: (portal: Portal): PortalQuery<WalletList> => portalQuery(portal, ['wallets', 'list'], (context) => portal.source.wallets({}, context)),
};

/** `orderQueries.list` for a source that reads orders. A separate constant, so that a page with `Billing` doesn't download the error for other sources. */
export const orderListQuery = (portal: Portal, given?: OrderFilters): PortalQuery<OrderList> =>
  portalQuery(portal, ['orders', 'list', withoutNulls(given)], (context) => (portal.source as Required<PortalSource>).orders(withoutNulls(given), context));

/** Order queries, as TanStack Query options. Only for a source that reads orders (`source.can.orders`). */
export const orderQueries = {
  /** The orders that match: `{ items, pagination, issues }`. */
  list: (portal: Portal, given?: OrderFilters): PortalQuery<OrderList> => {
    const query = orderListQuery(portal, given);
    if (portal.source.orders) return query;
    const error = new PortalError('not_found', 'This source reads no orders. It has no `orders` method. Check `source.can.orders` first.');
    return { ...query, queryFn: () => Promise.reject(error) };
  },
};

/** Product queries, as TanStack Query options. Only for a source that reads products (`source.can.products`). */
export const productQueries = {
  /** The merchant's products, each with its id and name. */
  list: (portal: Portal): PortalQuery<CustomerProduct[]> => ({
    ...portalQuery(portal, ['products', 'list'], async (context) => (await portal.source.products?.(context)) ?? []),
    // Names of plans don't change with usage.
    ...steady,
    retry: false,
  }),
};

/**
 * Selects the orders of subscriptions that may owe one: those past due, and those whose meters settle apart from the plan.
 * `undefined` if there is none, or if the source reads no orders.
 */
export function outstandingFilters({ source }: Portal, subscriptions: readonly CustomerSubscription[]): OrderFilters | undefined {
  const subscriptionId = subscriptions.filter((one) => phaseOf(one) === 'pastDue' || (one.currentMeterPeriodEnd && !isClosed(one))).map(({ id }) => id);
  return source.can.orders && subscriptionId.length > 0 ? { subscriptionId, all: true } : undefined;
}

/** True if a subscription changes to a plan whose name is only in the merchant's products. */
export function needsProducts({ source }: Portal, subscriptions: readonly CustomerSubscription[]): boolean {
  const known = subscriptions.map(({ product }) => product.id);
  return source.can.products === true && subscriptions.some(({ pendingUpdate }) => pendingUpdate?.productId != null && !known.includes(pendingUpdate.productId));
}

/** Products by id, including those that the subscriptions have. */
export function productNamesOf(products: readonly CustomerProduct[] | undefined, subscriptions: readonly CustomerSubscription[]): Record<string, CustomerProduct> {
  return Object.fromEntries([...(products ?? []), ...subscriptions.map(({ product }) => product)].map((product) => [product.id, product]));
}

/** The orders; `null` if some are unknown: an order that is unreadable or missing may be a pending one. */
export function knownOrders(orders: OrderList | undefined): readonly CustomerOrder[] | null {
  return orders?.issues.length === 0 && orders.items.length >= (orders.pagination.totalCount ?? 0) ? orders.items : null;
}

/** True if the source has charge previews, and Polar may have one for this subscription. */
export function wantsPreview({ source }: Portal, subscription: CustomerSubscription): boolean {
  return source.can.chargePreview && mayPreview(subscription);
}

/** A hash of the fields that a charge preview depends on. The amounts of meters are among them, because the charge includes usage. */
function fingerprintOf({ modifiedAt, status, amount, productId, discountId, seats, units, pendingUpdate, resumesAt, currentPeriodEnd, prices, meters }: CustomerSubscription): string {
  return hashQuery([modifiedAt, status, amount, productId, discountId, seats, units, pendingUpdate, resumesAt, currentPeriodEnd, prices.map(({ id }) => id), meters.map(({ meterId, amount: pending }) => [meterId, pending])]);
}
