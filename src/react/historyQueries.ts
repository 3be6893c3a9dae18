import { day } from '../core/day';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { PortalSource, SourceContext, UsageRange } from '../sources/source';
import { type Portal, type PortalQuery, portalQuery, steady } from './portalQuery';

// A file of its own: only pages with a history download it.

/** History queries, as TanStack Query options. */
export const historyQueries = {
  /** The usage of one meter, interval by interval. A range with another `start` or `end` is another query. */
  one: (portal: Portal, meter: { meterId: string }, range: UsageRange): PortalQuery<MeterQuantities> => rangeQuery(portal, meter, range),
};

/** Requests what a query about a range of time needs. `wanted` says which meter, and what else the result depends on. */
export type RangeLoader<Wanted, Data> = (source: PortalSource, wanted: Wanted, range: UsageRange, context: SourceContext) => Promise<Data>;

/** The options of a query about a range of time. Without `load`, it gives the usage of the meter, interval by interval. */
export function rangeQuery<Wanted extends { meterId: string }, Data = MeterQuantities>(portal: Portal, wanted: Wanted, range: UsageRange, load?: RangeLoader<Wanted, Data>): PortalQuery<Data | MeterQuantities> {
  const { start, end, interval = 'day', timeZone = null } = range;
  const query = portalQuery(portal, ['meters', 'history', wanted.meterId, +start, +end, interval, timeZone, load && wanted], (context): Promise<Data | MeterQuantities> => (load ? load(portal.source, wanted, range, context) : portal.source.history(wanted.meterId, range, context)));
  // Past days don't change, except by events that arrive late, and each request counts against the organization's rate limit. So what ended more than a day ago
  // is fresh for six hours, and kept until the customer leaves. `Infinity` starts no timer, so it keeps no server's process alive.
  return { ...query, ...steady, ...(+end + day < Date.now() && { gcTime: Infinity, staleTime: 6 * 60 * 60_000 }) };
}
