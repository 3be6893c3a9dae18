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
 * @internal
 */
export function historyMarks({ bars, total, full }: HistoryChart, now: Date | undefined, scale = 1): HistoryMarks {
  // NaN without a date, as is `startOf` without a bar: each comparison is false.
  const time = Number(now);
  const startOf = (index: number) => Number(bars[index]?.start);
  const comingFrom = bars.filter(({ start }) => !(Number(start) > time)).length;
  const latest = comingFrom - 1;
  const start = startOf(latest);
  // The last interval is as long as the one before it.
  const end = bars[comingFrom] ? startOf(comingFrom) : 2 * start - startOf(latest - 1);
  const isNow = start <= time && time < end;
  const passed = isNow ? latest + (time - start) / (end - start) : 0;
  const isTelling = passed >= leastIntervals && passed >= bars.length * leastShare && comingFrom < bars.length;
  const drawn = sumOfUnits(bars.map(({ units }) => units));
  // The days of a meter that takes the maximum don't add up.
  const pace = addsUp(drawn, total) && isTelling && drawn > 0 ? drawn / passed : null;
  return { today: isNow ? latest : null, comingFrom, pace, paceHeight: pace === null ? 0 : Math.min(1, pace / full), values: valuesOf(full, scale) };
}

function valuesOf(full: number, scale: number): HistoryMarks['values'] {
  const half = full / scale / 2;
  if (!(half > 0) || !Number.isFinite(half)) return [];
  const power = 10 ** Math.floor(Math.log10(half));
  const step = ([5, 4, 2.5, 2, 1].find((factor) => factor * power <= half) ?? 1) * power * scale;
  return [1, 2].map((times) => ({ units: times * step, height: Math.min(1, (times * step) / full) }));
}
