import { QueryClient } from '@tanstack/react-query';
import { createPolarSource, type GetToken, type PortalSource } from '../sources';

/** Where an element's data comes from, and whose it is. */
export interface Access {
  server: string;
  scope: string;
  token: string | undefined;
  getToken: GetToken | undefined;
  source: PortalSource | undefined;
}

/** Elements that ask in the same way for the same customer. They share a source and a cache, so that each question is put once. */
export interface Group {
  /** Tells it from any other, and says nothing of it. */
  readonly name: string;
  readonly source: PortalSource;
  readonly queryClient: QueryClient;
}

/** One whose access, and with it a token, nobody else can read. */
class OpenGroup implements Group {
  readonly name = `group${++opened}`;
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

let opened = 0;

// Searched and compared, and not looked up: a token would be part of a key.
const groups = new Set<OpenGroup>();

/**
 * The group that others with this access are in, or a new one. To be left as often as it was joined.
 * @throws PortalError as `createPolarSource` does.
 */
export function joinGroup(given: Access): Group {
  const access = inForce(given);
  const group = [...groups].find((one) => one.fits(access)) ?? new OpenGroup(access);
  groups.add(group);
  group.members += 1;
  return group;
}

/** The last one to leave takes all data out of memory, and aborts what is under way. */
export function leaveGroup(group: Group): void {
  if (!(group instanceof OpenGroup)) return;
  group.members -= 1;
  // A moment later, so that an element that takes another's place finds its answers.
  queueMicrotask(() => {
    if (group.members > 0 || !groups.delete(group)) return;
    const { queryClient } = group;
    // First this, because a question that ends starts the timer of its forgetting.
    void queryClient.cancelQueries().then(() => queryClient.clear());
  });
}

/** Whether both come to the same thing. */
export function isSameAccess(one: Access, other: Access): boolean {
  return isSame(inForce(one), inForce(other));
}

/** What counts: a source knows its server and its customer's token by itself, and `getToken` is there instead of a token. */
function inForce({ server, scope, token, getToken, source }: Access): Access {
  if (source !== undefined) return { server: '', scope, token: undefined, getToken: undefined, source };
  return { server, scope, token: getToken === undefined ? token : undefined, getToken, source };
}

function isSame(one: Access, other: Access): boolean {
  return (Object.keys(one) as (keyof Access)[]).every((name) => one[name] === other[name]);
}

function sourceOf({ server, token, getToken }: Access): PortalSource {
  return createPolarSource({ server, ...(token !== undefined && { token }), ...(getToken && { getToken }) });
}
