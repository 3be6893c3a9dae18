import { explainAmount, type NoClaim, onePrice, type PendingCounts, type PriceOfMeter, type Rates } from './explain';
import { ceil, divide, fromDecimal, fromDouble, minus, plus, type Rational, times, zero } from './rational';

/** What more units of a meter would cost. Amounts are minor units. */
export interface WhatIfAmount {
  claim: 'exact';
  /** What would be due for the meter in all. */
  amount: number;
  /** How much more than without the extra units; less than nothing where a lower volume rate is reached. */
  difference: number;
  /** Whole units beyond the extra ones until the amount is the cap; 0 when it is, `null` when it never will be. */
  unitsUntilCap: number | null;
  /** Units beyond the extra ones that still are in the same tier; `null` without a next tier. */
  unitsUntilNextTier: number | null;
}

/**
 * What `extraUnits` more of a meter would cost, by the same arithmetic as the bill. Compared with what the
 * arithmetic gives now, not with what the server reports: that may lag behind.
 * @param currency of the amounts: a price in another one says nothing.
 */
export function whatIf(price: PriceOfMeter, meter: PendingCounts, extraUnits: number, currency?: string): WhatIfAmount | NoClaim {
  const consumedUnits = (meter.consumedUnits ?? NaN) + extraUnits;
  const before = explainAmount(meter, price, currency);
  const after = explainAmount({ ...meter, consumedUnits }, price, currency);
  const rates = onePrice(price, currency);
  if (before.claim === 'none') return before;
  if (after.claim === 'none') return after;
  if (typeof rates === 'string') return { claim: 'none', reason: rates, reported: before.reported };
  // Below zero while credits are left: they are used up before the first unit that costs anything.
  const billable = consumedUnits - (meter.creditedUnits ?? 0);
  if (!Number.isFinite(billable)) return { claim: 'none', reason: 'too_large', reported: before.reported };
  return {
    claim: 'exact',
    amount: after.computed,
    difference: after.computed - before.computed,
    unitsUntilCap: after.computed === after.cap ? 0 : unitsUntilCap(rates, billable),
    unitsUntilNextTier: unitsUntilNextTier(rates, billable),
  };
}

function unitsUntilNextTier(rates: Rates, billable: number): number | null {
  if (!('tiers' in rates)) return null;
  const { tiers } = rates.tiers;
  const index = tiers.findIndex(({ bound }) => billable <= (bound ?? Infinity));
  const bound = tiers[index]?.bound ?? null;
  return index === tiers.length - 1 || bound === null ? null : bound - billable;
}

/** Within a tier the cost is a straight line, so the quantity that costs the cap is found by one division. */
function unitsUntilCap(rates: Rates, billable: number): number | null {
  const { capAmount } = rates;
  if (capAmount === null) return null;
  // Half a minor unit below the cap already rounds up to it.
  const goal: Rational = { numerator: BigInt(capAmount) * 2n - 1n, denominator: 2n };
  const now = fromDouble(billable);
  if (!('tiers' in rates)) return wholeUnits(divide(goal, fromDecimal(rates.unitAmount)), now);
  if (!Number.isInteger(billable)) return null;

  const volume = rates.tiers.type === 'volume';
  let costOfEarlier = zero;
  let start = 0;
  for (const { bound, unitAmount } of rates.tiers.tiers) {
    const rate = fromDecimal(unitAmount);
    const end = bound ?? Infinity;
    const inTier = divide(volume ? goal : minus(goal, costOfEarlier), rate);
    const more = wholeUnits(inTier && (volume ? inTier : plus(inTier, fromDouble(start))), now);
    const quantity = more === null ? Infinity : Math.max(start + 1, billable + more);
    if (quantity < Infinity && quantity <= end) return quantity - billable;
    if (end !== Infinity) costOfEarlier = plus(costOfEarlier, times(rate, fromDouble(end - start)));
    start = end;
  }
  return null;
}

/** The whole units that lead from one quantity to another; `null` when the other is never reached. */
function wholeUnits(to: Rational | null, from: Rational): number | null {
  if (to === null) return null;
  const units = Number(ceil(minus(to, from)));
  return Number.isSafeInteger(units) ? Math.max(0, units) : null;
}
