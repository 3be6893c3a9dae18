import { isPortalError, PortalError } from '../core';
import { withDeadline } from './deadline';
import type { SourceContext } from './source';

/** A customer or member session token, as the host's backend gives it. */
export type TokenAnswer =
  | string
  | {
      token: string;
      /** `expires_at` of the session. Without it, one hour from now: Polar's fixed lifetime. */
      expiresAt?: Date | string;
    };

/** Asks the host for a token: when one is needed, never twice at a time, and again before it expires. */
export type GetToken = () => TokenAnswer | Promise<TokenAnswer>;

export interface SessionOptions {
  /** A token that nothing can renew, and that serves the one customer it was made for. */
  token?: string;
  getToken?: GetToken | undefined;
  /** Milliseconds that `getToken` may take. */
  timeout: number;
}

/** Puts a question with a token that is good, as far as can be known, on behalf of `context.scope`. */
export type Session = <T>(question: (token: string) => Promise<T>, context: SourceContext) => Promise<T>;

/** One answer of `getToken`, shared by all who ask meanwhile. */
interface Grant {
  token: Promise<string>;
  /** Whether the next question needs a new one. */
  stale: () => boolean;
}

const minute = 60_000;
const lifetime = 60 * minute;
const margin = 5 * minute;

/**
 * A session that asks for a token when it needs to: first, five minutes before the token expires, and once
 * after a 401, whose question is then put once more. Tokens live in this closure and nowhere else.
 * @throws PortalError `organization_token` or `no_token`, at once, for a `token` that cannot be used.
 */
export function createSession({ token: fixed, getToken = () => assertToken(fixed), timeout }: SessionOptions): Session {
  if (fixed !== undefined) assertToken(fixed);
  // Only the latest customer has a place; an answer that comes for an earlier one finds nobody to use it.
  let customer: { scope: string | undefined; grant?: Grant } = { scope: undefined };

  return async (question, { scope = fixed && customer.scope, signal }) => {
    signal?.throwIfAborted();
    if (scope !== customer.scope) {
      if (fixed === undefined) customer = { scope };
      else if (customer.scope === undefined) customer.scope = scope;
      else throw otherCustomer();
    }
    const mine = customer;
    const put = async ({ token }: Grant) => {
      const usable = await withDeadline(() => token, undefined, signal);
      // `getToken` does not say whose token it gives: one customer's question must not go out with another's.
      if (customer !== mine) throw otherCustomer();
      return question(usable);
    };

    const first = mine.grant?.stale() === false ? mine.grant : (mine.grant = request(getToken, timeout));
    try {
      return await put(first);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    if (customer !== mine) throw otherCustomer();
    // Of many questions refused together the first asks for a new token; the others find it here.
    const second = mine.grant === first ? (mine.grant = request(getToken, timeout, first.token)) : mine.grant;
    return put(second).catch((error: unknown) => {
      throw isRefusal(error) ? expired() : error;
    });
  };
}

function request(getToken: GetToken, timeout: number, refused?: Promise<string>): Grant {
  const ask = async (): Promise<string> => {
    const readAnswer = async () => {
      const answer: unknown = await getToken();
      const { token, expiresAt } = (typeof answer === 'object' && answer ? answer : { token: answer }) as Record<string, unknown>;
      return [token, new Date(expiresAt as string).getTime()] as const;
    };
    const [token, expiry] = await withDeadline(readAnswer, timeout).catch(() => {
      // The host's error stays out: it may hold the request with its secrets.
      throw noToken('`getToken` failed or did not answer in time', true);
    });
    const usable = assertToken(token);
    if (usable === (await refused)) throw expired();
    const end = timeToUse(expiry);
    // Of two clocks the one that says more: one stops while a laptop sleeps, the other can be set back.
    const [date, steady] = [Date.now(), performance.now()];
    grant.stale = () => Math.max(Date.now() - date, performance.now() - steady) >= end;
    return usable;
  };
  const grant: Grant = { token: ask(), stale: () => false };
  grant.token.catch(() => {
    grant.stale = () => true;
  });
  return grant;
}

/**
 * Milliseconds from receipt until a new token is wanted. `expiry` is the server's time and our clock may be
 * hours off, so it counts only where it makes sense: later than now, and no later than Polar's fixed lifetime.
 * Never under a minute: else a clock that is ahead by just that lifetime would renew with every question.
 */
function timeToUse(expiry: number): number {
  const left = expiry - Date.now();
  const ttl = left > 0 && left < lifetime ? left : lifetime;
  return Math.max(minute, ttl - Math.min(margin, ttl / 2));
}

function assertToken(token: unknown): string {
  if (typeof token !== 'string' || !/^[!-~]+$/.test(token)) throw noToken('It is empty, or not what a header can hold');
  if (token.startsWith('polar_oat_')) {
    throw new PortalError(
      'organization_token',
      'This is an organization token, so nothing was sent. In a browser it opens your organization to all. Revoke it, and give a customer session token.',
    );
  }
  return token;
}

function isRefusal(error: unknown): boolean {
  return isPortalError(error) && error.status === 401;
}

function noToken(why: string, retryable = false): PortalError {
  return new PortalError('no_token', `There is no usable token. ${why}. Check \`getToken\` or \`token\`.`, { retryable });
}

function expired(): PortalError {
  const message = 'The session is over. Its token has expired, was revoked, or is for another server. Sign in again.';
  return new PortalError('session_expired', message, { status: 401 });
}

function otherCustomer(): PortalError {
  return new PortalError('session_expired', 'The session is of another customer. The scope has changed since it began. Ask with a new token.');
}
