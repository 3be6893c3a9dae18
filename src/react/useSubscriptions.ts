'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SubscriptionList } from '../core/schemas/list';
import type { SubscriptionFilters } from '../sources/source';
import { usePortal } from './PortalProvider';
import { subscriptionQueries } from './queries';

/** The customer's subscriptions with their meters and prices. Source: `/v1/customer-portal/subscriptions/`. */
export function useSubscriptions(filters?: SubscriptionFilters): UseQueryResult<SubscriptionList> {
  const portal = usePortal();
  return useQuery(subscriptionQueries.list(portal, filters), portal.queryClient);
}
