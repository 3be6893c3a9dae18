import { focusManager, type Query, type QueryClient } from '@tanstack/react-query';
import type { PortalError } from '../core/errors';
import { invalidOption } from '../core/invalidOption';
import { startTimer } from '../core/timer';
import { join } from './join';
import { defaultRefreshEvery, type PortalQuery } from './portalQuery';
import { portalKey } from './portalKey';

/**
 * Refetches all of one customer's active queries together, steady ones only when their data is old or after a retryable failure, every
 * `refreshEvery` milliseconds while the page is visible.
 * Providers with the same client and scope share one timer, which runs at the shortest of their intervals.
 * @param onEnd runs a moment after the last provider has left.
 * @returns a function that leaves the timer. The last provider to leave ends it.
 */
export function startRefreshTimer(client: QueryClient, scope: string, refreshEvery: number, onEnd: () => void): () => void {
  // Wrapped in an array, because a Set would count two equal intervals as one.
  const [group, leave] = join(client, scope, [refreshEvery > 0 ? refreshEvery : Infinity], () => {
    group.stop?.();
    onEnd();
  });
  schedule();
  return leave;

  function schedule(): void {
    group.stop?.();
    // Varies by a tenth, so that a thousand pages don't send requests at the same moment.
    group.stop = startTimer(refresh, Math.min(...[...group.members].flat()) * (0.9 + Math.random() / 5));
  }

  function refresh(): void {
    schedule();
    if (!focusManager.isFocused()) return;
    // A steady query whose result is a final error or `null` would be refused again.
    const isDue = ({ meta, options, state }: Query) =>
      !meta?.['isSteady'] || (state.error ? (state.error as PortalError).retryable : state.data !== null && state.dataUpdatedAt + 12 * (options as PortalQuery<unknown>).staleTime < Date.now());
    void client.refetchQueries({ queryKey: portalKey(scope), type: 'active', predicate: isDue }, { cancelRefetch: false });
  }
}

/**
 * Milliseconds between refreshes: the host's, or the default.
 * @param name of the option, for the error.
 * @throws PortalError `invalid_option` for an interval above 0 and below 1,000, which would send requests without pause, and for NaN.
 */
export function readRefreshEvery(refreshEvery: number | null | undefined, name = 'refreshEvery'): number {
  const milliseconds = refreshEvery ?? defaultRefreshEvery;
  if (milliseconds <= 0 || milliseconds >= 1000) return milliseconds;
  throw invalidOption(name, 'must be at least 1000 milliseconds, or 0', 'Correct it or leave it out');
}
