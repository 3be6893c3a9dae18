import { queryOptions, type QueryKey } from '@tanstack/react-query';
import { amountDueOf, isPortalError, PortalError, type CustomerCustomerMeter, type MeterList, type SubscriptionList } from '../core';
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

/**
 * Questions about meters, as TanStack Query options: for `useQuery`, and for `prefetchQuery` in a route
 * loader, on a server or at module time.
 */
export const meterQueries = {
  /** All that match, with the readable ones never hidden by others: `{ items, pagination, issues }`. */
  list: (portal: Portal, filters: MeterFilters = {}) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'meters', 'list', filters),
      queryFn: whileWanted(portal, (context): Promise<MeterList> => portal.source.meters(filters, context)),
    }),
  /** One, by the id of what it counts (`meterId`) or by its own (`id`). */
  one: (portal: Portal, which: MeterReference) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'meters', 'one', which),
      queryFn: whileWanted(portal, async (context): Promise<CustomerCustomerMeter> => {
        if ('id' in which) return portal.source.meter(which.id, context);
        const list = await portal.source.meters({ meterId: which.meterId }, context);
        return only(list, (meter) => meter.meterId === which.meterId);
      }),
    }),
  /** One, by its exact name. Polar's own filter means "contains", so the answer is narrowed down here. */
  named: (portal: Portal, name: string) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'meters', 'named', name),
      queryFn: whileWanted(portal, async (context): Promise<CustomerCustomerMeter> => {
        const list = await portal.source.meters({ query: name, all: true }, context);
        return only(list, ({ meter }) => meter.name === name);
      }),
    }),
};

/** Questions about subscriptions, in the same way. */
export const subscriptionQueries = {
  list: (portal: Portal, filters: SubscriptionFilters = {}) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'subscriptions', 'list', filters),
      queryFn: whileWanted(portal, (context): Promise<SubscriptionList> => portal.source.subscriptions(filters, context)),
    }),
};

/** Which meter. */
export type MeterReference = { meterId: string } | { id: string };

/** What subscriptions are due, of a list of them. A module constant, so that TanStack Query can remember its result. */
export function selectAmountsDue(list: SubscriptionList) {
  return list.items.map(amountDueOf);
}

/** What a meter has left, in units; `null` when not known. */
export function selectBalance(meter: CustomerCustomerMeter): number | null {
  return meter.balance;
}

/** The same for all questions, and complete: a host's client may have any defaults. */
function policy({ refreshEvery = 60_000 }: Portal) {
  return {
    staleTime: 15_000,
    gcTime: 5 * 60_000,
    enabled: true,
    networkMode: 'always' as const,
    refetchInterval: refreshEvery > 0 ? refreshEvery : (false as const),
    refetchIntervalInBackground: false,
    refetchOnMount: true,
    refetchOnReconnect: true,
    refetchOnWindowFocus: refreshEvery > 0,
    retry: (failures: number, error: Error) => isPortalError(error) && error.retryable && failures < retriesOf(error),
    retryDelay: (failures: number, error: Error) => delayOf(failures, isPortalError(error) ? error : undefined),
    retryOnMount: true,
    structuralSharing: true,
    throwOnError: false,
  };
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

function key({ source, scope }: Portal, ...rest: QueryKey): QueryKey {
  return [...portalKey(scope), source.key, ...rest];
}

function only(list: MeterList, matches: (meter: CustomerCustomerMeter) => boolean): CustomerCustomerMeter {
  const found = list.items.filter(matches);
  const [meter] = found;
  if (meter !== undefined && found.length === 1) return meter;
  const [issue] = list.issues;
  if (meter === undefined && issue !== undefined) throw issue;
  throw meter === undefined
    ? new PortalError('not_found', 'This customer has no such meter. It may be archived, or no subscription or benefit covers it now. Check the id or the exact name.')
    : new PortalError('ambiguous_meter', `${found.length} meters have this name. A balance of either would be a guess. Ask by meterId instead.`);
}
