import { sumAmounts } from './amounts';
import { staticAmountOf } from './basePrice';
import { currencyCode } from './currencyCode';
import { explainAmount, type NoClaimReason } from './explain';
import { knownNumber } from './knownNumber';
import type { ProductPrice } from './schemas/price';

/** A plan to compare with others. All of it comes from the host. */
export interface Offer {
  /** An id of your own, such as a product id. */
  id: string;
  /** The name that customers read. */
  name: string;
  /** Currency code, in upper or lower case. */
  currency: string;
  /** Every price of the plan for one month, as `parsePrice()` returns it. */
  prices: readonly ProductPrice[];
  /** Units that the plan grants each month, by meter id. */
  credits?: Readonly<Record<string, number>> | undefined;
  /** Seats that the customer would buy. Default: 1. */
  seats?: number | undefined;
  /** Units that the customer would buy. Default: 1. */
  units?: number | undefined;
}

/** What a customer has used in one month. */
export interface MonthOfUse {
  /** The first moment of the month, in UTC. */
  start: Date;
  /** Units by meter id; `null` if unknown. */
  used: Readonly<Record<string, number | null>>;
}

/** Why there is no sum. `not_covered`: the usage exceeds the plan's credits, and the plan has no price for more. */
export type NoSumReason = NoClaimReason | 'not_covered';

/** What an offer would have cost. Amounts are minor units of the offer's currency, before discount and tax. */
export interface OfferSum {
  /** The plan, as you passed it. */
  offer: Offer;
  /** One amount for each month; `null` if unknown. */
  amounts: (number | null)[];
  /** The sum of all months; `null` if one of them is unknown, if the sum is too large to be exact, or if there are no months. */
  total: number | null;
  /** The first reason why an amount is unknown; `null` if all are known. */
  reason: NoSumReason | null;
}

/**
 * What each offer would have cost in some months, calculated like a bill: the price of the plan, and for each meter the
 * usage beyond the month's credits. An amount that prices and usage don't determine is `null`. Gives no advice.
 * Assumes that credits don't roll over.
 * @param history the months, each with every meter that one of the offers has a price or credits for.
 */
export function compareOffers(history: readonly MonthOfUse[], offers: readonly Offer[]): OfferSum[] {
  return offers.map((offer) => {
    const months = history.map((month) => amountIn(month, offer));
    const amounts = months.map((month) => (typeof month === 'number' ? month : null));
    return { offer, amounts, total: amounts.length > 0 ? sumAmounts(amounts) : null, reason: months.find((month) => typeof month === 'string') ?? null };
  });
}

/**
 * The meters that a plan has a price or credits for.
 * @internal
 */
export function metersOf({ prices, credits = {} }: Offer): string[] {
  return [...Object.keys(credits), ...prices.flatMap((price) => ('meterId' in price && price.meterId !== undefined ? [price.meterId] : []))];
}

function amountIn({ used }: MonthOfUse, offer: Offer): number | NoSumReason {
  const { prices, currency, credits = {}, seats = 1, units = 1 } = offer;
  if (prices.length === 0) return 'no_price';
  if (prices.some(({ priceCurrency }) => priceCurrency != null && currencyCode(priceCurrency) !== currencyCode(currency))) return 'other_currency';
  const base = staticAmountOf(prices, { seats, units });
  if (base === null) return 'unknown_price';
  let sum: number | null = base;
  for (const meterId of new Set([...Object.keys(used), ...metersOf(offer)])) {
    const consumedUnits = Object.hasOwn(used, meterId) ? knownNumber(used[meterId]) : null;
    const creditedUnits = Object.hasOwn(credits, meterId) ? knownNumber(credits[meterId]) : 0;
    if (consumedUnits === null || creditedUnits === null) return 'unknown_units';
    const own = prices.filter((price) => 'meterId' in price && price.meterId === meterId);
    if (own.length === 0) {
      if (consumedUnits > creditedUnits) return 'not_covered';
      continue;
    }
    const explanation = explainAmount({ consumedUnits, creditedUnits }, own, currency);
    if (explanation.claim === 'none') return explanation.reason;
    sum = sumAmounts([sum, explanation.computed]);
  }
  return sum ?? 'too_large';
}
