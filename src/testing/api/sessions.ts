import { stableId } from '../fixtures/identity';

/** What was promised to the holder of a token. */
export interface Session {
  id: string;
  token: string;
  customerId: string;
  createdAt: Date;
  expiresAt: Date;
  returnUrl: string | null;
  /** A session of one member of the customer (`polar_mst_…`) rather than of the customer (`polar_cst_…`). */
  member: boolean;
}

export interface SessionRequest {
  customerId: string;
  /** Seconds. */
  ttl: number;
  returnUrl?: string | null;
  member?: boolean;
}

/** The sessions of one demo, in memory. */
export interface Sessions {
  create: (request: SessionRequest) => Session;
  /** The session of a token, unless it has expired. */
  find: (token: string) => Session | undefined;
  expireAll: () => void;
}

/** Makes an empty store of sessions. Tokens are random: one demo's token means nothing to another. */
export function createSessions(now: () => Date): Sessions {
  const sessions = new Map<string, Session>();
  return {
    create({ customerId, ttl, returnUrl = null, member = false }) {
      const createdAt = now();
      for (const { token, expiresAt } of sessions.values()) {
        if (expiresAt <= createdAt) sessions.delete(token);
      }
      const token = `polar_${member ? 'mst' : 'cst'}_${opaque()}`;
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

function opaque(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
