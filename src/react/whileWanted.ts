import type { QueryClient, QueryFunctionContext } from '@tanstack/react-query';
import { isPortalError } from '../core/errors';
import type { SourceContext } from '../sources/source';

/** Fetches the data of a query. `client` is undefined if it is unknown. */
export type WantedRequest<Data> = (context: SourceContext, client: QueryClient | undefined) => Promise<Data>;

/** A query function. Typed by hand, because the context has no `client` before TanStack Query 5.66. */
type QueryFunction<Data> = (context: Pick<QueryFunctionContext, 'queryKey'> & { client?: QueryClient }) => Promise<Data>;

/**
 * Makes a query function that aborts its request when the last component that uses it unmounts, or when its data is
 * removed from the cache.
 *
 * TanStack Query does the same for functions that use its `signal`, but at once: when StrictMode remounts a component,
 * or one component replaces another, it cancels a request only to send it again. This waits until the new component is
 * there. Without a client, it never aborts the request.
 */
export function whileWanted<Data>({ scope, queryClient }: { scope: string; queryClient?: QueryClient }, request: WantedRequest<Data>): QueryFunction<Data> {
  return async ({ client = queryClient, queryKey }) => {
    if (!client) return request({ scope }, client);
    const cache = client.getQueryCache();
    const query = cache.find({ queryKey, exact: true });
    const controller = new AbortController();
    const abortIfUnused = () => {
      if (query?.getObserversCount() !== 0) return;
      void query.cancel({ revert: true });
      controller.abort();
    };
    const unsubscribe = cache.subscribe((event) => {
      if (event.query !== query) return;
      if (event.type === 'observerRemoved') setTimeout(abortIfUnused);
      if (event.type === 'removed') controller.abort();
    });
    const context = { scope, signal: controller.signal };
    try {
      return await request(context, client);
    } catch (error) {
      // A source drops the request of a customer who leaves the page. If the customer is back and a component waits for the data, the request is sent again.
      const isDropped = isPortalError(error) && error.code === 'session_expired' && error.retryable;
      if (!isDropped || !query?.getObserversCount()) throw error;
      return await request(context, client);
    } finally {
      unsubscribe();
    }
  };
}
