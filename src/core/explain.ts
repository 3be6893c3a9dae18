import { fromDecimal, fromDouble, plus, type Rational, round, times, toDecimal, zero } from './rational';
import { isMeteredPrice, type MeteredTiersPrice, type PriceTier, type ProductPrice } from './price';

/** A part of an amount: so many units at one rate. */
export interface AmountLine {
  units: number;
  /** Decimal text, minor units per unit. */
  unitAmount: string;
  /** Decimal text, minor units, every digit of it: not rounded. */
  amount: string;
}

/** Why an amount cannot be explained. It still is what the server reports. */
export type NoClaimReason =
  /** The price is not known. */
  | 'no_price'
  /** More than one price counts this meter. */
  | 'several_prices'
  /** A kind of price, tier or rate that Meterface does not know. */
  | 'unknown_price'
  /** The price is in another currency than the amount. */
  | 'other_currency'
  /** The cap is no amount: below zero, or no whole number. */
  | 'bad_cap'
  /** The tiers are out of order, or end before the quantity does. */
  | 'bad_tiers'
  /** How much was used or credited is not known. */
  | 'unknown_units'
  /** Part of a unit, on tiers: how Polar counts that is not known. */
  | 'fractional_tiers'
  /** More than a number can hold exactly. */
  | 'too_large';

/** An amount that nothing but the server's word stands for. */
export interface NoClaim {
  claim: 'none';
  reason: NoClaimReason;
  /** What the server reports, in minor units; `null` when not known. */
  reported: number | null;
}

/** The arithmetic that made an amount. Amounts are minor units. */
export interface AmountExplained {
  claim: 'exact';
  /** Units beyond the credits, as the server subtracts them. */
  billableUnits: number;
  lines: AmountLine[];
  /** The sum of the lines: decimal text, not rounded. */
  subtotal: string;
  /** The subtotal to a whole minor unit, halves away from zero. Exact up to 2^53, beyond which only a cap makes an amount. */
  rounded: number;
  /** The most that one period can cost; `null` for no limit. */
  cap: number | null;
  /** Whether the cap took something off. */
  capped: boolean;
  /** What the arithmetic gives. */
  computed: number;
  /** What the server reports, and what is shown as the amount; `null` when not known. */
  reported: number | null;
  /** Whether the two agree. If not, the server is still counting. */
  settled: boolean;
}

export type AmountExplanation = AmountExplained | NoClaim;

/** What of a subscription's meter decides its amount. */
export interface PendingCounts {
  consumedUnits: number | null;
  creditedUnits: number | null;
  /** As reported, in minor units. */
  amount?: number | null | undefined;
}

/** The price of a meter, or all that count it. */
export type PriceOfMeter = ProductPrice | readonly ProductPrice[] | null | undefined;

/**
 * Explains the amount that is pending for a subscription's meter, by Polar's own rule: the difference of the
 * two doubles, clipped at zero, as the exact fraction that it is; times the decimal rate; rounded once, half
 * away from zero; then the cap.
 * @param currency of the amount: a price in another one explains nothing.
 */
export function explainAmount(meter: PendingCounts, price: PriceOfMeter, currency?: string): AmountExplanation {
  const reported = numberOrNull(meter.amount);
  const { consumedUnits, creditedUnits } = meter;
  const found = onePrice(price, currency);
  if (typeof found === 'string') return { claim: 'none', reason: found, reported };
  if (!isFiniteNumber(consumedUnits) || !isFiniteNumber(creditedUnits)) return { claim: 'none', reason: 'unknown_units', reported };

  const billableUnits = Math.max(0, consumedUnits - creditedUnits);
  if (!Number.isFinite(billableUnits)) return { claim: 'none', reason: 'too_large', reported };
  const cost = costOf(billableUnits, found);
  if (typeof cost === 'string') return { claim: 'none', reason: cost, reported };

  const { lines, subtotal } = cost;
  const rounded = round(subtotal);
  const cap = found.capAmount;
  const capped = cap !== null && rounded > BigInt(cap);
  const computed = capped ? cap : Number(rounded);
  if (!Number.isSafeInteger(computed)) return { claim: 'none', reason: 'too_large', reported };
  const settled = reported === computed;
  return { claim: 'exact', billableUnits, lines, subtotal: toDecimal(subtotal), rounded: Number(rounded), cap, capped, computed, reported, settled };
}

/** A metered price of which everything is known that decides an amount. */
export type Rates = { capAmount: number | null } & ({ unitAmount: string } | { tiers: Tiers });

interface Tiers {
  type: 'volume' | 'graduated';
  tiers: readonly PriceTier[];
}

/** The one price that explains, or why there is none. */
export function onePrice(price: PriceOfMeter, currency?: string): Rates | NoClaimReason {
  const prices = (Array.isArray(price) ? price : [price]).filter((one): one is ProductPrice => one !== null && one !== undefined);
  const [only] = prices;
  if (only === undefined) return 'no_price';
  if (prices.length > 1) return 'several_prices';
  if (!isMeteredPrice(only)) return 'unknown_price';
  if (only.priceCurrency && currency !== undefined && only.priceCurrency.toLowerCase() !== currency.toLowerCase()) return 'other_currency';
  const { capAmount } = only;
  if (capAmount !== null && !(Number.isSafeInteger(capAmount) && capAmount >= 0)) return 'bad_cap';
  if (only.kind === 'unit') return isRate(only.unitAmount) ? { capAmount, unitAmount: only.unitAmount } : 'unknown_price';
  const tiers = readTiers(only);
  return typeof tiers === 'string' ? tiers : { capAmount, tiers };
}

/** What a quantity costs before rounding and cap. */
export function costOf(units: number, rates: Rates): { lines: AmountLine[]; subtotal: Rational } | NoClaimReason {
  if ('unitAmount' in rates) return addUp([{ units, unitAmount: rates.unitAmount }]);
  if (!Number.isInteger(units)) return 'fractional_tiers';
  if (units === 0) return { lines: [], subtotal: zero };
  const { type, tiers } = rates.tiers;
  const last = tiers.findIndex(({ bound }) => units <= (bound ?? Infinity));
  if (last === -1) return 'bad_tiers';
  if (type === 'volume') return addUp([{ units, unitAmount: tiers[last]?.unitAmount ?? '0' }]);
  return addUp(
    tiers.slice(0, last + 1).map(({ bound, unitAmount }, index) => {
      const from = tiers[index - 1]?.bound ?? 0;
      return { units: Math.min(units, bound ?? Infinity) - from, unitAmount };
    }),
  );
}

function addUp(parts: readonly { units: number; unitAmount: string }[]): { lines: AmountLine[]; subtotal: Rational } {
  let subtotal = zero;
  const lines = parts.map((part) => {
    const amount = times(fromDouble(part.units), fromDecimal(part.unitAmount));
    subtotal = plus(subtotal, amount);
    return { ...part, amount: toDecimal(amount) };
  });
  return { lines, subtotal };
}

/** In order, whole, above zero, and open at the last one at most. */
function readTiers({ tiers: { type, tiers } }: MeteredTiersPrice): Tiers | NoClaimReason {
  if (type !== 'volume' && type !== 'graduated') return 'unknown_price';
  if (!tiers.every(({ unitAmount }) => isRate(unitAmount))) return 'unknown_price';
  const bounds = tiers.map(({ bound }) => bound ?? Infinity);
  const ordered = bounds.every((bound, index) => {
    return bound > (bounds[index - 1] ?? 0) && (Number.isSafeInteger(bound) || (bound === Infinity && index === bounds.length - 1));
  });
  return ordered && tiers.length > 0 ? { type: type === 'volume' ? 'volume' : 'graduated', tiers } : 'bad_tiers';
}

/** Not negative: what a price below zero would mean is not known. */
function isRate(unitAmount: string): boolean {
  return /^\d+(?:\.\d+)?$/.test(unitAmount);
}

function isFiniteNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function numberOrNull(value: number | null | undefined): number | null {
  return isFiniteNumber(value) ? value : null;
}
