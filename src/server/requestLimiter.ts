import { PortalError } from '../core/errors';

const windowMs = 60_000;

/** Counts requests of this customer, all of them or none. Default: one. */
export type RequestLimiter = (customerKey: string, requests?: number) => void;

/**
 * Limits the requests that count against a limit shared by all customers: their total, and those of each customer.
 * @throws PortalError `rate_limited`, with the seconds to wait, from the function that it returns.
 */
export function createRequestLimiter(perMinute: number, perCustomer: number): RequestLimiter {
  let windowEnd = 0;
  let sent = 0;
  const counts = new Map<string, number>();
  return (key, requests = 1) => {
    const now = Date.now();
    // The second condition bounds the wait if the system clock is set back.
    if (now >= windowEnd || windowEnd - now > windowMs) {
      windowEnd = now + windowMs;
      sent = 0;
      counts.clear();
    }
    const count = counts.get(key) ?? 0;
    if (sent + requests > perMinute || count + requests > perCustomer) throw tooManyRequests(windowEnd - now);
    sent += requests;
    counts.set(key, count + requests);
  };
}

/**
 * The error for a request that one of our own limits refuses.
 * @param wait milliseconds until it may be sent.
 */
export function tooManyRequests(wait: number): PortalError {
  return new PortalError('rate_limited', "Too many requests were sent. One of this server's limits is used up for now. Wait, then try again.", {
    status: 429,
    retryable: true,
    retryAfter: Math.ceil(wait / 1000),
  });
}
