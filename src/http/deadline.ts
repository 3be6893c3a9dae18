import { PortalError } from '../core/errors';
import { startTimer } from '../core/timer';

/**
 * Runs `work` until it settles, `timeout` milliseconds have passed, or the caller's `signal` aborts.
 * If `work` does not succeed, its own signal aborts, so nothing stays in flight, such as an unread body. After a success
 * it does not abort: browsers would list the request as failed in the network panel, even after its last byte.
 * `AbortSignal.any` would do most of this, but Safari 17.2 and Firefox 117 lack it.
 * @param lateError what to reject with when time runs out. Default: a PortalError `timeout`.
 * @throws that error, or the reason of `signal`, or what `work` throws.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  timeout = Infinity,
  signal?: AbortSignal,
  lateError: () => unknown = responseTooLate,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let stopTimer = () => {};
  let abort = () => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      stopTimer = startTimer(() => reject(lateError()), timeout);
      work(controller.signal).then(resolve, reject);
    });
  } catch (error) {
    controller.abort();
    throw error;
  } finally {
    stopTimer();
    signal?.removeEventListener('abort', abort);
  }
}

/** The error of a response that took too long. */
export function responseTooLate(): PortalError {
  const message = 'The response took too long. The network or the server is slow. Try again in a moment.';
  return new PortalError('timeout', message, { retryable: true });
}
