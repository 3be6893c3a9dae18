import { PortalError } from '../core/errors';
import { withDeadline } from '../http/deadline';
import { timeToUse } from '../http/lifetime';
import { startStopwatch } from '../core/stopwatch';
import { isHeaderToken, isOrganizationToken, isTokenRefusal } from '../http/token';
import { sessionExpiredMessage } from './request';
import type { SourceContext } from './source';

/** A customer or member session token, as the host's backend returns it. */
export type TokenResult =
  | string
  | {
      token: string;
      /** `expires_at` of the session. Default: one hour from now, Polar's fixed lifetime. */
      expiresAt?: Date | string;
    };

/** Gets a token from the host: when the first one is needed, and again before it expires. Never called twice at a time. */
export type GetToken = () => TokenResult | Promise<TokenResult>;

interface TokenSessionOptions {
  /** A token that can't be renewed. It serves only the first customer that a request is for. */
  token?: string;
  getToken?: GetToken | undefined;
  /** Milliseconds that `getToken` may take. */
  timeout: number;
}

/** Runs a request with a token believed valid for `context.scope`. */
export type TokenSession = <T>(send: (token: string) => Promise<T>, context: SourceContext) => Promise<T>;

/** One result of `getToken`, shared by all requests that wait for it. */
interface Grant {
  token: Promise<string>;
  /** Whether the next request needs a new token. */
  isStale: () => boolean;
}

/**
 * A session that gets a token when it needs one: for the first request, five minutes before the token expires, and once
 * after a 401, whose request it then repeats once. Tokens live in this closure and nowhere else.
 * @throws PortalError `organization_token` or `no_token`, at once, for a `token` that can't be used.
 */
export function createTokenSession({ token: fixed, getToken = () => assertSessionToken(fixed), timeout }: TokenSessionOptions): TokenSession {
  if (fixed !== undefined) assertSessionToken(fixed);
  // Holds one customer's token; a late token of a previous customer is dropped.
  let customer: { scope: string | undefined; grant?: Grant } = { scope: undefined };

  return async (send, { scope = fixed && customer.scope, signal }) => {
    signal?.throwIfAborted();
    if (scope !== customer.scope) {
      if (fixed === undefined) customer = { scope };
      else if (customer.scope === undefined) customer.scope = scope;
      else throw scopeChanged();
    }
    const current = customer;
    const sendWith = async ({ token }: Grant) => {
      const usable = await withDeadline(() => token, undefined, signal);
      // `getToken` doesn't say whose token it returns, and one customer's request must not carry another's.
      if (customer !== current) throw scopeChanged();
      return send(usable);
    };

    const first = current.grant?.isStale() === false ? current.grant : (current.grant = renew(getToken, timeout));
    try {
      return await sendWith(first);
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
    }
    if (customer !== current) throw scopeChanged();
    // When many requests are refused together, the first renews the token and the others find it here.
    const second = current.grant === first ? (current.grant = renew(getToken, timeout, first.token)) : current.grant;
    return sendWith(second).catch((error: unknown) => {
      throw isTokenRefusal(error) ? sessionExpired() : error;
    });
  };
}

/** @param refused the token that a server has just refused. */
function renew(getToken: GetToken, timeout: number, refused?: Promise<string>): Grant {
  const load = async (): Promise<string> => {
    const readResult = async () => {
      const result: unknown = await getToken();
      const { token, expiresAt } = (typeof result === 'object' && result ? result : { token: result }) as Record<string, unknown>;
      return [token, new Date(expiresAt as string).getTime()] as const;
    };
    const [token, expiry] = await withDeadline(readResult, timeout).catch(() => {
      // The host's error stays out: it may hold the request with its secrets.
      throw noToken('`getToken` failed or took too long', true);
    });
    const usable = assertSessionToken(token);
    if (usable === (await refused)) throw sessionExpired();
    const [life, elapsed] = [timeToUse(expiry), startStopwatch()];
    grant.isStale = () => elapsed() >= life;
    return usable;
  };
  const grant: Grant = { token: load(), isStale: () => false };
  grant.token.catch(() => {
    grant.isStale = () => true;
  });
  return grant;
}

function assertSessionToken(token: unknown): string {
  if (!isHeaderToken(token)) throw noToken('It is empty, or has characters that a header must not contain');
  if (isOrganizationToken(token)) {
    throw new PortalError(
      'organization_token',
      'Nothing was sent, because this is an organization token. In a browser it opens your organization to everyone. Revoke it, and pass a customer session token.',
    );
  }
  return token;
}

function noToken(why: string, retryable = false): PortalError {
  return new PortalError('no_token', `There is no usable token. ${why}. Check \`getToken\` or \`token\`.`, { retryable });
}

function sessionExpired(): PortalError {
  return new PortalError('session_expired', sessionExpiredMessage, { status: 401 });
}

function scopeChanged(): PortalError {
  return new PortalError('session_expired', 'The request was dropped. The `scope` changed to another customer after it began. Send it again.');
}
