import type { HistoryView } from '../core/historyViews';
import { day } from '../core/day';
import type { MeterQuantities } from '../core/schemas/quantities';
import { unitsOfRanges } from '../core/unitsOfRanges';
import { rangeQuery } from './historyQueries';
import type { Portal, PortalQuery } from './portalQuery';

/** A bar for each of several periods. */
export interface PeriodUnits extends Pick<MeterQuantities, 'quantities' | 'total'> {
  /** The units of as many periods before, earliest first; `undefined` if they weren't requested, or if there are none. */
  before: (number | null)[] | undefined;
}

/** Polar's limit for a history by day. */
const mostDays = 366;

/** The units of each period of a view, and of those before if `compare`. Their days take one request for each year, instead of one for each period. */
export function periodsQuery(portal: Portal, meterId: string, { ranges, before }: HistoryView, compare: boolean): PortalQuery<PeriodUnits> {
  const all = compare ? [...before, ...ranges] : ranges;
  const starts = all.map(({ start }) => start);
  const [start, end] = [dayOf(starts[0]), dayOf(all[all.length - 1]?.end)];
  return rangeQuery(portal, ['meters', 'periods', meterId, ...starts.map(String)], { start: new Date(start), end: new Date(end) }, async (context) => {
    const requests: Promise<MeterQuantities>[] = [];
    for (let from = start; from < end; from += mostDays * day) {
      requests.push(portal.source.history(meterId, { start: new Date(from), end: new Date(Math.min(end, from + mostDays * day)) }, context));
    }
    const units = unitsOfRanges(await Promise.all(requests), all);
    const own = units.length - ranges.length;
    return {
      quantities: ranges.map(({ start: timestamp }, place) => ({ timestamp, quantity: units[own + place] ?? null })),
      total: null,
      // In a young subscription, only the latest periods have an earlier one to compare with.
      before: own > 0 ? ranges.map((_, place) => units[own + place - ranges.length] ?? null) : undefined,
    };
  });
}

/** When the day in UTC began, in milliseconds since 1970. */
function dayOf(date: Date | undefined): number {
  return Math.floor(Number(date) / day) * day;
}
