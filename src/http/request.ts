import { PortalError } from '../core/errors';
import { type BodyKind, parseJson, readText } from './body';
import { withDeadline } from './deadline';
import { type FailurePolicy, toStatusError } from './status';

/** Sends a request: the platform's `fetch`, or any function that is called and responds like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface RequestOptions {
  /** Default: the global `fetch`, looked up for each request so that one patched or polyfilled later is used. */
  fetch?: Fetch | undefined;
  failures: FailurePolicy;
  /** Bounds the size of the response. */
  kind: BodyKind;
  /** Changes the text of a response before it is parsed. */
  prepare?: (text: string) => string;
  /** Milliseconds for the whole response, body included. Default: `signal` alone ends the request. */
  timeout?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Sends one request and parses the JSON of its response, without checking its shape.
 * @throws PortalError with the code for the status, `unexpected_response`, `unreachable` or `timeout`; or the reason of `signal`.
 */
export function requestJson(url: string, init: RequestInit, { fetch = globalThis.fetch, failures, kind, prepare = (text) => text, timeout, signal: until }: RequestOptions): Promise<unknown> {
  const work = async (signal: AbortSignal): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(url, { ...init, signal });
    } catch {
      // Browsers give the same error for being offline, a failed CORS check, a redirect, and a crash without CORS headers.
      throw new PortalError('unreachable', failures.messages.unreachable, { retryable: true });
    }
    if (!response.ok) throw await toStatusError(response, failures, signal);
    return parseJson(prepare(await readText(response, signal, kind)));
  };
  return withDeadline(work, timeout, until);
}
