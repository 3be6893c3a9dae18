import { stableId } from '../fixtures/identity';

/** A customer session: a token and what it grants access to. */
export interface DemoSession {
  id: string;
  token: string;
  customerId: string;
  createdAt: Date;
  expiresAt: Date;
  returnUrl: string | null;
  /** True for a session of one member (`polar_mst_…`), false for one of the customer (`polar_cst_…`). */
  member: boolean;
}

/** The settings of a new session. */
export interface DemoSessionRequest {
  customerId: string;
  /** Seconds. */
  ttl: number;
  returnUrl?: string | null;
  member?: boolean;
}

/** The sessions of one demo, in memory. */
export interface DemoSessions {
  create: (request: DemoSessionRequest) => DemoSession;
  /** The session of a token, unless it has expired. */
  find: (token: string) => DemoSession | undefined;
  expireAll: () => void;
}

/** Makes an empty store of sessions. Tokens are random, so one demo never accepts a token of another. */
export function createDemoSessions(now: () => Date): DemoSessions {
  const sessions = new Map<string, DemoSession>();
  return {
    create({ customerId, ttl, returnUrl = null, member = false }) {
      const createdAt = now();
      for (const { token, expiresAt } of sessions.values()) {
        if (expiresAt <= createdAt) sessions.delete(token);
      }
      const token = `polar_${member ? 'mst' : 'cst'}_${randomHex()}`;
      const expiresAt = new Date(createdAt.getTime() + ttl * 1000);
      const session = { id: stableId('session', token), token, customerId, createdAt, expiresAt, returnUrl, member };
      sessions.set(token, session);
      return session;
    },
    find(token) {
      const session = sessions.get(token);
      return session !== undefined && session.expiresAt > now() ? session : undefined;
    },
    expireAll: () => sessions.clear(),
  };
}

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
