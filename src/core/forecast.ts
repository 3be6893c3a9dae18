import { negateAmount, sumAmounts } from './amounts';
import { type BillLine, sumLines } from './billLines';
import type { AmountBefore, Charge } from './charges';
import type { UsagePeriod } from './pace';
import { projectUsage } from './projection';

/** What a charge may come to at the pace so far. */
export interface ChargeForecast {
  /** The sum of its lines at the end of the period, in minor units. */
  subtotal: number;
  /** How much of it is yet to come: more than 0. */
  more: number;
  /** Discount and tax, if they change the charge or may change it: `subtotal` and `more` don't contain them. */
  before: AmountBefore[];
}

/**
 * Estimates a charge at the end of its period from the pace so far. `null` if the charge isn't due when the period ends, if it
 * may change even without more usage, if a part of it can't be estimated, or if the estimate adds nothing.
 * @param period in which the meters of the charge count.
 * @param now when the numbers were read.
 * @internal
 */
export function forecastOf(charge: Charge, period: UsagePeriod, now: Date, currency: string): ChargeForecast | null {
  const { dueAt, lines, subtotal, discount, tax, taxIncluded, certainty } = charge;
  if (dueAt?.getTime() !== period.end.getTime() || certainty === 'estimate') return null;
  const usage = lines.filter(({ kind }) => kind === 'meter' || kind === 'usage');
  const more = sumAmounts([negateAmount(sumLines(usage)), ...usage.map((line) => amountAtEnd(line, period, now, currency))]);
  const sum = sumAmounts([subtotal ?? sumLines(lines), more]);
  if (more === null || sum === null || more <= 0) return null;
  const missing: (AmountBefore | false)[] = [discount !== 0 && 'discount', tax !== 0 && taxIncluded !== true && 'tax'];
  return { subtotal: sum, more, before: missing.filter((part) => part !== false) };
}

/** `null` if it can't be estimated. The server may know of more usage than the meter's count, so the estimate is never below the present amount. */
function amountAtEnd({ amount, meter, price }: BillLine, period: UsagePeriod, now: Date, currency: string): number | null {
  if (amount === null || !meter) return null;
  const projection = projectUsage(meter, period, now, price, currency);
  return projection.claim === 'none' || projection.amount === null ? null : Math.max(amount, projection.amount);
}
