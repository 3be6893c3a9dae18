import { knownNumber } from './knownNumber';
import { isMeteredPrice } from './isMeteredPrice';
import type { ProductPrice } from './schemas/price';
import { withoutNoise } from './withoutNoise';

/**
 * How a meter is paid for. `prepaid`: credits, nothing billed beyond them; `included`: credits, then billed; `payAsYouGo`:
 * no credits, billed; `counter`: no credits, not billed; `unknown`: price unknown, so only credits may be shown.
 */
export type UsageKind = 'prepaid' | 'included' | 'payAsYouGo' | 'counter' | 'unknown';

/** How much of the credits is used: `near` from 80%, `spent` at 100%, `over` beyond. `idle`: nothing used. */
export type UsageState = 'idle' | 'within' | 'near' | 'spent' | 'over' | 'unknown';

/** The color of a meter. It follows the consequence, not the percentage: usage that is billed as agreed is neutral. */
export type UsageTone = 'neutral' | 'warning' | 'critical';

/** What happens when credits run out. */
export interface UsageTerms {
  /** The meter's price; `null` if it's known to have none; `undefined` if unknown. */
  price?: ProductPrice | null | undefined;
  /**
   * Default: `billed` with a metered price, else `unknown`. Polar never blocks usage, but a merchant may: pass `blocked`.
   */
  whenSpent?: 'billed' | 'blocked' | 'unknown' | undefined;
}

/** The numbers of any kind of meter, in units. `null`, `undefined`, NaN and infinite all mean unknown. */
export interface UsageCounts {
  /** Units used. */
  consumedUnits?: number | null | undefined;
  /** Units granted; 0 for a meter without credits. */
  creditedUnits?: number | null | undefined;
  /** Units left, negative if over. Default: `creditedUnits` minus `consumedUnits`. */
  balance?: number | null | undefined;
}

/** What a meter's numbers mean. Quantities are in units; `null` means unknown, or that the meter has no such number. */
export interface MeterUsage {
  /** How the meter is paid for. */
  kind: UsageKind;
  /** How much of its credits is used. */
  state: UsageState;
  /** The color that this calls for. */
  tone: UsageTone;
  /** Units used. */
  consumed: number | null;
  /** Units granted; 0 without credits. */
  credited: number | null;
  /** Credited − consumed: the server's number, or else derived. Negative if over. */
  balance: number | null;
  /** Consumed ÷ credited, above 1 if over; `null` if unknown or without credits. */
  ratio: number | null;
  /** Units beyond the credits; 0 within the credits, and without credits; `null` if unknown. */
  over: number | null;
  /** Credits left, at least 0; `null` if unknown. Without credits it is `null` as well, or 0 where unpriced usage is blocked. */
  remaining: number | null;
  /**
   * Shares of the bar's full width, from 0 to 1: usage within the credits, and beyond them. The full width is the credits, or
   * the consumed units if over. `null` if unknown or without credits.
   */
  bar: { included: number; over: number } | null;
}

/**
 * The share of the credits from which a meter's state is `near`.
 * @internal
 */
export const nearFrom = 0.8;

/** For a meter without credits, or with unknown numbers: there is nothing to compare its usage with. */
const withoutRange = { tone: 'neutral', ratio: null, over: 0, remaining: null, bar: null } as const;

/**
 * Describes what a meter's numbers mean: its kind, state, color and bar. Zero credits are a limit only if the host blocks
 * usage without credits and there is no price. Missing numbers are unknown, never 0. If the server's balance contradicts the
 * other two numbers, the balance wins. Never throws.
 */
export function describeUsage(meter: UsageCounts, terms: UsageTerms = {}): MeterUsage {
  const consumed = knownNumber(meter.consumedUnits);
  const credited = knownNumber(meter.creditedUnits);
  const kind = usageKind(credited, terms);
  let balance = knownNumber(meter.balance);
  const bare = (state: UsageState, more?: Partial<MeterUsage>): MeterUsage => ({ ...withoutRange, kind, consumed, credited, balance, state, ...more });
  if (consumed === null || credited === null) return bare('unknown', { over: null });
  const derived = withoutNoise(credited - consumed, credited, consumed);
  balance ??= derived;
  if (credited <= 0) return kind === 'prepaid' ? bare('spent', { tone: 'critical', remaining: 0 }) : bare(consumed > 0 ? 'within' : 'idle');

  const settled = withoutNoise(balance, credited, consumed);
  const agrees = withoutNoise(settled - derived, credited, consumed) === 0;
  const ratio = Math.min(Number.MAX_VALUE, Math.max(0, agrees ? consumed : credited - settled) / credited);
  const over = Math.max(0, -settled);
  const remaining = Math.max(0, settled);
  const state = usageState(ratio, over, remaining);
  return bare(state, { tone: usageTone(state, terms), ratio, over, remaining, bar: usageBar(ratio, over, credited) });
}

function usageKind(credited: number | null, { price, whenSpent }: UsageTerms): UsageKind {
  if (credited === null || price === undefined) return 'unknown';
  // Zero credits are no limit, unless the host blocks usage without credits.
  if (price === null) return credited > 0 || whenSpent === 'blocked' ? 'prepaid' : 'counter';
  if (!isMeteredPrice(price)) return 'unknown';
  return credited > 0 ? 'included' : 'payAsYouGo';
}

function usageState(ratio: number, over: number, remaining: number): UsageState {
  if (over > 0) return 'over';
  if (remaining === 0) return 'spent';
  if (ratio >= nearFrom) return 'near';
  return ratio > 0 ? 'within' : 'idle';
}

function usageTone(state: UsageState, { price, whenSpent }: UsageTerms): UsageTone {
  const billed = whenSpent === 'billed' || (whenSpent !== 'blocked' && price !== null);
  if (billed || state === 'idle' || state === 'within') return 'neutral';
  return state === 'near' ? 'warning' : 'critical';
}

function usageBar(ratio: number, over: number, credited: number): { included: number; over: number } {
  const included = over === 0 ? Math.min(1, ratio) : credited / (credited + over);
  return { included, over: over && 1 - included };
}
