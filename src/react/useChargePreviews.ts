'use client';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { usePortal } from './PortalProvider';
import { previewQuery, wantsPreview } from './billQueries';

/** `useChargePreview` for several subscriptions at once, in their order. */
export function useChargePreviews(subscriptions: readonly CustomerSubscription[]): UseQueryResult<ChargePreview | null>[] {
  const portal = usePortal();
  const queries = subscriptions.map((subscription) => ({
    ...previewQuery(portal, subscription),
    enabled: wantsPreview(portal, subscription),
  }));
  return useQueries({ queries }, portal.queryClient);
}
