import type { LazyUntil } from './until';

/** Milliseconds within which a healthy server responds. */
const promptly = 1000;
/** How many prompt responses must have come within a second before requests are sent without a signal. A server with fewer requests has time for signals. */
const fewest = 20;
/** The most requests without a signal at once: a server that stops responding keeps their connections until `fetch` gives up. */
const mostWithout = 50;

/** Runs a request, with its signal or without. */
type SignalRule = <T>(until: LazyUntil, send: (signal: AbortSignal | undefined) => Promise<T>) => Promise<T>;

/**
 * Decides which requests get a signal. On Node, a signal costs a fifteenth of a whole request to Polar. While a server responds promptly
 * to many requests, some are sent without one: if their client leaves, they end by themselves in a moment.
 */
export function createSignalRule(): SignalRule {
  /** When the last prompt responses came, by `performance.now()`. */
  const times = Array.from({ length: fewest }, () => -Infinity);
  let next = 0;
  let without = 0;
  return async (until, send) => {
    const begun = performance.now();
    // The next entry to overwrite is the oldest.
    if (without >= mostWithout || begun - (times[next] ?? 0) > promptly) return note(begun, await send(until.signal));
    without += 1;
    try {
      return note(begun, await send(undefined));
    } finally {
      without -= 1;
    }
  };

  function note<T>(begun: number, response: T): T {
    const now = performance.now();
    if (now - begun < promptly) {
      times[next] = now;
      next = (next + 1) % fewest;
    }
    return response;
  }
}
