'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import { usePortal } from './PortalProvider';
import { type MeterReference, meterQueries } from './queries';

/**
 * One meter of the customer, by the id of what it counts (`meterId`) or by its own (`id`). `error` is a PortalError
 * `not_found` if the customer has no such meter.
 */
export function useMeter(which: MeterReference): UseQueryResult<CustomerCustomerMeter> {
  const portal = usePortal();
  return useQuery(meterQueries.one(portal, which), portal.queryClient);
}
