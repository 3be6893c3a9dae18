import { exactAmount, sumAmounts } from './amounts';
import { costOf, readTiers } from './explain';
import { isMeteredPrice } from './isMeteredPrice';
import type { PriceKind, PriceTier, ProductPrice } from './schemas/price';
import type { CustomerSubscription, PendingUpdate } from './schemas/subscription';

/** Seats or units that a plan is bought for. */
export interface BillQuantity {
  of: 'seats' | 'units';
  count: number;
  /** What the units are called, by locale; `null` for seats, and for units without a name. */
  label: UnitLabel | null;
}

/** The words for what is counted, by locale and then by count: `{ en: { '=1': 'device', other: 'devices' } }`. */
export type UnitLabel = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How many seats and units to bill. */
interface Counts {
  seats: number;
  units: number;
}

/** What a price of each kind is multiplied by: seats, units or nothing. A new kind doesn't compile without an entry. */
const counted: Readonly<Record<PriceKind, BillQuantity['of'] | null>> = { seats: 'seats', units: 'units', fixed: null, unit: null, tiers: null, other: null };

/**
 * Whether a plan has a price apart from usage, even a free one. An amount other than 0 proves such a price, even if the payload
 * lacks it. An unknown amount may contain one.
 * @internal
 */
export function hasBasePrice({ prices, amount }: CustomerSubscription): boolean {
  return amount !== 0 || prices.some(isStatic);
}

/**
 * What a subscription's own plan costs per period before discount, in minor units; `null` if unknown.
 * @param pending a change of seats or units to apply first.
 * @internal
 */
export function basePriceOf(subscription: CustomerSubscription, pending?: PendingUpdate | null): number | null {
  const { discountId, amount, prices } = subscription;
  // Without a discount, `amount` is the sum of the prices. Only `amount` contains a price that the customer chose.
  if (discountId === null && !pending) return exactAmount(amount);
  // A price that was left out would be missing in the sum.
  if (subscription.incomplete) return null;
  const own = prices.filter(isStatic);
  if (own.length === 0) return amount === 0 ? 0 : null;
  const seats = pending?.seats ?? subscription.seats ?? 1;
  const units = pending?.units ?? subscription.units ?? 1;
  return staticAmountOf(own, { seats, units });
}

/**
 * What prices cost apart from usage, in minor units; `null` if one of them is unknown. Leaves out metered prices.
 * @internal
 */
export function staticAmountOf(prices: readonly ProductPrice[], counts: Counts): number | null {
  return sumAmounts(prices.filter(isStatic).map((price) => priceAmount(price, counts)));
}

/**
 * The seats or units of a plan; `undefined` for a plan without them.
 * @param pending a change to apply first. If it changes the plan, only the seats or units that it names are known.
 * @internal
 */
export function billQuantityOf({ prices, seats, units }: CustomerSubscription, pending?: PendingUpdate | null): BillQuantity | undefined {
  const own = pending?.productId != null ? [] : prices;
  const unitPrice = own.find((price) => price.kind === 'units');
  const seatCount = pending?.seats ?? (own.some(({ kind }) => counted[kind] === 'seats') ? seats : null);
  if (seatCount != null) return { of: 'seats', count: seatCount, label: null };
  const unitCount = pending?.units ?? (unitPrice ? units : null);
  return unitCount == null ? undefined : { of: 'units', count: unitCount, label: unitPrice?.unitLabel ?? null };
}

/**
 * The noun for a count of units in a language, as Polar picks it; `undefined` if the units have no name.
 * @internal
 */
export function unitNoun(label: UnitLabel | null, count: number, locale: string): string | undefined {
  const tag = (key: string) => key.replace(/_/g, '-').toLowerCase();
  const byTag = new Map(Object.entries(label ?? {}).map(([key, forms]) => [tag(key), forms]));
  const wanted = tag(locale);
  const [first] = byTag.values();
  const forms = byTag.get(wanted) ?? byTag.get(wanted.split('-')[0] ?? '') ?? byTag.get('en') ?? first ?? {};
  return forms[`=${count}`] || forms['other'] || undefined;
}

/** Whether a price is charged regardless of usage. */
function isStatic(price: ProductPrice): boolean {
  return !isMeteredPrice(price) && !('meterId' in price);
}

function priceAmount(price: ProductPrice, { seats, units }: Counts): number | null {
  switch (price.kind) {
    case 'fixed':
      return exactAmount(price.priceAmount);
    case 'seats': {
      const { seatTierType = '', tiers = [] } = price.seatTiers ?? {};
      return tieredAmount(seatTierType, tiers.map(({ maxSeats, pricePerSeat }) => ({ bound: maxSeats ?? null, unitAmount: String(pricePerSeat) })), seats);
    }
    case 'units':
      return tieredAmount(price.tiers?.type ?? '', price.tiers?.tiers ?? [], units);
    case 'unit':
    case 'tiers':
      return 0;
    case 'other':
      return price.amountType === 'free' ? 0 : null;
  }
}

/** Rates of seats and units are whole minor units; a fraction means that something was misread. */
function tieredAmount(type: string, tiers: readonly PriceTier[], quantity: number): number | null {
  const read = readTiers({ type, tiers });
  const cost = typeof read === 'string' ? read : costOf(quantity, { capAmount: null, tiers: read });
  if (typeof cost === 'string' || quantity < 0) return null;
  const { numerator, denominator } = cost.subtotal;
  return numerator % denominator === 0n ? exactAmount(Number(numerator / denominator)) : null;
}
