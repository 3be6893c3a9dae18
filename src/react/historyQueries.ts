import { day } from '../core/day';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { type Portal, type PortalQuery, portalQuery, steady } from './portalQuery';
import type { WantedRequest } from './whileWanted';

// A file of its own: only pages with a history download it.

/** For a range that ended more than a day ago: fresh for six hours, and kept until the customer leaves. It has no timer, which would keep a server's process alive. */
const past = { staleTime: 6 * 60 * 60_000, gcTime: Infinity };

/** History queries, as TanStack Query options. */
export const historyQueries = {
  /** The usage of one meter, interval by interval. A range with another `start` or `end` is another query. */
  one: (portal: Portal, { meterId }: { meterId: string }, range: UsageRange): PortalQuery<MeterQuantities> => {
    return rangeQuery(portal, ['meters', 'history', meterId], range, (context) => portal.source.history(meterId, range, context));
  },
};

/** The options of a query about a range of time. */
export function rangeQuery<Data>(portal: Portal, what: readonly string[], { start, end, interval = 'day', timeZone }: UsageRange, request: WantedRequest<Data>): PortalQuery<Data> {
  // Past days don't change, except by events that arrive late, and each request counts against the organization's rate limit.
  return { ...portalQuery(portal, [...what, Number(start), Number(end), interval, timeZone ?? null], request), ...steady, ...(Number(end) + day < Date.now() && past) };
}
