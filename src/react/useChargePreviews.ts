'use client';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import type { ChargePreview, CustomerSubscription } from '../core';
import { asksPreview, billQueries } from './billqueries';
import { usePortal } from './PortalProvider';

/** `useChargePreview` for several subscriptions at once, in their order. */
export function useChargePreviews(subscriptions: readonly CustomerSubscription[]): UseQueryResult<ChargePreview | null>[] {
  const portal = usePortal();
  const queries = subscriptions.map((subscription) => ({
    ...billQueries.preview(portal, subscription.id),
    enabled: asksPreview(portal, subscription),
  }));
  return useQueries({ queries }, portal.queryClient);
}

/** Whether a question that is put at all has been answered, one way or the other. */
export function isSettled({ isFetched, fetchStatus }: UseQueryResult<unknown>): boolean {
  return isFetched || fetchStatus === 'idle';
}
