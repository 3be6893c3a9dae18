import { PortalError } from '../core';

/** Where a server is: at an address of its own, or on the page's origin. */
export interface Base {
  /** For query keys: host and path, nothing secret. */
  name: string;
  /** On the page's own origin: its cookies say who asks. */
  sameOrigin: boolean;
  /** What its paths are put behind, without a slash at the end: looked up for each request, as pages may change. */
  url: () => string;
}

/** Where a portal API is, and how its addresses are spelled there. */
export interface Address {
  /** For query keys: host and path, nothing secret. */
  name: string;
  /** On the page's own origin: its cookies say who asks, and no token is sent. */
  sameOrigin: boolean;
  list(resource: string, query: string): string;
  /** @throws PortalError `not_found` for an id that could name something else. */
  item(resource: string, id: string, part?: string): string;
}

const hosts: Record<string, string> = { production: 'https://api.polar.sh', sandbox: 'https://sandbox-api.polar.sh' };

/**
 * Reads the `server` option: `production`, `sandbox`, a URL, or a path on the page's own origin.
 * @throws PortalError `invalid_option`, which does not repeat the value: it may hold a password.
 */
export function toAddress(server: string): Address {
  const { name, sameOrigin, url } = toBase(hosts[server] ?? server, 'server', "'production', 'sandbox', a URL, or a path like '/api/portal'");
  const portal = () => (sameOrigin ? url() : `${url()}/v1/customer-portal`);
  return {
    name,
    sameOrigin,
    // Polar redirects a list without the last slash, and we follow no redirect.
    list: (resource, query) => `${portal()}/${resource}${sameOrigin ? '' : '/'}?${query}`,
    item: (resource, id, part) => `${portal()}/${resource}/${toSegment(id)}${part ? `/${part}` : ''}`,
  };
}

/**
 * Reads an option that says where a server is: a URL, or a path on the page's own origin.
 * @param advice what to give instead, to complete the error's last sentence.
 * @throws PortalError `invalid_option`, which does not repeat the value: it may hold a password.
 */
export function toBase(value: string, option: string, advice: string): Base {
  // Browsers read `//`, `/\` and a `/` with a tab before the next as "another host".
  const sameOrigin = /^\/(?![/\\])[^\s\\?#]*$/.test(value);
  const url = sameOrigin ? undefined : toUrl(value);
  if (!sameOrigin && !url) {
    throw new PortalError('invalid_option', `This \`${option}\` cannot be used. It is not https (or http on localhost), or has a user, query or hash. Give ${advice}.`);
  }
  const path = (url?.pathname ?? value).replace(/\/+$/, '');
  return { name: (url?.host ?? '') + path, sameOrigin, url: () => (url?.origin ?? pageOrigin()) + path };
}

function toUrl(value: string): URL | undefined {
  try {
    const url = new URL(value);
    // The parser has already written every form of an IPv4 address as four numbers.
    const isSafe = url.protocol === 'https:' || /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(url.origin);
    return isSafe && !url.username && !url.password && !/[?#]/.test(value) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Asked for by its origin, a path stays there even on a page with `<base href>`. On a server there is no page. */
function pageOrigin(): string {
  const origin = globalThis.location?.origin;
  return origin?.startsWith('http') ? origin : '';
}

function toSegment(id: string): string {
  try {
    if (!/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  } catch {
    // Half a surrogate pair: no id has that.
  }
  throw new PortalError('not_found', 'Nothing is here. The id is empty or no id. Check it.');
}
