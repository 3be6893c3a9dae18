'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { endsAt, hasEnded, isBilled, isOngoing, isPaymentMissing, meterPeriodOf } from '../core/account';
import { type Bill, billOf, type BillOptions } from '../core/billing';
import type { UsagePeriod } from '../core/projection';
import type { OrderList } from '../core/schemas/list';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerSubscription } from '../core/schemas/subscription';
import type { CustomerWallet } from '../core/schemas/wallet';
import { usePortal } from './PortalProvider';
import { knownOrders, needsProducts, orderQueries, outstandingFilters, productNamesOf, productQueries } from './queries';
import { useChargePreviews } from './useChargePreviews';
import { type ListState, useListState } from './useListState';
import { useSubscriptions } from './useSubscriptions';
import { useWallets } from './useWallets';

/** A subscription with its bill. */
export interface AccountBill {
  subscription: CustomerSubscription;
  /** What it charges next. `undefined` until its charge preview is loaded. */
  bill: Bill | undefined;
  /** True if usage so far is charged with an upcoming invoice, so that an estimate of its cost makes sense. */
  isBilled: boolean;
  /** True if it is billed and not canceled, so that a "what if" makes sense. */
  isOngoing: boolean;
  /** True if a payment is missing, so that the customer has to act. */
  isPaymentMissing: boolean;
  /** When it ends; `null` if it is not canceled, or has already ended. */
  endsAt: Date | null;
  /** The period in which its meters count. */
  meterPeriod: UsagePeriod;
}

/** The customer's wallets. */
export interface AccountWallets extends ListState {
  /** One for each currency: never add them. */
  items: readonly CustomerWallet[];
}

/** Everything that `Billing` shows. */
export interface AccountBills extends ListState {
  /** One for each subscription, ended ones last. */
  bills: readonly AccountBill[];
  /** `empty` if the source has no wallets. */
  wallets: AccountWallets;
}

/**
 * What each subscription of the customer charges next, and the wallets: for a layout of your own in place of `Billing`.
 * Waits for the charge previews, because a total that grows a moment later would have been wrong. If a preview fails, its
 * bill shows what is known without it. Sources: `/v1/customer-portal/subscriptions/`, their charge previews,
 * `/v1/customer-portal/orders/` while a payment is overdue, and `/v1/customer-portal/wallets/`.
 */
export function useBills(): AccountBills {
  const { scope } = usePortal();
  const subscriptions = useSubscriptions();
  const sorted = useMemo(() => [...(subscriptions.data?.items ?? [])].sort((a, b) => Number(hasEnded(a)) - Number(hasEnded(b))), [subscriptions.data]);
  const previews = useChargePreviews(sorted);
  const previewed = usePreviewed(scope, sorted, previews);
  const orders = useOutstanding(sorted);
  const products = useProductNames(sorted);
  // Waits only the first time: a plan that is added later must not hide the others while its preview loads.
  const isComplete = previews.every(isDone) && (isDone(orders) || orders.failureCount > 0) && products !== undefined;
  const [completeScope, setCompleteScope] = useState<string>();
  if (sorted.length > 0 && isComplete && completeScope !== scope) setCompleteScope(scope);
  const isWaiting = !isComplete && completeScope !== scope;
  const state = useListState(subscriptions, { isWaiting });
  const bills = isWaiting ? [] : sorted.map((subscription) => toAccountBill(subscription, previewed.get(subscription.id), { orders: knownOrders(orders.data), products }));
  return { ...state, bills, wallets: useAccountWallets() };
}

/** A subscription and the preview that belongs to its numbers. */
interface Previewed {
  subscription: CustomerSubscription;
  preview: ChargePreview | null | undefined;
}

/** While the preview of new numbers loads, the last numbers stay, together with their own preview. */
function usePreviewed(scope: string, subscriptions: readonly CustomerSubscription[], previews: readonly UseQueryResult<ChargePreview | null>[]): ReadonlyMap<string, Previewed> {
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
  if (!isSame) setLast({ scope, byId });
  return byId;
}

/** The orders of subscriptions whose payment is overdue. */
function useOutstanding(subscriptions: readonly CustomerSubscription[]): UseQueryResult<OrderList> {
  const portal = usePortal();
  const filters = outstandingFilters(portal, subscriptions);
  return useQuery({ ...orderQueries.list(portal, filters), enabled: filters !== undefined }, portal.queryClient);
}

/** Names of the plans that subscriptions change to; `undefined` while they load. */
function useProductNames(subscriptions: readonly CustomerSubscription[]): BillOptions['products'] {
  const portal = usePortal();
  const products = useQuery({ ...productQueries.list(portal), enabled: needsProducts(portal, subscriptions) }, portal.queryClient);
  const names = useMemo(() => productNamesOf(products.data, subscriptions), [products.data, subscriptions]);
  return isDone(products) ? names : undefined;
}

function toAccountBill(current: CustomerSubscription, previewed: Previewed | undefined, options: BillOptions): AccountBill {
  const subscription = previewed?.subscription ?? current;
  return {
    subscription,
    bill: previewed && billOf(subscription, previewed.preview, options),
    isBilled: isBilled(subscription),
    isOngoing: isOngoing(subscription),
    isPaymentMissing: isPaymentMissing(subscription),
    endsAt: endsAt(subscription),
    meterPeriod: meterPeriodOf(subscription),
  };
}

function useAccountWallets(): AccountWallets {
  const { source } = usePortal();
  const wallets = useWallets();
  const state = useListState(wallets);
  return { ...state, ...(!source.can.wallets && { status: 'empty' }), items: wallets.data?.items ?? [] };
}

/** True when a query has succeeded or failed, or sends no request at all. */
function isDone({ isFetched, fetchStatus }: UseQueryResult): boolean {
  return isFetched || fetchStatus === 'idle';
}
