import { knownNumber } from './knownNumber';
import type { MeterQuantities } from './schemas/quantities';
import { withoutNoise } from './withoutNoise';

/** The length of a history's intervals, by Polar's names. */
export type UsageInterval = 'hour' | 'day' | 'week' | 'month' | 'year';

/** One interval of a history, as a chart's bar. */
export interface HistoryBar {
  /** When the interval starts. */
  start: Date;
  /** Units used in it; `null` if unknown, or if it hasn't started. */
  units: number | null;
  /** The bar's height, from 0 to 1. A height of 1 is the largest of the highest bar, the credit line and `least`. */
  height: number;
  /** The part of `height` beyond the credits, from 0 to `height`. */
  over: number;
}

/** A history as a chart: bars, and a line at the pace at which the credits last. */
export interface HistoryChart {
  /** One bar for each interval, earliest first. */
  bars: HistoryBar[];
  /** Units of the whole range, as the server reports them; `null` if unknown: see `describeHistory`. */
  total: number | null;
  /** Units per interval that use up the credits exactly at the end; `null` without credits, or if they don't count: see `describeHistory`. */
  even: number | null;
  /** The height of the line at `even`, from 0 to 1; `null` if `even` is, or if the line is far above every bar. */
  line: number | null;
  /** The units that a height of 1 stands for. */
  full: number;
}

/** The line is left out if it would press the highest bar below this height. */
const minBarHeight = 0.25;

/**
 * Describes a history for a chart. Its sums are only for drawing: bills use the amounts that Polar reports.
 *
 * Credits count only if the intervals add up to the total. Those of a meter that takes the
 * maximum or counts distinct values don't.
 *
 * The total is known only if it is the sum of the intervals or, as a maximum, the units of one of them, or if an interval is unknown. For a meter that
 * counts distinct values or averages, Polar reports that of all time. Source: `get_quantities` of Polar's `meter/service.py`.
 * @param creditedUnits the credits of exactly this range; omit them for any other range.
 * @param now intervals that start later are unknown, because the server fills them with 0.
 * @param least units that the chart must have room for.
 */
export function describeHistory({ quantities, total }: Pick<MeterQuantities, 'quantities' | 'total'>, creditedUnits?: number | null, now?: Date, least = 0): HistoryChart {
  const units = quantities.map(({ timestamp, quantity }) => (now !== undefined && timestamp > now ? null : knownNumber(quantity)));
  const highest = Math.max(0, ...units.map((one) => one ?? 0));
  const isOfRange = addsUp(sumOfUnits(unitsIn(quantities)), total) || quantities.some(({ quantity }) => knownNumber(quantity) === null || quantity === total);
  const credited = addsUp(sumOfUnits(units), total) ? (knownNumber(creditedUnits) ?? 0) : 0;
  const even = credited > 0 && units.length > 0 ? credited / units.length : null;
  const hasLine = even !== null && highest > 0 && highest / even >= minBarHeight;
  const full = Math.max(highest, least, hasLine ? even : 0);

  let before = 0;
  const bars = quantities.map(({ timestamp: start }, index): HistoryBar => {
    const own = units[index] ?? null;
    const drawn = Math.max(0, own ?? 0);
    const over = even === null ? 0 : Math.min(drawn, Math.max(0, before + drawn - credited));
    before += drawn;
    return { start, units: own, height: shareOf(drawn, full), over: shareOf(over, full) };
  });
  return { bars, total: isOfRange ? knownNumber(total) : null, even, line: hasLine ? shareOf(even, full) : null, full };
}

/**
 * Whether a history's total differs from a meter's consumed units of the same range: the two were counted at different moments, or the
 * history counts whole intervals. False for unknown numbers, and for a meter that doesn't add up its usage, but takes the maximum or
 * counts distinct values.
 * @internal
 */
export function isCountedApart({ quantities, total }: Pick<MeterQuantities, 'quantities' | 'total'>, consumedUnits: number | null | undefined): boolean {
  const [reported, consumed] = [knownNumber(total), knownNumber(consumedUnits)];
  if (reported === null || consumed === null || quantities.some(({ quantity }) => knownNumber(quantity) === null)) return false;
  return addsUp(sumOfUnits(unitsIn(quantities)), reported) && withoutNoise(reported - consumed, reported, consumed) !== 0;
}

/**
 * The units of each interval; `null` if unknown.
 * @internal
 */
export function unitsIn(quantities: MeterQuantities['quantities']): (number | null)[] {
  return quantities.map(({ quantity }) => quantity);
}

/**
 * The sum of some units. Unknown ones count as 0.
 * @internal
 */
export function sumOfUnits(units: readonly (number | null)[]): number {
  return units.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

/**
 * Whether a sum is the one that the server reports. The tolerance is for doubles: adding the same numbers in another order changes the last digits.
 * @internal
 */
export function addsUp(sum: number, reported: number | null): boolean {
  return reported !== null && Math.abs(sum - reported) <= 1e-9 * Math.max(1, Math.abs(reported));
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}
