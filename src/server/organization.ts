import { isPortalError, PortalError } from '../core/errors';
import { startStopwatch } from '../core/stopwatch';
import { createRequestQueue } from './requestQueue';
import type { LazyUntil } from './until';
import type { PolarResponse, Upstream, UpstreamRequest } from './upstream';

type OrganizationRequest = Omit<UpstreamRequest, 'token'>;

/** Sends requests to Polar with the organization's token. */
export interface Organization {
  /** Sends a request that the customer's page needs. It waits for its turn. */
  send: (request: OrganizationRequest, customerKey: string, until: LazyUntil) => Promise<PolarResponse>;
  /**
   * Counts less important requests, all of them or none, and returns a function that sends one of them.
   * @throws PortalError at once if they exceed the limit, while a request of `send` waits, and during the wait after Polar refused a request.
   */
  reserve: (requests: number) => (request: OrganizationRequest, until: LazyUntil) => Promise<PolarResponse>;
}

interface OrganizationOptions {
  upstream: Upstream;
  token: string;
  /** Requests in any 60 seconds. */
  perMinute: number;
  /** The most turns to reserve for customers. */
  most: number;
  /** Milliseconds that a customer's request may take. */
  timeout: number;
}

/** Milliseconds before a refused token is tried again. */
const refusalWait = 10_000;

/**
 * Sends requests with the organization's token. They share one rate limit with each other and with the merchant's other code.
 * After Polar limits requests or refuses the token, every request here fails at once until the wait has passed.
 */
export function createOrganization({ upstream, token, perMinute, most, timeout }: OrganizationOptions): Organization {
  const queue = createRequestQueue({ perMinute, most, patience: timeout / 2 });
  let blocked: { wait: number; elapsed: () => number; error: PortalError } | undefined;

  function timeLeft(): number {
    return blocked ? Math.max(0, blocked.wait - blocked.elapsed()) : 0;
  }

  function assertOpen(): void {
    const left = timeLeft();
    if (blocked && left > 0) throw repeatError(blocked.error, left);
  }

  async function send(request: OrganizationRequest, until: LazyUntil): Promise<PolarResponse> {
    assertOpen();
    try {
      return await upstream({ ...request, token }, until);
    } catch (error) {
      const wait = pauseAfter(error);
      // The response to a request sent earlier must not shorten the wait.
      if (wait > timeLeft()) blocked = { wait, elapsed: startStopwatch(), error: error as PortalError };
      throw error;
    }
  }

  return {
    async send(request, customerKey, until) {
      assertOpen();
      return queue.inTurn(customerKey, () => send(request, until));
    },
    reserve(requests) {
      assertOpen();
      queue.countExtra(requests);
      return send;
    },
  };
}

function pauseAfter(error: unknown): number {
  if (!isPortalError(error)) return 0;
  if (error.code === 'rate_limited') return (error.retryAfter ?? 60) * 1000;
  return error.code === 'unauthorized' ? refusalWait : 0;
}

/** @param left milliseconds until the wait ends. */
function repeatError({ code, message, retryable, retryAfter }: PortalError, left: number): PortalError {
  return new PortalError(code, message, { retryable, retryAfter: retryAfter && Math.ceil(left / 1000) });
}
