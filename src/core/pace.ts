import { day } from './day';
import { knownNumber } from './knownNumber';
import type { UsageCounts } from './usage';

/** The period in which a meter counts units. The next period starts again at 0. */
export interface UsagePeriod {
  /** The first moment of the period. */
  start: Date;
  /** The first moment after the period. */
  end: Date;
}

/** Usage so far, continued evenly to the end of the period. */
export interface UsagePace {
  /** Estimated units at the end of the period, never below the consumed ones. Rounded if the consumed units are whole, or from 100 units on. */
  units: number;
  /** When the credits will be used up; `null` if they last, are used up already, are unknown, or there are none. */
  spentAt: Date | null;
}

/** A moment's place in a period, in milliseconds. */
interface Place {
  length: number;
  /** How much of the period has passed. */
  passed: number;
}

const earliestShare = 0.15;
const earliestTime = 3 * day;

/**
 * The place of `now` in a period; `null` outside of it, or without a period.
 * @internal
 */
export function placeIn(period: UsagePeriod | null | undefined, now: Date): Place | null {
  if (!period) return null;
  const length = periodLength(period);
  const passed = Number(now) - Number(period.start);
  return length > 0 && passed >= 0 && passed < length ? { length, passed } : null;
}

/**
 * Milliseconds from a period's start to its end. Not above 0 if a date is missing or invalid, or is text because the host stored it as JSON.
 * @internal
 */
export function periodLength({ start, end }: UsagePeriod): number {
  return Number(end) - Number(start || NaN);
}

/**
 * Continues a meter's usage evenly to the end of its period. `null` without a period or outside of it, and if the units are
 * unknown or the estimate is infinite. Also `null` until both 15% of the period and three days have passed, because earlier
 * estimates mislead. Never throws.
 * @internal
 */
export function paceOf({ consumedUnits, creditedUnits }: UsageCounts, period: UsagePeriod | null | undefined, now: Date): UsagePace | null {
  const place = placeIn(period, now);
  const consumed = knownNumber(consumedUnits);
  if (!period || !place || consumed === null || place.passed < Math.max(place.length * earliestShare, earliestTime)) return null;
  const { length, passed } = place;
  const used = Math.max(0, consumed);
  const estimate = (used / passed) * length;
  if (estimate === Infinity) return null;
  const units = Math.max(consumed, Number.isInteger(consumed) || estimate >= 100 ? Math.round(estimate) : estimate);
  // Below, `null` counts as 0.
  const credited = knownNumber(creditedUnits) as number;
  const spentAfter = (credited / used) * passed;
  return { units, spentAt: credited > used && spentAfter < length ? new Date(Number(period.start) + spentAfter) : null };
}
