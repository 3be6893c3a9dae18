import type { PortalSessionStore } from 'meterface/server';

/** The part of a `KVNamespace` that is needed here. */
interface KeyValue {
  get: (key: string, type: 'text') => Promise<string | null>;
  put: (key: string, value: string, options: { expirationTtl: number }) => Promise<void>;
  delete: (key: string) => Promise<void>;
}

/**
 * Keeps sessions in Cloudflare KV. KV has no atomic write, so there is no `claim`: Workers that serve a new customer at the
 * same moment create a session each, and a location may take a minute to see a session that another one has stored or
 * deleted. Both cost requests to Polar and nothing else.
 */
export function kvSessions(kv: KeyValue): PortalSessionStore {
  return {
    get: async (key) => JSON.parse((await kv.get(key, 'text')) ?? 'null'),
    // KV keeps nothing for less than 60 seconds; the handler checks `expiresAt` itself.
    set: (key, session) => kv.put(key, JSON.stringify(session), { expirationTtl: Math.max(60, Math.ceil((session.expiresAt - Date.now()) / 1000)) }),
    delete: (key) => kv.delete(key),
  };
}
