import { PortalError } from '../core/errors';

/** Which pages of other origins may ask. */
export interface PortalCors {
  /** Their exact origins, like `https://app.example.com`. They send cookies with `credentials: 'include'`. */
  origins: readonly string[];
}

/** Decides about requests by where they come from. */
export interface Cors {
  /** Whether the page that asks may; nothing else than a browser says where a request comes from. */
  allows: (request: Request) => boolean;
  /** Headers with which the page can read the answer; none for the page's own origin. */
  headers: (request: Request) => Record<string, string>;
  /** Whether preflights are answered at all. */
  isOn: boolean;
}

/** What a preflight is told: `Authorization` for shops that log in by a header, the rest is what Meterface's sources send. */
export const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET',
  'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, Polar-Version',
  'Access-Control-Max-Age': '600',
};

/**
 * The rule for pages of other origins: without `cors` none may ask.
 * @throws PortalError `invalid_option` for an origin that no browser would send.
 */
export function createCors(options: PortalCors | undefined): Cors {
  const origins = new Set(options?.origins ?? []);
  for (const origin of origins) {
    if (!isOrigin(origin)) {
      throw new PortalError('invalid_option', 'An origin in `cors` cannot be used. It is not exact. Give origins like "https://app.example.com".');
    }
  }
  const granted = (request: Request) => {
    const origin = request.headers.get('Origin');
    return origin !== null && origins.has(origin) ? origin : undefined;
  };
  return {
    isOn: origins.size > 0,
    allows: (request) => {
      const site = request.headers.get('Sec-Fetch-Site');
      // `none` is a person who typed the address. A sibling site is as foreign as any other.
      return site === null || site === 'same-origin' || site === 'none' || granted(request) !== undefined;
    },
    headers: (request) => {
      const origin = granted(request);
      if (origin === undefined) return {};
      return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Expose-Headers': 'Retry-After' };
    },
  };
}

function isOrigin(origin: unknown): boolean {
  try {
    // A pattern would never match, and look as if it did.
    return /^https?:[^*]+$/.test(String(origin)) && new URL(String(origin)).origin === origin;
  } catch {
    return false;
  }
}
