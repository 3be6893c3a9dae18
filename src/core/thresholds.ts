import { placeIn, type UsagePeriod } from './pace';

/** Remembers that a meter has reached a threshold. Times are milliseconds since 1970. */
export interface ThresholdRecord {
  /** Start of the period; without one, when usage reached the threshold; later, when it fell below. */
  from: number;
  /** When the period ends; `null` without a period. The same as `from` once usage has fallen below the threshold. */
  until: number | null;
}

/** What is known of a meter at one moment. */
export interface ThresholdReading {
  /** Used share of the credits or of a budget; `null` if unknown. */
  ratio: number | null;
  period: UsagePeriod | undefined;
  /** When the numbers were read. */
  now: Date;
  /** When the server last changed the numbers; missing if unknown. */
  changedAt?: Date | null | undefined;
}

/**
 * Compares a meter with a threshold: `reached` for the first time in its period, `left` so that it may be reached again, or
 * `none`. Numbers of a period that has ended, or that are older than the record, change nothing: another tab
 * may have newer ones. The same applies to numbers that Polar has not reset yet after a period has started.
 *
 * A threshold may be reached again after usage has clearly fallen below it, if the meter has no period, or if a new period
 * has started before the old one ended, as with an upgrade.
 * @internal
 */
export function thresholdStep(record: ThresholdRecord | undefined, level: number, { ratio, period, now, changedAt }: ThresholdReading): 'reached' | 'left' | 'none' {
  if (ratio === null || (period && !placeIn(period, now))) return 'none';
  const since = +(period?.start ?? now);
  if (isNotReset(period, changedAt, now)) return 'none';
  const covered = isCovered(record, period, now);
  if (ratio >= level) return covered ? 'none' : 'reached';
  // To leave a threshold, usage must fall 5% of the credits or budget below it.
  return covered && (period || record.until === null) && record.from < since && ratio < level - 0.05 ? 'left' : 'none';
}

/**
 * Whether numbers are those of the last period: Polar may show them for three hours after a period has started. Source:
 * `CUSTOMER_METER_UPDATE_DEBOUNCE_MAX_THRESHOLD` of its server.
 * @internal
 */
export function isNotReset(period: UsagePeriod | undefined, changedAt: Date | null | undefined, now: Date): boolean {
  return !!period && !!changedAt && changedAt < period.start && +now - +period.start < 180 * 60_000;
}

/**
 * Whether a record is about the current period of a meter, or about a later one, which another tab has seen. The period may be
 * unknown at times, and its dates may move when a plan changes, so periods that overlap are the same one. After usage has fallen
 * below a threshold, only older numbers are covered.
 * @internal
 */
export function isCovered(record: ThresholdRecord | undefined, period: UsagePeriod | undefined, now: Date): record is ThresholdRecord {
  if (!record) return false;
  const { from, until } = record;
  if (until === from) return +now < from;
  if (!period) return until === null || +now < until;
  return +period.start < (until ?? from + 1);
}

/**
 * What to remember of a meter that has reached a threshold.
 * @internal
 */
export function thresholdRecord({ period, now }: Pick<ThresholdReading, 'period' | 'now'>): ThresholdRecord {
  return period ? { from: +period.start, until: +period.end } : { from: +now, until: null };
}

/**
 * What to remember of a meter that may reach a threshold again: another tab may still show older numbers, which don't count.
 * @internal
 */
export function leftRecord(now: Date): ThresholdRecord {
  return { from: +now, until: +now };
}
