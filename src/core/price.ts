import type { MeterUnit } from './schemas/meter';

/** The meter that a metered price counts, with the words for its units. */
export interface ProductPriceMeter {
  id: string;
  name: string;
  unit: MeterUnit;
  /** What one unit is called, for `unit: 'custom'`. */
  customLabel?: string | null;
  /** Prices are shown per this many units, for `unit: 'custom'`. */
  customMultiplier?: number | null;
}

/** One step of a tiered price. */
export interface PriceTier {
  /** The last unit of this tier; `null` or absent in the last one: no end. */
  bound?: number | null;
  /** Decimal text, minor units per unit. */
  unitAmount: string;
}

interface PriceBase {
  id: string;
  /** Lowercase currency code. */
  priceCurrency?: string;
}

/** Every unit beyond the credits costs the same. */
export interface MeteredUnitPrice extends PriceBase {
  amountType: 'metered_unit';
  /** Decimal text, minor units per unit: exact, and often far below one. */
  unitAmount: string;
  /** The most that one period can cost, in minor units. */
  capAmount: number | null;
  meterId: string;
  meter?: ProductPriceMeter;
}

/** The rate depends on the quantity. */
export interface MeteredTiersPrice extends PriceBase {
  amountType: 'metered_tiers';
  /** `volume`: the whole quantity at the rate of its tier; `graduated`: each tier's part at its own rate. */
  tiers: { type: 'volume' | 'graduated' | (string & {}); tiers: PriceTier[] };
  /** The most that one period can cost, in minor units. */
  capAmount: number | null;
  meterId: string;
  meter?: ProductPriceMeter;
}

/** A price per period. */
export interface FixedPrice extends PriceBase {
  amountType: 'fixed';
  /** Minor units. */
  priceAmount: number | null;
}

/** Any other price, among them those that Polar has yet to invent: nothing is claimed about it. */
export interface OtherPrice extends PriceBase {
  amountType: string & {};
  meterId?: string;
}

/** A price that depends on a meter. */
export type MeteredPrice = MeteredUnitPrice | MeteredTiersPrice;
/** A price of a subscription, told apart by `amountType`. */
export type ProductPrice = MeteredPrice | FixedPrice | OtherPrice;

/** Whether a price is one that Meterface can explain: it counts a meter, and its rates are known. */
export function isMeteredPrice(price: ProductPrice): price is MeteredPrice {
  return (price.amountType === 'metered_unit' && 'unitAmount' in price) || (price.amountType === 'metered_tiers' && 'tiers' in price);
}

/** What units of a price are called, and for how many of them it is shown. */
export interface DisplayUnit {
  unit: MeterUnit;
  customLabel: string | null;
  /** "$10 / 1M tokens": a million. At least 1. */
  per: number;
}

/** How a price is shown: tokens by the million, custom units by their multiplier, anything else one by one. */
export function displayUnit(price: ProductPrice | null | undefined): DisplayUnit {
  const { unit = 'scalar', customLabel = null, customMultiplier = null } = (price && isMeteredPrice(price) && price.meter) || {};
  const multiplier = unit === 'custom' && customMultiplier !== null && customMultiplier >= 1 ? customMultiplier : 1;
  return { unit, customLabel, per: unit === 'token' ? 1_000_000 : multiplier };
}
