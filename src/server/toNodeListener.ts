import { BodilessRequest, type LazyBody, type NodeRequest, readHeaders, readLazily, readUrl } from './nodeRequest';
import { type PlainHandler, plainHandlers, type PlainResponse } from './plainHandler';
import { type RequestLife, startLife } from './requestLife';

export type { NodeRequest } from './nodeRequest';

/** The response to a {@link NodeRequest}. */
export interface NodeResponse {
  readonly headersSent: boolean;
  readonly writableFinished: boolean;
  setHeader(name: string, value: string | string[]): unknown;
  writeHead(status: number, headers?: Record<string, string>): unknown;
  write(chunk: Uint8Array): boolean;
  end(body?: string | Uint8Array): unknown;
  destroy(): unknown;
  once(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}

/** Node requires this option if the body is a stream; the DOM's types lack it. */
const halfDuplex = { duplex: 'half' };

type WebHandler = (request: Request) => Promise<Response> | Response;

/**
 * Mounts a web-standard handler on `node:http`, Express or Connect: `createServer(toNodeListener(handler))`,
 * `app.use('/api/portal', toNodeListener(handler))`. The request's signal aborts when the client disconnects. If the
 * handler throws or rejects, the response is a bare 500.
 */
export function toNodeListener(handler: WebHandler): (incoming: NodeRequest, outgoing: NodeResponse) => void {
  const plain = plainHandlers.get(handler);
  return (incoming, outgoing) => void serve(handler, plain, incoming, outgoing);
}

async function serve(handler: WebHandler, plain: PlainHandler | undefined, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const life = startLife();
  const { method = 'GET' } = incoming;
  const body = method === 'GET' || method === 'HEAD' ? undefined : readLazily(incoming);
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) life.leave();
  });
  try {
    const headers = readHeaders(incoming);
    const url = readUrl(incoming, headers);
    if (url === undefined) sendBare(outgoing, 400);
    // A proxy on the way may see the body end elsewhere, and take what follows for a second request.
    else if ('transfer-encoding' in headers && 'content-length' in headers) sendLast(outgoing);
    // The `Request` constructor rejects these methods.
    else if (/^(?:CONNECT|TRACE|TRACK)$/i.test(method)) sendBare(outgoing, 501);
    else if (plain) sendPlain(await plain(toRequest(url, { method, headers }, body, life), url, undefined, life), outgoing);
    else await send(await handler(toRequest(url, { method, headers, signal: life.signal }, body, life)), method === 'HEAD', outgoing, life);
  } catch {
    // After a disconnect, or in the middle of a body, it is too late to send a status.
    if (life.hasLeft || outgoing.headersSent) outgoing.destroy();
    else sendBare(outgoing, 500, 'Internal Server Error');
  }
  await body?.discard();
}

function toRequest(url: string, init: RequestInit, body: LazyBody | undefined, life: RequestLife): Request {
  if (body) return new Request(url, { ...init, signal: life.signal, body: body.stream, ...halfDuplex });
  return init.signal ? new Request(url, init) : new BodilessRequest(url, init, life);
}

/** Sends a response in one piece, with its length. */
function sendPlain({ status, headers, body }: PlainResponse, outgoing: NodeResponse): void {
  if (body) headers['Content-Length'] = String(body.length);
  outgoing.writeHead(status, headers);
  outgoing.end(body ?? undefined);
}

async function send(response: Response, headOnly: boolean, outgoing: NodeResponse, life: RequestLife): Promise<void> {
  // Throws if the handler has already read the body.
  const reader = response.body?.getReader();
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.writeHead(response.status);
  if (reader === undefined || headOnly) {
    await reader?.cancel();
    outgoing.end();
    return;
  }
  const stop = () => void reader.cancel().catch(() => {});
  life.signal.addEventListener('abort', stop);
  if (life.hasLeft) stop();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || life.hasLeft) break;
    // After a disconnect, neither `drain` nor `close` would follow.
    if (!outgoing.write(value) && !life.hasLeft) await waitForDrain(outgoing);
  }
  life.signal.removeEventListener('abort', stop);
  outgoing.end();
}

function waitForDrain(outgoing: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.off('drain', go);
      outgoing.off('close', go);
      resolve();
    };
    outgoing.once('drain', go);
    outgoing.once('close', go);
  });
}

/** Refuses a request and closes its connection, before whatever follows is answered. */
function sendLast(outgoing: NodeResponse): void {
  outgoing.setHeader('Connection', 'close');
  sendBare(outgoing, 400);
}

function sendBare(outgoing: NodeResponse, status: number, text?: string): void {
  outgoing.setHeader('Content-Type', 'text/plain; charset=utf-8');
  outgoing.writeHead(status);
  outgoing.end(text);
}
