import { startTimer } from '../core/timer';
import { tooManyRequests } from './requestLimiter';

/** Milliseconds over which Polar counts requests. */
const windowMs = 60_000;
/** Milliseconds for which a turn stays reserved after its time, in case the page returns late. */
const grace = 10_000;
/** The most requests in flight. With more on a busy machine, each could take longer than its customer waits. */
const mostAtOnce = 50;
/** The most requests in flight before one has succeeded: at first, Polar accepts only 60 requests with a token that was unused for five minutes. */
const mostAtFirst = 10;
/** Milliseconds for which a success counts. */
const successLife = 4 * 60_000;

interface RequestQueueOptions {
  /** Requests in any 60 seconds. */
  perMinute: number;
  /** Milliseconds to wait for a turn. A request whose turn comes later fails at once, with the time of its turn. */
  patience: number;
  /** The most turns to reserve. */
  most: number;
}

/** Spreads the requests of one organization token over time, so that Polar refuses none of them. */
interface RequestQueue {
  /**
   * Runs `send` in order of arrival. If the turn comes too late, reserves it for the customer's next request.
   * @throws PortalError `rate_limited`, with the seconds to wait, or what `send` throws.
   */
  inTurn: <T>(customerKey: string, send: () => Promise<T>) => Promise<T>;
  /**
   * Counts requests that don't wait for a turn, all of them or none. Refuses them while any customer waits for a turn.
   * @throws PortalError `rate_limited`, with the seconds to wait.
   */
  countExtra: (requests: number) => void;
}

interface Waiting {
  go: () => void;
}

export function createRequestQueue({ perMinute, patience, most }: RequestQueueOptions): RequestQueue {
  /** When the requests of the last window were sent, by `performance.now()`, which never goes back. */
  const sent: number[] = [];
  const waiting: Waiting[] = [];
  /** The reserved turns, by customer. */
  const turns = new Map<string, number>();
  let running = 0;
  let lastSuccess = -Infinity;
  let stopTimer = () => {};

  function removeOld(now: number): void {
    while (sent[0] !== undefined && sent[0] <= now - windowMs) sent.shift();
    for (const [key, turn] of turns) {
      if (turn + grace < now) turns.delete(key);
    }
  }

  /** When a request may be sent if `ahead` others are before it. */
  function turnAfter(ahead: number, now: number): number {
    const free = perMinute - sent.length;
    const windows = Math.floor(ahead / perMinute);
    const index = windows > 0 ? ahead - windows * perMinute : ahead;
    return (index < free ? now : (sent[index - free] ?? now) + windowMs) + windows * windowMs;
  }

  function count(now: number): void {
    if (perMinute < Infinity) sent.push(now);
  }

  function sendNext(): void {
    stopTimer();
    while (waiting.length > 0 && running < mostAtOnce) {
      const now = performance.now();
      if (running >= mostAtFirst && now - lastSuccess > successLife) return;
      removeOld(now);
      const wait = turnAfter(0, now) - now;
      if (wait > 0) {
        stopTimer = startTimer(sendNext, wait);
        return;
      }
      count(now);
      running += 1;
      waiting.shift()?.go();
    }
  }

  /** Resolves when the request may be sent. */
  function waitInLine(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stopWaiting = startTimer(() => {
        waiting.splice(waiting.indexOf(entry), 1);
        // The requests before this one take longer than usual.
        reject(tooManyRequests(patience));
      }, patience);
      const entry = {
        go: () => {
          stopWaiting();
          resolve();
        },
      };
      waiting.push(entry);
      sendNext();
    });
  }

  return {
    async inTurn(key, send) {
      const now = performance.now();
      removeOld(now);
      const promised = turns.get(key);
      if (promised !== undefined && promised - now > patience) throw tooManyRequests(promised - now);
      turns.delete(key);
      const wait = turnAfter(waiting.length + (promised === undefined ? turns.size : 0), now) - now;
      if (wait > patience) {
        if (turns.size < most) turns.set(key, now + wait);
        throw tooManyRequests(wait);
      }
      await waitInLine();
      try {
        const result = await send();
        lastSuccess = performance.now();
        return result;
      } finally {
        running -= 1;
        sendNext();
      }
    },
    countExtra(requests) {
      const now = performance.now();
      removeOld(now);
      const ahead = waiting.length + turns.size;
      const wait = turnAfter(ahead + requests - 1, now) - now;
      if (ahead > 0 || wait > 0) throw tooManyRequests(Math.max(1, wait));
      for (let counted = 0; counted < requests; counted += 1) count(now);
    },
  };
}
