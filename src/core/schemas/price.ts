import type * as z from 'zod/mini';
import { isDecimal } from '../decimal';
import { choice, dictionary, list, object } from './containers';
import type { MeterUnit } from './meter';
import { read } from './read';
import { lookUp, type Unknowns } from './spelling';
import { constant, field, mark, nullable, optional, quantity, text, textOf } from './wire';

/** Exact decimal text. Its 40 characters are enough for every price, and bound the arithmetic. */
const decimal = field('a decimal number as text', (value) => (isDecimal(value) && value.length <= 40 ? value : undefined));

export const priceMeterSchema = object({
  id: text,
  name: text,
  unit: textOf<MeterUnit>(),
  /** The name of `customMultiplier` units together, such as "GB", for `unit: 'custom'`. */
  customLabel: optional(nullable(text)),
  /** Prices are shown per this many units, for `unit: 'custom'`. */
  customMultiplier: optional(quantity),
});

export const priceTierSchema = object({
  /** The last unit of this tier; `null` or absent if the tier has no end, as only the last one may. */
  bound: optional(quantity),
  /** Decimal text, minor units per unit. */
  unitAmount: decimal,
});

const base = {
  id: text,
  /** Polar's name for the kind of price. */
  amountType: text,
  /** Lowercase currency code. */
  priceCurrency: optional(text),
  /** Whether the price includes tax. A subscription may differ from its price, and Polar doesn't send which applies to it. */
  taxBehavior: optional(nullable(textOf<'exclusive' | 'inclusive' | 'location'>())),
};

const metered = {
  ...base,
  /** The most that one period can cost, in minor units; `null` for no limit. */
  capAmount: quantity,
  meterId: text,
  meter: optional(priceMeterSchema),
};

export const unitPriceSchema = object({
  kind: constant('unit'),
  ...metered,
  /** Decimal text, minor units per unit: exact, and often far below one. */
  unitAmount: decimal,
});

/** `volume`: the whole quantity at the rate of its tier; `graduated`: each tier's part at its own rate. */
const tierType = textOf<'volume' | 'graduated' | (string & {})>();

const tiersSchema = object({ type: tierType, tiers: list(priceTierSchema) });

export const tiersPriceSchema = object({
  kind: constant('tiers'),
  ...metered,
  tiers: tiersSchema,
});

export const fixedPriceSchema = object({
  kind: constant('fixed'),
  ...base,
  /** Minor units; `null` when unknown. */
  priceAmount: quantity,
});

const seatTierSchema = object({
  minSeats: quantity,
  /** The last seat of this tier; `null` or absent if the tier has no end, as only the last one may. */
  maxSeats: optional(quantity),
  /** Minor units. */
  pricePerSeat: quantity,
});

const seatsPriceSchema = object({
  kind: constant('seats'),
  ...base,
  seatTiers: optional(
    object({
      seatTierType: tierType,
      tiers: list(seatTierSchema),
    }),
  ),
});

const unitsPriceSchema = object({
  kind: constant('units'),
  ...base,
  tiers: optional(tiersSchema),
  /** What is counted, by locale and by plural form: `{ en: { '=1': 'device', other: 'devices' } }`. */
  unitLabel: optional(nullable(dictionary(dictionary(text)))),
});

const otherPriceSchema = object({
  kind: constant('other'),
  ...base,
  /** The meter that the price depends on, if any. */
  meterId: optional(text),
  /** Set when the price could not be read. `amountType` still says which kind it would have been. */
  unreadable: mark(),
});

/** The meter that a metered price counts, with the words for its units. */
export interface ProductPriceMeter extends z.output<typeof priceMeterSchema> {}
/** One step of a tiered price. */
export interface PriceTier extends z.output<typeof priceTierSchema> {}
/** A metered price with one rate for every unit beyond the credits. */
export interface MeteredUnitPrice extends z.output<typeof unitPriceSchema> {}
/** A metered price whose rate depends on the quantity. */
export interface MeteredTiersPrice extends z.output<typeof tiersPriceSchema> {}
/** A fixed price per period. */
export interface FixedPrice extends z.output<typeof fixedPriceSchema> {}
/** A price per seat. */
export interface SeatsPrice extends z.output<typeof seatsPriceSchema> {}
/** A price per unit that the customer buys in advance. */
export interface UnitsPrice extends z.output<typeof unitsPriceSchema> {}
/** A price of any other kind, including kinds that Polar adds later. Meterface claims nothing about it, unless its `amountType` is `free`: then it costs nothing. */
export interface OtherPrice extends z.output<typeof otherPriceSchema> {}

/** A price that bills a meter's units at known rates. */
export type MeteredPrice = MeteredUnitPrice | MeteredTiersPrice;
/** A price of a subscription. Its `kind` decides which fields it has. */
export type ProductPrice = MeteredPrice | FixedPrice | SeatsPrice | UnitsPrice | OtherPrice;
/** The kinds of price that Meterface tells apart. The parser derives the kind from `amount_type`. */
export type PriceKind = ProductPrice['kind'];

/** Schemas by Polar's name for the kind of price; any other kind is `other`. */
const byAmountType = {
  metered_unit: unitPriceSchema,
  metered_tiers: tiersPriceSchema,
  fixed: fixedPriceSchema,
  seat_based: seatsPriceSchema,
  unit_based: unitsPriceSchema,
};

/** A price of any kind. Doesn't compile if a schema of `schemaFor` is missing: the proxy would drop its fields. */
export const productPriceSchema = choice([unitPriceSchema, tiersPriceSchema, fixedPriceSchema, seatsPriceSchema, unitsPriceSchema, otherPriceSchema], schemaFor);

/** What is kept of an unreadable price, because without it a metered product would look like a free one. */
export const unreadablePriceSchema = object({ kind: constant('other'), unreadable: constant(true), id: text, amountType: text, meterId: optional(text) });

/**
 * Parses a price of any kind.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parsePrice(input: unknown): ProductPrice {
  return read('price', productPriceSchema, input);
}

function schemaFor(input: Unknowns): (typeof byAmountType)[keyof typeof byAmountType] | typeof otherPriceSchema {
  const amountType = lookUp(input, 'amount_type', 'amountType');
  // An unreadable price stays unreadable when it is parsed again.
  const isKnown = typeof amountType === 'string' && Object.hasOwn(byAmountType, amountType) && input['unreadable'] !== true;
  return (isKnown && byAmountType[amountType as keyof typeof byAmountType]) || otherPriceSchema;
}
