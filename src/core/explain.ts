import { currencyCode } from './currencyCode';
import { isDecimal } from './decimal';
import { isMeteredPrice } from './isMeteredPrice';
import { knownNumber } from './knownNumber';
import { fromDecimal, fromDouble, plus, type Rational, round, times, toDecimal, zero } from './rational';
import type { PriceTier, ProductPrice } from './schemas/price';

/** One step of an amount's arithmetic: units × rate. */
export interface AmountLine {
  units: number;
  /** Minor units per unit, as decimal text in the price's own spelling: "0.05", "4.500E-8". */
  unitAmount: string;
  /** Minor units as decimal text, exact and not rounded. */
  amount: string;
}

/** Why an amount can't be explained. The amount that the server reports still applies. */
export type NoClaimReason =
  /** The price is unknown. */
  | 'no_price'
  /** More than one price bills this meter. */
  | 'several_prices'
  /** Meterface doesn't know this kind of price or tier, or can't read a rate. */
  | 'unknown_price'
  /** The price and the amount have different currencies. */
  | 'other_currency'
  /** The cap is negative or not a whole number. */
  | 'bad_cap'
  /** There are no tiers, their bounds aren't ascending whole numbers, or they end below the quantity. */
  | 'bad_tiers'
  /** The consumed or the credited units are unknown. */
  | 'unknown_units'
  /** A fraction of a unit on tiers: how Polar splits it is unknown. */
  | 'fractional_tiers'
  /** The result is beyond what a number holds exactly. */
  | 'too_large';

/** The server's amount, without an explanation. */
export interface NoClaim {
  claim: 'none';
  reason: NoClaimReason;
  /** The amount that the server reports, in minor units; `null` if unknown. */
  reported: number | null;
}

/** The arithmetic behind an amount. All amounts are minor units. */
export interface AmountExplained {
  claim: 'exact';
  /** Consumed minus credited units, at least 0, subtracted as doubles like on the server. */
  billableUnits: number;
  lines: AmountLine[];
  /** Sum of the lines, as decimal text, not rounded. */
  subtotal: string;
  /** The subtotal rounded to a whole minor unit, halves away from zero. Exact up to 2^53; a larger one is always capped. */
  rounded: number;
  /** The most that this meter costs in one period; `null` for no limit. */
  cap: number | null;
  /** Whether the cap lowered the amount. */
  capped: boolean;
  /** The result of the arithmetic. */
  computed: number;
  /** The amount that the server reports, which is the one to show; `null` if unknown. */
  reported: number | null;
  /** Whether `computed` equals `reported`. If not, the server may still be processing events. */
  settled: boolean;
}

/** An amount with its arithmetic, or the reason why there is none; `claim` tells them apart. */
export type AmountExplanation = AmountExplained | NoClaim;

/** The numbers of a subscription's meter that determine its pending amount. */
export interface PendingCounts {
  consumedUnits: number | null;
  creditedUnits: number | null;
  /** The amount that the server reports, in minor units. */
  amount?: number | null | undefined;
}

/** A meter's price, or all prices that bill it. `null` and `undefined` mean that the price is unknown. */
export type PriceOfMeter = ProductPrice | readonly ProductPrice[] | null | undefined;

/**
 * Explains the pending amount of a subscription's meter by Polar's rule: subtract credited from consumed units as doubles,
 * clip at zero, multiply exactly by the decimal rate, round once with halves away from zero, then apply the cap.
 * Never throws: whatever it can't explain is a {@link NoClaim}.
 * @param currency of the amount, in upper or lower case. A price in another currency explains nothing.
 */
export function explainAmount(meter: PendingCounts, price: PriceOfMeter, currency?: string): AmountExplanation {
  const reported = knownNumber(meter.amount);
  const none = (reason: NoClaimReason): NoClaim => ({ claim: 'none', reason, reported });
  const rates = readRates(price, currency);
  if (typeof rates === 'string') return none(rates);
  const consumed = knownNumber(meter.consumedUnits);
  const credited = knownNumber(meter.creditedUnits);
  if (consumed === null || credited === null) return none('unknown_units');

  const billableUnits = Math.max(0, consumed - credited);
  if (!Number.isFinite(billableUnits)) return none('too_large');
  const cost = costOf(billableUnits, rates);
  if (typeof cost === 'string') return none(cost);

  const { lines, subtotal } = cost;
  const rounded = round(subtotal);
  const cap = rates.capAmount;
  const capped = cap !== null && rounded > BigInt(cap);
  const computed = capped ? cap : Number(rounded);
  if (!Number.isSafeInteger(computed)) return none('too_large');
  const settled = reported === computed;
  return { claim: 'exact', billableUnits, lines, subtotal: toDecimal(subtotal), rounded: Math.min(Number.MAX_VALUE, Number(rounded)), cap, capped, computed, reported, settled };
}

/**
 * The validated rates of a metered price. Amounts are minor units.
 * @internal
 */
export type Rates = { capAmount: number | null } & ({ unitAmount: string } | { tiers: Tiers });

/**
 * Validated tiers.
 * @internal
 */
export interface Tiers {
  type: 'volume' | 'graduated';
  tiers: readonly PriceTier[];
}

/**
 * The rates by which a meter is billed, or the reason why they can't explain an amount.
 * @internal
 */
export function readRates(price: PriceOfMeter, currency?: string): Rates | NoClaimReason {
  const prices = (Array.isArray(price) ? price : [price]).filter((one): one is ProductPrice => one !== null && one !== undefined);
  const [only] = prices;
  if (only === undefined) return 'no_price';
  if (prices.length > 1) return 'several_prices';
  if (!isMeteredPrice(only)) return 'unknown_price';
  if (only.priceCurrency && currency != null && currencyCode(only.priceCurrency) !== currencyCode(currency)) return 'other_currency';
  const { capAmount } = only;
  if (capAmount !== null && !(Number.isSafeInteger(capAmount) && capAmount >= 0)) return 'bad_cap';
  if (only.kind === 'unit') return isRate(only.unitAmount) ? { capAmount, unitAmount: only.unitAmount } : 'unknown_price';
  const tiers = readTiers(only.tiers);
  return typeof tiers === 'string' ? tiers : { capAmount, tiers };
}

/**
 * The cost of a quantity before rounding and cap.
 * @internal
 */
export function costOf(units: number, rates: Rates): { lines: AmountLine[]; subtotal: Rational } | NoClaimReason {
  if ('unitAmount' in rates) return addLines([{ units, unitAmount: rates.unitAmount }]);
  if (!Number.isInteger(units)) return 'fractional_tiers';
  if (units === 0) return { lines: [], subtotal: zero };
  const { type, tiers } = rates.tiers;
  const last = tiers.findIndex(({ bound }) => units <= (bound ?? Infinity));
  if (last === -1) return 'bad_tiers';
  if (type === 'volume') return addLines([{ units, unitAmount: tiers[last]?.unitAmount ?? '0' }]);
  return addLines(
    tiers.slice(0, last + 1).map(({ bound, unitAmount }, index) => {
      const from = tiers[index - 1]?.bound ?? 0;
      return { units: Math.min(units, bound ?? Infinity) - from, unitAmount };
    }),
  );
}

function addLines(parts: readonly { units: number; unitAmount: string }[]): { lines: AmountLine[]; subtotal: Rational } {
  let subtotal = zero;
  const lines = parts.map((part) => {
    const amount = times(fromDouble(part.units), fromDecimal(part.unitAmount));
    subtotal = plus(subtotal, amount);
    return { ...part, amount: toDecimal(amount) };
  });
  return { lines, subtotal };
}

/**
 * Validates tiers: bounds must be whole, positive and ascending; only the last tier may be unbounded.
 * @internal
 */
export function readTiers({ type, tiers }: { type: string; tiers: readonly PriceTier[] }): Tiers | NoClaimReason {
  if (type !== 'volume' && type !== 'graduated') return 'unknown_price';
  if (!tiers.every(({ unitAmount }) => isRate(unitAmount))) return 'unknown_price';
  const bounds = tiers.map(({ bound }) => bound ?? Infinity);
  const ordered = bounds.every((bound, index) => {
    return bound > (bounds[index - 1] ?? 0) && (Number.isSafeInteger(bound) || (bound === Infinity && index === bounds.length - 1));
  });
  return ordered && tiers.length > 0 ? { type, tiers } : 'bad_tiers';
}

/** Negative rates are rejected: Polar's rule for them is unknown. */
function isRate(unitAmount: string): boolean {
  return isDecimal(unitAmount) && !unitAmount.startsWith('-');
}
