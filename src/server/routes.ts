import { isUuid, listRules, type Rules } from './query';
import { historyRules } from './history';
import { type Shape, shapes } from './shapes';

/** One kind of question. */
export interface Route {
  resource: 'meters' | 'subscriptions' | 'wallets';
  /** What stands behind the id. */
  part?: 'charge-preview' | 'history';
  /** Which parameters go on to Polar. */
  rules: Rules;
  /** Which keys of Polar's answer go on to the page. */
  shape: Shape;
}

/** All that can be asked. */
const routes: Readonly<Record<string, Route>> = {
  meters: { resource: 'meters', rules: listRules.meters, shape: shapes.meters },
  'meters/{id}': { resource: 'meters', rules: {}, shape: shapes.meter },
  'meters/{id}/history': { resource: 'meters', part: 'history', rules: historyRules, shape: shapes.history },
  subscriptions: { resource: 'subscriptions', rules: listRules.subscriptions, shape: shapes.subscriptions },
  'subscriptions/{id}': { resource: 'subscriptions', rules: {}, shape: shapes.subscription },
  'subscriptions/{id}/charge-preview': { resource: 'subscriptions', part: 'charge-preview', rules: {}, shape: shapes.chargePreview },
  wallets: { resource: 'wallets', rules: listRules.wallets, shape: shapes.wallets },
};

const mostSegments = 3;

/** Segments without an escape, a parameter or nothing in them: such a path means the same to everybody on its way. */
const plainPath = /^(?:\/[\w.~!$&'()*+,=:@-]+)+\/?$/;

/**
 * The route of a path, and what stands in the place of `{id}`. Nothing is decoded: no path that is meant well has
 * an escape in it. Without a `basePath`, whatever comes before is taken for the place where the shop has put this.
 */
export function findRoute(pathname: string, basePath: string | undefined): { route: Route; id: string } | undefined {
  const inner = basePath === undefined ? pathname : within(pathname, basePath);
  if (inner === undefined || !plainPath.test(inner)) return undefined;
  const segments = inner.replace(/\/$/, '').split('/').slice(1);
  const fewest = basePath === undefined ? 1 : segments.length;
  const most = Math.min(mostSegments, segments.length);
  for (let count = most; count >= fewest; count--) {
    const tail = segments.slice(-count);
    const pattern = tail.map((segment) => (isUuid(segment) ? '{id}' : segment)).join('/');
    const route = Object.hasOwn(routes, pattern) ? routes[pattern] : undefined;
    if (route) return { route, id: (tail[1] ?? '').toLowerCase() };
  }
  return undefined;
}

function within(pathname: string, basePath: string): string | undefined {
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;
}
