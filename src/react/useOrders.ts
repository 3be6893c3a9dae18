'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { OrderList } from '../core/schemas/list';
import type { OrderFilters } from '../sources/source';
import { orderQueries } from './billQueries';
import { usePortalQuery } from './usePortalQuery';

/**
 * The customer's orders, the latest first. `data` is `{ items, pagination, issues }`; a pending order is not paid yet, and
 * `dueAmount` is its outstanding amount. Sends no request to a source that reads no orders (`source.can.orders`).
 * Source: `/v1/customer-portal/orders/`.
 */
export function useOrders(filters?: OrderFilters): UseQueryResult<OrderList> {
  return usePortalQuery((portal) => ({ ...orderQueries.list(portal, filters), enabled: portal.source.can.orders === true }));
}
