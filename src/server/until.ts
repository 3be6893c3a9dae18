import type { Until } from '../http/body';

/** When to give up a request. The signal is created when it is first read. */
export interface LazyUntil extends Until {
  readonly signal: AbortSignal;
}

/** For work that has a signal already. */
export function untilAborted(signal: AbortSignal): LazyUntil {
  return { signal, throwIfAborted: () => signal.throwIfAborted() };
}
