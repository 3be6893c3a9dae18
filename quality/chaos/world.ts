import type { Step } from './faults';
import type { Wire } from './oracle';
import type { Clock } from './clock';

/** Where a load takes place: what is on the other side of the page, and how to wait for it. */
export interface World {
  clock: Clock;
  /** The demo's address. */
  server: string;
  /** What the page's source asks with. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  play: (steps: readonly Step[]) => Promise<void>;
  /** A session token of a customer, by its external id. */
  mint: (customer: string) => Promise<{ token: string; expiresAt: string }>;
  expire: () => Promise<void>;
  /** What the demo says now where nothing goes wrong. */
  wire: (customer: string) => Promise<Wire>;
  /** Waits until nothing more happens unless the page's time moves on. */
  settle: () => Promise<void>;
  /** Told of each request, with what its answer was. */
  requests: Exchanges;
}

/** The requests of one load. */
export interface Exchanges {
  /** Under way, with when they began in real time. */
  open: Set<{ began: number }>;
  count: number;
  /** The page's time when the last request ended with which something went wrong on purpose. */
  lastTrouble: number;
  /** The page's time at which the last wait is over that a server asked for. */
  waitUntil: number;
  /** The page's times at which somebody asked: what was true then may be shown. */
  asked: Set<number>;
}

export function noExchanges(): Exchanges {
  return { open: new Set(), count: 0, lastTrouble: 0, waitUntil: 0, asked: new Set() };
}

interface Watching {
  requests: Exchanges;
  now: () => number;
  realNow: () => number;
  /** Whether something goes wrong with the request that has just been made. */
  isTroubled: () => boolean;
}

/** Watches what a page asks, to the last byte of each answer. */
export function watched(fetch: World['fetch'], { requests, now, realNow, isTroubled }: Watching): World['fetch'] {
  return async (url, init) => {
    const exchange = { began: realNow() };
    requests.open.add(exchange);
    requests.count += 1;
    requests.asked.add(now());
    const answer = fetch(url, init);
    const troubled = isTroubled();
    const end = () => {
      if (requests.open.delete(exchange) && troubled) requests.lastTrouble = Math.max(requests.lastTrouble, now());
    };
    init.signal?.addEventListener('abort', end);
    let response: Response;
    try {
      response = await answer;
    } catch (error) {
      end();
      throw error;
    }
    if (response.status === 429) requests.waitUntil = Math.max(requests.waitUntil, now() + secondsToWait(response) * 1000);
    const { body, status, headers } = response;
    if (body === null) {
      end();
      return response;
    }
    const reader = body.getReader();
    const seen = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) {
            controller.enqueue(value);
            return;
          }
          end();
          controller.close();
        } catch (error) {
          end();
          controller.error(error);
        }
      },
      cancel(reason) {
        end();
        return reader.cancel(reason);
      },
    });
    return new Response(seen, { status, headers });
  };
}

/** What Meterface promises: the seconds that are readable, from 1 to 1,800; a minute where none are. */
function secondsToWait({ headers }: Response): number {
  const said = headers.get('Retry-After');
  const seconds = said === null ? NaN : /^\s*-?[\d.]/.test(said) ? parseFloat(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 60 : Math.min(1800, Math.max(1, seconds));
}
