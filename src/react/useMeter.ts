'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import { type MeterReference, meterQueries } from './queries';
import { usePortalQuery } from './usePortalQuery';

/**
 * One customer meter, by the id of its meter (`meterId`) or by its own (`id`). `error` is a PortalError
 * `not_found` if the customer has no such meter.
 */
export function useMeter(which: MeterReference): UseQueryResult<CustomerCustomerMeter> {
  return usePortalQuery((portal) => meterQueries.one(portal, which));
}
