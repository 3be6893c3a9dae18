'use client';
import { notifyManager, type QueryKey, QueryObserver, useIsRestoring, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type PortalContextValue, usePortal } from './PortalProvider';
import type { PortalQuery } from './portalQuery';

interface SelectingQuery<Data, Selected> extends PortalQuery<Data> {
  select?: (data: Data) => Selected;
}

/**
 * Runs a query of the nearest provider. Returns what TanStack Query's `useQuery` would return. It has no suspense and no error
 * boundary: no query of ours uses them (`portalQuery` sets `throwOnError` to `false`), but every page would download them.
 */
export function usePortalQuery<Data, Selected = Data>(queryOf: (portal: PortalContextValue) => SelectingQuery<Data, Selected>): UseQueryResult<Selected> {
  const portal = usePortal();
  const { queryClient } = portal;
  const isRestoring = useIsRestoring();
  const results = { _optimisticResults: isRestoring ? 'isRestoring' as const : 'optimistic' as const };
  const options = Object.assign(queryClient.defaultQueryOptions<Data, Error, Selected, Data, QueryKey>(queryOf(portal)), results);
  const [observer] = useState(() => new QueryObserver(queryClient, options));
  const result = observer.getOptimisticResult(options);
  useEffect(() => observer.setOptions(options), [observer, options]);
  const subscribe = useCallback(
    (onChange: () => void) => {
      const unsubscribe = isRestoring ? () => {} : observer.subscribe(notifyManager.batchCalls(onChange));
      // The result may have changed between render and subscription.
      observer.updateResult();
      return unsubscribe;
    },
    [observer, isRestoring],
  );
  const read = () => observer.getCurrentResult();
  useSyncExternalStore(subscribe, read, read);
  return observer.trackResult(result);
}
