import { responseTooLate } from '../http/deadline';
import { startTimer } from '../core/timer';
import { tooManyRequests } from './requestLimiter';

/** Milliseconds of the window in which Polar counts requests. */
const windowMs = 60_000;
/** Milliseconds that a turn is kept for a customer whose page returns late. */
const grace = 10_000;
/** Polar allows a token that it has not seen for five minutes only 60 requests until the first of them has succeeded. */
const mostAtOnce = 10;

interface RequestQueueOptions {
  /** Requests in any 60 seconds. */
  perMinute: number;
  /** Milliseconds to wait for a turn; customers whose turn comes later get the time of their turn. */
  patience: number;
  /** The most customers to keep a turn for. */
  most: number;
}

/** Spreads the requests of one organization token over time, so that Polar does not refuse any. */
interface RequestQueue {
  /**
   * Runs `send` in order of arrival. A customer whose turn comes too late gets a turn for when they return.
   * @throws PortalError `rate_limited`, with the seconds until that turn, or what `send` throws.
   */
  inTurn: <T>(customerKey: string, send: () => Promise<T>) => Promise<T>;
  /**
   * Counts a request that is sent at once, and only if no customer is waiting for a turn.
   * @throws PortalError `rate_limited`, with the seconds to wait.
   */
  countExtra: () => void;
}

interface Waiting {
  go: () => void;
}

export function createRequestQueue({ perMinute, patience, most }: RequestQueueOptions): RequestQueue {
  /** When the requests of the last window were sent, by the clock that never goes back. */
  const sent: number[] = [];
  const waiting: Waiting[] = [];
  /** The turns of the customers who were refused. */
  const turns = new Map<string, number>();
  let running = 0;
  let stopTimer = () => {};

  function removeOld(now: number): void {
    while (sent[0] !== undefined && sent[0] <= now - windowMs) sent.shift();
    for (const [key, turn] of turns) {
      if (turn + grace < now) turns.delete(key);
    }
  }

  /** When a request may be sent that has `ahead` others before it. */
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
        // Only the requests before it can have delayed it this long: turns that come later are refused at once.
        reject(responseTooLate());
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
        return await send();
      } finally {
        running -= 1;
        sendNext();
      }
    },
    countExtra() {
      const now = performance.now();
      removeOld(now);
      const ahead = waiting.length + turns.size;
      const wait = turnAfter(ahead, now) - now;
      if (ahead > 0 || wait > 0) throw tooManyRequests(Math.max(1, wait));
      count(now);
    },
  };
}
