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

/**
 * Gets a customer's token from the host: for the first request, again before the token expires, and once after a 401. `scope` is
 * that of the provider. Requests of one scope that wait for a token share one call.
 */
export type GetToken = (customer: { scope: string | undefined }) => TokenResult | Promise<TokenResult>;

interface TokenSessionOptions {
  /** A token that can't be renewed. It serves only the first `scope` that is named. */
  token?: string;
  getToken?: GetToken | undefined;
  /** Milliseconds that `getToken` may take. */
  timeout: number;
}

/** The tokens of a page's customers. */
export interface TokenSession {
  /** Runs a request with a token believed valid for `context.scope`. */
  run: <T>(send: (token: string) => Promise<T>, context: SourceContext) => Promise<T>;
  /** Drops a customer's token, even one that `getToken` has not returned yet. A fixed `token` stays. */
  forget: (scope: string) => void;
}

/** One result of `getToken`, shared by all requests that wait for it. */
interface Grant {
  token: Promise<string>;
  /** The same, if it is known at once. */
  known: string | undefined;
  /** Whether the next request needs a new token. */
  isStale: () => boolean;
}

/** The session of one scope. */
interface CustomerTokens {
  grant?: Grant;
  isForgotten?: boolean;
}

/**
 * Creates the sessions of all scopes. A session gets a token for its first request, again shortly before the token
 * expires, and once after a 401, to repeat that request. Tokens live in this closure and nowhere else.
 * @throws PortalError `organization_token` or `no_token`, at once, for a `token` that can't be used.
 */
export function createTokenSession({ token: fixed, getToken = () => assertSessionToken(fixed), timeout }: TokenSessionOptions): TokenSession {
  if (fixed !== undefined) assertSessionToken(fixed);
  const customers = new Map<string | undefined, CustomerTokens>();
  /** The only customer of a fixed token. */
  let owner: string | undefined;

  const customerOf = (scope: string | undefined): CustomerTokens => {
    if (fixed !== undefined) {
      owner ??= scope;
      if ((scope ?? owner) !== owner) throw dropped('A fixed `token` serves one `scope`. Pass `getToken` for several.');
      scope = undefined;
    }
    const customer = customers.get(scope) ?? {};
    // A page shows a few customers at a time; a server may render pages of many. A Map keeps the order of insertion, so the first key is the least recently used.
    customers.delete(scope);
    customers.set(scope, customer);
    if (customers.size > 100) customers.delete(customers.keys().next().value);
    return customer;
  };

  return {
    run: async (send, { scope, signal }) => {
      signal?.throwIfAborted();
      const customer = customerOf(scope);
      const renew = (refused?: Promise<string>) => (customer.grant = requestToken(() => getToken({ scope }), timeout, refused, refused ? undefined : fixed));
      const sendWith = async ({ token, known }: Grant) => {
        // A known token is used at once, so that the request leaves before the page draws anything.
        const usable = known ?? (await withDeadline(() => token, undefined, signal));
        // `getToken` may have returned the token of a customer who has signed in since.
        if (customer.isForgotten) throw scopeChanged();
        return send(usable);
      };

      const first = customer.grant?.isStale() === false ? customer.grant : renew();
      try {
        return await sendWith(first);
      } catch (error) {
        if (!isTokenRefusal(error)) throw error;
      }
      if (customer.isForgotten) throw scopeChanged();
      // When many requests are refused together, the first renews the token and the others find it here.
      const latest = customer.grant ?? first;
      return sendWith(latest === first ? renew(first.token) : latest).catch((error: unknown) => {
        throw isTokenRefusal(error) ? sessionExpired() : error;
      });
    },
    forget: (scope) => {
      const customer = customers.get(scope);
      if (customer) customer.isForgotten = customers.delete(scope);
    },
  };
}

/** @param refused the token that a server has just refused. @param known the fixed `token`, if there is one. */
function requestToken(getToken: () => unknown, timeout: number, refused: Promise<string> | undefined, known: string | undefined): Grant {
  const load = async (): Promise<string> => {
    const readResult = async () => {
      const result = (await getToken()) as Record<string, unknown> | null | undefined;
      const { token, expiresAt } = result?.['token'] ? result : { token: result };
      return [token, new Date(expiresAt as string).getTime()] as const;
    };
    const [token, expiry] = await withDeadline(readResult, timeout).catch(() => {
      // The host's error stays out: it may hold the request with its secrets.
      throw noToken('`getToken` failed or took too long', true);
    });
    const usable = assertSessionToken(token);
    if (usable === (await refused)) throw sessionExpired();
    const life = timeToUse(expiry);
    const elapsed = startStopwatch();
    grant.isStale = () => elapsed() >= life;
    return usable;
  };
  const grant: Grant = { token: load(), known, isStale: () => false };
  grant.token.catch(() => {
    grant.isStale = () => true;
  });
  return grant;
}

function assertSessionToken(token: unknown): string {
  if (!isHeaderToken(token)) throw noToken('It is missing or malformed');
  if (isOrganizationToken(token)) {
    throw new PortalError(
      'organization_token',
      'Nothing was sent: this is an organization token. In a browser, anyone could use it. Revoke it, and pass a customer session token.',
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

/** Retryable, because the customer may have come back. */
function scopeChanged(): PortalError {
  return dropped('The `scope` changed after it began. Send it again.', true);
}

function dropped(why: string, retryable = false): PortalError {
  return new PortalError('session_expired', `The request was dropped. ${why}`, { retryable });
}
