import { parsePrice, type PendingCounts, type ProductPrice } from '../src/core';
import { type UnitName, type WireTier, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../src/testing';

interface Terms {
  unit?: UnitName;
  /** The most that a period costs, in minor units. */
  cap?: number;
  currency?: string;
}

/** A price per unit, as Polar would send it. */
export function perUnit(unitAmount: string, { unit = 'scalar', cap, currency = 'usd' }: Terms = {}): ProductPrice {
  return parsePrice(wirePriceMeteredUnit({ unit, unit_amount: unitAmount, cap_amount: cap ?? null, price_currency: currency }));
}

/** A price by tiers: `[100, '5']` is "up to 100 units, 5 minor units each". */
export function byTiers(type: 'graduated' | 'volume', tiers: [bound: number | null, unitAmount: string][], { unit = 'scalar', cap, currency = 'usd' }: Terms = {}): ProductPrice {
  const steps = tiers.map(([bound, unit_amount]): WireTier => ({ bound, unit_amount }));
  return parsePrice(wirePriceMeteredTiers({ unit, tiers: { type, tiers: steps }, cap_amount: cap ?? null, price_currency: currency }));
}

/** What is pending for a meter: the amount as reported, in minor units. */
export function pending(consumedUnits: number | null, creditedUnits: number | null, amount: number | null): PendingCounts {
  return { consumedUnits, creditedUnits, amount };
}
