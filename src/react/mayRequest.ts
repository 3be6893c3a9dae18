import { waitAfter } from '../core/errors';

/** The part of a query that says whether it failed. */
interface Failing {
  state: { error: unknown };
}

/** The part of TanStack Query's `FetchContext` that is needed here. `cancelRefetch` is true only if the customer or the host asks for a request. */
interface Fetching extends Failing {
  fetchOptions?: { cancelRefetch?: boolean | undefined } | undefined;
  fetchFn: () => unknown;
}

/** True unless a `Retry-After` is still running. */
export function mayRequest({ state: { error } }: Failing): boolean {
  return !waitAfter(error);
}

/**
 * Whether to request again because a component has mounted, or because the page was shown or came online. False for two seconds
 * after a failure that would only happen again, because all of these can happen many times a second.
 */
export function mayRequestAgain({ state: { error } }: Failing): boolean {
  return !waitAfter(error, 2000);
}

/**
 * The behavior of every query while a `Retry-After` runs: a component that mounts, another view, a prefetch or a refresh sends no
 * request. The query fails at once, as before, and its retry sends the request after the rest of the wait.
 */
export const keepToWait = {
  onFetch: (fetching: Fetching): void => {
    const { fetchFn, state: { error } } = fetching;
    if (!fetching.fetchOptions?.cancelRefetch) fetching.fetchFn = () => (waitAfter(error) ? Promise.reject(error) : fetchFn());
  },
};
