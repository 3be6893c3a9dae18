import { PortalError } from '../core/errors';
import { invalidOption } from '../core/invalidOption';

/** Where a server is: at a URL, or at a path on the page's own origin. */
interface BaseUrl {
  /** For query keys: host and path, without secrets. */
  name: string;
  /** On the page's own origin, where cookies identify the customer. */
  sameOrigin: boolean;
  /** The prefix of the server's paths, without a trailing slash. Computed for each request: the page may change. */
  root: () => string;
}

/** A portal API's address, and how the URLs of its resources are spelled. On the page's own origin, no token is sent. */
export interface PortalAddress extends BaseUrl {
  list(resource: string, query: string): string;
  /** @throws PortalError `not_found` for an id that is malformed or could name another resource. */
  item(resource: string, id: string, part?: string): string;
}

const environments: Record<string, string> = { production: 'https://api.polar.sh', sandbox: 'https://sandbox-api.polar.sh' };

/**
 * Reads the `server` option: `production`, `sandbox`, a URL, or a path on the page's own origin.
 * @throws PortalError `invalid_option`, which does not repeat the value: it may hold a password.
 */
export function toPortalAddress(server: string): PortalAddress {
  const base = toBaseUrl(environments[server] ?? server, 'server', "'production', 'sandbox', a URL, or a path like '/api/portal'");
  const { sameOrigin, root } = base;
  const portal = () => root() + (sameOrigin ? '' : '/v1/customer-portal');
  return {
    ...base,
    // Polar redirects a list URL without a trailing slash, and this code follows no redirect.
    list: (resource, query) => `${portal()}/${resource}${sameOrigin ? '' : '/'}?${query}`,
    item: (resource, id, part) => `${portal()}/${resource}/${toSegment(id)}${part ? `/${part}` : ''}`,
  };
}

/**
 * Reads an option that says where a server is: a URL, or a path on the page's own origin.
 * @param examples completes "Pass …" at the end of the error.
 * @throws PortalError `invalid_option`, which does not repeat the value: it may hold a password.
 */
export function toBaseUrl(value: string, option: string, examples: string): BaseUrl {
  // Browsers read `//`, `/\`, and a `/` with a tab before the next one as the start of another host.
  const sameOrigin = /^\/(?![/\\])[^\s\\?#]*$/.test(value);
  const url = sameOrigin ? undefined : toUrl(value);
  if (!sameOrigin && !url) {
    throw invalidOption(option, 'must use https (http only on localhost), without user, query or hash', `Pass ${examples}`);
  }
  const path = (url?.pathname ?? value).replace(/\/+$/, '');
  return { name: (url?.host ?? '') + path, sameOrigin, root: () => (url?.origin ?? pageOrigin()) + path };
}

function toUrl(value: string): URL | undefined {
  try {
    const url = new URL(value);
    // The parser has already rewritten every form of an IPv4 address as four numbers.
    const isSafe = url.protocol === 'https:' || /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(url.origin);
    // The whole URL is longer if it has a user, a query or a hash, even an empty `?` or `#`.
    return isSafe && url.href === url.origin + url.pathname ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a path on the page's origin even under `<base href>`. Empty on a server, where there is no page. */
function pageOrigin(): string {
  // A frame with `srcdoc` has the origin of its page, but no address of its own.
  return [globalThis.location?.origin, globalThis.origin].find((origin) => /^https?:/.test(origin)) ?? '';
}

function toSegment(id: string): string {
  try {
    if (!/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  } catch {
    // Half a surrogate pair can't be encoded.
  }
  throw new PortalError('not_found', 'Nothing was requested. The id is empty or malformed. Check it.');
}
