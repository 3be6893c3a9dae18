import type { DataTag, QueryClient, QueryFunctionContext, QueryKey } from '@tanstack/react-query';
import { isPortalError } from '../core/errors';
import type { PortalSource } from '../sources/source';
import { hashQuery } from './hashQuery';
import { type mayRequest, mayRequestAgain } from './mayRequest';
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
  refetchIntervalInBackground: boolean;
  refetchOnMount: typeof mayRequest;
  refetchOnReconnect: typeof mayRequest;
  refetchOnWindowFocus: typeof mayRequest | false;
  retry: ((failures: number, error: Error) => boolean) | false;
  retryDelay: (failures: number, error: Error) => number;
  retryOnMount: boolean;
  structuralSharing: boolean;
  meta: Record<string, unknown>;
  throwOnError: boolean;
  queryKeyHashFn: (queryKey: QueryKey) => string;
}

/** The default of `Portal.refreshEvery`. */
export const defaultRefreshEvery = 60_000;

/** Milliseconds for which data is fresh: a component that mounts in that time sends no request. */
const freshFor = 15_000;

const steadyFreshFor = 5 * 60_000;
/** Milliseconds for which unused data stays in memory. */
const keptFor = 5 * 60_000;

/** For queries that the shared refresh timer skips, except after a retryable failure. */
export const steady = { refetchOnWindowFocus: false, staleTime: steadyFreshFor, meta: { isSteady: true } } as const;

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
    staleTime: freshFor,
    // On a server a timer would keep the process alive, with the customer's data in memory.
    gcTime: typeof window === 'undefined' ? Infinity : keptFor,
    enabled: true,
    networkMode: 'always',
    // The refresh timer of `PortalProvider` refetches all queries of a page together.
    refetchInterval: false,
    refetchIntervalInBackground: false,
    refetchOnMount: mayRequestAgain,
    refetchOnReconnect: mayRequestAgain,
    refetchOnWindowFocus: refreshEvery > 0 && refreshEvery < Infinity && mayRequestAgain,
    retry: (failures, error) => isPortalError(error) && error.retryable && failures < (error.code === 'rate_limited' || error.status === 500 ? 1 : 2),
    // Each delay has a random part, so that a thousand pages don't retry at the same moment.
    retryDelay: (failures, error) => (isPortalError(error) && error.retryAfter !== undefined ? 1000 * (error.retryAfter + Math.random()) : 500 * 2 ** failures * (1 + Math.random())),
    retryOnMount: true,
    structuralSharing: true,
    meta: {},
    throwOnError: false,
    queryKeyHashFn: hashQuery,
    ...unset,
  };
}
