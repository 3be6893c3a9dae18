import { explainAmount, type PendingCounts, type PriceOfMeter } from './explain';
import { knownNumber } from './knownNumber';

/** The period in which a meter counts units. The next period starts again at 0. */
export interface UsagePeriod {
  start: Date;
  end: Date;
}

/** The reasons for giving no estimate. */
export type NoProjectionReason =
  /** The meter has no period, or one that ends before it starts. */
  | 'no_period'
  /** Less than 15 % of the period, or less than three days, have passed. */
  | 'too_early'
  /** The period has ended, or hasn't started. */
  | 'outside_period'
  /** The consumed units are unknown, or the estimate is beyond what a number holds. */
  | 'unknown_units';

/** An estimate of a period's end: usage so far, continued evenly. */
export interface UsageProjection {
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
  /** Estimated amount in minor units, before discount and tax; `null` if the price explains no amount. */
  amount: number | null;
}

/** Why there is no estimate. */
export interface NoProjection {
  claim: 'none';
  reason: NoProjectionReason;
}

const millisecondsPerDay = 86_400_000;
const earliestShare = 0.15;
const earliestTime = 3 * millisecondsPerDay;

/**
 * Estimates a meter's units and cost at the end of its period from the pace so far. Gives no estimate until both 15 % of
 * the period and three days have passed, because earlier ones mislead. Never throws.
 * @param period omit it, or pass `null`, for a meter that never resets.
 * @param price the meter's price, for the estimated amount.
 * @param currency of that amount, in any case. A price in another currency gives no amount.
 */
export function projectUsage(usage: PendingCounts, period: UsagePeriod | null | undefined, now: Date, price?: PriceOfMeter, currency?: string): UsageProjection | NoProjection {
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
  const cost = explainAmount({ ...usage, consumedUnits: units }, price, currency);
  return {
    claim: 'even',
    perDay: (used / passed) * millisecondsPerDay,
    elapsed: passed / length,
    units,
    over: credited === null ? null : Math.max(0, units - Math.max(0, credited)),
    spentAt: credited === null ? null : spentAt(used, credited, passed, period),
    amount: cost.claim === 'exact' ? cost.computed : null,
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
