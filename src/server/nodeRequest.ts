import type { RequestLife } from './requestLife';

/** A request of `node:http` or Express. Spelled out here so that these types don't need Node's. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The whole URL: in `url`, Express leaves out the path on which a middleware is mounted. */
  readonly originalUrl?: string | undefined;
  readonly rawHeaders: readonly string[];
  /** Read only if `rawHeaders` is empty, as in Express on AWS Lambda: adapters such as `serverless-http` make a request without it. */
  readonly headers?: Readonly<Record<string, string | number | readonly string[] | undefined>> | undefined;
  readonly socket?: object | null | undefined;
}

/** A name or address, perhaps with a port. Anything else in `Host` would change the path. */
const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The requested URL, from `Host` and the path alone: any client can set headers like `X-Forwarded-Host`. */
export function readUrl(incoming: NodeRequest, { host = 'localhost' }: NodeHeaders): string | undefined {
  const path = incoming.originalUrl ?? incoming.url ?? '/';
  // Some servers on the way treat a backslash as a slash, others don't.
  if (!/^\/[^\\\s]*$/.test(path) || !plainHost.test(host)) return undefined;
  const protocol = incoming.socket && 'encrypted' in incoming.socket && incoming.socket.encrypted === true ? 'https' : 'http';
  const url = `${protocol}://${host}${path}`;
  return URL.canParse(url) ? url : undefined;
}

/** The values of headers, by name in lower case. */
export type NodeHeaders = Record<string, string>;

/** Headers as received. HTTP/2 puts method and path among them, with a colon before the name. */
export function readHeaders({ rawHeaders, headers: parsed = {} }: NodeRequest): NodeHeaders {
  const given = rawHeaders.length > 0 ? rawHeaders : Object.entries(parsed).flatMap(([name, values]) => [values ?? []].flat().flatMap((value) => [name, String(value)]));
  // Not `new Headers()`, which a Request would copy.
  const headers: NodeHeaders = {};
  let authority: string | undefined;
  for (let index = 0; index + 1 < given.length; index += 2) {
    const name = (given[index] ?? '').toLowerCase();
    const value = given[index + 1] ?? '';
    if (name === ':authority') authority = value;
    // Assigning to `__proto__` would set no header.
    else if (!name.startsWith(':') && name !== '__proto__') headers[name] = Object.hasOwn(headers, name) ? headers[name] + (name === 'cookie' ? '; ' : ', ') + value : value;
  }
  if (authority !== undefined) headers['host'] = authority;
  return headers;
}

/** A request without a body. Its signal is created when it is first read: on Node, creating it costs as much as reading an incoming request. */
export class BodilessRequest extends Request {
  readonly #life: RequestLife;

  constructor(url: string, init: RequestInit, life: RequestLife) {
    super(url, init);
    this.#life = life;
  }

  override get signal(): AbortSignal {
    return this.#life.signal;
  }
}

/** A request's body. An unread rest would block the connection for the next request. */
export interface LazyBody {
  stream: ReadableStream<Uint8Array>;
  /** Reads and drops the rest, if the handler has begun to read. */
  discard: () => Promise<void>;
}

/** Reads nothing before the handler does: Node itself discards a body that nothing has touched. */
export function readLazily(incoming: AsyncIterable<Uint8Array>): LazyBody {
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
