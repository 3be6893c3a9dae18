import { invalidOption } from '../core/invalidOption';

/** Which pages of other origins may send requests. */
export interface PortalCors {
  /** The exact origins of these pages, like `https://app.example.com`. Their `fetch` must set `credentials: 'include'` to send cookies. */
  origins: readonly string[];
}

/** The CORS rule of a handler. It depends on the page that sends the request. */
interface Cors {
  /** Whether the page may send requests. Only browsers name the page; requests of other clients are allowed. */
  allows: (request: Request) => boolean;
  /** Headers that let the page read the response. Empty unless `origins` lists the page. */
  headers: (request: Request) => Record<string, string>;
  /** Whether to respond to preflights at all. */
  isOn: boolean;
}

/** Headers of a preflight's response. Meterface's sources send `Accept` and, with a token, `Authorization` and `Polar-Version`. A host's own `fetch` may send `Authorization` for its login, and `Content-Type`. */
export const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET',
  'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, Polar-Version',
  'Access-Control-Max-Age': '600',
};

/**
 * The rule for pages of other origins. Without `cors`, none may send requests.
 * @throws PortalError `invalid_option` for an origin that no browser would send.
 */
export function createCors(options: PortalCors | undefined): Cors {
  const origins = new Set(options?.origins ?? []);
  for (const origin of origins) {
    if (!isOrigin(origin)) throw invalidOption('cors', 'must list exact origins', 'Pass origins like "https://app.example.com"');
  }
  const grantedOrigin = (request: Request) => {
    const origin = request.headers.get('Origin');
    return origin !== null && origins.has(origin) ? origin : undefined;
  };
  return {
    isOn: origins.size > 0,
    allows: (request) => {
      if (grantedOrigin(request) !== undefined) return true;
      const site = request.headers.get('Sec-Fetch-Site');
      // Safari before 16.4 doesn't send it, and no browser sends it over http, except to localhost.
      if (site === null) return isOwnOrigin(request);
      // `none` means that a person typed the address. A sibling subdomain counts as another site.
      return site === 'same-origin' || site === 'none';
    },
    headers: (request) => {
      const origin = grantedOrigin(request);
      if (origin === undefined) return {};
      return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Expose-Headers': 'Age, Retry-After' };
    },
  };
}

/** False if `Origin` names another host. Browsers send it with a GET only to other origins. The scheme isn't compared, because a server behind a proxy with https sees http. */
function isOwnOrigin({ headers, url }: Request): boolean {
  const origin = headers.get('Origin');
  return origin === null || origin.replace(/^https?:\/\//, '') === new URL(url).host;
}

function isOrigin(origin: unknown): boolean {
  try {
    // A pattern like `https://*.example.com` would never match.
    return /^https?:[^*]+$/.test(String(origin)) && new URL(String(origin)).origin === origin;
  } catch {
    return false;
  }
}
