'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AmountDueOn } from '../core';
import { usePortal } from './PortalProvider';
import { selectAmountsDue, subscriptionQueries } from './subscriptionqueries';

/**
 * What each subscription charges next: `data` has one `{ subscriptionId, amount, currency, dueAt }` per
 * subscription. Amounts are minor units before discount and tax; `null` when a part is not known.
 */
export function useAmountDue(): UseQueryResult<AmountDueOn[]> {
  const portal = usePortal();
  return useQuery({ ...subscriptionQueries.list(portal), select: selectAmountsDue }, portal.queryClient);
}
