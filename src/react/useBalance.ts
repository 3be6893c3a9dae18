'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { meterQueries, selectBalance } from './meterqueries';
import { usePortal } from './PortalProvider';

/**
 * What the customer has left of one meter: `data` is a number of units, negative when over, `null` when not
 * known. A name matches exactly; two meters of that name are a PortalError `ambiguous_meter`, none is `not_found`.
 */
export function useBalance(which: { name: string } | { meterId: string }): UseQueryResult<number | null> {
  const portal = usePortal();
  const query = 'name' in which ? meterQueries.named(portal, which.name) : meterQueries.one(portal, which);
  return useQuery({ ...query, select: selectBalance }, portal.queryClient);
}
