'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SubscriptionList } from '../core';
import type { SubscriptionFilters } from '../sources';
import { usePortal } from './PortalProvider';
import { subscriptionListQuery } from './queries';

/** The customer's subscriptions with their meters and prices. Source: `/v1/customer-portal/subscriptions/`. */
export function useSubscriptions(filters?: SubscriptionFilters): UseQueryResult<SubscriptionList> {
  const portal = usePortal();
  return useQuery(subscriptionListQuery(portal, filters), portal.queryClient);
}
