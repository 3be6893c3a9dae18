import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { type Portal, type PortalQuery, portalQuery, steady } from './queries';

// A file of its own: only pages with a history download it.

/** History queries, as TanStack Query options. */
export const historyQueries = {
  /** The usage of one meter, interval by interval. A range with another `start` or `end` is another query. */
  one: (portal: Portal, { meterId }: { meterId: string }, range: UsageRange): PortalQuery<MeterQuantities> => {
    const { start, end, interval = 'day', timeZone } = range;
    const key = ['meters', 'history', meterId, Number(start), Number(end), interval, timeZone ?? null];
    // Past days don't change, and each request counts against the organization's rate limit.
    return { ...portalQuery(portal, key, (context) => portal.source.history(meterId, range, context)), ...steady };
  },
};
