import { isMeteredPrice, type ProductPrice } from './price';

/**
 * What a meter is to its customer. `prepaid`: credits and nothing billed beyond them; `included`: credits,
 * then billed; `payAsYouGo`: no credits, billed; `counter`: neither; `unknown`: the price is not known, so
 * that nothing may be said but credits.
 */
export type UsageKind = 'prepaid' | 'included' | 'payAsYouGo' | 'counter' | 'unknown';

/** How far a meter has come: `near` from 80 %, `spent` at 100 %, `over` beyond. */
export type UsageState = 'idle' | 'within' | 'near' | 'spent' | 'over' | 'unknown';

/** What a customer should feel: colour follows consequence, not percentage. */
export type UsageTone = 'neutral' | 'warning' | 'critical';

/** What happens when credits run out. */
export interface UsageTerms {
  /** The metered price; `null` when there is known to be none; absent when it is not known. */
  price?: ProductPrice | null | undefined;
  /** Default: `billed` with a metered price, else `unknown`. Polar itself blocks nothing; the merchant may. */
  whenSpent?: 'billed' | 'blocked' | 'unknown' | undefined;
}

/** The numbers of a meter of any kind, in units; `null`, absent and non-finite all mean "not known". */
export interface UsageCounts {
  consumedUnits?: number | null | undefined;
  creditedUnits?: number | null | undefined;
  balance?: number | null | undefined;
}

/** What the numbers of a meter mean. Quantities are in units; `null` is "not known" or "there is none". */
export interface MeterUsage {
  kind: UsageKind;
  state: UsageState;
  tone: UsageTone;
  consumed: number | null;
  credited: number | null;
  /** Credited − consumed as the server reports it, else derived; negative when over. */
  balance: number | null;
  /** Consumed ÷ credited, beyond 1 when over; `null` where there is no range. */
  ratio: number | null;
  /** Units beyond the credits; 0 when there are none or no limit. */
  over: number | null;
  /** Credits left, 0 at least; `null` where there is no limit. */
  remaining: number | null;
  /**
   * Shares of the bar's full width, each from 0 to 1: what is within the credits, and what is beyond them.
   * Once over, the full width is the consumption. `null` where there is no range to draw.
   */
  bar: { included: number; over: number } | null;
}

/** From this share of the credits on, a meter is `near` its end. */
export const nearFrom = 0.8;

/**
 * Decides, once and for every component, what a meter means. Zero credits are not a limit. Numbers that are
 * missing or not finite are unknown, never 0. Where the server's balance contradicts the other two numbers,
 * the balance decides.
 */
export function describeUsage(meter: UsageCounts, terms: UsageTerms = {}): MeterUsage {
  const consumed = known(meter.consumedUnits);
  const credited = known(meter.creditedUnits);
  const derived = consumed === null || credited === null ? null : withoutNoise(credited - consumed, credited, consumed);
  const balance = known(meter.balance) ?? derived;
  const kind = usageKind(credited, terms);
  const numbers = { kind, consumed, credited, balance };

  if (consumed === null || credited === null || balance === null || derived === null) {
    return { ...numbers, state: 'unknown', tone: 'neutral', ratio: null, over: null, remaining: null, bar: null };
  }
  if (credited <= 0) {
    const state = consumed > 0 ? 'within' : 'idle';
    return { ...numbers, state, tone: 'neutral', ratio: null, over: 0, remaining: null, bar: null };
  }

  const settled = withoutNoise(balance, credited, consumed);
  const agrees = withoutNoise(settled - derived, credited, consumed) === 0;
  const ratio = finite(Math.max(0, agrees ? consumed : credited - settled) / credited);
  const over = Math.max(0, -settled);
  const remaining = Math.max(0, settled);
  const state = usageState(ratio, over, remaining);
  return { ...numbers, state, tone: usageTone(state, terms), ratio, over, remaining, bar: usageBar(ratio, over, credited) };
}

/** A number to sort meters by, the most pressing highest: what is lost first, then what costs, then what is used most. */
export function pressureOf(usage: MeterUsage): number {
  const tone = { critical: 40, warning: 30, neutral: 0 }[usage.tone];
  if (usage.ratio !== null) return tone + (usage.state === 'over' ? 20 : 10) + usage.ratio / (1 + usage.ratio);
  return usage.state === 'within' ? 5 : usage.state === 'idle' ? 3 : 1;
}

function usageKind(credited: number | null, { price }: UsageTerms): UsageKind {
  if (credited === null || price === undefined) return 'unknown';
  if (price === null) return credited > 0 ? 'prepaid' : 'counter';
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
  if (billed || !(state === 'near' || state === 'spent' || state === 'over')) return 'neutral';
  return state === 'near' ? 'warning' : 'critical';
}

function usageBar(ratio: number, over: number, credited: number): { included: number; over: number } {
  if (over === 0) return { included: Math.min(1, ratio), over: 0 };
  const included = finite(credited / (credited + over));
  return { included, over: 1 - included };
}

function known(value: number | null | undefined): number | null {
  // Adding 0 turns −0 into 0, which no one wants to read.
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : null;
}

/** Sums of floats miss by some 1e-16 of their size, which is neither a unit left nor a unit over. Whole units are never noise. */
function withoutNoise(difference: number, ...operands: number[]): number {
  if (Number.isInteger(difference)) return difference + 0;
  if (!Number.isFinite(difference)) return difference > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  const scale = Math.max(...operands.map(Math.abs));
  return Math.abs(difference) <= scale * 1e-12 ? 0 : difference;
}

function finite(ratio: number): number {
  return Number.isFinite(ratio) ? ratio : Number.MAX_VALUE;
}
