import { type MerchantCall, merchantRoutes } from './merchant';
import { type PortalCall, portalRoutes } from './portal';
import { type PublicCall, publicRoutes } from './public';

type DemoHandler<Call> = (call: Call) => Response | Promise<Response>;

/** A path of the API and who may request it: a customer's token, the organization's, or any request without an invalid token. */
export type DemoRoute = { path: string; method: 'GET' | 'POST' } & (
  | { caller: 'customer'; respond: DemoHandler<PortalCall> }
  | { caller: 'merchant'; respond: DemoHandler<MerchantCall> }
  | { caller: 'anyone'; respond: DemoHandler<PublicCall> }
);

/** Every route of the demo. */
export const demoRoutes: readonly DemoRoute[] = [
  ...Object.entries(portalRoutes).map(([path, respond]) => ({ caller: 'customer', method: 'GET', path, respond }) as const),
  ...Object.entries(merchantRoutes).map(([path, route]) => ({ caller: 'merchant', path, ...route }) as const),
  ...Object.entries(publicRoutes).map(([path, respond]) => ({ caller: 'anyone', method: 'GET', path, respond }) as const),
];

/** The route that matches a path, and the value of its `{id}`. */
export function findDemoRoute(known: readonly DemoRoute[], pathname: string): { route: DemoRoute; id: string } | undefined {
  const parts = pathname.split('/');
  for (const route of known) {
    const pattern = route.path.split('/');
    const matches =
      pattern.length === parts.length &&
      pattern.every((part, index) => (part === '{id}' ? parts[index] !== '' : part === parts[index]));
    if (matches) return { route, id: decodePart(parts[pattern.indexOf('{id}')] ?? '') };
  }
  return undefined;
}

/** The known URL that differs from this one only by its trailing slash. */
export function canonicalUrl(known: readonly DemoRoute[], url: URL): string | undefined {
  const { origin, pathname, search } = url;
  const other = pathname.endsWith('/') ? pathname.slice(0, -1) : `${pathname}/`;
  return findDemoRoute(known, other) === undefined ? undefined : `${origin}${other}${search}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
