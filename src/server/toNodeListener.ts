/** A request of `node:http` or Express. Spelled out here so that these types don't need Node's. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express removes the path that a middleware is mounted on from `url`; this is the whole URL. */
  readonly originalUrl?: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly socket?: object | null | undefined;
}

/** The response to it. */
export interface NodeResponse {
  readonly headersSent: boolean;
  readonly writableFinished: boolean;
  setHeader(name: string, value: string | string[]): unknown;
  writeHead(status: number): unknown;
  write(chunk: Uint8Array): boolean;
  end(text?: string): unknown;
  destroy(): unknown;
  once(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}

type WebHandler = (request: Request) => Promise<Response> | Response;

/** A host name or IP address, with or without a port. Anything else in `Host` could change the URL's path. */
const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Mounts a web-standard handler on `node:http`, Express or Connect: `createServer(toNodeListener(handler))`,
 * `app.use('/api/portal', toNodeListener(handler))`. The request's signal aborts when the client disconnects. If the
 * handler throws or rejects, the response is a bare 500.
 */
export function toNodeListener(handler: WebHandler): (incoming: NodeRequest, outgoing: NodeResponse) => void {
  return (incoming, outgoing) => void serve(handler, incoming, outgoing);
}

async function serve(handler: WebHandler, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const gone = new AbortController();
  const body = readLazily(incoming);
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const url = readUrl(incoming);
    if (url === undefined) sendBare(outgoing, 400);
    // The `Request` constructor rejects these methods.
    else if (/^(?:CONNECT|TRACE|TRACK)$/i.test(incoming.method ?? '')) sendBare(outgoing, 501);
    else await send(await handler(toRequest(url, incoming, body.stream, gone.signal)), incoming.method === 'HEAD', outgoing, gone.signal);
  } catch {
    // After a disconnect, or in the middle of a body, no status can be sent any more.
    if (gone.signal.aborted || outgoing.headersSent) outgoing.destroy();
    else sendBare(outgoing, 500, 'Internal Server Error');
  }
  await body.discard();
}

/** The requested URL, from `Host` and the path alone: any client can set headers like `X-Forwarded-Host`. */
function readUrl(incoming: NodeRequest): string | undefined {
  const path = incoming.originalUrl ?? incoming.url ?? '/';
  const host = headersOf(incoming).find(([name]) => name.toLowerCase() === 'host')?.[1] ?? 'localhost';
  // Some servers on the way treat a backslash as a slash, others don't.
  if (!/^\/[^\\\s]*$/.test(path) || !plainHost.test(host)) return undefined;
  const protocol = incoming.socket && 'encrypted' in incoming.socket && incoming.socket.encrypted === true ? 'https' : 'http';
  const url = `${protocol}://${host}${path}`;
  return URL.canParse(url) ? url : undefined;
}

function toRequest(url: string, incoming: NodeRequest, stream: ReadableStream<Uint8Array>, signal: AbortSignal): Request {
  const { method = 'GET' } = incoming;
  const headers = new Headers();
  for (const [name, value] of headersOf(incoming)) headers.append(name, value);
  const body = method === 'GET' || method === 'HEAD' ? undefined : stream;
  return new Request(url, { method, headers, signal, ...(body && { body, duplex: 'half' }) });
}

/** Names and values as received. HTTP/2 puts method and path among them, with a colon before the name. */
function headersOf({ rawHeaders }: NodeRequest): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (name === ':authority') pairs.push(['host', value]);
    else if (!name.startsWith(':')) pairs.push([name, value]);
  }
  return pairs;
}

/** A request's body. A partly read body would block the connection for the next request. */
interface LazyBody {
  stream: ReadableStream<Uint8Array>;
  /** Reads and drops the rest, if the handler has begun to read. */
  discard: () => Promise<void>;
}

/** Reads nothing before the handler does: Node itself discards a body that nothing has touched. */
function readLazily(incoming: AsyncIterable<Uint8Array>): LazyBody {
  const chunks = incoming[Symbol.asyncIterator]();
  let hasBegun = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        hasBegun = true;
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
    },
    { highWaterMark: 0 },
  );
  const discard = async () => {
    if (!hasBegun) return;
    try {
      while (!(await chunks.next()).done);
    } catch {
      // The client has disconnected.
    }
  };
  return { stream, discard };
}

async function send(response: Response, headOnly: boolean, outgoing: NodeResponse, gone: AbortSignal): Promise<void> {
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
  const reader = response.body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  gone.addEventListener('abort', stop);
  if (gone.aborted) stop();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || gone.aborted) break;
    // After a disconnect neither `drain` nor `close` would follow.
    if (!outgoing.write(value) && !gone.aborted) await waitForDrain(outgoing);
  }
  gone.removeEventListener('abort', stop);
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

function sendBare(outgoing: NodeResponse, status: number, text?: string): void {
  outgoing.setHeader('Content-Type', 'text/plain; charset=utf-8');
  outgoing.writeHead(status);
  outgoing.end(text);
}
