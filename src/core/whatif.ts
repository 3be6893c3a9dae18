import { explainAmount, type NoClaim, type PendingCounts, type PriceOfMeter, type Rates, readRates } from './explain';
import { ceil, divide, fromDecimal, fromDouble, minus, plus, type Rational, times, zero } from './rational';

/** The cost of additional units of a meter. Amounts are minor units. */
export interface WhatIfAmount {
  /** Tells an amount from a `NoClaim`, whose `claim` is `none`. */
  claim: 'exact';
  /** The meter's total amount, additional units included. */
  amount: number;
  /** `amount` minus the amount without the additional units; negative if they reach a lower volume rate. */
  difference: number;
  /** Whole units after the additional ones until the amount reaches the cap; 0 if it has, `null` if it never will or the number can't be computed. */
  unitsUntilCap: number | null;
  /** Units after the additional ones until the current tier ends; `null` without a next tier. */
  unitsUntilNextTier: number | null;
}

/**
 * What a meter would cost after `extraUnits` more, by the same arithmetic as the bill. `difference` compares with the
 * computed amount, not with the reported one, which may lag behind. Never throws.
 * @param currency of the amounts, in upper or lower case. A price in another currency gives no result.
 */
export function whatIf(price: PriceOfMeter, meter: PendingCounts, extraUnits: number, currency?: string): WhatIfAmount | NoClaim {
  const consumedUnits = (meter.consumedUnits ?? NaN) + extraUnits;
  const before = explainAmount(meter, price, currency);
  const after = explainAmount({ ...meter, consumedUnits }, price, currency);
  const rates = readRates(price, currency);
  if (before.claim === 'none') return before;
  if (after.claim === 'none') return after;
  if (typeof rates === 'string') return { claim: 'none', reason: rates, reported: before.reported };
  // Negative while credits are left: those are used up before the first billed unit.
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

/** Cost grows linearly within a tier, so one division per tier finds the quantity that costs the cap. */
function unitsUntilCap(rates: Rates, billable: number): number | null {
  const { capAmount } = rates;
  if (capAmount === null) return null;
  // Half a minor unit below the cap rounds up to it.
  const goal: Rational = { numerator: BigInt(capAmount) * 2n - 1n, denominator: 2n };
  const now = fromDouble(billable);
  if (!('tiers' in rates)) return wholeUnits(divide(goal, fromDecimal(rates.unitAmount)), now);
  if (!Number.isInteger(billable)) return null;

  const volume = rates.tiers.type === 'volume';
  let costOfEarlierTiers = zero;
  let start = 0;
  for (const { bound, unitAmount } of rates.tiers.tiers) {
    const rate = fromDecimal(unitAmount);
    const end = bound ?? Infinity;
    const unitsInTier = divide(volume ? goal : minus(goal, costOfEarlierTiers), rate);
    const more = wholeUnits(unitsInTier && (volume ? unitsInTier : plus(unitsInTier, fromDouble(start))), now);
    const quantity = more === null ? Infinity : Math.max(start + 1, billable + more);
    if (quantity < Infinity && quantity <= end) return quantity - billable;
    if (end !== Infinity) costOfEarlierTiers = plus(costOfEarlierTiers, times(rate, fromDouble(end - start)));
    start = end;
  }
  return null;
}

/** Whole units from one quantity up to another; `null` if the target is unreachable or too far for exact numbers. */
function wholeUnits(to: Rational | null, from: Rational): number | null {
  if (to === null) return null;
  const units = Number(ceil(minus(to, from)));
  return Number.isSafeInteger(units) ? Math.max(0, units) : null;
}
