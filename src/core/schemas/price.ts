import type { PathStep } from '../errors';
import type { MeterUnit } from './meter';
import { array, child, field, INVALID, nullable, optional, parse, quantity, record, text } from './wire';

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

const decimal = field('a decimal number as text', (value) =>
  typeof value === 'string' && /^-?\d{1,40}(?:\.\d{1,40})?$/.test(value) ? value : INVALID,
);

const priceMeter = record<ProductPriceMeter>({
  id: text,
  name: text,
  unit: text,
  customLabel: optional(nullable(text)),
  customMultiplier: optional(quantity),
});

const base = { id: text, priceCurrency: optional(text) };
const metered = { ...base, capAmount: quantity, meterId: text, meter: optional(priceMeter) };

const meteredUnit = record<MeteredUnitPrice>({ ...metered, amountType: literal('metered_unit'), unitAmount: decimal });
const meteredTiers = record<MeteredTiersPrice>({
  ...metered,
  amountType: literal('metered_tiers'),
  tiers: record<MeteredTiersPrice['tiers']>({
    type: text,
    tiers: array(record<PriceTier>({ bound: optional(quantity), unitAmount: decimal })),
  }),
});
const fixed = record<FixedPrice>({ ...base, amountType: literal('fixed'), priceAmount: quantity });
const other = record<OtherPrice>({ ...base, amountType: text, meterId: optional(text) });

/**
 * Reads a price of any kind.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parsePrice(input: unknown, at?: readonly PathStep[]): ProductPrice {
  const [amountType] = child(input, 'amountType', []);
  if (amountType === 'metered_unit') return parse<ProductPrice>('price', meteredUnit, input, at);
  if (amountType === 'metered_tiers') return parse<ProductPrice>('price', meteredTiers, input, at);
  if (amountType === 'fixed') return parse<ProductPrice>('price', fixed, input, at);
  return parse<ProductPrice>('price', other, input, at);
}

/**
 * The little that can be said of a price whose particulars cannot be read: that it is there. Without it a
 * metered product would look like a free one.
 */
export function parsePriceOutline(input: unknown, at?: readonly PathStep[]): OtherPrice {
  const { id, amountType, meterId } = parse('price', other, input, at);
  return { id, amountType: `unreadable ${amountType}`, ...(meterId === undefined ? {} : { meterId }) };
}

/** Whether a price is one that Meterface can explain: it counts a meter, and its rates are known. */
export function isMeteredPrice(price: ProductPrice): price is MeteredPrice {
  return (price.amountType === 'metered_unit' && 'unitAmount' in price) || (price.amountType === 'metered_tiers' && 'tiers' in price);
}

function literal<T extends string>(value: T) {
  return field<T>(`"${value}"`, (input) => (input === value ? value : INVALID));
}
