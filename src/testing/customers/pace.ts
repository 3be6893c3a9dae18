import { stableNumber } from '../fixtures/identity';
import { type Calendar, dayMs, hourMs, minuteMs } from './calendar';

/** The weight of each hour of a day: quiet nights, busy mornings and afternoons. */
const hourWeights = [1, 1, 1, 1, 1, 2, 3, 5, 8, 10, 10, 9, 7, 9, 10, 10, 9, 7, 5, 4, 3, 3, 2, 1];
const dayWeight = hourWeights.reduce((sum, weight) => sum + weight, 0);

/** The numbers that a history is computed from. */
export interface Pace {
  /** Varies the days from meter to meter. */
  id: string;
  /** The last reset of the units, in milliseconds since 1970. */
  start: number;
  /** Units from the reset until the demo was made. */
  consumed: number;
  /** Units per minute from then on. */
  perMinute: number;
}

/**
 * Counts the units from the last reset to any moment, so that a history adds up exactly to the meter's consumed units.
 * Before the reset the count is negative. Weekdays are busier than weekends.
 */
export function counterOf({ id, start, consumed, perMinute }: Pace, calendar: Calendar): (time: number) => number {
  const first = calendar.month(-8);
  const sums = [0];
  for (let date = first; date < calendar.birth; date += dayMs) sums.push((sums.at(-1) ?? 0) + weightOf(date));
  const weightBefore = weightUntil(start);
  const weightSince = weightUntil(calendar.birth) - weightBefore;
  const round = Number.isInteger(consumed) ? Math.round : (units: number) => units;
  return (time) => {
    if (time >= calendar.birth) return consumed + Math.floor((perMinute * (time - calendar.birth)) / minuteMs);
    return weightSince > 0 ? round((consumed * (weightUntil(time) - weightBefore)) / weightSince) : 0;
  };

  function weightUntil(time: number): number {
    const passed = Math.max(0, time - first);
    const days = Math.floor(passed / dayMs);
    return (sums[days] ?? 0) + ((sums[days + 1] ?? 0) - (sums[days] ?? 0)) * shareOfDay(passed % dayMs);
  }

  function weightOf(date: number): number {
    const busy = [0, 6].includes(new Date(date).getUTCDay()) ? 0.35 : 1;
    return busy * (0.6 + stableNumber(`${id}${date}`, 80) / 100);
  }
}

/** The share of a day's usage before a time of day. */
function shareOfDay(passed: number): number {
  const index = Math.floor(passed / hourMs);
  const before = hourWeights.slice(0, index).reduce((sum, weight) => sum + weight, 0);
  return (before + ((hourWeights[index] ?? 0) * (passed % hourMs)) / hourMs) / dayWeight;
}
