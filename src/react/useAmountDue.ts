'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AmountDueOn, billOf, firstAmountOf, sharesBalance } from '../core/billing';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { type BilledSubscriptions, useBilledSubscriptions } from './useBilledSubscriptions';

/** The fields of TanStack Query's result that `useAmountDue` returns. */
export interface AmountsDue extends Pick<UseQueryResult, 'error' | 'dataUpdatedAt' | 'isFetching' | 'isError'> {
  /** One amount for each subscription; `undefined` until they are loaded. */
  data: AmountDueOn[] | undefined;
  /** `pending` until subscriptions are loaded and, for six seconds at most, their charge previews and the orders that may be unpaid. */
  status: 'pending' | 'error' | 'success';
  /** True while `status` is `pending`. */
  isPending: boolean;
  /** True while `status` is `success`. */
  isSuccess: boolean;
  /** Sends the request for subscriptions again. */
  refetch: () => Promise<unknown>;
}

/**
 * What each subscription charges next. `data` has one `{ subscriptionId, amount, before, currency, dueAt, outcome, … }` per
 * subscription, in minor units: the amount that `Billing` shows. The hook waits six seconds at most for a subscription's first charge
 * preview; without one, `before` names the parts that the amount doesn't contain. `amount` is `null` if a part of it is unknown. Don't add the amounts:
 * several may include the same balance, because Polar previews each charge as if it came first. Sources:
 * `/v1/customer-portal/subscriptions/`, their charge previews, and `/v1/customer-portal/orders/` while a payment is overdue or where
 * meters settle apart from the plan.
 */
export function useAmountDue(): AmountsDue {
  const { query, isWaiting, items, previewed, orders } = useBilledSubscriptions(false);
  const { error, dataUpdatedAt, isFetching, isError, refetch } = query;
  const isKnown = query.data !== undefined && !isWaiting;
  const data = useMemo(() => (isKnown ? amountsDueOf(items, previewed, orders) : undefined), [isKnown, items, previewed, orders]);
  const status = data === undefined && query.status === 'success' ? 'pending' : query.status;
  return { data, status, isPending: status === 'pending', isSuccess: status === 'success', isError, error, dataUpdatedAt, isFetching, refetch };
}

function amountsDueOf(items: readonly CustomerSubscription[], previewed: BilledSubscriptions['previewed'], orders: BilledSubscriptions['orders']): AmountDueOn[] {
  const bills = items.map((current) => {
    const known = previewed.get(current.id);
    return billOf(known?.subscription ?? current, known?.preview, { orders });
  });
  return bills.map((bill) => ({
    ...firstAmountOf(bill),
    ...(sharesBalance(bill, bills) && { isBalanceShared: true as const }),
    // A subscription that was added later, and waits for its preview.
    ...(!previewed.has(bill.subscriptionId) && { amount: null, before: [], outcome: null }),
  }));
}
