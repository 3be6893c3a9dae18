'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ChargePreview } from '../core/schemas/preview';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { previewQuery, wantsPreview } from './billQueries';
import { usePortalQuery } from './usePortalQuery';

/**
 * What Polar expects a subscription to charge next. `data` is `null` if Polar has no preview, refuses it, or sends one that can't be
 * read. Sends a request only for subscriptions that will charge something: active, in a trial, or paused until a known date.
 */
export function useChargePreview(subscription: CustomerSubscription): UseQueryResult<ChargePreview | null> {
  return usePortalQuery((portal) => ({ ...previewQuery(portal, subscription), enabled: wantsPreview(portal, subscription) }));
}
