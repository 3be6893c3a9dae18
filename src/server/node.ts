/**
 * A request as `node:http` and Express have it. Written out, so that nothing of Node is needed to read these types.
 */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express shortens `url` by the path that a middleware is mounted on; this is the whole. */
  readonly originalUrl?: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly socket?: object | null | undefined;
}

/** The response beside it. */
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

/** A name or address and a port. Anything more in `Host` would move the path. */
const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Puts a web-standard handler behind `node:http`, Express or Connect: `createServer(toNodeListener(handler))`,
 * `app.use('/api/portal', toNodeListener(handler))`. When a client leaves, its request's signal aborts. A handler that
 * rejects is a bare 500.
 */
export function toNodeListener(handler: (request: Request) => Promise<Response> | Response): (incoming: NodeRequest, outgoing: NodeResponse) => void {
  return (incoming, outgoing) => void serve(handler, incoming, outgoing);
}

async function serve(handler: (request: Request) => Promise<Response> | Response, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const address = toAddress(incoming);
    if (address === undefined) bare(outgoing, 400);
    // Of these no `Request` can be made.
    else if (/^(?:CONNECT|TRACE|TRACK)$/i.test(incoming.method ?? '')) bare(outgoing, 501);
    else await send(await handler(toRequest(address, incoming, gone.signal)), incoming.method === 'HEAD', outgoing, gone.signal);
  } catch {
    // Nobody is left to tell when the client has gone or the body broke halfway; otherwise it is a bare 500, as a crash is.
    if (gone.signal.aborted || outgoing.headersSent) outgoing.destroy();
    else bare(outgoing, 500, 'Internal Server Error');
  }
}

/** The address that was asked for, from `Host` and path alone: headers like `X-Forwarded-Host` can be anybody's. */
function toAddress(incoming: NodeRequest): string | undefined {
  const path = incoming.originalUrl ?? incoming.url ?? '/';
  const host = headersOf(incoming).find(([name]) => name.toLowerCase() === 'host')?.[1] ?? 'localhost';
  // A backslash is a slash for some on the way here and none for others.
  if (!/^\/[^\\\s]*$/.test(path) || !plainHost.test(host)) return undefined;
  const protocol = incoming.socket && 'encrypted' in incoming.socket && incoming.socket.encrypted === true ? 'https' : 'http';
  const address = `${protocol}://${host}${path}`;
  return URL.canParse(address) ? address : undefined;
}

function toRequest(address: string, incoming: NodeRequest, signal: AbortSignal): Request {
  const { method = 'GET' } = incoming;
  const headers = new Headers();
  for (const [name, value] of headersOf(incoming)) headers.append(name, value);
  const body = method === 'GET' || method === 'HEAD' ? undefined : toStream(incoming);
  return new Request(address, { method, headers, signal, ...(body && { body, duplex: 'half' }) });
}

/** Names and values as they came; HTTP/2 puts method and path among them, behind a colon. */
function headersOf({ rawHeaders }: NodeRequest): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (name === ':authority') pairs.push(['host', value]);
    else if (!name.startsWith(':')) pairs.push([name, value]);
  }
  return pairs;
}

function toStream(incoming: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
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
    // Where the connection is gone already, nobody tells a second time.
    if (!outgoing.write(value) && !gone.aborted) await drained(outgoing);
  }
  gone.removeEventListener('abort', stop);
  outgoing.end();
}

function drained(outgoing: NodeResponse): Promise<void> {
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

function bare(outgoing: NodeResponse, status: number, text?: string): void {
  outgoing.setHeader('Content-Type', 'text/plain; charset=utf-8');
  outgoing.writeHead(status);
  outgoing.end(text);
}
