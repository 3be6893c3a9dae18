import type { QueryFunctionContext } from '@tanstack/react-query';
import type { SourceContext } from '../sources';

/**
 * A query function whose request is aborted when nobody wants its answer any more: its last component is
 * gone, or its data was removed.
 *
 * TanStack Query does this by itself for a function that takes its `signal`, but in the very moment in which
 * the last component leaves: under StrictMode, and where one component replaces another, a request is then
 * cancelled only to be sent once more. This waits until the moment is over.
 */
export function whileWanted<T>({ scope }: { scope: string }, ask: (context: SourceContext) => Promise<T>) {
  return async ({ client, queryKey }: QueryFunctionContext): Promise<T> => {
    const cache = client.getQueryCache();
    const query = cache.find({ queryKey, exact: true });
    const controller = new AbortController();
    const abortIfAlone = () => {
      if (query === undefined || query.getObserversCount() > 0) return;
      void query.cancel({ revert: true, silent: true });
      controller.abort();
    };
    const unsubscribe = cache.subscribe((event) => {
      if (event.query !== query) return;
      if (event.type === 'observerRemoved') setTimeout(abortIfAlone);
      if (event.type === 'removed') controller.abort();
    });
    try {
      return await ask({ scope, signal: controller.signal });
    } finally {
      unsubscribe();
    }
  };
}
