import type { MeterQuantities } from './schemas/quantities';

/** How long one bar of a history is: Polar's names. */
export type UsageInterval = 'hour' | 'day' | 'week' | 'month' | 'year';

/** One interval of a history, as a chart draws it. */
export interface HistoryBar {
  /** When the interval begins. */
  start: Date;
  /** Units used in it; `null` when not known, or when it has not begun. */
  units: number | null;
  /** Height of the bar, as a share of the highest one and the credit line: 0 to 1. */
  height: number;
  /** The part of that height which lies beyond the credits: 0 to `height`. */
  over: number;
}

/** A history as a chart draws it. */
export interface HistoryChart {
  bars: HistoryBar[];
  /** Units of the whole range, as the server counts them; `null` when not known. */
  total: number | null;
  /** Units of an interval at which the credits last to the end; `null` without credits. */
  even: number | null;
  /** The height of that line, 0 to 1; `null` without credits, or where it is far above every bar. */
  line: number | null;
}

/** A line that would press the bars down to less than this share of the height is not drawn. */
const leastBars = 0.25;

/**
 * What a history means. Sums are for drawing: a bill never comes from them.
 *
 * Credits are held against it only where the intervals add up to the total: a meter that counts the highest
 * value, or how many different ones there were, has days that cannot be added.
 * @param creditedUnits the credits of exactly this range; leave them out for any other.
 * @param now intervals that begin later have not happened, whatever the server fills them with.
 */
export function describeHistory({ quantities, total: whole }: Pick<MeterQuantities, 'quantities' | 'total'>, creditedUnits?: number | null, now?: Date): HistoryChart {
  const units = quantities.map(({ timestamp, quantity }) => (now !== undefined && timestamp > now ? null : toUnits(quantity)));
  const highest = Math.max(0, ...units.map((one) => one ?? 0));
  const sum = units.reduce<number>((before, one) => before + (one ?? 0), 0);
  const credited = addsUp(sum, whole) ? toUnits(creditedUnits) : null;
  const even = credited !== null && credited > 0 && units.length > 0 ? credited / units.length : null;
  const isNear = even !== null && highest > 0 && highest / even >= leastBars;
  const full = Math.max(highest, isNear ? even : 0);

  let before = 0;
  const bars = quantities.map(({ timestamp: start }, index): HistoryBar => {
    const own = units[index] ?? null;
    const drawn = Math.max(0, own ?? 0);
    const beyond = even === null || credited === null ? 0 : Math.min(drawn, Math.max(0, before + drawn - credited));
    before += drawn;
    return { start, units: own, height: shareOf(drawn, full), over: shareOf(beyond, full) };
  });
  return { bars, total: toUnits(whole), even, line: isNear ? shareOf(even, full) : null };
}

/** Floating sums of the same numbers in another order differ in their last digits. */
function addsUp(sum: number, whole: number | null): boolean {
  return whole !== null && Math.abs(sum - whole) <= 1e-9 * Math.max(1, Math.abs(whole));
}

function toUnits(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}
