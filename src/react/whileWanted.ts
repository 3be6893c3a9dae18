import type { QueryFunctionContext } from '@tanstack/react-query';
import type { SourceContext } from '../sources/source';

/**
 * Makes a query function that aborts its request when the last component that uses it unmounts, or when its data is
 * removed from the cache.
 *
 * TanStack Query does the same for functions that use its `signal`, but at once: when StrictMode remounts a component,
 * or one component replaces another, it cancels a request only to send it again. This waits until the new component is there.
 */
export function whileWanted<T>({ scope }: { scope: string }, request: (context: SourceContext) => Promise<T>) {
  return async ({ client, queryKey }: QueryFunctionContext): Promise<T> => {
    const cache = client.getQueryCache();
    const query = cache.find({ queryKey, exact: true });
    const controller = new AbortController();
    const abortIfUnused = () => {
      if (query === undefined || query.getObserversCount() > 0) return;
      void query.cancel({ revert: true, silent: true });
      controller.abort();
    };
    const unsubscribe = cache.subscribe((event) => {
      if (event.query !== query) return;
      if (event.type === 'observerRemoved') setTimeout(abortIfUnused);
      if (event.type === 'removed') controller.abort();
    });
    try {
      return await request({ scope, signal: controller.signal });
    } finally {
      unsubscribe();
    }
  };
}
