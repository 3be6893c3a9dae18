import type { Bytes } from '../core/bytes';
import { isPortalError, type PortalError, type PortalErrorCode } from '../core/errors';
import type { PlainResponse } from './plainHandler';

type Failure = readonly [status: number, error: string, detail: string];

const serverFault: Failure = [500, 'InternalServerError', 'Internal Server Error'];
const polarUnavailable: Failure = [502, 'BadGateway', 'Polar is unavailable at the moment.'];

/** The response that the browser gets for each failure: enough to act on, and nothing from Polar's or the merchant's own error. */
const failureResponses: Readonly<Record<PortalErrorCode, Failure>> = {
  forbidden: [403, 'NotPermitted', 'Not permitted'],
  not_found: [404, 'ResourceNotFound', 'Not found'],
  invalid_request: [422, 'RequestValidationError', 'Polar does not accept this request.'],
  rate_limited: [429, 'RateLimited', 'Too many requests.'],
  // Not 401: the customer's login is fine, and signing in again would not help.
  unauthorized: [502, 'BadGateway', 'Polar refuses a token of this server.'],
  timeout: [504, 'GatewayTimeout', 'Polar did not respond in time.'],
  server_error: polarUnavailable,
  unexpected_response: polarUnavailable,
  unreachable: polarUnavailable,
  invalid_data: polarUnavailable,
  // These arise in browsers, or are the merchant's own fault.
  invalid_option: serverFault,
  organization_token: serverFault,
  no_token: serverFault,
  session_expired: serverFault,
  ambiguous_meter: serverFault,
  unexpected_failure: serverFault,
};

/** Sent with every response: it belongs to one customer, so no cache on its way to the page may keep it. */
const commonHeaders = {
  'Cache-Control': 'private, no-store',
  // For caches that ignore `no-store`.
  Vary: 'Cookie, Authorization, Origin, Sec-Fetch-Site',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The longest `Age`, in seconds. RFC 9111 tells a cache that can't count further to use this value. */
const longestAge = 2 ** 31;

const encoder = new TextEncoder();

/**
 * A response from JSON in UTF-8.
 * @param age seconds since Polar sent it, if known.
 */
export function dataResponse(body: Bytes, age: number | undefined): PlainResponse {
  const headers: Record<string, string> = { ...commonHeaders, 'Content-Type': 'application/json' };
  if (age !== undefined) headers['Age'] = String(Math.floor(Math.min(age, longestAge)));
  return { status: 200, headers, body };
}

/** An error in Polar's shape. */
export function errorResponse(status: number, error: unknown, headers?: Record<string, string>): PlainResponse {
  return { status, headers: { ...commonHeaders, 'Content-Type': 'application/json', ...headers }, body: encoder.encode(JSON.stringify(error)) };
}

/** 204 with these headers. */
export function noContentResponse(headers: Record<string, string>): PlainResponse {
  return { status: 204, headers: { ...commonHeaders, ...headers }, body: null };
}

/** 401, as Polar sends it for a request without a token. */
export function signedOutResponse(): PlainResponse {
  return errorResponse(401, { error: 'Unauthorized', detail: 'Unauthorized' });
}

/** 403 for a page of another origin that `cors` doesn't list. */
export function crossSiteResponse(): PlainResponse {
  return errorResponse(403, { error: 'NotPermitted', detail: 'Pages of this origin may not send requests to this server.' });
}

/** 404, as Polar sends it for an unknown path. */
export function unknownPathResponse(): PlainResponse {
  return errorResponse(404, { detail: 'Not Found' });
}

/** 405 with the allowed methods. */
export function wrongMethodResponse(allowed: string): PlainResponse {
  return errorResponse(405, { detail: 'Method Not Allowed' }, { Allow: allowed });
}

/** The response to any failure. It says whose fault it is and, where it applies, which parameter is invalid or how long to wait. */
export function toErrorResponse(problem: unknown): PlainResponse {
  const [status, error, detail] = isPortalError(problem) ? failureResponses[problem.code] : serverFault;
  if (status === 422) return errorResponse(status, { error, detail: [toIssue(problem as PortalError, detail)] });
  const wait = (isPortalError(problem) && problem.retryAfter) || (status === 429 && 60);
  // A page can read this header if it is on the handler's origin, or if `cors` lists its origin. Polar exposes its own Retry-After to no page.
  const headers = wait ? { 'Retry-After': String(wait) } : undefined;
  return errorResponse(status, { error, detail }, headers);
}

/** Names the parameter if our own check rejected it. Polar's message is left out, because it quotes the input. */
function toIssue({ path, message }: PortalError, otherwise: string): unknown {
  return path.length > 0 ? { type: 'value_error', loc: path, msg: message } : { type: 'value_error', loc: ['query'], msg: otherwise };
}
