import { isPortalError, PortalError } from '../core/errors';
import { withDeadline } from '../sources/deadline';
import type { Customer } from './customer';
import { createMemo } from './memo';
import type { Organization } from './organization';
import { unexpected } from './upstream';

/** A customer's session at Polar. Whoever has the token can cancel the customer's plan: keep it as a password. */
export interface PortalSession {
  token: string;
  /** Milliseconds since 1970 until which it is used: five minutes less than Polar grants. */
  expiresAt: number;
}

/**
 * Where sessions are kept besides the memory of this process, so that many processes share one per customer:
 * a Redis, a key-value store. Encrypt what leaves your machines. One that fails is done without.
 */
export interface PortalSessionStore {
  /** `customerKey` is another one for each customer and each server of Polar. */
  get: (customerKey: string) => Promise<PortalSession | null | undefined>;
  set: (customerKey: string, session: PortalSession) => Promise<unknown>;
  /** The session is no longer good. */
  delete: (customerKey: string) => Promise<unknown>;
}

export interface SessionsOptions {
  organization: Organization;
  /** Of `POST /v1/customer-sessions/`. */
  url: string;
  store: PortalSessionStore | undefined;
  /** Before each key in the store. */
  prefix: string;
  most: number;
  /** Milliseconds for a new session. */
  timeout: number;
}

/** Puts a question with a session of the customer's. */
export type Sessions = <T>(customer: Customer, question: (token: string) => Promise<T>) => Promise<T>;

const minute = 60_000;
const lifetime = 60 * minute;
const margin = 5 * minute;

/**
 * Sessions of many customers: one for each, made when it is first needed, used until shortly before it expires,
 * and made anew once when Polar refuses it.
 */
export function createSessions({ organization, url, store, prefix, most, timeout }: SessionsOptions): Sessions {
  const sessions = createMemo<PortalSession>({ most, patience: timeout, keep: ({ expiresAt }) => expiresAt - Date.now(), keepFailure });

  /** What the store does, or nothing: a slow one may take a fifth of the time. */
  function attempt<T>(work: () => Promise<T> | undefined): Promise<T | undefined> {
    return withDeadline(async () => work(), timeout / 5).catch(() => undefined);
  }

  function load(customer: Customer, refused?: string): Promise<PortalSession> {
    const key = prefix + customer.key;
    return withDeadline(async (signal) => {
      const stored = await attempt(() => store?.get(key));
      if (isUsable(stored) && stored.token !== refused) return stored;
      if (stored) await attempt(() => store?.delete(key));
      const session = toSession(await organization({ url, body: { [customer.field]: customer.value } }, signal).catch(explain));
      await attempt(() => store?.set(key, session));
      return session;
    }, timeout);
  }

  return async (customer, question) => {
    const { token } = await sessions.get(customer.key, () => load(customer));
    try {
      return await question(token);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    // Of many that are refused together the first forgets the session; the others find the next one here.
    sessions.forget(customer.key, (session) => session.token === token);
    const next = await sessions.get(customer.key, () => load(customer, token));
    try {
      return await question(next.token);
    } catch (error) {
      // A new session that is refused, too: the next would be no better, and each costs the organization.
      if (isRefusal(error)) {
        sessions.forget(customer.key, (session) => session.token === next.token);
        sessions.get(customer.key, () => Promise.reject(error)).catch(() => {});
      }
      throw error;
    }
  };
}

/** Milliseconds for which no other session is asked for after a failure. */
function keepFailure(error: unknown): number {
  const code = isPortalError(error) ? error.code : undefined;
  // The customer may just be about to buy for the first time, the merchant to mend the token.
  return code === 'not_found' || code === 'unauthorized' ? 10_000 : 1000;
}

function explain(error: unknown): never {
  const code = isPortalError(error) ? error.code : undefined;
  if (code === 'invalid_request') {
    throw new PortalError('not_found', 'Polar does not know this customer. Nothing was bought yet, or the id is another one. Check `customer`.');
  }
  if (code === 'forbidden') {
    throw new PortalError('unauthorized', 'Polar gives no session. The token lacks `customer_sessions:write`. Give it that scope.');
  }
  if (code === 'not_found') throw unexpected('there is nothing that makes sessions');
  throw error;
}

function toSession(answer: unknown): PortalSession {
  const { token, expires_at } = (answer ?? {}) as Record<string, unknown>;
  if (!isToken(token)) throw unexpected('there is no session in it');
  const left = Date.parse(String(expires_at)) - Date.now();
  // Our clock may be hours off, so what Polar says counts only where it makes sense.
  const ttl = left > 0 && left < lifetime ? left : lifetime;
  return { token, expiresAt: Date.now() + Math.max(minute, ttl - Math.min(margin, ttl / 2)) };
}

function isUsable(session: PortalSession | null | undefined): session is PortalSession {
  if (typeof session !== 'object' || session === null || !isToken(session.token)) return false;
  const left = session.expiresAt - Date.now();
  return left > 0 && left <= lifetime;
}

function isToken(token: unknown): token is string {
  return typeof token === 'string' && /^[!-~]+$/.test(token) && !token.startsWith('polar_oat_');
}

function isRefusal(error: unknown): boolean {
  return isPortalError(error) && error.code === 'unauthorized';
}
