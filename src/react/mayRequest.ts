import { isPortalError } from '../core/errors';

/** The part of a query that says whether and when it failed. */
interface Failing {
  state: { error: Error | null; errorUpdatedAt: number };
}

/** Milliseconds for which a failure that is not retryable counts as just seen. */
const finalPause = 2000;

/**
 * True unless a `Retry-After` or `pause` is still running.
 * @param pause milliseconds to wait after a failure that would only happen again.
 */
export function mayRequest({ state: { error, errorUpdatedAt } }: Failing, pause = 0): boolean {
  if (!isPortalError(error)) return true;
  const passed = Date.now() - errorUpdatedAt;
  // Negative when the system clock was set back, which must not lengthen the wait.
  return passed < 0 || passed >= Math.max(1000 * (error.retryAfter ?? 0), error.retryable ? 0 : pause);
}

/**
 * Whether to request again because a component has mounted, or because the page was shown or came online. False for two seconds
 * after a failure that would only happen again, because all of these can happen many times a second.
 */
export function mayRequestAgain(query: Failing): boolean {
  return mayRequest(query, finalPause);
}
