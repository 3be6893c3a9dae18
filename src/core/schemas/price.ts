import type { PathStep } from '../errors';
import type { FixedPrice, MeteredTiersPrice, MeteredUnitPrice, OtherPrice, PriceTier, ProductPrice, ProductPriceMeter } from '../price';
import { child, field, INVALID, nullable, optional, parse, parseEach, quantity, record, text } from './wire';

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
const meteredTiers = record<Omit<MeteredTiersPrice, 'tiers'> & { tiers: Omit<MeteredTiersPrice['tiers'], 'tiers'> }>({
  ...metered,
  amountType: literal('metered_tiers'),
  tiers: record<Omit<MeteredTiersPrice['tiers'], 'tiers'>>({ type: text }),
});
const tier = record<PriceTier>({ bound: optional(quantity), unitAmount: decimal });
const fixed = record<FixedPrice>({ ...base, amountType: literal('fixed'), priceAmount: quantity });
const other = record<OtherPrice>({ ...base, amountType: text, meterId: optional(text) });

/**
 * Reads a price of any kind.
 * @throws PortalError `invalid_data`, with the path.
 */
export function parsePrice(input: unknown, at?: readonly PathStep[]): ProductPrice {
  const [amountType] = child(input, 'amountType', []);
  if (amountType === 'metered_unit') return parse<ProductPrice>('price', meteredUnit, input, at);
  if (amountType === 'metered_tiers') return parseTiers(input, at);
  if (amountType === 'fixed') return parse<ProductPrice>('price', fixed, input, at);
  return parse<ProductPrice>('price', other, input, at);
}

/** Every tier or none: a price with a hole in it is another price. */
function parseTiers(input: unknown, at: readonly PathStep[] = []): MeteredTiersPrice {
  const price = parse('price', meteredTiers, input, at);
  const [outer, outerAt] = child(input, 'tiers', at);
  const [tiers, tiersAt] = child(outer, 'tiers', outerAt);
  const parseTier = (item: unknown, place: readonly PathStep[]) => parse('price tier', tier, item, place);
  return { ...price, tiers: { ...price.tiers, tiers: parseEach(tiers, tiersAt, parseTier) } };
}

/**
 * The little that can be said of a price whose particulars cannot be read: that it is there. Without it a
 * metered product would look like a free one.
 */
export function parsePriceOutline(input: unknown, at?: readonly PathStep[]): OtherPrice {
  const { id, amountType, meterId } = parse('price', other, input, at);
  return { id, amountType: `unreadable ${amountType}`, ...(meterId === undefined ? {} : { meterId }) };
}

function literal<T extends string>(value: T) {
  return field<T>(`"${value}"`, (input) => (input === value ? value : INVALID));
}
