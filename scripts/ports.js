import { createServer } from 'node:http';

/** The port of a server that listens. @param {{ address: () => import('node:net').AddressInfo | string | null } | null} server */
export function portOf(server) {
  const address = server?.address() ?? null;
  if (address === null || typeof address === 'string') throw new Error('The server has no port. Let it listen on one first.');
  return address.port;
}

/** Finds a port that is free at the moment. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
