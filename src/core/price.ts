import type { MeterUnit } from './schemas/meter';
import type { MeteredPrice, ProductPrice } from './schemas/price';

/**
 * True for a price that counts a meter at known rates, so that its amounts can be explained.
 * @internal
 */
export function isMeteredPrice(price: ProductPrice): price is MeteredPrice {
  return price.kind === 'unit' || price.kind === 'tiers';
}

/** The name of a price's units, and the number of units that the price is shown for. */
export interface DisplayUnit {
  unit: MeterUnit;
  customLabel: string | null;
  /** A million in "$10 / 1M tokens". At least 1. */
  per: number;
}

/**
 * How a price is shown: tokens by the million, custom units by their multiplier, anything else one by one.
 * @internal
 */
export function displayUnit(price: ProductPrice | null | undefined): DisplayUnit {
  const { unit = 'scalar', customLabel = null, customMultiplier = null } = (price && isMeteredPrice(price) && price.meter) || {};
  const multiplier = unit === 'custom' && customMultiplier !== null && customMultiplier >= 1 ? customMultiplier : 1;
  return { unit, customLabel, per: unit === 'token' ? 1_000_000 : multiplier };
}
