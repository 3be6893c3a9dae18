import { isPortalError, PortalError } from '../core/errors';
import { startStopwatch } from '../core/stopwatch';
import type { Upstream, UpstreamRequest } from './upstream';

/** Sends a request to Polar with the organization's token. */
export type Organization = (request: Omit<UpstreamRequest, 'token'>, signal: AbortSignal) => Promise<string>;

/** Milliseconds before a refused token is tried again. */
const refusalWait = 10_000;

/**
 * Sends requests with the organization's token. They share one rate limit with each other and with the shop's other code.
 * After Polar limits requests or refuses the token, every request here fails at once until the wait has passed.
 */
export function createOrganization(upstream: Upstream, token: string): Organization {
  let blocked: { wait: number; elapsed: () => number; error: PortalError } | undefined;
  return async (request, signal) => {
    const left = blocked ? blocked.wait - blocked.elapsed() : 0;
    if (blocked && left > 0) throw repeatError(blocked.error, left);
    try {
      return await upstream({ ...request, token }, signal);
    } catch (error) {
      const wait = waitAfter(error);
      if (wait > 0) blocked = { wait, elapsed: startStopwatch(), error: error as PortalError };
      throw error;
    }
  };
}

function waitAfter(error: unknown): number {
  if (!isPortalError(error)) return 0;
  if (error.code === 'rate_limited') return (error.retryAfter ?? 60) * 1000;
  return error.code === 'unauthorized' ? refusalWait : 0;
}

/** @param left milliseconds until the wait ends. */
function repeatError({ code, message, retryable, retryAfter }: PortalError, left: number): PortalError {
  return new PortalError(code, message, { retryable, ...(retryAfter !== undefined && { retryAfter: Math.ceil(left / 1000) }) });
}
