import { parsePrice, type ProductPrice } from '../src/core';
import { type UnitName, type WireTier, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../src/testing';

interface Terms {
  unit?: UnitName;
  /** The highest amount per period, in minor units. */
  cap?: number;
  currency?: string;
}

/** A price per unit, parsed from what Polar sends. */
export function perUnit(unitAmount: string, { unit = 'scalar', cap, currency = 'usd' }: Terms = {}): ProductPrice {
  return parsePrice(wirePriceMeteredUnit({ unit, unit_amount: unitAmount, cap_amount: cap ?? null, price_currency: currency }));
}

/** A tiered price. The tier `[100, '5']` means 5 minor units per unit, up to 100 units. */
export function byTiers(type: 'graduated' | 'volume', tiers: [bound: number | null, unitAmount: string][], { unit = 'scalar', cap, currency = 'usd' }: Terms = {}): ProductPrice {
  const steps = tiers.map(([bound, unit_amount]): WireTier => ({ bound, unit_amount }));
  return parsePrice(wirePriceMeteredTiers({ unit, tiers: { type, tiers: steps }, cap_amount: cap ?? null, price_currency: currency }));
}

/** The numbers of a subscription's meter, with the amount that the server reports in minor units. */
export function pending(consumedUnits: number | null, creditedUnits: number | null, amount: number | null) {
  return { consumedUnits, creditedUnits, amount };
}
