import { isPortalError, type PortalError } from '../core/errors';
import type { PortalAddress } from '../http/address';
import { type Breakdowns, checkKey } from './breakdown';
import { readRange } from './history';
import { readQuery } from './query';
import { findProxyRoute, type ProxyRoute } from './routes';

/** What a URL of the proxy names. */
export interface Target {
  route: ProxyRoute;
  /** Empty for a list. */
  id: string;
  /** The checked parameters. */
  query: URLSearchParams;
  /** Polar's URL, with the parameters. For histories, breakdowns and products only part of the cache key. */
  url: string;
  /** Why the query is invalid. Only a signed-in customer learns it. */
  problem?: PortalError;
}

/** Pages request the same few URLs again and again. Even with the longest URLs, the kept ones take less than 20 MB. */
const mostKept = 500;

/** Returns a function that reads a URL, and returns `undefined` if the URL names nothing. */
export function createTargets(address: PortalAddress, basePath: string | undefined, breakdowns: Breakdowns): (url: string) => Target | undefined {
  const kept = new Map<string, Target>();

  function read(url: string): Target | undefined {
    const { pathname, searchParams } = new URL(url);
    const found = findProxyRoute(pathname, basePath);
    if (!found || (found.route.part === 'breakdown' && breakdowns.size === 0)) return undefined;
    return readTarget({ address, breakdowns }, found.route, found.id, searchParams);
  }

  return (url) => {
    const known = kept.get(url);
    if (known) return known;
    const target = read(url);
    if (kept.size >= mostKept) kept.clear();
    if (target) kept.set(url, target);
    return target;
  };
}

function readTarget({ address, breakdowns }: { address: PortalAddress; breakdowns: Breakdowns }, route: ProxyRoute, id: string, given: URLSearchParams): Target {
  try {
    const query = readQuery(given, route.rules);
    if (route.part === 'history' || route.part === 'breakdown') readRange(query);
    if (route.part === 'breakdown') checkKey(query, breakdowns);
    return { route, id, query, url: id === '' ? address.list(route.resource, query.toString()) : address.item(route.resource, id, route.part) };
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return { route, id, query: new URLSearchParams(), url: '', problem: error };
  }
}
