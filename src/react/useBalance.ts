'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { meterQueries, selectBalance } from './queries';
import { usePortalQuery } from './usePortalQuery';

/**
 * What the customer has left of one meter. `data` is a number of units: negative if over, `null` if unknown. A name must
 * match exactly. `error` is a PortalError `not_found` if no meter matches, `ambiguous_meter` if several do.
 */
export function useBalance(which: { name: string } | { meterId: string }): UseQueryResult<number | null> {
  return usePortalQuery((portal) => ({ ...('name' in which ? meterQueries.named(portal, which.name) : meterQueries.one(portal, which)), select: selectBalance }));
}
