import { historyRules } from './history';
import { isUuid, listRules, type Rules } from './query';
import type { Shape } from '../core/schemas/shape';
import { shapes } from './shapes';

/** A kind of request that the proxy passes on. */
export interface ProxyRoute {
  resource: 'meters' | 'subscriptions' | 'wallets' | 'benefit-grants' | 'orders' | 'organizations';
  /** The part of the path after the id. */
  part?: 'charge-preview' | 'history';
  /** The parameters that go on to Polar. */
  rules: Rules;
  /** The keys of Polar's response that go on to the page. */
  shape: Shape;
}

/** All routes. */
const proxyRoutes: Readonly<Record<string, ProxyRoute>> = {
  meters: { resource: 'meters', rules: listRules.meters, shape: shapes.meters },
  'meters/{id}': { resource: 'meters', rules: {}, shape: shapes.meter },
  'meters/{id}/history': { resource: 'meters', part: 'history', rules: historyRules, shape: shapes.history },
  subscriptions: { resource: 'subscriptions', rules: listRules.subscriptions, shape: shapes.subscriptions },
  'subscriptions/{id}': { resource: 'subscriptions', rules: {}, shape: shapes.subscription },
  'subscriptions/{id}/charge-preview': { resource: 'subscriptions', part: 'charge-preview', rules: {}, shape: shapes.chargePreview },
  wallets: { resource: 'wallets', rules: listRules.wallets, shape: shapes.wallets },
  'benefit-grants': { resource: 'benefit-grants', rules: listRules['benefit-grants'], shape: shapes.creditGrants },
  orders: { resource: 'orders', rules: listRules.orders, shape: shapes.orders },
  products: { resource: 'organizations', rules: {}, shape: shapes.products },
};

const mostSegments = 3;

/** Segments without escapes or parameters, none of them empty: every server on the way reads such a path the same way. */
const plainPath = /^(?:\/[\w.~!$&'()*+,=:@-]+)+\/?$/;

/**
 * The route of a path, and the value of `{id}`. Nothing is decoded, because no valid path contains an escape. Without a
 * `basePath`, the handler may be mounted anywhere: any prefix of the route is accepted.
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
