import { isPortalError, PortalError } from '../core/errors';
import { unexpectedResponse } from '../http/body';
import { startStopwatch } from '../core/stopwatch';
import { startTimer } from '../core/timer';
import { withDeadline } from '../http/deadline';
import { sessionLifetime, timeToUse } from '../http/lifetime';
import { isHeaderToken, isOrganizationToken, isTokenRefusal } from '../http/token';
import type { Customer } from './customer';
import { toFilter } from './jsonFilter';
import { createMemo } from './memo';
import type { Organization } from './organization';
import { tooManyRequests } from './requestLimiter';
import { untilAborted } from './until';
import { parseResponse } from './upstream';

/** A customer's session at Polar. Its token can cancel the customer's plan, so keep it like a password. */
export interface PortalSession {
  /** The customer's session token. Encrypt it wherever it leaves your machines. */
  token: string;
  /** Milliseconds since 1970 until which the session is used: five minutes before it expires at Polar. */
  expiresAt: number;
}

/**
 * Keeps sessions outside of this process as well, for example in Redis, so that many processes share one per customer.
 * Encrypt what leaves your machines. If the store fails, the handler works without it, and calls `onError` at most once a minute.
 */
export interface PortalSessionStore {
  /** `customerKey` is unique to a customer, a Polar server and an access token. The customer's id is its last part, percent-encoded. */
  get: (customerKey: string) => Promise<PortalSession | null | undefined>;
  /** Stores a session in place of the customer's earlier one. */
  set: (customerKey: string, session: PortalSession) => Promise<unknown>;
  /** Called when Polar has refused the session, or it has expired. */
  delete: (customerKey: string) => Promise<unknown>;
  /**
   * Resolves with `true` for one caller only, until that caller calls `release` or `milliseconds` have passed: in Redis,
   * `SET … NX PX`. Without it, processes that need a session of the same customer at the same time create one each.
   */
  claim?: (customerKey: string, milliseconds: number) => Promise<boolean>;
  /** Ends a claim. Required with `claim`. */
  release?: (customerKey: string) => Promise<unknown>;
}

/** Polar's response also has the customer's data. */
const sessionFilter = toFilter({ token: 'value', expires_at: 'value' });

/** Milliseconds between two reports of a failing store. */
const reportInterval = 60_000;
/** Milliseconds for which a store is not called after it has failed: a store that hangs delays one request, not all. */
const storePause = 5000;
/** Milliseconds between two reads of the store while another process creates the session: at first, and at most. */
const firstInterval = 100;
const longestInterval = 1000;

interface CustomerSessionsOptions {
  organization: Organization;
  /** The URL of `POST /v1/customer-sessions/`. */
  url: string;
  store: PortalSessionStore | undefined;
  /** The start of each key in the store. */
  prefix: string;
  /** The most sessions to keep in memory. */
  most: number;
  /** Receives why the store failed. */
  report: (error: unknown) => void;
  /** Milliseconds that creating a session may take. */
  timeout: number;
}

/** Runs a request with the customer's session. */
type CustomerSessions = <T>(customer: Customer, send: (token: string) => Promise<T>) => Promise<T>;

/**
 * Sessions of many customers. Each is created for its customer's first request, used until shortly before it expires,
 * and replaced once if Polar refuses it.
 */
export function createCustomerSessions({ organization, url, store, prefix, most, report, timeout }: CustomerSessionsOptions): CustomerSessions {
  const sessions = createMemo<PortalSession>({ most, patience: timeout, keep: ({ expiresAt }) => expiresAt - Date.now(), keepFailure });

  let sinceReport: (() => number) | undefined;
  let sinceFailure: (() => number) | undefined;
  /** For each key, a stopwatch since another process was first seen creating the session. */
  const claimedSince = new Map<string, () => number>();

  /** Calls the store, or gives up after a fifth of `timeout`. A store that is down is reported once a minute. */
  async function tryStore<T>(call: () => Promise<T> | undefined): Promise<T | undefined> {
    if (!store || (sinceFailure && sinceFailure() < storePause)) return undefined;
    try {
      return await withDeadline(async () => call(), timeout / 5, undefined, storeTooLate);
    } catch (error) {
      sinceFailure = startStopwatch();
      if (!sinceReport || sinceReport() >= reportInterval) {
        sinceReport = startStopwatch();
        report(error);
      }
      return undefined;
    }
  }

  /**
   * Waits until this process may create the session, or another one has stored it. Resolves with the stored one.
   * @throws PortalError `rate_limited` if the other process takes too long.
   */
  async function claim(key: string, readStored: () => Promise<PortalSession | undefined>): Promise<PortalSession | undefined> {
    const elapsed = startStopwatch();
    for (let wait = firstInterval; (await tryStore(() => store?.claim?.(key, timeout))) === false; wait = Math.min(longestInterval, wait * 2)) {
      const since = claimedSince.get(key) ?? startStopwatch();
      // A claim that is still held by now means that the store is faulty. Two sessions are better than none.
      if (since() > timeout * 2) break;
      if (claimedSince.size >= most) claimedSince.clear();
      claimedSince.set(key, since);
      // The turn in the queue needs some of the time, too.
      if (elapsed() >= timeout / 4) throw tooManyRequests(timeout / 2);
      await new Promise<void>((resolve) => void startTimer(resolve, wait));
      const stored = await readStored();
      if (stored) return stored;
    }
    claimedSince.delete(key);
    const stored = await readStored();
    if (stored) await tryStore(() => store?.release?.(key));
    return stored;
  }

  function load(customer: Customer, refused?: string): Promise<PortalSession> {
    const key = prefix + customer.key;
    let isStale = false;
    const readStored = async () => {
      const stored = await tryStore(async () => copySession(await store?.get(key)));
      isStale = stored !== undefined;
      return isUsable(stored) && stored.token !== refused ? stored : undefined;
    };
    return withDeadline(async (signal) => {
      const stored = (await readStored()) ?? (store?.claim && (await claim(key, readStored)));
      if (stored) return stored;
      try {
        if (isStale) await tryStore(() => store?.delete(key));
        const response = await organization.send({ url, kind: 'session', filter: sessionFilter, body: { [customer.field]: customer.value } }, customer.key, untilAborted(signal)).catch(rethrowExplained);
        const session = readSession(parseResponse(response));
        await tryStore(() => store?.set(key, session));
        return session;
      } finally {
        if (store?.claim) await tryStore(() => store.release?.(key));
      }
    }, timeout);
  }

  return async (customer, send) => {
    const { token } = await sessions.get(customer.key, () => load(customer));
    try {
      return await send(token);
    } catch (error) {
      if (!isTokenRefusal(error)) throw error;
    }
    // When many requests are refused together, the first drops the session and the others find the next one here.
    sessions.forget(customer.key, (session) => session.token === token);
    const next = await sessions.get(customer.key, () => load(customer, token));
    try {
      return await send(next.token);
    } catch (error) {
      // Polar refused the new session as well. Remembers that for a while: another session wouldn't help, and each counts against the rate limit.
      if (isTokenRefusal(error)) {
        sessions.forget(customer.key, (session) => session.token === next.token);
        sessions.get(customer.key, () => Promise.reject(error)).catch(() => {});
      }
      throw error;
    }
  };
}

/** Milliseconds to wait after a failure before creating the session again. */
function keepFailure(error: unknown): number {
  const code = isPortalError(error) ? error.code : undefined;
  // Short, because the customer may be about to buy for the first time, or the merchant about to fix the token.
  return code === 'not_found' || code === 'unauthorized' ? 10_000 : 1000;
}

function rethrowExplained(error: unknown): never {
  const code = isPortalError(error) ? error.code : undefined;
  if (code === 'invalid_request') {
    throw new PortalError('not_found', 'Polar does not know this customer. They have not bought anything yet, or the id is wrong. Check `customer`.');
  }
  if (code === 'forbidden') {
    throw new PortalError('unauthorized', 'Polar refuses to create a session. The token may lack `customer_sessions:write`. Check its scopes.');
  }
  if (code === 'not_found') throw unexpectedResponse('the server has no route for sessions');
  throw error;
}

function readSession(payload: unknown): PortalSession {
  const { token, expires_at } = payload as Record<string, unknown>;
  if (!isSessionToken(token)) throw unexpectedResponse('it holds no session');
  return { token, expiresAt: Date.now() + timeToUse(Date.parse(String(expires_at))) };
}

/** Copies the properties of a stored value, so that a getter that throws counts as a failure of the store. */
function copySession(stored: Partial<PortalSession> | null | undefined): Partial<PortalSession> | undefined {
  return stored ? { token: stored.token as string, expiresAt: stored.expiresAt as number } : undefined;
}

function isUsable(session: Partial<PortalSession> | undefined): session is PortalSession {
  if (session === undefined || !isSessionToken(session.token) || typeof session.expiresAt !== 'number') return false;
  const left = session.expiresAt - Date.now();
  return left > 0 && left <= sessionLifetime;
}

function storeTooLate(): PortalError {
  return new PortalError('timeout', 'The store in `sessions` took too long. It has neither returned nor thrown. Check that it is reachable.', { retryable: true });
}

function isSessionToken(token: unknown): token is string {
  return isHeaderToken(token) && !isOrganizationToken(token);
}
