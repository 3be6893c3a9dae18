import { PortalError } from '../core/errors';
import { type BodyKind, parseJson, readText, type Until } from './body';
import { withDeadline } from './deadline';
import { type FailurePolicy, toStatusError } from './status';

/** Sends a request: the platform's `fetch`, or any function that is called and responds like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface SendOptions {
  /** Default: the global `fetch`, looked up for each request so that one patched or polyfilled later is used. */
  fetch?: Fetch | undefined;
  failures: FailurePolicy;
  /** Bounds the size of the response. */
  kind: BodyKind;
  /** Receives the headers of a successful response; undefined from a patched `fetch` without any. */
  onHeaders?: ((headers: Headers | undefined) => void) | undefined;
}

interface RequestOptions extends SendOptions {
  /** Milliseconds for the whole response, body included. Default: `signal` alone ends the request. */
  timeout?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Sends one request and parses the JSON of its response, without checking its shape.
 * @throws PortalError with the code for the status, `unexpected_response`, `unreachable` or `timeout`; or the reason of `signal`.
 */
export function requestJson(url: string, init: RequestInit, { timeout, signal: until, ...options }: RequestOptions): Promise<unknown> {
  return withDeadline(async (signal) => parseJson(await requestBody(url, { ...init, signal }, signal, readText, options)), timeout, until);
}

/** Reads the body of a response, if it is not longer than allowed for its kind. */
type ReadBody<T> = (response: Response, until: Until, kind: BodyKind) => Promise<T>;

/**
 * Sends one request and reads the body of its response. Only the signal in `init` bounds its time.
 * @param until ends the reading of the body.
 * @throws PortalError with the code for the status, `unexpected_response` or `unreachable`.
 */
export async function requestBody<T>(url: string, init: RequestInit, until: Until, read: ReadBody<T>, { fetch = globalThis.fetch, failures, kind, onHeaders }: SendOptions): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, init);
    if (response.ok) {
      onHeaders?.(response.headers);
      // Not awaited here, so that its errors keep their codes.
      return read(response, until, kind);
    }
  } catch {
    // A host's own `fetch` may resolve with anything. Browsers throw the same error when they are offline, and for a failed CORS check, a redirect, or a crash without CORS headers.
    throw new PortalError('unreachable', failures.unreachable, { retryable: true });
  }
  const error = await toStatusError(response, failures, until);
  // An unread body would keep its connection busy. That of `node-fetch` is a stream of Node, without `cancel`.
  (response.body as Partial<ReadableStream> | null)?.cancel?.().catch(() => {});
  throw error;
}
