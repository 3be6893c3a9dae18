import type { WireIssue } from '../fixtures/wire';

/** Polar's versions; the first answers who names none. */
export const versions = ['2026-04', '2026-10', '2027-01'] as const;

/** The version that a request asks for, known or not. */
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

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** 401: no token, or a token of the wrong kind. */
export function unauthorized(): Response {
  return json({ error: 'Unauthorized', detail: 'Unauthorized' }, 401);
}

/** 401: a token that is expired, revoked or of another environment. */
export function invalidToken(): Response {
  const error_description = 'The access token provided is expired, revoked, malformed, or invalid for other reasons.';
  return json({ error: 'invalid_token', error_description }, 401);
}

/** 404: the route exists, the thing does not, or belongs to somebody else. */
export function resourceNotFound(): Response {
  return json({ error: 'ResourceNotFound', detail: 'Not found' }, 404);
}

/** 404: there is no such route. */
export function routeNotFound(): Response {
  return json({ detail: 'Not Found' }, 404);
}

/** 405, naming what is allowed. */
export function methodNotAllowed(allowed: readonly string[]): Response {
  return json({ detail: 'Method Not Allowed' }, 405, { Allow: allowed.join(', ') });
}

/** 422. `error` is the framework's name for what it checks itself, Polar's own for what its services find. */
export function invalid(
  detail: readonly WireIssue[],
  error: 'RequestValidationError' | 'PolarRequestValidationError' = 'RequestValidationError',
): Response {
  return json({ error, detail }, 422);
}

/** 429: no body, no content type, and a wait that pages of another origin cannot read. */
export function rateLimited(windowSeconds: number): Response {
  return new Response(null, { status: 429, headers: { 'Retry-After': String(windowSeconds) } });
}

/** 307 to the canonical address of a list or a thing. */
export function redirect(location: string): Response {
  return new Response(null, { status: 307, headers: { Location: location } });
}

/** Whether a browser asks if it may ask. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Access-Control-Request-Method');
}

/** A preflight's answer, as Starlette gives it: refused with a text that names what was disallowed. */
export function preflight(request: Request): Response {
  const asked = (request.headers.get('Access-Control-Request-Headers') ?? '').split(',');
  const known = new Set(['', ...allowedHeaders.map((name) => name.toLowerCase())]);
  const refused = [
    ...(allowedMethods.includes(request.headers.get('Access-Control-Request-Method') ?? '') ? [] : ['method']),
    ...(asked.every((name) => known.has(name.trim().toLowerCase())) ? [] : ['headers']),
  ];
  return new Response(refused.length === 0 ? 'OK' : `Disallowed CORS ${refused.join(', ')}`, {
    status: refused.length === 0 ? 200 : 400,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': allowedMethods.join(', '),
      'Access-Control-Max-Age': '600',
      'Access-Control-Allow-Headers': allowedHeaders.join(', '),
      'Content-Type': 'text/plain; charset=utf-8',
    },
  });
}

/** Adds what every answer carries that passed Polar's door: any origin may read it, nobody may keep it. */
export function withPolarHeaders(response: Response, version: string): Response {
  response.headers.set('Access-Control-Allow-Origin', '*');
  response.headers.set('Access-Control-Expose-Headers', 'Polar-Version');
  response.headers.set('Cache-Control', 'private, no-store');
  response.headers.set('Polar-Version', version);
  return response;
}
