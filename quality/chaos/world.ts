import type { Step } from './faults';
import type { Wire } from './oracle';
import type { Clock } from './clock';

/** The surroundings of a load: the API behind the page, and how to wait for it. */
export interface World {
  clock: Clock;
  /** The demo's address. */
  server: string;
  /** The `fetch` of the page's source. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  play: (steps: readonly Step[]) => Promise<void>;
  /** Creates a session token for a customer's external id. */
  mint: (customer: string) => Promise<{ token: string; expiresAt: string }>;
  expire: () => Promise<void>;
  /** The demo's current data, without faults. */
  wire: (customer: string) => Promise<Wire>;
  /** Waits until everything has happened that takes no page time. */
  settle: () => Promise<void>;
  /** The requests of the page. */
  requests: Exchanges;
}

/** The requests of one load. */
export interface Exchanges {
  /** Pending requests, with their start in real time. */
  open: Set<{ began: number }>;
  count: number;
  /** Page time when the last faulty request or token call ends. */
  lastTrouble: number;
  /** The page's time at which the last wait named by a server ends. */
  waitUntil: number;
}

export function noExchanges(): Exchanges {
  return { open: new Set(), count: 0, lastTrouble: 0, waitUntil: 0 };
}

interface Watching {
  requests: Exchanges;
  now: () => number;
  realNow: () => number;
  /** True if the latest request may fail. */
  isTroubled: () => boolean;
}

/** Watches the requests of a page until the last byte of each response. */
export function watched(fetch: World['fetch'], { requests, now, realNow, isTroubled }: Watching): World['fetch'] {
  return async (url, init) => {
    const exchange = { began: realNow() };
    requests.open.add(exchange);
    requests.count += 1;
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

/** The documented wait: the readable seconds, from 1 to 1,800, else a minute. */
function secondsToWait({ headers }: Response): number {
  const said = headers.get('Retry-After');
  const seconds = said === null ? NaN : /^\s*-?[\d.]/.test(said) ? parseFloat(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 60 : Math.min(1800, Math.max(1, seconds));
}
