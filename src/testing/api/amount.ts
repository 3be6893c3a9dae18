import type { WireMeteredPrice, WireTiers } from '../fixtures/wirePrices';
import { add, compareFractions, type Fraction, fractionOfDecimal, fractionOfDouble, fractionOfInteger, multiply, nothing, roundHalfUp, subtract } from './fraction';

/**
 * The amount that Polar bills for the usage of a meter, in whole minor units.
 * The server subtracts doubles, then computes exactly: it rounds once, half away from zero, and applies the cap last.
 * How it splits a fraction of a unit between tiers is not documented; here the fraction belongs to the tier it reaches into.
 */
export function meterAmount(consumed: number, credited: number, price: WireMeteredPrice): number {
  const billable = fractionOfDouble(Math.max(0, consumed - credited));
  const cost =
    price.amount_type === 'metered_unit'
      ? multiply(billable, fractionOfDecimal(price.unit_amount))
      : price.tiers.type === 'volume'
        ? volumeCost(billable, price.tiers)
        : graduatedCost(billable, price.tiers);
  const amount = Number(roundHalfUp(cost));
  return price.cap_amount === null ? amount : Math.min(amount, price.cap_amount);
}

/** The whole quantity at the rate of the tier that contains it. */
function volumeCost(quantity: Fraction, { tiers }: WireTiers): Fraction {
  const tier = tiers.find(({ bound }) => bound === null || compareFractions(quantity, fractionOfInteger(bound)) <= 0) ?? tiers.at(-1);
  return tier === undefined ? nothing : multiply(quantity, fractionOfDecimal(tier.unit_amount));
}

/** Each tier's part of the quantity at that tier's rate. */
function graduatedCost(quantity: Fraction, { tiers }: WireTiers): Fraction {
  let cost = nothing;
  let floor = nothing;
  for (const { bound, unit_amount } of tiers) {
    const ceiling = bound === null || compareFractions(quantity, fractionOfInteger(bound)) < 0 ? quantity : fractionOfInteger(bound);
    if (compareFractions(ceiling, floor) <= 0) break;
    cost = add(cost, multiply(subtract(ceiling, floor), fractionOfDecimal(unit_amount)));
    floor = ceiling;
  }
  return cost;
}
