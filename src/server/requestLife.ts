import { startTimer } from '../core/timer';
import type { LazyUntil } from './until';

/**
 * The time that one request may take. It ends early when the client leaves or a deadline passes. Its signal then aborts, and
 * with it each request to Polar that was sent with the signal. One signal serves the whole request, and is created when it is
 * first read: see `BodilessRequest` for its cost.
 */
export interface RequestLife extends LazyUntil {
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
  private ended: { reason: unknown } | undefined;
  private stopWaiting: ((reason: unknown) => void) | undefined;

  /** A getter, because Node creates the signal when it is first read. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  throwIfAborted(): void {
    if (this.ended) throw this.ended.reason;
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
        if (this.hasLeft) reject(this.ended?.reason);
        work.then(resolve, reject);
      });
    } finally {
      stopTimer();
    }
  }

  private end(reason: unknown): void {
    this.ended ??= { reason };
    this.stopWaiting?.(reason);
    this.controller.abort(reason);
  }
}
