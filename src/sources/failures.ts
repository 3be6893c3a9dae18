import { readRetryAfter } from '../http/retryAfter';
import type { StatusCode } from '../http/status';

const messages = {
  unauthorized: 'The server refused the request. There is no session. Sign in again.',
  forbidden: 'Access was denied. The session lacks a permission or the billing role. Ask the account owner for access.',
  not_found: 'Nothing was found. The item was removed, or the id, server or API version is wrong. Check them.',
  invalid_request: 'The server rejected the request. The value of a filter is invalid. Check the filters.',
  rate_limited: 'Too many requests. All tabs of a customer share one limit. Wait, then try again.',
  server_error: 'The server failed. The fault is on its side. Try again in a moment.',
};

/**
 * The message for a failed response, and how long to wait. A page downloads this file with its first failure. The file may
 * import only what the page hasn't downloaded before: bundlers would otherwise divide the page's own files.
 */
export function failures(code: StatusCode, headers: Headers): [message: string, retryAfter: number | undefined] {
  return [messages[code], readRetryAfter(code, headers)];
}
