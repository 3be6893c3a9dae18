'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { BillOptions } from '../core/billing';
import type { OrderList, SubscriptionList } from '../core/schemas/list';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { startTimer } from '../core/timer';
import { usePortal } from './PortalProvider';
import { knownOrders, needsProducts, orderListQuery, outstandingFilters, productNamesOf, productQueries } from './billQueries';
import { useChargePreviews } from './useChargePreviews';
import { usePortalQuery } from './usePortalQuery';
import { useSubscriptions } from './useSubscriptions';

/** A subscription and the preview that belongs to its numbers. */
export interface Previewed {
  subscription: CustomerSubscription;
  preview: ChargePreview | null | undefined;
}

/** The data that bills are made of. */
export interface BilledSubscriptions {
  query: UseQueryResult<SubscriptionList>;
  /** True until previews, orders and product names are loaded for the first time, but not for more than six seconds. */
  isWaiting: boolean;
  items: readonly CustomerSubscription[];
  /** By id of the subscription. A subscription is missing while it waits for its first preview, for six seconds at most. */
  previewed: ReadonlyMap<string, Previewed>;
  /** `null` if unknown. */
  orders: BillOptions['orders'];
  products: BillOptions['products'];
}

/**
 * The customer's subscriptions, each with the charge preview of the same numbers, and the orders of those that may have an unpaid one.
 * @param isNamed whether to load the names of plans that subscriptions change to.
 */
export function useBilledSubscriptions(isNamed: boolean): BilledSubscriptions {
  const { scope } = usePortal();
  const query = useSubscriptions();
  const items = query.data?.items ?? none;
  const previews = useChargePreviews(items);
  const orders = useOutstanding(items);
  const products = useProductNames(items, isNamed);
  const isComplete = previews.every(isDone) && (isDone(orders) || orders.failureCount > 0) && products !== undefined;
  const [completeScope, setCompleteScope] = useState<string>();
  // Waits only the first time: a plan that is added later must not hide the others while its preview loads.
  const isWaiting = !isComplete && completeScope !== scope;
  const [previewed, isLate] = usePreviewed(scope, items, previews, isWaiting);
  const next = completeScope === scope || (items.length && (isComplete || isLate)) ? scope : undefined;
  if (next !== completeScope) setCompleteScope(next);
  return { query, isWaiting: isWaiting && !isLate, items, previewed, orders: knownOrders(orders.data), products };
}

const none: readonly CustomerSubscription[] = [];
/** Milliseconds for which loaded subscriptions wait for the rest. Then bills show what is known without it. */
const patience = 6000;

/** Whether this customer has waited long enough. False again as soon as there is nothing to wait for. */
function useIsLate(isWaiting: boolean, scope: string): boolean {
  const [lateScope, setLateScope] = useState<string>();
  useEffect(() => {
    const stop = isWaiting ? startTimer(() => setLateScope(scope), patience) : undefined;
    return () => {
      stop?.();
      setLateScope(undefined);
    };
  }, [isWaiting, scope]);
  return isWaiting && lateScope === scope;
}

/**
 * The subscriptions to show. While the preview of new numbers loads, the last numbers stay, together with their own preview.
 * @param isWaiting True while previews, orders or product names load for the first time.
 * @returns also whether bills have waited long enough. They are then shown even without a first preview.
 */
function usePreviewed(scope: string, subscriptions: readonly CustomerSubscription[], previews: readonly UseQueryResult<ChargePreview | null>[], isWaiting: boolean): [byId: ReadonlyMap<string, Previewed>, isLate: boolean] {
  const [last, setLast] = useState<{ scope: string; byId: ReadonlyMap<string, Previewed> }>({ scope, byId: new Map() });
  const before = last.scope === scope ? last.byId : new Map<string, Previewed>();
  const byId = new Map<string, Previewed>();
  let isSame = last.scope === scope && before.size <= subscriptions.length;
  subscriptions.forEach((subscription, index) => {
    if (byId.has(subscription.id)) return;
    const known = before.get(subscription.id);
    const preview = previews[index];
    const isKept = !preview || !isDone(preview) || (known?.subscription === subscription && known.preview === preview.data);
    const pair = isKept ? known : { subscription, preview: preview.data };
    if (pair) byId.set(subscription.id, pair);
    isSame &&= pair === known;
  });
  const missing = subscriptions.filter(({ id }) => isWaiting || !byId.has(id));
  const isLate = useIsLate(missing.length > 0, scope);
  for (const subscription of isLate ? missing : none) {
    if (byId.has(subscription.id)) continue;
    byId.set(subscription.id, { subscription, preview: undefined });
    isSame = false;
  }
  if (isSame) return [before, isLate];
  setLast({ scope, byId });
  return [byId, isLate];
}

/** The orders of subscriptions that may have an unpaid one. */
function useOutstanding(subscriptions: readonly CustomerSubscription[]): UseQueryResult<OrderList> {
  return usePortalQuery((portal) => {
    const filters = outstandingFilters(portal, subscriptions);
    return { ...orderListQuery(portal, filters), enabled: filters !== undefined };
  });
}

/** Names of the plans that subscriptions change to; `undefined` while they load. */
function useProductNames(subscriptions: readonly CustomerSubscription[], isNamed: boolean): BillOptions['products'] {
  const products = usePortalQuery((portal) => ({ ...productQueries.list(portal), enabled: isNamed && needsProducts(portal, subscriptions) }));
  const names = useMemo(() => productNamesOf(products.data, subscriptions), [products.data, subscriptions]);
  return isDone(products) ? names : undefined;
}

/** True when a query has succeeded or failed, or sends no request at all. */
function isDone({ isFetched, fetchStatus }: UseQueryResult): boolean {
  return isFetched || fetchStatus === 'idle';
}
