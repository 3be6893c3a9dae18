import type { Calendar } from './calendar';
import { stableNumber } from '../fixtures/identity';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How use spreads over a day, hour by hour: quiet nights, two busy stretches. */
const hours = [1, 1, 1, 1, 1, 2, 3, 5, 8, 10, 10, 9, 7, 9, 10, 10, 9, 7, 5, 4, 3, 3, 2, 1];
const wholeDay = hours.reduce((sum, weight) => sum + weight, 0);

/** What a history is made of: what was used since the last reset, and how it goes on. */
export interface Pace {
  /** Makes the days of each meter its own. */
  id: string;
  /** When the units were last reset, in milliseconds since 1970. */
  start: number;
  /** Units from there to the birth of the demo. */
  consumed: number;
  /** Units per minute from then on. */
  perMinute: number;
}

/**
 * Units counted from the last reset to any moment, so that a history adds up to exactly what the meter says;
 * before the reset it runs below 0, as evenly as after it. Weekdays are busy, weekends are not.
 */
export function counterOf({ id, start, consumed, perMinute }: Pace, calendar: Calendar): (instant: number) => number {
  const first = calendar.month(-8);
  const sums = [0];
  for (let date = first; date < calendar.birth; date += day) sums.push((sums.at(-1) ?? 0) + weightOf(date));
  const before = weightUntil(start);
  const whole = weightUntil(calendar.birth) - before;
  const round = Number.isInteger(consumed) ? Math.round : (units: number) => units;
  return (instant) => {
    if (instant >= calendar.birth) return consumed + Math.floor((perMinute * (instant - calendar.birth)) / minute);
    return whole > 0 ? round((consumed * (weightUntil(instant) - before)) / whole) : 0;
  };

  function weightUntil(instant: number): number {
    const passed = Math.max(0, instant - first);
    const days = Math.floor(passed / day);
    return (sums[days] ?? 0) + ((sums[days + 1] ?? 0) - (sums[days] ?? 0)) * shareOfDay(passed % day);
  }

  function weightOf(date: number): number {
    const busy = [0, 6].includes(new Date(date).getUTCDay()) ? 0.35 : 1;
    return busy * (0.6 + stableNumber(`${id}${date}`, 80) / 100);
  }
}

/** The part of a day's use that falls before this time of it. */
function shareOfDay(passed: number): number {
  const index = Math.floor(passed / hour);
  const whole = hours.slice(0, index).reduce((sum, weight) => sum + weight, 0);
  return (whole + ((hours[index] ?? 0) * (passed % hour)) / hour) / wholeDay;
}
