import type { WireIssue } from '../fixtures/wireRecord';

/** The API versions that Polar knows; a request without a version gets the first. */
export const versions = ['2026-04', '2026-10', '2027-01'] as const;

/** The version that a request names, known or not. */
export function versionOf({ headers }: Request): string {
  return headers.get('Polar-Version') ?? versions[0];
}

const allowedHeaders = [
  'Accept',
  'Accept-Language',
  'Authorization',
  'Content-Language',
  'Content-Type',
  'Polar-Version',
];
const allowedMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** A JSON response. */
export function jsonResponse(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** 401 for a missing token or a token of the wrong kind. */
export function unauthorizedResponse(): Response {
  return jsonResponse({ error: 'Unauthorized', detail: 'Unauthorized' }, 401);
}

/** 401 for a token that is expired, revoked or of another environment. */
export function invalidTokenResponse(): Response {
  const error_description = 'The access token provided is expired, revoked, malformed, or invalid for other reasons.';
  return jsonResponse({ error: 'invalid_token', error_description }, 401);
}

/** 404 for an id that doesn't exist or belongs to another customer. */
export function resourceNotFoundResponse(): Response {
  return jsonResponse({ error: 'ResourceNotFound', detail: 'Not found' }, 404);
}

/** 404 for a path that the API doesn't have. */
export function routeNotFoundResponse(): Response {
  return jsonResponse({ detail: 'Not Found' }, 404);
}

/** 405, with the allowed methods in `Allow`. */
export function methodNotAllowedResponse(allowed: readonly string[]): Response {
  return jsonResponse({ detail: 'Method Not Allowed' }, 405, { Allow: allowed.join(', ') });
}

/** 422. `error` is FastAPI's name for a failed validation, or Polar's own for one that its services find. */
export function validationErrorResponse(
  detail: readonly WireIssue[],
  error: 'RequestValidationError' | 'PolarRequestValidationError' = 'RequestValidationError',
): Response {
  return jsonResponse({ error, detail }, 422);
}

/** 429 without body or content type. Pages of another origin cannot read its `Retry-After`. */
export function rateLimitedResponse(windowSeconds: number): Response {
  return new Response(null, { status: 429, headers: { 'Retry-After': String(windowSeconds) } });
}

/** 307 to the canonical path. */
export function redirectResponse(location: string): Response {
  return new Response(null, { status: 307, headers: { Location: location } });
}

/** True for a CORS preflight. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Access-Control-Request-Method');
}

/** The response to a preflight, as Starlette writes it: a 400 names what is disallowed. */
export function preflightResponse(request: Request): Response {
  const requestedHeaders = (request.headers.get('Access-Control-Request-Headers') ?? '').split(',');
  const known = new Set(['', ...allowedHeaders.map((name) => name.toLowerCase())]);
  const disallowed = [
    ...(allowedMethods.includes(request.headers.get('Access-Control-Request-Method') ?? '') ? [] : ['method']),
    ...(requestedHeaders.every((name) => known.has(name.trim().toLowerCase())) ? [] : ['headers']),
  ];
  return new Response(disallowed.length === 0 ? 'OK' : `Disallowed CORS ${disallowed.join(', ')}`, {
    status: disallowed.length === 0 ? 200 : 400,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': allowedMethods.join(', '),
      'Access-Control-Max-Age': '600',
      'Access-Control-Allow-Headers': allowedHeaders.join(', '),
      'Content-Type': 'text/plain; charset=utf-8',
    },
  });
}

/** Adds the headers that Polar's own responses carry: readable from any origin, never cached. */
export function withPolarHeaders(response: Response, version: string): Response {
  response.headers.set('Access-Control-Allow-Origin', '*');
  response.headers.set('Access-Control-Expose-Headers', 'Polar-Version');
  response.headers.set('Cache-Control', 'private, no-store');
  response.headers.set('Polar-Version', version);
  return response;
}
