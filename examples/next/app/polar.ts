import { createPortalHandler } from 'meterface/server';
import { createPolarSource } from 'meterface/sources';
import { signedInUser } from './session';

/** A read-only proxy to Polar for the customer who is signed in. */
export const portal = createPortalHandler({
  accessToken: process.env.POLAR_ACCESS_TOKEN,
  server: process.env.POLAR_SERVER,
  basePath: '/api/portal',
  customer: async () => {
    const user = await signedInUser();
    return user && { externalId: user.id };
  },
  onError: console.error,
});

/** The browser's source, with requests that stay within this process. */
export const source = createPolarSource({
  server: '/api/portal',
  fetch: (path, init) => portal(new Request(new URL(path, 'http://localhost'), init)),
});
