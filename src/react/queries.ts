import { hashKey, queryOptions, type QueryKey } from '@tanstack/react-query';
import { isPortalError, type MeterList, type PortalError, type SubscriptionList } from '../core';
import type { MeterFilters, PortalSource, SubscriptionFilters } from '../sources';
import { whileWanted } from './whilewanted';

export type { MeterFilters, SubscriptionFilters };

/** What a question needs to be asked: where, for whom, how often. A `usePortal()` result is one. */
export interface Portal {
  source: PortalSource;
  /** See `PortalProvider`. */
  scope: string;
  /** Milliseconds between refreshes; 0 for never. Default 60,000. */
  refreshEvery?: number;
}

/** Every key of one customer begins with this. No key ever holds a token. */
export function portalKey(scope: string): QueryKey {
  return ['meterface', scope];
}

/** All meters that match: `{ items, pagination, issues }`. */
export function meterListQuery(portal: Portal, filters: MeterFilters = {}) {
  return queryOptions({
    ...policy(portal),
    queryKey: key(portal, 'meters', 'list', filters),
    queryFn: whileWanted(portal, (context): Promise<MeterList> => portal.source.meters(filters, context)),
  });
}

/** All subscriptions that match: `{ items, pagination, issues }`. */
export function subscriptionListQuery(portal: Portal, filters: SubscriptionFilters = {}) {
  return queryOptions({
    ...policy(portal),
    queryKey: key(portal, 'subscriptions', 'list', filters),
    queryFn: whileWanted(portal, (context): Promise<SubscriptionList> => portal.source.subscriptions(filters, context)),
  });
}

/** What a host's defaults may hold for its own questions. Without a type, because each of these would change that of the answer. */
const unset: object = {
  select: undefined,
  placeholderData: undefined,
  initialData: undefined,
  notifyOnChangeProps: undefined,
  persister: undefined,
};

/** For answers that do not change with use: the beat that refreshes all others passes them by. Not public. */
export const steady = { refetchOnWindowFocus: false, staleTime: 5 * 60_000, meta: { isSteady: true } } as const;

/** The same for all questions, and complete: a host's client may have any defaults. Not public. */
export function policy({ refreshEvery = 60_000 }: Portal) {
  return {
    staleTime: 15_000,
    // A timer would keep a server's process alive, and what it has answered in memory.
    gcTime: typeof window === 'undefined' ? Infinity : 5 * 60_000,
    enabled: true,
    networkMode: 'always' as const,
    // `PortalProvider` refreshes all questions of a page in one rhythm.
    refetchInterval: false as const,
    refetchIntervalInBackground: false,
    refetchOnMount: true,
    refetchOnReconnect: mayAsk,
    refetchOnWindowFocus: refreshEvery > 0 && mayAsk,
    retry: (failures: number, error: Error) => isPortalError(error) && error.retryable && failures < retriesOf(error),
    retryDelay: (failures: number, error: Error) => delayOf(failures, isPortalError(error) ? error : undefined),
    retryOnMount: true,
    structuralSharing: true,
    meta: {},
    throwOnError: false,
    queryKeyHashFn: hashKey,
    ...unset,
  };
}

/** Whether the server has not said to wait, or it is over. Not public. */
export function mayAsk({ state: { error, errorUpdatedAt } }: { state: { error: Error | null; errorUpdatedAt: number } }): boolean {
  return !isPortalError(error) || error.retryAfter === undefined || Date.now() >= errorUpdatedAt + error.retryAfter * 1000;
}

function retriesOf({ code, status }: PortalError): number {
  if (code === 'rate_limited') return 1;
  return status === 500 ? 1 : 2;
}

/** Milliseconds; half of it by chance, so that a thousand pages do not come back in the same moment. */
function delayOf(failures: number, error: PortalError | undefined): number {
  if (error?.retryAfter !== undefined) return error.retryAfter * 1000 + Math.random() * 1000;
  return 500 * 2 ** failures * (1 + Math.random());
}

/** The place of an answer in a cache. Not public. */
export function key({ source, scope }: Portal, ...rest: QueryKey): QueryKey {
  return [...portalKey(scope), source.key, ...rest];
}
