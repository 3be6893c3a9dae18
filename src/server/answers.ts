import { isPortalError, type PortalError, type PortalErrorCode } from '../core/errors';

type Failure = readonly [status: number, error: string, detail: string];

const broken: Failure = [500, 'InternalServerError', 'Internal Server Error'];
const unavailable: Failure = [502, 'BadGateway', 'Polar cannot be asked at the moment.'];

/** What a browser is told about a failure behind this server: enough to act on, nothing that anybody said there. */
const failures: Partial<Record<PortalErrorCode, Failure>> = {
  forbidden: [403, 'NotPermitted', 'Not permitted'],
  not_found: [404, 'ResourceNotFound', 'Not found'],
  invalid_request: [422, 'RequestValidationError', 'Polar does not accept this question.'],
  rate_limited: [429, 'RateLimited', 'Too many requests.'],
  // The customer's login is not at fault, so it is no 401: signing in again would not help.
  unauthorized: [502, 'BadGateway', 'Polar does not accept the access token of this server.'],
  server_error: unavailable,
  unexpected_response: unavailable,
  unreachable: unavailable,
  timeout: [504, 'GatewayTimeout', 'Polar did not answer in time.'],
};

/** What all answers carry: they are one customer's, and nobody between here and the page may keep them. */
const always = {
  'Cache-Control': 'private, no-store',
  // For caches that keep things nevertheless.
  Vary: 'Cookie, Authorization, Origin, Sec-Fetch-Site',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** An answer from JSON text. */
export function answerText(text: string): Response {
  return new Response(text, { headers: { ...always, 'Content-Type': 'application/json' } });
}

/** An answer in Polar's shape of an error. */
export function refuse(status: number, body: unknown, headers?: Record<string, string>): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...always, 'Content-Type': 'application/json', ...headers } });
}

/** 204, with headers to say everything. */
export function noContent(headers: Record<string, string>): Response {
  return new Response(null, { status: 204, headers: { ...always, ...headers } });
}

/** 401, as Polar says it to somebody without a token. */
export function unauthorized(): Response {
  return refuse(401, { error: 'Unauthorized', detail: 'Unauthorized' });
}

/** 403: another site's page has asked. */
export function crossSite(): Response {
  return refuse(403, { error: 'NotPermitted', detail: 'Only pages of the same origin may ask here.' });
}

/** 404, as Polar says it of a path that it does not know. */
export function routeNotFound(): Response {
  return refuse(404, { detail: 'Not Found' });
}

/** 405, naming what is allowed. */
export function methodNotAllowed(allowed: string): Response {
  return refuse(405, { detail: 'Method Not Allowed' }, { Allow: allowed });
}

/** The answer to a failure of any kind: honest about whose it is, silent about everything else. */
export function answerTo(problem: unknown): Response {
  const [status, error, detail] = (isPortalError(problem) && failures[problem.code]) || broken;
  if (status === 422) return refuse(status, { error, detail: [issue(problem as PortalError, detail)] });
  // Of the same origin, or exposed by `cors`, this can be read; Polar's own cannot.
  const headers = status === 429 ? { 'Retry-After': String((problem as PortalError).retryAfter ?? 60) } : undefined;
  return refuse(status, { error, detail }, headers);
}

/** Our own checks say which parameter it is. Polar's are not repeated: they quote what was sent. */
function issue({ path, message }: PortalError, otherwise: string): unknown {
  return path.length > 0 ? { type: 'value_error', loc: path, msg: message } : { type: 'value_error', loc: ['query'], msg: otherwise };
}
