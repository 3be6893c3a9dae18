/** What can go wrong with a request, and what can be said about each way. Everything that may be left out has a default. */
export interface FaultModes {
  /** Nothing: this request is answered as always. */
  ok: object;

  // The network

  /** No answer ever comes. It ends when the client leaves or the server closes. */
  hang: object;
  /** Half of the answer, then nothing more. */
  stall: object;
  /**
   * The connection is cut before an answer. Browsers ask again by themselves where a connection that they had kept
   * breaks: over a socket, take `times: Infinity`.
   */
  reset: object;
  /** Half of the answer, then the connection is cut, though `Content-Length` promised all. */
  cut: object;
  /** The whole answer in `pieces` (default 10), `ms` apart (default 100). */
  drip: { pieces?: number; ms?: number };
  /** The true answer of now, `ms` later: a younger request is answered before it. */
  delay: { ms: number };

  // Something before Polar answers

  /** A page of HTML with status 200. */
  html: object;
  /** A success with nothing in it; `status` is 204 by default. */
  empty: { status?: number };
  /** 302 to the address `to`, on whatever origin. */
  redirect: { to: string };
  /** Without `cors` (default true) a page sees a network error only. */
  502: { cors?: boolean };
  /** As 502. */
  503: { cors?: boolean };
  /** As 502. */
  504: { cors?: boolean };

  // Polar refuses

  /** A crash: a text, without CORS headers unless `cors` is true. */
  500: { cors?: boolean };
  /** As if the API version was gone: a bare 404 without CORS headers. */
  retired: object;
  /** 401 `invalid_token`, however good the token is. */
  expired: object;
  /** 401 `Unauthorized`, as without a token. */
  unauthorized: object;
  /** 403 `NotPermitted`: a member without the billing role. */
  403: object;
  /**
   * `retryAfter` (default 60, `null` for none) is the header as it is sent. Pages of another origin cannot read it
   * unless `readable` is true. No body, unless one is given: it is sent as JSON.
   */
  429: { retryAfter?: number | string | null; readable?: boolean; body?: unknown };

  // The payload

  /** Half of the JSON, as if that was all. */
  truncate: object;
  /** The true answer under another content type: `type`, default `text/plain`. */
  mislabel: { type?: string };
  /** A list moves on by one item between two pages: its first item is missing, and its last one comes again on the next page. */
  drift: object;
  /** The first item of a list comes a second time, at the end. */
  duplicate: object;
  /** The true answer after white space, `bytes` long (default 12,000,000). */
  huge: { bytes?: number };
  /** Lists in lists, `levels` deep (default 100,000). */
  deep: { levels?: number };
  /** What `change` makes of the true answer. It gets parsed JSON and gives what is sent as JSON. */
  mutate: { change: (body: unknown) => unknown };
}

export type FaultMode = keyof FaultModes;

/** Which requests a step concerns, and how many of them. */
export interface FaultTarget {
  /** A part of path and query, such as `/meters/` or `page=2`. Default any. */
  on?: string;
  /** Default any. */
  method?: string;
  /** Default 1; `Infinity` for always. */
  times?: number;
}

/** A fault with all that is said about it. */
export type Fault<Mode extends FaultMode = FaultMode> = { [One in Mode]: { fault: One } & FaultModes[One] & FaultTarget }[Mode];

/** One step of a script: a fault, or just its name where nothing more has to be said. */
export type FaultStep = Fault | { [Mode in FaultMode]: object extends FaultModes[Mode] ? Mode : never }[FaultMode];
