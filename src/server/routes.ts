import { byRule } from './breakdown';
import { historyRules } from './history';
import { isUuid, listRules, type Rules } from './query';
import { filters } from './filters';
import type { JsonFilter } from './jsonFilter';

/** A kind of request that the proxy passes on. */
export interface ProxyRoute {
  resource: 'meters' | 'subscriptions' | 'wallets' | 'benefit-grants' | 'orders' | 'organizations';
  /** The part of the path after the id. */
  part?: 'charge-preview' | 'history' | 'breakdown';
  /** The parameters that are read. */
  rules: Rules;
  /** The part of Polar's response that goes on to the page. */
  filter: JsonFilter;
}

/** All routes. */
const proxyRoutes: Readonly<Record<string, ProxyRoute>> = {
  meters: { resource: 'meters', rules: listRules.meters, filter: filters.meters },
  'meters/{id}': { resource: 'meters', rules: {}, filter: filters.meter },
  'meters/{id}/history': { resource: 'meters', part: 'history', rules: historyRules, filter: filters.history },
  'meters/{id}/breakdown': { resource: 'meters', part: 'breakdown', rules: { ...historyRules, by: byRule }, filter: filters.history },
  subscriptions: { resource: 'subscriptions', rules: listRules.subscriptions, filter: filters.subscriptions },
  'subscriptions/{id}': { resource: 'subscriptions', rules: {}, filter: filters.subscription },
  'subscriptions/{id}/charge-preview': { resource: 'subscriptions', part: 'charge-preview', rules: {}, filter: filters.chargePreview },
  wallets: { resource: 'wallets', rules: listRules.wallets, filter: filters.wallets },
  'benefit-grants': { resource: 'benefit-grants', rules: listRules['benefit-grants'], filter: filters.creditGrants },
  orders: { resource: 'orders', rules: listRules.orders, filter: filters.orders },
  products: { resource: 'organizations', rules: {}, filter: filters.products },
};

const mostSegments = 3;

/** Segments without escapes or parameters, none of them empty: every server on the way reads such a path the same way. */
const plainPath = /^(?:\/[\w.~!$&'()*+,=:@-]+)+\/?$/;

/**
 * The route of a path, and the value of `{id}`. Nothing is decoded, because no valid path contains an escape. Without a
 * `basePath`, the handler may be mounted anywhere: any path before the route is accepted.
 */
export function findProxyRoute(pathname: string, basePath: string | undefined): { route: ProxyRoute; id: string } | undefined {
  const inner = basePath === undefined ? pathname : pathBelow(pathname, basePath);
  if (inner === undefined || !plainPath.test(inner)) return undefined;
  const segments = inner.replace(/\/$/, '').split('/').slice(1);
  const fewest = basePath === undefined ? 1 : segments.length;
  const most = Math.min(mostSegments, segments.length);
  for (let count = most; count >= fewest; count--) {
    const tail = segments.slice(-count);
    const pattern = tail.map((segment) => (isUuid(segment) ? '{id}' : segment)).join('/');
    const route = Object.hasOwn(proxyRoutes, pattern) ? proxyRoutes[pattern] : undefined;
    if (route) return { route, id: (tail[1] ?? '').toLowerCase() };
  }
  return undefined;
}

function pathBelow(pathname: string, basePath: string): string | undefined {
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;
}
