import { PortalError } from '../core/errors';

const minute = 60_000;

/** Counts questions per minute: all together, and each customer's. */
export type Limiter = (customerKey: string) => void;

/**
 * A limit on questions that use up what all customers share.
 * @throws PortalError `rate_limited`, with the seconds to wait, from the function that it returns.
 */
export function createLimiter(perMinute: number, perCustomer: number): Limiter {
  let end = 0;
  let total = 0;
  const counts = new Map<string, number>();
  return (key) => {
    const now = Date.now();
    // A clock that was set back must not close the door for long.
    if (now >= end || end - now > minute) {
      end = now + minute;
      total = 0;
      counts.clear();
    }
    const count = counts.get(key) ?? 0;
    if (total >= perMinute || count >= perCustomer) throw tooMany(Math.ceil((end - now) / 1000));
    total += 1;
    counts.set(key, count + 1);
  };
}

/** 429, with the seconds to wait. */
export function tooMany(retryAfter: number): PortalError {
  return new PortalError('rate_limited', 'Too many requests. What all customers share is used up for now. Wait, then try again.', {
    status: 429,
    retryable: true,
    retryAfter,
  });
}
