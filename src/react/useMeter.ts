'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import { usePortal } from './PortalProvider';
import { type MeterReference, meterQueries } from './queries';

/**
 * One customer meter, by the id of its meter (`meterId`) or by its own (`id`). `error` is a PortalError
 * `not_found` if the customer has no such meter.
 */
export function useMeter(which: MeterReference): UseQueryResult<CustomerCustomerMeter> {
  const portal = usePortal();
  return useQuery(meterQueries.one(portal, which), portal.queryClient);
}
