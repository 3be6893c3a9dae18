import { createPortalHandler, encryptSessions } from 'meterface/server';

/**
 * A shop as one web-standard function, for every runtime of `npm run test:world -- runtimes`.
 * @param {string | undefined} polar
 */
export function createShop(polar) {
  const portal = createPortalHandler({
    accessToken: 'polar_oat_shop',
    server: polar ?? '',
    basePath: '/api/portal',
    timeout: 2000,
    customer: (request) => {
      const user = /user=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
      if (user === 'throws') throw new Error('no login');
      return user === undefined ? null : { externalId: user };
    },
  });

  /** @param {Request} request */
  return async (request) => {
    const { pathname } = new URL(request.url);
    return pathname === '/encrypted' ? new Response(await roundTrip()) : portal(request);
  };
}

/** Encrypts a session and decrypts it again. */
async function roundTrip() {
  /** @type {Map<string, import('meterface/server').PortalSession>} */
  const map = new Map();
  const key = btoa('k'.repeat(32));
  const store = encryptSessions({ get: async (name) => map.get(name), set: async (name, session) => map.set(name, session), delete: async (name) => map.delete(name) }, [key]);
  await store.set('ada', { token: 'polar_cst_round_trip', expiresAt: Date.now() + 60_000 });
  return JSON.stringify(await store.get('ada'));
}
