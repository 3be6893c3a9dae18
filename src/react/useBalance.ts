'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { usePortal } from './PortalProvider';
import { meterQueries, selectBalance } from './queries';

/**
 * What the customer has left of one meter. `data` is a number of units: negative if over, `null` if unknown. A name must
 * match exactly. `error` is a PortalError `not_found` if no meter matches, `ambiguous_meter` if several do.
 */
export function useBalance(which: { name: string } | { meterId: string }): UseQueryResult<number | null> {
  const portal = usePortal();
  const query = 'name' in which ? meterQueries.named(portal, which.name) : meterQueries.one(portal, which);
  return useQuery({ ...query, select: selectBalance }, portal.queryClient);
}
