import { isMeteredPrice } from './isMeteredPrice';
import { isDecimal, readDecimal } from './decimal';
import { plural } from './plural';
import type { ProductPrice } from './schemas/price';
import { multiplierOf, readUnit, type ShownUnit, type UnitDescription } from './unit';
import { withoutNulls } from './withoutNulls';

/** The units of a price. */
export interface DisplayUnit extends ShownUnit {
  /** Units that the price is shown for: a million in "$10 / 1M tokens". At least 1. */
  per: number;
}

/**
 * How a price is shown: tokens by the million; custom units by their multiplier, or by as many as cost at least one minor unit;
 * anything else one by one.
 * @internal
 */
export function displayUnit(price: ProductPrice | null | undefined): DisplayUnit {
  const meter = (price && isMeteredPrice(price) && price.meter) || undefined;
  const unit = readUnit(meter);
  return { ...unit, per: unit.unit === 'token' ? 1_000_000 : unit.unit === 'custom' ? Math.max(multiplierOf(meter?.customMultiplier), readableCount(price, unit)) : 1 };
}

/**
 * A price whose units have the host's name instead of the merchant's.
 * @param unit a description of the unit, or its plural noun; `undefined` keeps the merchant's.
 * @internal
 */
export function nameUnit<Price extends ProductPrice>(price: Price, unit: string | UnitDescription | undefined): Price {
  if (unit === undefined || !isMeteredPrice(price)) return price;
  const description: UnitDescription = typeof unit === 'string' ? { unit: 'custom', customLabel: unit } : withoutNulls(unit);
  return { ...price, meter: { id: price.meterId, name: '', ...price.meter, customLabel: null, customMultiplier: null, ...description } };
}

/**
 * How many units to quote a price for, so that they cost at least one minor unit: "$0.50 / 1,000 emails", not "$0.0005 / emails".
 * 1 for a label that doesn't look like a plural: it reads well beside the price of one.
 */
function readableCount(price: ProductPrice | null | undefined, { customLabel, customMultiplier }: ShownUnit): number {
  if (!price || !isMeteredPrice(price) || customMultiplier !== 1 || !plural.test(customLabel ?? '')) return 1;
  const amounts = (price.kind === 'unit' ? [price] : price.tiers.tiers).map(({ unitAmount }) => unitAmount);
  const rates = amounts.filter(isDecimal).map(readDecimal).filter(({ digits }) => digits > 0n);
  return [1, 1e3, 1e6, 1e9].find((count) => rates.every(({ digits, power }) => digits * BigInt(count) >= 10n ** BigInt(Math.max(0, -power)))) ?? 1;
}
