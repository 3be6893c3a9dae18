import { focusManager, type Query, type QueryClient } from '@tanstack/react-query';
import { isPortalError } from '../core/errors';
import { invalidOption } from '../core/invalidOption';
import { startTimer } from '../core/timer';
import { join } from './join';
import { mayRequest } from './mayRequest';
import { defaultRefreshEvery } from './portalQuery';
import { portalKey } from './portalKey';

/** The part of the interval by which a refresh varies, so that a thousand pages don't send requests at the same moment. */
const jitter = 0.1;

/**
 * Refetches all of one customer's active queries together, except steady ones, every `refreshEvery` milliseconds while the page is visible.
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
    group.stop = startTimer(refresh, Math.min(...[...group.members].flat()) * (1 + jitter * (2 * Math.random() - 1)));
  }

  function refresh(): void {
    schedule();
    if (!focusManager.isFocused()) return;
    // A steady query is repeated only after a retryable failure: a refused request would be refused again.
    const isDue = (query: Query) => (query.meta?.['isSteady'] !== true || (isPortalError(query.state.error) && query.state.error.retryable)) && mayRequest(query);
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
