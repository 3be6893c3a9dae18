import { PortalError } from '../core/errors';
import { startTimer } from '../core/timer';

/** The most requests of one customer that run at once: enough for a page with a few meters and subscriptions. */
const mostAtOnce = 12;
/** Requests of one customer that may wait: those of a few more tabs. */
const mostWaiting = 100;

/** Bounds the requests of each customer, so that one of them can't use up Polar's rate limit or this server's memory. */
interface CustomerPlaces {
  /**
   * Runs `work`, whose request counts until its promise settles. `turn` is set if there are too many at the moment: wait
   * for it before sending anything.
   * @throws PortalError `rate_limited` if too many are waiting already. `turn` rejects with it after a wait of `patience`.
   */
  run: <T>(customerKey: string, work: (turn: Promise<void> | undefined) => Promise<T>) => Promise<T>;
}

interface Places {
  running: number;
  waiting: Set<() => void>;
}

/** @param patience milliseconds to wait for a turn. */
export function createCustomerPlaces(patience: number): CustomerPlaces {
  const customers = new Map<string, Places>();

  function placesOf(key: string): Places {
    let places = customers.get(key);
    if (!places) customers.set(key, (places = { running: 0, waiting: new Set() }));
    return places;
  }

  function leave(key: string, places: Places): void {
    places.running -= 1;
    const [next] = places.waiting;
    if (next) next();
    else if (places.running === 0) customers.delete(key);
  }

  return {
    async run(key, work) {
      const places = placesOf(key);
      if (places.running < mostAtOnce) {
        places.running += 1;
        try {
          return await work(undefined);
        } finally {
          leave(key, places);
        }
      }
      if (places.waiting.size >= mostWaiting) throw tooManyAtOnce(patience);
      const { turn, leaveQueue } = waitInLine(places, patience);
      try {
        return await work(turn);
      } finally {
        if (leaveQueue()) leave(key, places);
      }
    },
  };
}

/** `leaveQueue` returns whether the turn has come. */
function waitInLine(places: Places, patience: number): { turn: Promise<void>; leaveQueue: () => boolean } {
  let hasTurn = false;
  let leaveQueue = () => hasTurn;
  const turn = new Promise<void>((resolve, reject) => {
    const take = () => {
      places.waiting.delete(take);
      stopTimer();
      places.running += 1;
      hasTurn = true;
      resolve();
    };
    const stopTimer = startTimer(() => {
      places.waiting.delete(take);
      reject(tooManyAtOnce(patience));
    }, patience);
    places.waiting.add(take);
    leaveQueue = () => {
      stopTimer();
      places.waiting.delete(take);
      return hasTurn;
    };
  });
  // The work may end before it waits for its turn.
  turn.catch(() => {});
  return { turn, leaveQueue };
}

/** @param wait milliseconds. */
function tooManyAtOnce(wait: number): PortalError {
  return new PortalError('rate_limited', 'Too many requests from this customer are in flight. Polar or the network is slow, or a page sends requests in a loop. Wait, then try again.', {
    status: 429,
    retryable: true,
    retryAfter: Math.ceil(wait / 1000),
  });
}
