'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AmountDueOn } from '../core/billing';
import { usePortal } from './PortalProvider';
import { selectAmountsDue, subscriptionQueries } from './queries';

/**
 * What each subscription charges next. `data` has one `{ subscriptionId, amount, currency, dueAt }` per subscription, in
 * minor units before discount and tax; `amount` is `null` if a part of it is unknown.
 */
export function useAmountDue(): UseQueryResult<AmountDueOn[]> {
  const portal = usePortal();
  return useQuery({ ...subscriptionQueries.list(portal), select: selectAmountsDue }, portal.queryClient);
}
