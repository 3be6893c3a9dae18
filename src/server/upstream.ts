import type { Bytes } from '../core/bytes';
import type { PortalError } from '../core/errors';
import { readAge } from '../http/age';
import { type BodyKind, notJson, readBytes, unexpectedResponse } from '../http/body';
import { type Fetch, requestBody } from '../http/request';
import { readRetryAfter } from '../http/retryAfter';
import type { FailurePolicy } from '../http/status';
import type { JsonFilter } from './jsonFilter';
import { createSignalRule } from './signalRule';
import { stripJson } from './stripJson';
import type { LazyUntil } from './until';

/** A request to Polar, and how to read its response. */
export interface UpstreamRequest {
  url: string;
  token: string;
  /** Bounds the size of the response. */
  kind: BodyKind;
  /** Selects the part of the response to keep. */
  filter: JsonFilter;
  /** Makes it a POST. */
  body?: Readonly<Record<string, string>>;
}

/** A successful response of Polar. */
export interface PolarResponse {
  /** A JSON object in UTF-8, reduced to the wanted keys. */
  body: Bytes;
  /** Seconds for which a cache between Polar and this server has kept it; undefined if no cache says so. */
  age: number | undefined;
}

/** Sends one request to Polar. */
export type Upstream = (request: UpstreamRequest, until: LazyUntil) => Promise<PolarResponse>;

const messages = {
  unauthorized: 'Polar refused the token. It was revoked, has expired, or belongs to another server. Check `accessToken` and `server`.',
  forbidden: 'Polar denied access. The token or the customer lacks a permission. Check the scopes of `accessToken`.',
  not_found: 'Polar found nothing at this address. The item was removed, or the id or the API version is wrong. Check `version`.',
  invalid_request: "Polar rejected the request. It doesn't know one of the values. Check the filters.",
  rate_limited: 'Polar is limiting requests. Too many were sent within a minute. Wait, then try again.',
  server_error: 'Polar failed. The fault is on its side. Try again in a moment.',
};

const polarFailures: FailurePolicy = {
  unreachable: 'Polar is unreachable. The network is down, or the connection was refused. Try again in a moment.',
  explain: async (code, headers) => [messages[code], readRetryAfter(code, headers)],
  badRequest: 'invalid_request',
};

/**
 * Creates the function that sends every request to Polar. It passes on no header of the page's request, follows no
 * redirect, and uses no cache. It rejects with a PortalError that contains nothing that was sent and, of what was received, only
 * the status and the time to wait.
 */
export function createUpstream(fetch: Fetch | undefined, version: string): Upstream {
  let latest: Fetch | undefined;
  let caching: RequestInit = {};
  const withSignal = createSignalRule();
  return async ({ url, token, kind, filter, body }, until) => {
    const used = fetch ?? globalThis.fetch;
    if (used !== latest) {
      latest = used;
      caching = hasNoCache(used) ? {} : withoutCache();
    }
    const headers: Record<string, string> = { Accept: 'application/json', Authorization: `Bearer ${token}`, 'Polar-Version': version };
    // Not `redirect: 'error'`, which Cloudflare Workers reject. A redirect is a failure, because its status is not 2xx.
    const init: RequestInit = { ...caching, headers, redirect: 'manual' };
    if (body) {
      headers['Content-Type'] = 'application/json';
      Object.assign(init, { method: 'POST', body: JSON.stringify(body) });
    }
    let age: number | undefined;
    const onHeaders = (received: Headers | undefined) => (age = readAge(received));
    const bytes = await withSignal(until, (signal) => {
      if (signal) init.signal = signal;
      return requestBody(url, init, until, readBytes, { fetch: used, failures: polarFailures, kind, onHeaders });
    });
    const stripped = stripJson(bytes, filter);
    if (stripped === undefined) throw toProblem(decoder.decode(bytes));
    return { body: stripped, age };
  };
}

const decoder = new TextDecoder();

/** Parses the body of a response. */
export function parseResponse({ body }: PolarResponse): unknown {
  return JSON.parse(decoder.decode(body)) as unknown;
}

function toProblem(text: string): PortalError {
  return /^\s*\[/.test(text) ? unexpectedResponse('it is not an object') : notJson(text);
}

/** Node's own `fetch` has no cache, and the option `cache` costs it as much as a twentieth of the request. Frameworks replace it with one that may cache. */
function hasNoCache(fetch: Fetch): boolean {
  return typeof fetch === 'function' && Function.prototype.toString.call(fetch).includes('internal/deps/undici');
}

/** Next.js before 15 caches responses of `fetch` by default; Cloudflare Workers before 2024-11-11 reject the `cache` option. */
function withoutCache(): RequestInit {
  const init: RequestInit = { cache: 'no-store' };
  try {
    void new Request('https://polar.invalid', init);
    return init;
  } catch {
    return {};
  }
}
