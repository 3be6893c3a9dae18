import type { UsagePeriod } from './pace';

/** Remembers that a meter has reached a threshold. Times are milliseconds since 1970. */
export interface ThresholdRecord {
  /** When the period starts. Without a period: when the threshold was reached. */
  from: number;
  /** When the period ends; `null` without a period. */
  until: number | null;
}

/** What is known of a meter at one moment. */
export interface ThresholdReading {
  /** The share of the credits that is used; `null` if unknown. */
  ratio: number | null;
  period: UsagePeriod | undefined;
  /** When the numbers were read. */
  now: Date;
}

/** The share of the credits by which usage must fall below a threshold before the threshold counts again, for a meter without a period. */
const hysteresis = 0.05;

/**
 * Compares a meter with a threshold: `reached` for the first time in its period, `left` so that it may be reached again, or
 * `none`. Numbers of a period that has ended, or that is earlier than the record's, change nothing: another tab
 * may have newer ones. A meter without a period reaches a threshold again only after its usage has clearly fallen below it.
 * @internal
 */
export function thresholdStep(record: ThresholdRecord | undefined, level: number, { ratio, period, now }: ThresholdReading): 'reached' | 'left' | 'none' {
  if (ratio === null || (period && !(now >= period.start && now < period.end))) return 'none';
  const covered = isCovered(record, period, now);
  if (ratio >= level) return covered || (record && period && +period.end <= record.from) ? 'none' : 'reached';
  return covered && !period && record?.until === null && ratio < level - hysteresis ? 'left' : 'none';
}

/**
 * Whether a record is about the current period of a meter. The period may be unknown at times, and its dates may move when
 * a plan changes, so periods that overlap are the same one.
 * @internal
 */
export function isCovered(record: ThresholdRecord | undefined, period: UsagePeriod | undefined, now: Date): boolean {
  if (record === undefined) return false;
  const { from, until } = record;
  if (!period) return until === null || +now < until;
  return from < +period.end && +period.start < (until ?? from + 1);
}

/**
 * What to remember of a meter that has reached a threshold.
 * @internal
 */
export function thresholdRecord({ period, now }: Pick<ThresholdReading, 'period' | 'now'>): ThresholdRecord {
  return period ? { from: +period.start, until: +period.end } : { from: +now, until: null };
}
