import { PortalError } from '../core';

/**
 * Runs `work` until it is done, `timeout` milliseconds have passed, or the caller's `signal` aborts.
 * The signal that `work` gets is aborted unless it is done, so that nothing stays under way (an unread body, say).
 * Not when it is done: after the last byte, too, that looks like a failed request in a browser's network panel.
 * `AbortSignal.any` would do much of it but is missing in Safari 16.
 * @throws PortalError `timeout`; or the reason of `signal`; or what `work` throws.
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  timeout?: number,
  signal?: AbortSignal,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  let isDone = false;
  try {
    const result = await new Promise<T>((resolve, reject) => {
      abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      if (timeout !== undefined) timer = setTimeout(() => reject(late()), timeout);
      work(controller.signal).then(resolve, reject);
    });
    isDone = true;
    return result;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    if (!isDone) controller.abort();
  }
}

function late(): PortalError {
  return new PortalError('timeout', 'The answer took too long. The network or the server is slow. Try again in a moment.', {
    retryable: true,
  });
}
