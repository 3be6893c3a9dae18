import { isPortalError, PortalError } from '../core/errors';
import type { Question, Upstream } from './upstream';

/** Asks Polar with the organization's token. */
export type Organization = (question: Omit<Question, 'token'>, signal: AbortSignal) => Promise<unknown>;

/** Milliseconds for which a token that was refused is not tried again. */
const refused = 10_000;

/**
 * The organization's own way to Polar. All of its calls, the shop's own among them, share one rate limit: when
 * Polar asks to wait, or does not know the token, nobody here asks again before the time.
 */
export function createOrganization(upstream: Upstream, token: string): Organization {
  let closed: { until: number; error: PortalError } | undefined;
  return async (question, signal) => {
    const left = closed ? closed.until - Date.now() : 0;
    if (closed && left > 0) throw again(closed.error, left);
    try {
      return await upstream({ ...question, token }, signal);
    } catch (error) {
      const wait = pause(error);
      if (wait > 0) closed = { until: Date.now() + wait, error: error as PortalError };
      throw error;
    }
  };
}

function pause(error: unknown): number {
  if (!isPortalError(error)) return 0;
  if (error.code === 'rate_limited') return (error.retryAfter ?? 60) * 1000;
  return error.code === 'unauthorized' ? refused : 0;
}

function again({ code, message, retryable, retryAfter }: PortalError, milliseconds: number): PortalError {
  return new PortalError(code, message, { retryable, ...(retryAfter !== undefined && { retryAfter: Math.ceil(milliseconds / 1000) }) });
}
