import { QueryClient } from '@tanstack/react-query';
import type { PortalError } from '../core/errors';
import { asPortalError } from '../react/report';
import { createPolarSource } from '../sources/polar';
import type { GetToken } from '../sources/session';
import type { PortalSource } from '../sources/source';

/** Where an element's data comes from, and the customer it belongs to. */
export interface Access {
  server: string;
  scope: string;
  token: string | undefined;
  getToken: GetToken | undefined;
  source: PortalSource | undefined;
}

/** Elements with the same access. They share a source and a cache, so each request is sent once. */
export interface Group {
  /** Unique, and contains nothing of the access. */
  readonly name: string;
  readonly source: PortalSource;
  readonly queryClient: QueryClient;
}

/** A group with its access, which is private because it may contain a token. */
class OpenGroup implements Group {
  readonly name = `group${++groupCount}`;
  readonly source: PortalSource;
  readonly queryClient = new QueryClient();
  members = 0;
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
    this.source = access.source ?? sourceOf(access);
  }

  fits(access: Access): boolean {
    return isSame(this.#access, access);
  }
}

let groupCount = 0;

// A Set, not a Map: a Map key would contain the token.
const groups = new Set<OpenGroup>();

/**
 * Joins the group with this access, or a new one. Each `joinGroup` needs one `leaveGroup`.
 * @throws PortalError as `createPolarSource` does.
 */
function joinGroup(given: Access): Group {
  const access = effectiveAccess(given);
  const group = [...groups].find((one) => one.fits(access)) ?? new OpenGroup(access);
  groups.add(group);
  group.members += 1;
  return group;
}

/** A group, or why there is none. */
export type Joined = Group | PortalError;

/** Joins the group with this access, or returns why that failed. */
export function tryJoin(access: Access): Joined {
  try {
    return joinGroup(access);
  } catch (error) {
    return asPortalError(error);
  }
}

/** Whether joining has failed. */
export function isError(joined: Joined): joined is PortalError {
  return joined instanceof Error;
}

/** Leaves a group. When the last element leaves, the group's requests are aborted and its data is removed from memory. */
export function leaveGroup(group: Joined | undefined): void {
  if (!(group instanceof OpenGroup)) return;
  group.members -= 1;
  // The group ends in a microtask, so that an element that replaces another finds the cached data.
  queueMicrotask(() => {
    if (group.members > 0 || !groups.delete(group)) return;
    const { queryClient } = group;
    // A query that is aborted, or that loses its last observer, starts a timer that keeps its data for minutes. Preact stops observers only after the next frame.
    for (const query of queryClient.getQueryCache().getAll()) query.gcTime = Infinity;
    queryClient.clear();
  });
}

/** True if both give access to the same data. */
export function isSameAccess(one: Access, other: Access): boolean {
  return isSame(effectiveAccess(one), effectiveAccess(other));
}

/** The part of an access that is used: `source` replaces server and tokens, `getToken` replaces `token`. */
function effectiveAccess({ server, scope, token, getToken, source }: Access): Access {
  if (source !== undefined) return { server: '', scope, token: undefined, getToken: undefined, source };
  return { server, scope, token: getToken === undefined ? token : undefined, getToken, source };
}

function isSame(one: Access, other: Access): boolean {
  return (Object.keys(one) as (keyof Access)[]).every((name) => one[name] === other[name]);
}

function sourceOf({ server, token, getToken }: Access): PortalSource {
  return createPolarSource({ server, ...(token !== undefined && { token }), ...(getToken && { getToken }) });
}
