import { day } from '../core/day';
import type { MeterQuantities } from '../core/schemas/quantities';
import { together } from '../core/together';
import { unitsOfRanges } from '../core/unitsOfRanges';
import type { HistoryLoader } from './useViewedHistory';

/** Polar's limit for a history by day. */
const longest = 366 * day;

/**
 * Loads the units of each period of a view, and of the periods before. It sends one request for the days of each
 * year, not one for each period.
 */
export const loadPeriods: HistoryLoader = async (source, { meterId, edges, count }, _, context) => {
  // Polar counts whole days, so a day that two periods share counts for the later one.
  const days = edges.map((edge) => new Date(+edge - (+edge % day)));
  const end = Number(days.at(-1));
  const requests: Promise<MeterQuantities>[] = [];
  for (let from = Number(days[0]); from < end; from += longest) {
    requests.push(source.history(meterId, { start: new Date(from), end: new Date(Math.min(end, from + longest)) }, context));
  }
  const units = unitsOfRanges(await together(requests), days);
  const lastUnits = (last: number) => edges.slice(-1 - count, -1).map((timestamp, place) => ({ timestamp, quantity: units.at(place - last) ?? null }));
  // If the time before is shorter, only the latest periods have an earlier one to compare with.
  return { quantities: lastUnits(count), total: null, before: edges[count + 1] && lastUnits(2 * count) };
};
