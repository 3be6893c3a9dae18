import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../src/server/toNodeListener';
import { onTheWire } from '../src/testing';

/** A web-standard handler. */
export type Handler = (request: Request) => Promise<Response> | Response;

export interface ListenOptions {
  /** Default: 0, which means any free port. */
  port?: number;
  /** Default 127.0.0.1: this machine only. */
  host?: string;
}

export interface Listening {
  /** The URL of the server, without a trailing slash. */
  url: string;
  port: number;
  /** Stops the server and closes open connections. */
  close: () => Promise<void>;
}

/** Serves a handler over a socket. When a client disconnects, its request's signal aborts. */
export async function listen(handler: Handler, { port = 0, host = '127.0.0.1' }: ListenOptions = {}): Promise<Listening> {
  const server = createServer(nodeListener(handler));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** Makes a listener for `node:http` and Connect. A demo's faults are sent over the socket. */
export function nodeListener(handler: Handler): RequestListener {
  return (incoming, outgoing) => {
    const reset = () => void incoming.socket.resetAndDestroy();
    toNodeListener(onTheWire(handler, reset))(incoming, outgoing);
  };
}
