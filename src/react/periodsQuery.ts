import { day } from '../core/day';
import type { MeterQuantities } from '../core/schemas/quantities';
import { together } from '../core/together';
import { unitsOfRanges } from '../core/unitsOfRanges';
import type { HistoryQuery } from './useHistories';

/** Polar's limit for a history by day. */
const longest = 366 * day;

/**
 * Makes the query for the units of each period of a view, and of the periods before. It sends one request for the days of each
 * year, not one for each period.
 */
export const periodsQuery: HistoryQuery = (portal, { meterId, edges, count }, _, query) => {
  // Whole days in UTC, in milliseconds since 1970.
  const [start, end] = [edges[0], edges.at(-1)].map((date) => Number(date) - (Number(date) % day)) as [number, number];
  return query(portal, ['meters', 'periods', meterId, count + edges.join()], { start: new Date(start), end: new Date(end) }, async (context) => {
    const requests: Promise<MeterQuantities>[] = [];
    for (let from = start; from < end; from += longest) {
      requests.push(portal.source.history(meterId, { start: new Date(from), end: new Date(Math.min(end, from + longest)) }, context));
    }
    const units = unitsOfRanges(await together(requests), edges);
    const lastUnits = (last: number) => edges.slice(-1 - count, -1).map((timestamp, place) => ({ timestamp, quantity: units.at(place - last) ?? null }));
    // If the time before is shorter, only the latest periods have an earlier one to compare with.
    return { quantities: lastUnits(count), total: null, before: units.length > count ? lastUnits(2 * count) : undefined };
  });
};
