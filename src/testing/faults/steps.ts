/** The faults and the options of each. */
export interface FaultModes {
  /** No fault: the request gets its normal response. */
  ok: object;

  // The network

  /** No response ever arrives. The request ends when the client aborts it or the server closes. */
  hang: object;
  /** The first half of the body, then nothing more. */
  stall: object;
  /**
   * The connection is cut before the response. Over a socket, use `times: Infinity`, because browsers repeat a request
   * when a kept-alive connection breaks.
   */
  reset: object;
  /** The first half of the body, then the connection is cut, although `Content-Length` announced the whole. */
  cut: object;
  /** The whole body in `pieces` (default 10), `ms` apart (default 100). */
  drip: { pieces?: number; ms?: number };
  /** The normal response, held back for `ms`, so that later requests can get their responses first. */
  delay: { ms: number };

  // A server in front of Polar responds

  /** An HTML page with status 200. */
  html: object;
  /** A success without a body. `status` defaults to 204. */
  empty: { status?: number };
  /** 302 to the URL `to`, which may be on any origin. */
  redirect: { to: string };
  /** 502. With `cors: false` (default true) a page only sees a network error. */
  502: { cors?: boolean };
  /** Like 502. */
  503: { cors?: boolean };
  /** Like 502. */
  504: { cors?: boolean };

  // Polar rejects the request

  /** A crash: plain text, without CORS headers unless `cors` is true. */
  500: { cors?: boolean };
  /** An API version that no longer exists: 404 without CORS headers. */
  retired: object;
  /** 401 `invalid_token`, even for a valid token. */
  expired: object;
  /** 401 `Unauthorized`, as for a missing token. */
  unauthorized: object;
  /** 403 `NotPermitted`: a member without the billing role. */
  403: object;
  /**
   * 429 with the header `Retry-After: <retryAfter>` (default 60, `null` to leave it out). Pages of another origin
   * cannot read that header unless `readable` is true. `body` is sent as JSON. Default: none.
   */
  429: { retryAfter?: number | string | null; readable?: boolean; body?: unknown };

  // The response has a damaged payload

  /** The first half of the JSON, as a complete body. */
  truncate: object;
  /** The normal body with another content type: `type`, default `text/plain`. */
  mislabel: { type?: string };
  /** A list shifts by one item between two pages: the page lacks its first item and ends with the first of the next page. */
  drift: object;
  /** A list repeats its first item at the end. */
  duplicate: object;
  /** The normal body after enough white space to make `bytes` (default 12,000,000). */
  huge: { bytes?: number };
  /** Lists nested `levels` deep (default 100,000). */
  deep: { levels?: number };
  /** The normal body changed by `change`, which takes the parsed JSON and returns the JSON to send. */
  mutate: { change: (body: unknown) => unknown };
}

/** The name of a fault. */
export type FaultMode = keyof FaultModes;

/** Which requests a step matches, and how many. */
export interface FaultTarget {
  /** A part of the path and query, such as `/meters/` or `page=2`. Default: any. */
  on?: string;
  /** The HTTP method. Default: any. */
  method?: string;
  /** How many requests it applies to. Default: 1; `Infinity` for all. */
  times?: number;
}

/** A fault with its options and target. */
export type Fault<Mode extends FaultMode = FaultMode> = { [One in Mode]: { fault: One } & FaultModes[One] & FaultTarget }[Mode];

/** One step of a script: a fault, or its name alone if it needs no options. */
export type FaultStep = Fault | { [Mode in FaultMode]: object extends FaultModes[Mode] ? Mode : never }[FaultMode];
