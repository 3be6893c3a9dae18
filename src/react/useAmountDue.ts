'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AmountDueOn } from '../core/billing';
import { usePortal } from './PortalProvider';
import { selectAmountsDue, subscriptionQueries } from './queries';

/**
 * What each subscription charges next. `data` has one `AmountDueOn` per subscription: an `amount` in minor units, `null` if
 * unknown; its `currency` and `dueAt`; and in `before` the parts that the amount does not contain yet.
 */
export function useAmountDue(): UseQueryResult<AmountDueOn[]> {
  const portal = usePortal();
  return useQuery({ ...subscriptionQueries.list(portal), select: selectAmountsDue }, portal.queryClient);
}
