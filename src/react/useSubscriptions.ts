'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { SubscriptionList } from '../core/schemas/list';
import type { SubscriptionFilters } from '../sources/source';
import { subscriptionListQuery } from './queries';
import { usePortalQuery } from './usePortalQuery';

/** The customer's subscriptions with their meters and prices. Source: `/v1/customer-portal/subscriptions/`. */
export function useSubscriptions(filters?: SubscriptionFilters): UseQueryResult<SubscriptionList> {
  return usePortalQuery((portal) => subscriptionListQuery(portal, filters));
}
