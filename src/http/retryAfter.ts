import type { StatusCode } from './status';

/** An outage may end sooner than its server says, and meanwhile the customer can't try again. */
const longestOutage = 60;

/**
 * Seconds to wait by `Retry-After`, or by better-auth's `X-Retry-After`; `undefined` when neither holds a number of
 * seconds or an HTTP date, and for a failure that a wait doesn't end. `PortalError` bounds them.
 * RFC 9110 defines the header for 503, and RFC 6585 for 429. Gateways send it with other 5xx, too.
 */
export function readRetryAfter(code: StatusCode, headers: Headers): number | undefined {
  if (code !== 'rate_limited' && code !== 'server_error') return undefined;
  const waits = ['Retry-After', 'X-Retry-After'].map((name) => toSeconds(headers.get(name)?.trim() ?? '', headers));
  const named = waits.find((wait) => !Number.isNaN(wait));
  return named && code === 'server_error' ? Math.min(named, longestOutage) : named;
}

function toSeconds(value: string, headers: Headers): number {
  if (/\d$/.test(value)) return Number(value);
  // `Date.parse` reads almost any text with a number as a date, such as "in 5 minutes".
  if (!/^[A-Z][a-z]+, .* GMT$/.test(value)) return NaN;
  // Compared with the server's own time where it is readable: this machine's clock may be hours off.
  const now = Date.parse(headers.get('Date') ?? '') || Date.now();
  return (Date.parse(value) - now) / 1000;
}
