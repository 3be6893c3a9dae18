import type { Bytes } from '../core/bytes';
import { invalidOption } from '../core/invalidOption';
import type { PortalSessionStore } from './customerSessions';

/** A key, and a name for it that does not reveal it. */
interface NamedKey {
  id: string;
  key: CryptoKey;
}

const prefix = 'mf1';
const bytesOfKey = 32;
const bytesOfNonce = 12;

/**
 * A session store whose tokens are encrypted with your own key, by AES-GCM. Access to the store alone
 * is not enough to read or forge a token. A token that no key decrypts counts as missing, so the customer gets a new session.
 * @param store where the encrypted sessions are kept.
 * @param keys 32 random bytes each, as base64 (`openssl rand -base64 32`). The first one encrypts. To change the key,
 * put the new one first, and remove the old one an hour later.
 * @throws PortalError `invalid_option`, which does not repeat a key.
 * @example sessions: encryptSessions(redisSessions(client), [process.env.SESSION_KEY])
 */
export function encryptSessions(store: PortalSessionStore, keys: readonly (string | undefined)[]): PortalSessionStore {
  const raw = keys.map(readKey);
  if (raw.length === 0) throw invalidKey();
  let named: Promise<NamedKey[]> | undefined;
  const load = () => (named ??= Promise.all(raw.map(nameKey)));

  async function encrypt(customerKey: string, token: string, expiresAt: number): Promise<string> {
    const [first] = await load();
    const { id, key } = first as NamedKey;
    const nonce = crypto.getRandomValues(new Uint8Array(bytesOfNonce));
    const sealed = await crypto.subtle.encrypt(algorithm(nonce, customerKey, expiresAt), key, new TextEncoder().encode(token));
    return [prefix, id, toBase64(nonce), toBase64(new Uint8Array(sealed))].join('.');
  }

  async function decrypt(customerKey: string, text: unknown, expiresAt: number): Promise<string | undefined> {
    const [start, id, nonce, sealed] = String(text).split('.');
    const found = (await load()).find((each) => each.id === id);
    if (start !== prefix || !found || nonce === undefined || sealed === undefined) return undefined;
    try {
      return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm(fromBase64(nonce), customerKey, expiresAt), found.key, fromBase64(sealed)));
    } catch {
      return undefined;
    }
  }

  return {
    async get(customerKey) {
      const stored = await store.get(customerKey);
      if (!stored) return null;
      const { expiresAt } = stored;
      const token = await decrypt(customerKey, stored.token, expiresAt);
      return token === undefined ? null : { token, expiresAt };
    },
    set: async (customerKey, { token, expiresAt }) => store.set(customerKey, { token: await encrypt(customerKey, token, expiresAt), expiresAt }),
    delete: (customerKey) => store.delete(customerKey),
    ...(store.claim && { claim: (customerKey: string, milliseconds: number) => store.claim?.(customerKey, milliseconds) ?? Promise.resolve(true) }),
    ...(store.release && { release: (customerKey: string) => store.release?.(customerKey) ?? Promise.resolve() }),
  };
}

/** Binds a token to its customer and its expiry: if copied to another customer, it can't be decrypted. */
function algorithm(iv: BufferSource, customerKey: string, expiresAt: number): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${expiresAt} ${customerKey}`) };
}

async function nameKey(raw: Bytes): Promise<NamedKey> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  return { id: toBase64(digest.slice(0, 6)), key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) };
}

function readKey(key: unknown): Bytes {
  try {
    const raw = fromBase64(String(key).trim());
    if (typeof key === 'string' && raw.length === bytesOfKey) return raw;
  } catch {
    // Not base64.
  }
  throw invalidKey();
}

function invalidKey(): Error {
  return invalidOption('keys', 'must list valid keys: 32 bytes each, in base64', 'Make one with `openssl rand -base64 32`');
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
