'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Bill } from '../core/billing';
import { usePortal } from './PortalProvider';
import { billQueries } from './queries';

/**
 * What one subscription charges next. `data` is a `Bill`: a title, and for each due date a charge with its lines, discount,
 * tax and balance. Source: `/v1/customer-portal/subscriptions/{id}` and its charge preview.
 */
export function useBill(subscriptionId: string): UseQueryResult<Bill> {
  const portal = usePortal();
  return useQuery(billQueries.one(portal, subscriptionId), portal.queryClient);
}
