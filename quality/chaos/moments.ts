import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** When the data of a page may have been loaded. */
export interface Moments {
  /** The times at which subscriptions may have been loaded. */
  moments: readonly number[];
  /** The times of the list of meters: of meters and subscriptions the older, because numbers from before a renewal don't belong to the new period. */
  readings: readonly number[];
}

/** When the data in a cache was loaded, for each customer and source. */
export function momentsOf(queryClient: QueryClient): Moments {
  const queries = queryClient.getQueryCache().getAll();
  const lists = (resource: string) => queries.filter(({ queryKey, state }) => queryKey[3] === resource && queryKey[4] === 'list' && state.data !== undefined);
  return {
    moments: queries.flatMap(({ queryKey, state }) => (queryKey[3] === 'subscriptions' ? [state.dataUpdatedAt] : [])),
    readings: lists('meters').flatMap((meters) =>
      lists('subscriptions').flatMap((one) => (isSamePortal(one.queryKey, meters.queryKey) ? [Math.min(one.state.dataUpdatedAt, meters.state.dataUpdatedAt)] : [])),
    ),
  };
}

/** Whether two queries belong to the same customer and source. */
function isSamePortal(a: QueryKey, b: QueryKey): boolean {
  return [0, 1, 2].every((index) => a[index] === b[index]);
}
