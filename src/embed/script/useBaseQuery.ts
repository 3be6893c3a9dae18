import { type DefaultedQueryObserverOptions, notifyManager, type QueryClient, type QueryObserver, type QueryObserverOptions, type QueryObserverResult } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

/**
 * TanStack Query's hook without suspense, error boundaries, restored caches and a client from a context, which no element
 * uses: it takes the place of the original in the script.
 * @public
 */
export function useBaseQuery(options: QueryObserverOptions, Observer: typeof QueryObserver, client: QueryClient): QueryObserverResult {
  const defaulted: DefaultedQueryObserverOptions = Object.assign(client.defaultQueryOptions(options), { _optimisticResults: 'optimistic' });
  const [observer] = useState(() => new Observer(client, defaulted));
  const result = observer.getOptimisticResult(defaulted);
  useEffect(() => {
    observer.setOptions(defaulted);
  }, [defaulted, observer]);
  const subscribe = useCallback((onChange: () => void) => {
    const unsubscribe = observer.subscribe(notifyManager.batchCalls(onChange));
    observer.updateResult();
    return unsubscribe;
  }, [observer]);
  useSyncExternalStore(subscribe, () => observer.getCurrentResult());
  return observer.trackResult(result);
}
