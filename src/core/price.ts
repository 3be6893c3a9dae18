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

/** The kinds of price that Meterface tells apart. The parser derives it from `amount_type`. */
export type PriceKind = ProductPrice['kind'];

interface PriceBase {
  id: string;
  /** Polar's own word for the kind of price. */
  amountType: string;
  /** Lowercase currency code. */
  priceCurrency?: string;
}

interface MeteredPriceBase extends PriceBase {
  /** The most that one period can cost, in minor units; `null` for no limit. */
  capAmount: number | null;
  meterId: string;
  meter?: ProductPriceMeter;
}

/** A metered price with one rate for every unit beyond the credits. */
export interface MeteredUnitPrice extends MeteredPriceBase {
  kind: 'unit';
  /** Decimal text, minor units per unit: exact, and often far below one. */
  unitAmount: string;
}

/** A metered price whose rate depends on the quantity. */
export interface MeteredTiersPrice extends MeteredPriceBase {
  kind: 'tiers';
  /** `volume`: the whole quantity at the rate of its tier; `graduated`: each tier's part at its own rate. */
  tiers: { type: 'volume' | 'graduated' | (string & {}); tiers: PriceTier[] };
}

/** A fixed price per period. */
export interface FixedPrice extends PriceBase {
  kind: 'fixed';
  /** Minor units; `null` when not known. */
  priceAmount: number | null;
}

/** A price per seat. */
export interface SeatsPrice extends PriceBase {
  kind: 'seats';
}

/** A price per unit that the customer buys in advance. */
export interface UnitsPrice extends PriceBase {
  kind: 'units';
}

/** A price of any other kind, including kinds that Polar adds later. Meterface claims nothing about it. */
export interface OtherPrice extends PriceBase {
  kind: 'other';
  /** The meter that it counts, where it counts one. */
  meterId?: string;
  /** Set when the price could not be read. `amountType` still says which kind it would have been. */
  unreadable?: true;
}

/** A price that depends on a meter. */
export type MeteredPrice = MeteredUnitPrice | MeteredTiersPrice;
/** A price of a subscription. Its `kind` decides which fields it has. */
export type ProductPrice = MeteredPrice | FixedPrice | SeatsPrice | UnitsPrice | OtherPrice;

/** True for a price that counts a meter at known rates, so that its amounts can be explained. */
export function isMeteredPrice(price: ProductPrice): price is MeteredPrice {
  return price.kind === 'unit' || price.kind === 'tiers';
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
