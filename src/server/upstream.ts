import { PortalError, type PortalErrorCode } from '../core/errors';
import type { Fetch } from '../sources/request';

/** A question to Polar: all that is sent is in it. */
export interface Question {
  url: string;
  token: string;
  /** With one it is a POST. */
  body?: Readonly<Record<string, string>>;
}

/** Asks Polar once. */
export type Upstream = (question: Question, signal: AbortSignal) => Promise<unknown>;

/** Bytes of an answer. A page of 100 subscriptions has some 500,000. */
const longestBody = 10_000_000;

const failures: Record<number, readonly [PortalErrorCode, string]> = {
  401: ['unauthorized', 'Polar does not accept the token. It was revoked, has expired, or is for another server. Check `accessToken` and `server`.'],
  403: ['forbidden', 'Polar forbids this. The token or the customer lacks a permission. Check the scopes of `accessToken`.'],
  404: ['not_found', 'Polar has nothing here. It was removed, or the id or the API version is wrong. Check `version`.'],
  422: ['invalid_request', 'Polar did not accept the question. A value in it is not known there. Check the filters.'],
  500: ['server_error', 'Polar failed. The fault is on its side. Try again in a moment.'],
};

/**
 * The one way to Polar: no header of the request that came in, no redirect, no cache, no endless body.
 * The function that it returns rejects with a PortalError that holds nothing of what was sent or said.
 */
export function createUpstream(fetch: Fetch | undefined, version: string): Upstream {
  let caching: RequestInit | undefined;
  return async ({ url, token, body }, signal) => {
    caching ??= withoutCache();
    const headers = {
      Accept: 'application/json',
      Authorization: `Bearer ${token}`,
      'Polar-Version': version,
      ...(body && { 'Content-Type': 'application/json' }),
    };
    const ask = fetch ?? globalThis.fetch;
    let response: Response;
    try {
      // Not `redirect: 'error'`: Cloudflare Workers refuse that word. A redirect that is not followed is a failure below.
      response = await ask(url, { ...caching, ...(body && { method: 'POST', body: JSON.stringify(body) }), headers, signal, redirect: 'manual' });
    } catch {
      throw unreachable();
    }
    if (response.ok) return parse(await read(response, signal));
    response.body?.cancel().catch(() => {});
    throw toError(response);
  };
}

/** Next.js before 15 keeps answers of `fetch` unless told not to; Cloudflare Workers before 2024-11-11 throw when told. */
function withoutCache(): RequestInit {
  const init: RequestInit = { cache: 'no-store' };
  try {
    void new Request('https://polar.invalid', init);
    return init;
  } catch {
    return {};
  }
}

function toError({ status, headers }: Response): PortalError {
  if (status === 429) {
    const message = 'Polar asks to wait. Too many requests came in this minute. Wait, then try again.';
    return new PortalError('rate_limited', message, { status, retryable: true, retryAfter: secondsToWait(headers) });
  }
  const failure = failures[status === 400 ? 422 : Math.min(status, 500)];
  return failure ? new PortalError(...failure, { status, retryable: status >= 500 }) : unexpected('its status has no meaning here');
}

/** `Retry-After` in seconds, from a number or a date; 60, Polar's window, where it is missing or unreadable. */
function secondsToWait(headers: Headers): number {
  const value = headers.get('Retry-After') ?? '';
  const seconds = Math.ceil(/^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? 60 : Math.min(1800, Math.max(1, seconds));
}

async function read({ body }: Response, signal: AbortSignal): Promise<string> {
  if (!body) throw unexpected('it is empty');
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  while (bytes <= longestBody) {
    const { done, value } = await reader.read().catch(() => {
      throw unreachable();
    });
    if (done) return text + decoder.decode();
    // A `fetch` of the shop's own may go on after the abort.
    signal.throwIfAborted();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  throw unexpected('it is too long');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The engine's own error quotes the text.
    throw unexpected('it is not JSON');
  }
}

function unreachable(): PortalError {
  const message = 'Polar cannot be reached. The network is in the way, or the answer broke off. Try again in a moment.';
  return new PortalError('unreachable', message, { retryable: true });
}

/** An answer that is not one of Polar's. */
export function unexpected(why: string): PortalError {
  return new PortalError('unexpected_response', `The answer cannot be used: ${why}. Something other than Polar may have sent it. Check \`server\`.`);
}
