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

/** The reasons for giving no estimate. */
export type NoProjectionReason =
  /** The meter has no period, or one that ends before it starts. */
  | 'no_period'
  /** Less than 15% of the period, or less than three days, has passed. */
  | 'too_early'
  /** The period has ended, or hasn't started. */
  | 'outside_period'
  /** The consumed units are unknown, or the estimate is beyond what a number holds. */
  | 'unknown_units';

/** Usage so far, continued evenly to the end of the period. */
export interface EvenPace {
  claim: 'even';
  /** Units per day so far. */
  perDay: number;
  /** Share of the period that has passed, from 0 to 1. */
  elapsed: number;
  /** Estimated units at the end of the period. Whole if the consumed units are whole, or from 100 units on. */
  units: number;
  /** Estimated units beyond the credits; 0 if the credits last, `null` if they are unknown. */
  over: number | null;
  /** When the credits will be used up; `null` if they last, are used up already, are unknown, or there are none. */
  spentAt: Date | null;
}

/** Why there is no estimate. */
export interface NoProjection {
  claim: 'none';
  reason: NoProjectionReason;
}

const earliestShare = 0.15;
const earliestTime = 3 * day;

/**
 * Continues a meter's usage evenly to the end of its period. Gives no estimate until both 15% of the period and three days
 * have passed, because earlier ones mislead. Never throws.
 * @internal
 */
export function paceOf(usage: UsageCounts, period: UsagePeriod | null | undefined, now: Date): EvenPace | NoProjection {
  if (!period || !(period.start instanceof Date) || !(period.end instanceof Date)) return none('no_period');
  if (!(now instanceof Date)) return none('outside_period');
  const length = period.end.getTime() - period.start.getTime();
  const passed = now.getTime() - period.start.getTime();
  // Invalid dates are NaN, which compares false: so each condition is the valid case, negated.
  if (!(length > 0)) return none('no_period');
  if (!(passed >= 0 && passed < length)) return none('outside_period');
  if (passed < length * earliestShare || passed < earliestTime) return none('too_early');
  const consumed = knownNumber(usage.consumedUnits);
  if (consumed === null) return none('unknown_units');

  const used = Math.max(0, consumed);
  const estimate = (used / passed) * length;
  if (!Number.isFinite(estimate)) return none('unknown_units');
  const units = Math.max(consumed, Number.isInteger(consumed) || estimate >= 100 ? Math.round(estimate) : estimate);
  const credited = knownNumber(usage.creditedUnits);
  return {
    claim: 'even',
    perDay: (used / passed) * day,
    elapsed: passed / length,
    units,
    over: credited === null ? null : Math.max(0, units - Math.max(0, credited)),
    spentAt: credited === null ? null : spentAt(used, credited, passed, period),
  };
}

function spentAt(used: number, credited: number, passed: number, { start, end }: UsagePeriod): Date | null {
  if (credited <= used || used === 0) return null;
  const time = start.getTime() + (credited / used) * passed;
  return time < end.getTime() ? new Date(time) : null;
}

function none(reason: NoProjectionReason): NoProjection {
  return { claim: 'none', reason };
}
