import type { MeteredPrice, PriceKind, ProductPrice } from './schemas/price';

/**
 * True for a price that counts a meter at known rates, so that its amounts can be explained.
 * @internal
 */
export function isMeteredPrice(price: ProductPrice): price is MeteredPrice {
  const { kind } = price;
  if (kind === 'unit' || kind === 'tiers') return true;
  // Compiles only while these two are all the kinds of `MeteredPrice`.
  const other: Exclude<PriceKind, MeteredPrice['kind']> = kind;
  return !other;
}
