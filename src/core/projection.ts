import { type AmountExplained, explainAmount, type PendingCounts, type PriceOfMeter } from './explain';

/** The time in which units are counted, until they are reset. */
export interface UsagePeriod {
  start: Date;
  end: Date;
}

/** Why there is no estimate. */
export type NoProjectionReason =
  /** Nothing resets this meter, so that it has no end to be estimated. */
  | 'no_period'
  /** Less than 15 % of the period, or less than three days of it, have passed. */
  | 'too_early'
  /** The period is over, or has not begun. */
  | 'outside_period'
  /** How much was used is not known. */
  | 'unknown_units';

/** What a period will come to if it goes on as it went so far, evenly. */
export interface UsageProjection {
  claim: 'even';
  /** Units in a day. */
  perDay: number;
  /** Share of the period that has passed, from 0 to 1. */
  elapsed: number;
  /** Units at the end of the period: an estimate, so whole where what was used is whole, or much. */
  units: number;
  /** Units beyond the credits at the end; 0 when they last, `null` when the credits are not known. */
  over: number | null;
  /** When the credits will be used up, within this period; `null` when they last, are spent already, or there are none. */
  spentAt: Date | null;
  /** What the meter will then cost, in minor units before discount and tax; `null` where its price explains nothing. */
  amount: number | null;
}

export interface NoProjection {
  claim: 'none';
  reason: NoProjectionReason;
}

const dayLength = 86_400_000;
const earliestShare = 0.15;
const earliestTime = 3 * dayLength;

/**
 * Estimates a period's end by its pace so far. There is none before both 15 % of the period and three days
 * have passed: an estimate has to be earned.
 * @param period absent or `null` for a meter that nothing resets.
 * @param price gives the estimate a cost.
 * @param currency of that cost: a price in another one gives none.
 */
export function projectUsage(usage: PendingCounts, period: UsagePeriod | null | undefined, now: Date, price?: PriceOfMeter, currency?: string): UsageProjection | NoProjection {
  if (!period) return none('no_period');
  const length = period.end.getTime() - period.start.getTime();
  const passed = now.getTime() - period.start.getTime();
  if (!(length > 0)) return none('no_period');
  if (!(passed >= 0 && passed < length)) return none('outside_period');
  if (passed < length * earliestShare || passed < earliestTime) return none('too_early');
  const { consumedUnits, creditedUnits } = usage;
  if (typeof consumedUnits !== 'number' || !Number.isFinite(consumedUnits)) return none('unknown_units');

  const used = Math.max(0, consumedUnits);
  const estimate = (used / passed) * length;
  if (!Number.isFinite(estimate)) return none('unknown_units');
  const units = Math.max(consumedUnits, Number.isInteger(consumedUnits) || estimate >= 100 ? Math.round(estimate) : estimate);
  const credited = typeof creditedUnits === 'number' && Number.isFinite(creditedUnits) ? creditedUnits : null;
  const cost = explainAmount({ ...usage, consumedUnits: units }, price, currency);
  return {
    claim: 'even',
    perDay: (used / passed) * dayLength,
    elapsed: passed / length,
    units,
    over: credited === null ? null : Math.max(0, units - Math.max(0, credited)),
    spentAt: credited === null ? null : spentAt(used, credited, passed, period),
    amount: cost.claim === 'exact' ? (cost satisfies AmountExplained).computed : null,
  };
}

function spentAt(used: number, credited: number, passed: number, { start, end }: UsagePeriod): Date | null {
  if (credited <= used || used === 0) return null;
  const time = start.getTime() + (credited / used) * passed;
  return time < end.getTime() ? new Date(time) : null;
}

function none(reason: NoProjectionReason): NoProjection {
  return { claim: 'none', reason };
}
