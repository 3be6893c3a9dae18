import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Anything that answers HTTP the web-standard way. */
export type Handler = (request: Request) => Promise<Response> | Response;

export interface ListenOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1: this machine only. */
  host?: string;
}

export interface Listening {
  /** Where it answers, without a slash at the end. */
  url: string;
  port: number;
  /** Stops, and cuts connections that are still open. */
  close: () => Promise<void>;
}

/** Serves a handler over a socket. When a client leaves, its request's signal aborts. */
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

/** A handler as `node:http` and its middlewares take it. */
export function nodeListener(handler: Handler): RequestListener {
  return (incoming, outgoing) => void serve(handler, incoming, outgoing);
}

async function serve(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const request = toRequest(incoming, gone.signal);
    if (request === undefined) {
      outgoing.writeHead(400).end();
      return;
    }
    await send(await handler(request), incoming.method === 'HEAD', outgoing);
  } catch {
    // Nobody is left to tell when the client has gone or the body broke halfway; otherwise it is a bare 500, as a crash is.
    if (gone.signal.aborted || outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Internal Server Error');
  }
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', url = '/' } = incoming;
  const address = `http://${incoming.headers.host ?? 'localhost'}${url}`;
  if (!url.startsWith('/') || !URL.canParse(address)) return undefined;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const body = method === 'GET' || method === 'HEAD' ? undefined : Readable.toWeb(incoming);
  return new Request(address, { method, headers, signal, ...(body && { body, duplex: 'half' }) } as RequestInit);
}

async function send(response: Response, headOnly: boolean, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.writeHead(response.status);
  if (response.body === null || headOnly) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing);
}
