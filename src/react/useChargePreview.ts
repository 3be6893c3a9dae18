'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ChargePreview, CustomerSubscription } from '../core';
import { asksPreview, billQueries } from './billqueries';
import { usePortal } from './PortalProvider';


/**
 * What Polar expects a subscription to charge next: `data` is `null` where it does not say. Asked only for
 * subscriptions that will charge something: active, in trial, or paused with a day to resume.
 */
export function useChargePreview(subscription: CustomerSubscription): UseQueryResult<ChargePreview | null> {
  const portal = usePortal();
  const enabled = asksPreview(portal, subscription);
  return useQuery({ ...billQueries.preview(portal, subscription.id), enabled }, portal.queryClient);
}
