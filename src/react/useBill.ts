'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Bill } from '../core/billing';
import { billQueries } from './billQueries';
import { usePortalQuery } from './usePortalQuery';

/**
 * What one subscription charges next. `data` is a `Bill`: a title, and for each due date a charge with its lines, discount,
 * tax and balance. Sources: `/v1/customer-portal/subscriptions/{id}`, its charge preview, `/v1/customer-portal/orders/` while
 * a payment is overdue or where meters settle apart from the plan, and `/v1/customer-portal/organizations/{slug}` when the plan is going to change to another product.
 */
export function useBill(subscriptionId: string): UseQueryResult<Bill> {
  return usePortalQuery((portal) => billQueries.one(portal, subscriptionId));
}
