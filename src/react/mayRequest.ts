import { isPortalError } from '../core/errors';

/** The part of a query that says whether and when it failed. */
interface Failing {
  state: { error: Error | null; errorUpdatedAt: number };
}

/** Milliseconds for which a failure that is not retryable counts as just seen. */
const finalPause = 2000;

/** True unless a `Retry-After` is still running. */
export function mayRequest({ state: { error, errorUpdatedAt } }: Failing): boolean {
  const passed = Date.now() - errorUpdatedAt;
  // Negative when the system clock was set back, which must not lengthen the wait.
  return !isPortalError(error) || error.retryAfter === undefined || passed < 0 || passed >= error.retryAfter * 1000;
}

/**
 * Whether to request again because the page was shown or came online. Unlike `mayRequest`, it is false right after a failure
 * that would only happen again: pages can be shown and hidden, and networks come and go, many times a second.
 */
export function mayRequestAgain(query: Failing): boolean {
  const { error, errorUpdatedAt } = query.state;
  const passed = Date.now() - errorUpdatedAt;
  const isRepeat = isPortalError(error) && !error.retryable && passed >= 0 && passed < finalPause;
  return !isRepeat && mayRequest(query);
}
