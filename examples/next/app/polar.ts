import { createPortalHandler } from 'meterface/server';
import { createPolarSource } from 'meterface/sources';
import { signedInUser } from './session';

/** Polar, read-only, for whoever is signed in. */
export const answer = createPortalHandler({
  accessToken: process.env.POLAR_ACCESS_TOKEN,
  server: process.env.POLAR_SERVER,
  basePath: '/api/portal',
  customer: async () => {
    const user = await signedInUser();
    return user && { externalId: user.id };
  },
  onError: console.error,
});

/** The browser's source, but asked within this process. */
export const source = createPolarSource({
  server: '/api/portal',
  fetch: (path, init) => answer(new Request(new URL(path, 'http://localhost'), init)),
});
