import type { PathStep } from '../errors';
import type { FixedPrice, MeteredTiersPrice, MeteredUnitPrice, OtherPrice, PriceKind, PriceTier, ProductPrice, ProductPriceMeter, SeatsPrice } from '../price';
import { child, field, INVALID, isObject, nullable, optional, parse, parseEach, quantity, record, text } from './wire';

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

const base = { id: text, priceCurrency: optional(text), amountType: text };
const metered = { ...base, capAmount: quantity, meterId: text, meter: optional(priceMeter) };

const meteredUnit = record<Omit<MeteredUnitPrice, 'kind'>>({ ...metered, unitAmount: decimal });
const meteredTiers = record<Omit<MeteredTiersPrice, 'kind' | 'tiers'> & { tiers: Omit<MeteredTiersPrice['tiers'], 'tiers'> }>({
  ...metered,
  tiers: record<Omit<MeteredTiersPrice['tiers'], 'tiers'>>({ type: text }),
});
const tier = record<PriceTier>({ bound: optional(quantity), unitAmount: decimal });
const fixed = record<Omit<FixedPrice, 'kind'>>({ ...base, priceAmount: quantity });
const plain = record<Omit<SeatsPrice, 'kind'>>(base);
const other = record<Omit<OtherPrice, 'kind' | 'unreadable'>>({ ...base, meterId: optional(text) });

/** Polar's names for the kinds of price; any other is `other`. */
const kinds: Readonly<Record<Exclude<PriceKind, 'other'>, string>> = {
  unit: 'metered_unit',
  tiers: 'metered_tiers',
  fixed: 'fixed',
  seats: 'seat_based',
  units: 'unit_based',
};

const readers: Readonly<Record<PriceKind, (input: unknown, at?: readonly PathStep[]) => ProductPrice>> = {
  unit: (input, at) => ({ kind: 'unit', ...parse('price', meteredUnit, input, at) }),
  tiers: (input, at) => parseTiers(input, at),
  fixed: (input, at) => ({ kind: 'fixed', ...parse('price', fixed, input, at) }),
  seats: (input, at) => ({ kind: 'seats', ...parse('price', plain, input, at) }),
  units: (input, at) => ({ kind: 'units', ...parse('price', plain, input, at) }),
  other: (input, at) => ({ kind: 'other', ...parse('price', other, input, at) }),
};

/**
 * Reads a price of any kind.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parsePrice(input: unknown, at?: readonly PathStep[]): ProductPrice {
  // A price that was unreadable once stays so when its outline is read again.
  if (isObject(input) && input['unreadable'] === true) return parsePriceOutline(input, at);
  const [amountType] = child(input, 'amountType', []);
  const [kind = 'other'] = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((key) => kinds[key] === amountType);
  return readers[kind](input, at);
}

/** Reads all tiers or none: a price with a missing tier is a different price. */
function parseTiers(input: unknown, at: readonly PathStep[] = []): MeteredTiersPrice {
  const price = parse('price', meteredTiers, input, at);
  const [outer, outerAt] = child(input, 'tiers', at);
  const [tiers, tiersAt] = child(outer, 'tiers', outerAt);
  const parseTier = (item: unknown, place: readonly PathStep[]) => parse('price tier', tier, item, place);
  return { kind: 'tiers', ...price, tiers: { ...price.tiers, tiers: parseEach(tiers, tiersAt, parseTier) } };
}

/** Records that an unreadable price exists, because without it a metered product would look like a free one. */
export function parsePriceOutline(input: unknown, at?: readonly PathStep[]): OtherPrice {
  const { id, amountType, meterId } = parse('price', other, input, at);
  return { kind: 'other', unreadable: true, id, amountType, ...(meterId === undefined ? {} : { meterId }) };
}
