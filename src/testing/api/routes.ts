import { type MerchantCall, merchantRoutes } from './merchant';
import { type PortalCall, portalRoutes } from './portal';

type Answer<Call> = (call: Call) => Response | Promise<Response>;

/** A path of the API, and whose token opens it. */
export type Route = { path: string; method: 'GET' | 'POST' } & (
  | { door: 'portal'; answer: Answer<PortalCall> }
  | { door: 'merchant'; answer: Answer<MerchantCall> }
);

/** All that the demo answers. */
export const routes: readonly Route[] = [
  ...Object.entries(portalRoutes).map(([path, answer]) => ({ door: 'portal', method: 'GET', path, answer }) as const),
  ...Object.entries(merchantRoutes).map(([path, route]) => ({ door: 'merchant', path, ...route }) as const),
];

/** The route of a path, and what stands in the place of its `{id}`. */
export function findRoute(known: readonly Route[], pathname: string): { route: Route; id: string } | undefined {
  const parts = pathname.split('/');
  for (const route of known) {
    const pattern = route.path.split('/');
    const fits =
      pattern.length === parts.length &&
      pattern.every((part, index) => (part === '{id}' ? parts[index] !== '' : part === parts[index]));
    if (fits) return { route, id: decode(parts[pattern.indexOf('{id}')] ?? '') };
  }
  return undefined;
}

/** Where to find what was asked for with one slash too few or too many at the end. */
export function canonicalAddress(known: readonly Route[], url: URL): string | undefined {
  const { origin, pathname, search } = url;
  const other = pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/`;
  return findRoute(known, other) === undefined ? undefined : `${origin}${other}${search}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
