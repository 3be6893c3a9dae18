import { explainAmount, type PendingCounts, type PriceOfMeter } from './explain';
import { knownNumber } from './knownNumber';
import { day } from './day';
import { periodLength, type UsagePace, paceOf, placeIn, type UsagePeriod } from './pace';

/** An estimate of a period's end: usage so far, continued evenly. */
export interface UsageProjection extends UsagePace {
  claim: 'even';
  /** Units per day so far. */
  perDay: number;
  /** Share of the period that has passed, from 0 to 1. */
  elapsed: number;
  /** Estimated units beyond the credits; 0 if the credits last, `null` if they are unknown. */
  over: number | null;
  /** Estimated amount in minor units, before discount and tax; `null` if the price explains no amount. */
  amount: number | null;
  /** The price's cap in minor units, if it lowers that amount; otherwise `null`. */
  cap: number | null;
}

/** The reasons for giving no estimate. */
export type NoProjectionReason =
  /** The meter has no period, or the period's dates are invalid or out of order. */
  | 'no_period'
  /** Less than 15% of the period, or less than three days, has passed. */
  | 'too_early'
  /** The period has ended, or hasn't started. */
  | 'outside_period'
  /** The consumed units are unknown, or the estimate is beyond what a number holds. */
  | 'unknown_units';

/** Why there is no estimate. */
export interface NoProjection {
  claim: 'none';
  reason: NoProjectionReason;
}

/**
 * Estimates a meter's units and cost at the end of its period from the pace so far. Gives no estimate until both 15% of
 * the period and three days have passed, because earlier ones mislead. Never throws.
 * @param period `null` or `undefined` for a meter that never resets.
 * @param price the meter's price, for the estimated amount.
 * @param currency of that amount, in upper or lower case. A price in another currency gives no amount.
 */
export function projectUsage(usage: PendingCounts, period: UsagePeriod | null | undefined, now: Date, price?: PriceOfMeter, currency?: string): UsageProjection | NoProjection {
  const pace = paceOf(usage, period, now);
  const place = placeIn(period, now);
  if (!pace || !place) return { claim: 'none', reason: reasonFor(period, now) };
  const { length, passed } = place;
  const credited = knownNumber(usage.creditedUnits);
  const cost = explainAmount({ ...usage, consumedUnits: pace.units }, price, currency);
  return {
    ...pace,
    claim: 'even',
    perDay: (Math.max(0, usage.consumedUnits ?? 0) / passed) * day,
    elapsed: passed / length,
    over: credited === null ? null : Math.max(0, pace.units - Math.max(0, credited)),
    amount: cost.claim === 'exact' ? cost.computed : null,
    cap: cost.claim === 'exact' && cost.capped ? cost.cap : null,
  };
}

function reasonFor(period: UsagePeriod | null | undefined, now: Date): NoProjectionReason {
  if (!period || !(periodLength(period) > 0)) return 'no_period';
  if (placeIn(period, now) === null) return 'outside_period';
  // 0 units are known units, so `null` can only mean that it is too early.
  return paceOf({ consumedUnits: 0 }, period, now) ? 'unknown_units' : 'too_early';
}
