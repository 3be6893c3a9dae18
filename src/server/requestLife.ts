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
  leave(): void;
  /**
   * Waits for `work`, but not after the client has left.
   * @param timeout milliseconds; then the life ends, and the error of `lateError` is thrown.
   */
  wait<T>(work: Promise<T>, timeout: number, lateError: () => unknown): Promise<T>;
}

/** Starts the life of a request. */
export function startLife(): RequestLife {
  return new Life();
}

/** A class, because an object with getters would be slow to create. */
class Life implements RequestLife {
  hasLeft = false;
  private readonly controller = new AbortController();
  private stopWaiting: ((reason: unknown) => void) | undefined;

  /** A getter, because Node creates the signal when it is first read. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  leave(): void {
    this.hasLeft = true;
    this.end(new DOMException('The client has left.', 'AbortError'));
  }

  async wait<T>(work: Promise<T>, timeout: number, lateError: () => unknown): Promise<T> {
    let stopTimer = () => {};
    try {
      return await new Promise<T>((resolve, reject) => {
        stopTimer = startTimer(() => this.end(lateError()), timeout);
        this.stopWaiting = reject;
        if (this.hasLeft) reject(this.signal.reason);
        work.then(resolve, reject);
      });
    } finally {
      stopTimer();
    }
  }

  private end(reason: unknown): void {
    this.stopWaiting?.(reason);
    this.controller.abort(reason);
  }
}
