import { explainAmount, type PendingCounts, type PriceOfMeter } from './explain';
import { type EvenPace, type NoProjection, paceOf, type UsagePeriod } from './pace';

/** An estimate of a period's end: usage so far, continued evenly. */
export interface UsageProjection extends EvenPace {
  /** Estimated amount in minor units, before discount and tax; `null` if the price explains no amount. */
  amount: number | null;
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
  if (pace.claim === 'none') return pace;
  const cost = explainAmount({ ...usage, consumedUnits: pace.units }, price, currency);
  return { ...pace, amount: cost.claim === 'exact' ? cost.computed : null };
}
