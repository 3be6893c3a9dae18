import { PortalError, type PortalErrorCode, type PortalErrorOptions } from '../core';
import { withDeadline } from './deadline';

/** What asks the network: the platform's `fetch`, or anything that is called and answers like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface RequestOptions {
  /** Default: the global `fetch`, looked up for each request, so that one patched or polyfilled later is used. */
  fetch?: Fetch | undefined;
  /** Only `Authorization`, `Polar-Version` and `Accept` pass Polar's CORS. */
  headers: Record<string, string>;
  credentials: 'omit' | 'same-origin' | 'include';
  /** Milliseconds for the whole answer, its body included. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** Characters of an answer. A page of 100 subscriptions has some 500,000. */
const longestBody = 10_000_000;

/** By status, or by what a 401 names as its error. */
const failures: Record<string, readonly [PortalErrorCode, string]> = {
  401: ['unauthorized', 'The server does not know you. There is no session, or one of the wrong kind. Sign in again.'],
  invalid_token: ['session_expired', 'The session is over. It has expired or was revoked. Sign in again.'],
  403: ['forbidden', 'You may not see this. The session lacks a permission or billing role. Ask the owner of the account.'],
  404: ['not_found', 'Nothing is here. It was removed, or the id, address or API version is wrong. Check them.'],
  422: ['invalid_request', 'The server did not accept the question. A filter has a value it does not know. Check the filters.'],
  429: ['rate_limited', 'Too many requests. All tabs and widgets of a customer share one limit. Wait, then try again.'],
  500: ['server_error', 'The server failed. The fault is on its side. Try again in a moment.'],
};

/**
 * Asks for JSON, once, by the one policy that all sources share.
 * @returns the parsed answer, whatever its shape.
 * @throws PortalError of the status, `unexpected_response`, `unreachable` or `timeout`; or the signal's reason.
 * What the server said is never in it: a 422 echoes input, and a body may be anybody's data.
 */
export function requestJson(url: string, options: RequestOptions): Promise<unknown> {
  const { fetch = globalThis.fetch, headers, credentials, timeout } = options;
  const ask = async (signal: AbortSignal): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(url, {
        headers,
        credentials,
        signal,
        cache: 'no-store',
        // Neither the token nor the address, which names a customer, may travel on to another place.
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
    } catch {
      // Browsers do not tell being offline from a refused CORS check, a redirect, or a crash without CORS headers.
      const message = 'The server cannot be reached. The network, CORS or a failing server is in the way. Try again in a moment.';
      throw new PortalError('unreachable', message, { retryable: true });
    }
    if (!response.ok) throw await toError(response, signal);
    return parse(await read(response, signal));
  };
  return withDeadline(ask, timeout, options.signal);
}

async function toError(response: Response, signal: AbortSignal): Promise<PortalError> {
  const { status } = response;
  const isExpired = status === 401 && /"error"\s*:\s*"invalid_token"/.test(await read(response, signal).catch(() => ''));
  const failure = failures[isExpired ? 'invalid_token' : Math.min(status, 500)];
  if (!failure) return unexpected('its status has no meaning here', { status });
  const isBusy = status === 429;
  return new PortalError(...failure, { status, retryable: isBusy || status >= 500, ...(isBusy && { retryAfter: secondsToWait(response) }) });
}

async function read({ body }: Response, signal: AbortSignal): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    // Throws where a host's own `fetch` has taken the body.
    const reader = body.getReader();
    while (text.length <= longestBody) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      // A host's own `fetch` may go on after the abort.
      signal.throwIfAborted();
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    throw cutOff();
  }
  throw unexpected('it is too long');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The engine's own error quotes the text.
    throw /^\s*[[{]/.test(text) ? cutOff() : unexpected('it is not JSON');
  }
}

/** `Retry-After` (better-auth says `X-`) in seconds, from a number or a date; 60, Polar's window, where it is missing or unreadable. */
function secondsToWait({ headers }: Response): number {
  const value = headers.get('Retry-After') ?? headers.get('X-Retry-After') ?? '';
  const seconds = Math.ceil(parseFloat(value) || (Date.parse(value) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? 60 : Math.min(1800, Math.max(1, seconds));
}

function cutOff(): PortalError {
  return unexpected('it was cut off', { retryable: true });
}

function unexpected(why: string, options?: PortalErrorOptions): PortalError {
  const message = `The answer cannot be used: ${why}. Something other than Polar may have sent it. Check the server.`;
  return new PortalError('unexpected_response', message, options);
}
