import { dateTimeFormatter } from './dateTimeFormatter';
import { day } from './day';
import { unknownText } from './unknownText';

/**
 * Formats a day ("Dec 1, 2026"); "—" if unknown.
 * @param timeZone default: UTC, in which Polar's periods start and end. UTC also replaces an invalid one.
 */
export function formatDate(date: Date | null | undefined, locale: string, timeZone = 'UTC'): string {
  return formatDateTime(date, locale, timeZone, { dateStyle: 'medium' });
}

/**
 * Formats a day near `now` without its year: "Dec 1", or "December 1" for a screen reader. The year follows if the day is half
 * a year or more away, or if `now` is unknown; "—" if the day is unknown.
 * @param timeZone default: UTC.
 * @internal
 */
export function formatDay(date: Date | null | undefined, now: Date | undefined, locale: string, timeZone = 'UTC', month: 'short' | 'long' = 'short'): string {
  return formatDateTime(date, locale, timeZone, { month, day: 'numeric', ...yearOf(date, now) });
}

/**
 * Formats a past time: "2:02 PM", or if it is more than half a day ago "Nov 25, 2026, 2:02 PM"; "—" if unknown.
 * @param timeZone default: the time zone of the browser or process. UTC replaces an invalid one.
 * @internal
 */
export function formatTime(date: Date | null | undefined, locale: string, timeZone?: string, now = Date.now()): string {
  return formatDateTime(date, locale, timeZone, { timeStyle: 'short', ...(now - Number(date) > 43_200_000 && { dateStyle: 'medium' }) });
}

const halfYear = 182 * day;

/**
 * A day near `now` needs no year.
 * @internal
 */
export function yearOf(date: Date | null | undefined, now: Date | undefined): Intl.DateTimeFormatOptions {
  return Math.abs(Number(date) - Number(now)) < halfYear ? {} : { year: 'numeric' };
}

/** @internal */
export function formatDateTime(date: Date | null | undefined, locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): string {
  return isDate(date) ? dateTimeFormatter(locale, timeZone, style).format(date) : unknownText;
}

/**
 * False for an invalid date, too.
 * @internal
 */
export function isDate(date: Date | null | undefined): date is Date {
  return date instanceof Date && !Number.isNaN(date.getTime());
}
