import { startTimer } from '../core/timer';

/**
 * The time that one request may take. When it ends, because the client has left or a deadline has passed, everything that
 * was sent for it ends, too. One AbortController does that for the whole request: each costs Node as much as parsing a
 * response.
 */
export interface RequestLife {
  /** Aborts when the life ends early. */
  readonly signal: AbortSignal;
  /** Whether the client has left. */
  readonly hasLeft: boolean;
  /** Ends the life, because the client has left. */
  leave: () => void;
  /**
   * Waits for `work`, but not after the client has left.
   * @param timeout milliseconds; then the life ends, and the error of `lateError` is thrown.
   */
  wait: <T>(work: Promise<T>, timeout: number, lateError: () => unknown) => Promise<T>;
}

/** Starts the life of a request. */
export function startLife(): RequestLife {
  const controller = new AbortController();
  let hasLeft = false;
  let stopWaiting: ((reason: unknown) => void) | undefined;

  const end = (reason: unknown) => {
    stopWaiting?.(reason);
    controller.abort(reason);
  };

  return {
    // A getter, because Node creates the signal when it is first read.
    get signal() {
      return controller.signal;
    },
    get hasLeft() {
      return hasLeft;
    },
    leave() {
      hasLeft = true;
      end(new DOMException('The client has left.', 'AbortError'));
    },
    async wait(work, timeout, lateError) {
      let stopTimer = () => {};
      try {
        return await new Promise((resolve, reject) => {
          stopTimer = startTimer(() => end(lateError()), timeout);
          stopWaiting = reject;
          if (hasLeft) reject(controller.signal.reason);
          work.then(resolve, reject);
        });
      } finally {
        stopTimer();
      }
    },
  };
}
