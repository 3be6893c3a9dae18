import type { AccountMeter } from './joinMeters';
import { day } from './day';
import { periodLength, paceOf, placeIn, type UsagePeriod } from './pace';

/** The period that most of a customer's meters share. */
export interface SharedPeriod extends UsagePeriod {
  /** Which day of the period today is, from 1; `null` if the period has ended and the next one is not known yet. */
  day: number | null;
  /** The days of the period, at least 1. */
  days: number;
  /** When its credits renew; `null` if they don't, or if the date is unknown. */
  renewsAt: Date | null;
}

/** What a meter comes to at the end of its period. */
export interface MeterOutlook {
  /** The share of the period gone by, from 0 to 1; `null` outside of the period, or without one. */
  elapsed: number | null;
  /** Units expected at the end, at an even pace; `null` if it is too early to say, outside of the period, or without one. */
  units: number | null;
  /** When credits that are left will run out at that pace; `null` if they last, are used up, or if no estimate is possible. */
  spentAt: Date | null;
}

/** A meter that needs the customer's attention. `usage.state` gives the reason: `near`, `spent` or `over`. */
export interface MeterAlert extends AccountMeter {
  /** When its credits will run out at the pace so far; `null` if they last, are used up, or if no estimate is possible. */
  spentAt: Date | null;
  /** Days from `spentAt` until the credits renew; `null` if one of the two dates is unknown. */
  daysEarly: number | null;
  /** Whether the host blocks usage without credits. */
  isBlocked: boolean;
}

/**
 * The outlook for one meter.
 * @internal
 */
export function outlookOf({ meter, period }: AccountMeter, now: Date): MeterOutlook {
  const place = placeIn(period, now);
  return { elapsed: place && place.passed / place.length, units: null, spentAt: null, ...paceOf(meter, period, now) };
}

/**
 * The meters that need the customer's attention, in the order given: their credits are running out or have run out, and
 * more usage is not simply billed.
 * @param now when the numbers were read. Without it no date is estimated.
 */
export function needsAttention(meters: readonly AccountMeter[], now?: Date): MeterAlert[] {
  return meters
    .filter(({ usage }) => usage.tone !== 'neutral')
    .map((joined) => {
      const spentAt = now && joined.usage.state === 'near' ? outlookOf(joined, now).spentAt : null;
      const daysEarly = spentAt && joined.renewsAt ? dayOf(joined.renewsAt) - dayOf(spentAt) : null;
      return { ...joined, spentAt, daysEarly, isBlocked: joined.terms?.whenSpent === 'blocked' };
    });
}

/** The period that most of the meters share, or the first of several such periods; `null` if none is known, or if it has not begun. */
export function sharedPeriodOf(meters: readonly AccountMeter[], now: Date): SharedPeriod | null {
  const groups = new Map<string, AccountMeter[]>();
  for (const joined of meters) {
    const { period } = joined;
    if (period && periodLength(period) > 0) {
      const key = JSON.stringify(period);
      groups.set(key, [...(groups.get(key) ?? []), joined]);
    }
  }
  const [most = []] = [...groups.values()].sort((one, other) => other.length - one.length);
  const period = most[0]?.period;
  if (!period || now < period.start) return null;
  const days = Math.max(1, Math.round(periodLength(period) / day));
  const place = placeIn(period, now);
  const renews = most.some(({ renewsAt }) => Number(renewsAt) === Number(period.end));
  return { ...period, day: place && Math.min(days, Math.floor(place.passed / day) + 1), days, renewsAt: renews ? period.end : null };
}

/** Days since 1970 in UTC, in which Polar's periods start and end. */
function dayOf(date: Date): number {
  return Math.floor(Number(date) / day);
}
