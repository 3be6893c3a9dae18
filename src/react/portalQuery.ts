import type { DataTag, QueryClient, QueryFunctionContext, QueryKey } from '@tanstack/react-query';
import { isPortalError, waitAfter } from '../core/errors';
import type { PortalSource } from '../sources/source';
import { hashQuery } from './hashQuery';
import { keepToWait, mayRequestAgain } from './mayRequest';
import { portalKey } from './portalKey';
import { type WantedRequest, whileWanted } from './whileWanted';

/** What a query needs: a source, a customer, and how often to refresh. The result of `usePortal()` has it all. */
export interface Portal {
  /** Where the customer's data comes from. */
  source: PortalSource;
  /** Your stable name for the customer, such as a user id. */
  scope: string;
  /** Milliseconds between refreshes while the page is visible, plus or minus a tenth: at least 1,000, or 0 or `Infinity` for never. Default: 60,000. */
  refreshEvery?: number;
  /** The client that runs the query. Needed only for versions of TanStack Query before 5.66, which don't pass it to query functions. */
  queryClient?: QueryClient;
}

/**
 * TanStack Query options of one query: for `useQuery`, `useSuspenseQuery`, `prefetchQuery` and so on. Written out here,
 * because the type that `queryOptions()` returns has parts that other versions of TanStack Query don't know.
 */
export interface PortalQuery<Data> extends QueryPolicy {
  queryKey: DataTag<QueryKey, Data>;
  queryFn: (context: QueryFunctionContext) => Promise<Data>;
}

/** The options that all queries share. */
interface QueryPolicy {
  staleTime: number;
  gcTime: number;
  enabled: boolean;
  networkMode: 'always';
  refetchInterval: false;
  refetchOnMount: typeof mayRequestAgain;
  refetchOnReconnect: typeof mayRequestAgain;
  refetchOnWindowFocus: typeof mayRequestAgain | false;
  retry: ((failures: number, error: Error) => boolean) | false;
  retryDelay: (failures: number, error: Error) => number;
  retryOnMount: boolean;
  behavior: typeof keepToWait;
  structuralSharing: boolean;
  meta: Record<string, unknown>;
  throwOnError: boolean;
  queryKeyHashFn: (queryKey: QueryKey) => string;
}

/** The default of `Portal.refreshEvery`. */
export const defaultRefreshEvery = 60_000;

/** For queries that the shared refresh timer skips until their data is twelve times as old as its `staleTime`, except after a retryable failure. */
export const steady = { refetchOnWindowFocus: false, staleTime: 300_000, meta: { isSteady: true } } as const;

/** Resets options that a host's QueryClient may set by default. Typed `object` so they don't change the data type. */
const unset: object = {
  select: undefined,
  placeholderData: undefined,
  initialData: undefined,
  notifyOnChangeProps: undefined,
  persister: undefined,
};

/** The options of one query. Complete, because a host's QueryClient may have any defaults. */
export function portalQuery<Data>(portal: Portal, key: QueryKey, request: WantedRequest<Data>): PortalQuery<Data> {
  const { refreshEvery = defaultRefreshEvery } = portal;
  return {
    queryKey: [...portalKey(portal.scope), portal.source.key, ...key] as unknown as PortalQuery<Data>['queryKey'],
    queryFn: whileWanted(portal, request),
    // A component that mounts in that time sends no request.
    staleTime: 15_000,
    // Unused data stays in memory for five minutes. On a server the timer would keep the process alive, with the customer's data in memory.
    gcTime: typeof window === 'undefined' ? Infinity : 300_000,
    enabled: true,
    networkMode: 'always',
    // The refresh timer of `PortalProvider` refetches all queries of a page together.
    refetchInterval: false,
    refetchOnMount: mayRequestAgain,
    refetchOnReconnect: mayRequestAgain,
    refetchOnWindowFocus: refreshEvery > 0 && refreshEvery < Infinity && mayRequestAgain,
    retry: (failures, error) => isPortalError(error) && error.retryable && failures < (error.code === 'rate_limited' || error.status === 500 ? 1 : 2),
    // Each delay has a random part, so that a thousand pages don't retry at the same moment.
    retryDelay: (failures, error) => waitAfter(error) + 500 * 2 ** failures * (1 + Math.random()),
    retryOnMount: true,
    behavior: keepToWait,
    structuralSharing: true,
    meta: {},
    throwOnError: false,
    queryKeyHashFn: hashQuery,
    ...unset,
  };
}
