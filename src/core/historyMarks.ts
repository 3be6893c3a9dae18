import { addsUp, type HistoryChart, sumOfUnits } from './history';

/** What a chart draws besides the bars of a history. */
export interface HistoryMarks {
  /** Index of the interval that contains `now`; `null` if none does, or if `now` is unknown. */
  today: number | null;
  /** Index of the first interval that starts after `now`; the number of bars if there is none. */
  comingFrom: number;
  /** Units per interval so far, on average; `null` if it is too early to say, if nothing was used, if nothing is to come, or if the intervals don't add up to the total. */
  pace: number | null;
  /** The height of a bar at that pace, from 0 to 1. */
  paceHeight: number;
  /** Two round values for orientation, the lower first; empty if neither usage nor `least` gives the chart a height. */
  values: { units: number; height: number }[];
}

/** An average over fewer intervals, or over less of the range, misleads. */
const [leastIntervals, leastShare] = [3, 0.15];

/**
 * Computes what a chart draws besides its bars.
 * @param scale the multiplier of the unit. The values are round once they are divided by it.
 * @param least as for `describeHistory`.
 * @internal
 */
export function historyMarks({ bars, total: whole, even, line }: HistoryChart, now: Date | undefined, scale = 1, least = 0): HistoryMarks {
  const comingFrom = now === undefined ? bars.length : bars.filter(({ start }) => start <= now).length;
  const today = comingFrom > 0 && now !== undefined && now < endOf(bars, comingFrom - 1) ? comingFrom - 1 : null;
  const full = fullHeightOf({ bars, even, line }, least);
  const passed = today === null || now === undefined ? 0 : today + shareBetween(bars[today]?.start, endOf(bars, today), now);
  const drawn = sumOfUnits(bars.map(({ units }) => units));
  const isTelling = passed >= leastIntervals && passed >= bars.length * leastShare && comingFrom < bars.length;
  // The days of a meter that takes the maximum don't add up.
  const pace = addsUp(drawn, whole) && isTelling && drawn > 0 ? drawn / passed : null;
  return { today, comingFrom, pace, paceHeight: pace === null || full === 0 ? 0 : Math.min(1, pace / full), values: valuesOf(full, scale) };
}

/**
 * The units that a bar of the whole height stands for.
 * @param least as for `describeHistory`.
 * @internal
 */
export function fullHeightOf({ bars, even, line }: Pick<HistoryChart, 'bars' | 'even' | 'line'>, least = 0): number {
  const highest = Math.max(least, ...bars.map(({ units }) => units ?? 0));
  return line === null || even === null ? highest : Math.max(highest, even);
}

function valuesOf(full: number, scale: number): HistoryMarks['values'] {
  const half = full / scale / 2;
  if (!(half > 0) || !Number.isFinite(half)) return [];
  const power = 10 ** Math.floor(Math.log10(half));
  const step = ([5, 4, 2.5, 2, 1].find((factor) => factor * power <= half) ?? 1) * power * scale;
  return [1, 2].map((times) => ({ units: times * step, height: Math.min(1, (times * step) / full) }));
}

/** The end of an interval, which is the start of the next. The last interval is as long as the one before it. */
function endOf(bars: HistoryChart['bars'], index: number): Date {
  const [before, own, next] = [bars[index - 1], bars[index], bars[index + 1]];
  if (next) return next.start;
  return new Date((own?.start.getTime() ?? NaN) * 2 - (before?.start.getTime() ?? NaN));
}

function shareBetween(start: Date | undefined, end: Date, now: Date): number {
  const from = start?.getTime() ?? NaN;
  const length = end.getTime() - from;
  return length > 0 ? Math.min(1, (now.getTime() - from) / length) : 0;
}
