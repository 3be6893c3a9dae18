import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalSession, PortalSessionStore } from '../../src/server/customerSessions';
import { encryptSessions } from '../../src/server/encryptSessions';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, emptyList, fakePolar, requestFrom } from './shop';

afterEach(() => void vi.useRealTimers());

const list = () => Response.json(emptyList);
const key = Buffer.alloc(32, 7).toString('base64');
const nextKey = Buffer.alloc(32, 8).toString('base64');

/** A store in memory. Its claims never expire by themselves. */
function claimStore() {
  const map = new Map<string, PortalSession>();
  const claims = new Set<string>();
  const store: PortalSessionStore = {
    get: async (name) => map.get(name),
    set: async (name, session) => map.set(name, session),
    delete: async (name) => map.delete(name),
    claim: async (name) => !claims.has(name) && Boolean(claims.add(name)),
    release: async (name) => claims.delete(name),
  };
  return { map, claims, store };
}

function open(polar: ReturnType<typeof fakePolar>, sessions: PortalSessionStore, options: Partial<PortalHandlerOptions> = {}) {
  return createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, fetch: polar.fetch, sessions, ...options });
}

/** A fake of Polar that takes a while to create a session, as Polar does. */
function slowPolar(respond: Parameters<typeof fakePolar>[0] = list) {
  const polar = fakePolar(respond);
  const fetch: typeof polar.fetch = async (url, init) => {
    const response = await polar.fetch(url, init);
    if (init.method === 'POST') await new Promise((resolve) => setTimeout(resolve, 30));
    return response;
  };
  return { ...polar, fetch };
}

describe('two processes with one session store', () => {
  it('create only one session for simultaneous requests of a customer', async () => {
    const polar = slowPolar();
    const { store, claims } = claimStore();
    const handlers = [open(polar, store), open(polar, store)];
    const responses = await Promise.all(Array.from({ length: 5 }, () => handlers).flatMap((both) => both.map((handler) => handler(requestFrom('/meters')))));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect([polar.sessionRequests(), claims.size]).toEqual([1, 0]);
  });

  it('replace a session that Polar has revoked with one new session for both', async () => {
    let revoked = '';
    const polar = slowPolar((_, token) => (token === revoked ? Response.json({}, { status: 401 }) : list()));
    const { store, map } = claimStore();
    const handlers = [open(polar, store), open(polar, store)];
    for (const handler of handlers) await handler(requestFrom('/meters'));
    revoked = 'polar_cst_ada_1';
    const responses = await Promise.all(handlers.map((handler) => handler(requestFrom('/meters'))));
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect([polar.sessionRequests(), [...map.values()].map(({ token }) => token)]).toEqual([2, ['polar_cst_ada_2']]);
  });

  it('release the claim when no session can be created', async () => {
    const { store, claims } = claimStore();
    const handler = open(fakePolar(list), store, { fetch: async () => new Response(null, { status: 503 }) });
    expect((await handler(requestFrom('/meters'))).status).toBe(502);
    expect(claims.size).toBe(0);
  });

  it('wait for the claim of a process that has crashed, and create a session when the claim expires', async () => {
    const polar = fakePolar(list);
    const { store, claims } = claimStore();
    await open(polar, { ...store, release: async () => {}, set: async () => {} }, { fetch: async () => new Response(null, { status: 503 }) })(requestFrom('/meters'));
    expect(claims.size).toBe(1);
    const handler = open(polar, store, { timeout: 1000 });
    const refused = await handler(requestFrom('/meters'));
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1']);
    claims.clear();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
    expect(polar.sessionRequests()).toBe(1);
  });

  it('create a session although a broken store never grants a claim', async () => {
    const polar = fakePolar(list);
    const handler = open(polar, { ...claimStore().store, claim: async () => false }, { timeout: 400 });
    expect((await handler(requestFrom('/meters'))).status).toBe(429);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
    expect(polar.sessionRequests()).toBe(1);
  });

  it('do not call a store for five seconds after it has failed', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const get = vi.fn(() => Promise.reject(new Error('ECONNREFUSED')));
    const onError = vi.fn();
    const handler = open(fakePolar(list), { ...claimStore().store, get }, { onError });
    const callsAfter = async (milliseconds: number, ...users: string[]) => {
      vi.advanceTimersByTime(milliseconds);
      for (const user of users) expect((await handler(requestFrom('/meters', user))).status).toBe(200);
      return [get.mock.calls.length, onError.mock.calls.length];
    };
    expect(await callsAfter(0, 'ada', 'bo')).toEqual([1, 1]);
    expect(await callsAfter(4999, 'cy')).toEqual([1, 1]);
    expect(await callsAfter(1, 'dee')).toEqual([2, 1]);
  });
});

describe('encryptSessions()', () => {
  const session = { token: 'polar_cst_SENTINEL', expiresAt: 1_800_000_000_000 };

  it('stores no token as plain text, and encrypts the same token differently each time', async () => {
    const { store, map } = claimStore();
    const encrypted = encryptSessions(store, [key]);
    await encrypted.set('ada', session);
    const first = map.get('ada')?.token;
    await encrypted.set('ada', session);
    expect(JSON.stringify([...map])).not.toContain('SENTINEL');
    expect(map.get('ada')?.token).not.toBe(first);
    expect(await encrypted.get('ada')).toEqual(session);
  });

  it('decrypts with the previous key after a change of the key, and encrypts with the new one', async () => {
    const { store } = claimStore();
    await encryptSessions(store, [key]).set('ada', session);
    const changed = encryptSessions(store, [nextKey, key]);
    expect(await changed.get('ada')).toEqual(session);
    await changed.set('ada', session);
    expect(await encryptSessions(store, [nextKey]).get('ada')).toEqual(session);
    expect(await encryptSessions(store, [key]).get('ada')).toBeNull();
  });

  it.each<[string, (map: Map<string, PortalSession>) => void]>([
    ['of another customer', (map) => map.set('ada', map.get('bo') as PortalSession)],
    ['with another expiry', (map) => map.set('ada', { ...(map.get('ada') as PortalSession), expiresAt: session.expiresAt + 1 })],
    ['with a changed character', (map) => map.set('ada', { ...session, token: (map.get('ada')?.token ?? '').replace(/(?<=\.).(?=[^.]*$)/, (char) => (char === 'A' ? 'B' : 'A')) })],
    ['that is not encrypted', (map) => map.set('ada', session)],
    ['that is not text', (map) => map.set('ada', { ...session, token: 5 as never })],
    ['that is cut off', (map) => map.set('ada', { ...session, token: (map.get('ada')?.token ?? '').slice(0, 20) })],
  ])('ignores a token %s', async (_, change) => {
    const { store, map } = claimStore();
    const encrypted = encryptSessions(store, [key]);
    for (const name of ['ada', 'bo']) await encrypted.set(name, session);
    change(map);
    expect(await encrypted.get('ada')).toBeNull();
  });

  it.each([[[]], [['short']], [[undefined]], [[key, '']], [['%'.repeat(44)]]])('rejects the keys %j', (keys) => {
    expect(() => encryptSessions(claimStore().store, keys)).toThrow('Invalid option `keys`. It must list valid keys: 32 bytes each, in base64. Make one with `openssl rand -base64 32`.');
  });

  it('passes claims on, unless the store has no claims', async () => {
    const { store, claims } = claimStore();
    const encrypted = encryptSessions(store, [key]);
    expect([await encrypted.claim?.('ada', 1000), await encrypted.claim?.('ada', 1000)]).toEqual([true, false]);
    await encrypted.release?.('ada');
    expect(claims.size).toBe(0);
    const { get, set, delete: remove } = store;
    expect(Object.keys(encryptSessions({ get, set, delete: remove }, [key]))).toEqual(['get', 'set', 'delete']);
  });

  it('works as the store of a handler', async () => {
    const polar = fakePolar(list);
    const { store, map } = claimStore();
    for (let process = 0; process < 2; process += 1) expect((await open(polar, encryptSessions(store, [key]))(requestFrom('/meters'))).status).toBe(200);
    expect([polar.sessionRequests(), JSON.stringify([...map])]).toEqual([1, expect.not.stringContaining('polar_cst') as string]);
  });
});
