import { dateTimeFormatter } from './dateTimeFormatter';
import { day } from './day';
import { isDate } from './formatDate';
import { cachedFormatter } from './formatters';

/**
 * Formats how far away a day is: "today", "tomorrow", "in 6 days". `null` for a day that has passed or is more than 31 days away, and for an invalid date.
 * @param timeZone whose midnight begins a day. Default: UTC.
 * @internal
 */
export function formatDaysUntil(date: Date, now: Date, locale: string, timeZone = 'UTC'): string | null {
  const days = dayNumber(date, timeZone) - dayNumber(now, timeZone);
  // NaN, for an invalid date, compares false.
  if (!(days >= 0 && days <= 31)) return null;
  return cachedFormatter('days', locale, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })).format(days, 'day');
}

/** The number of a calendar day, counted from 1970; NaN for an invalid date. */
function dayNumber(date: Date, timeZone: string): number {
  if (!isDate(date)) return NaN;
  const parts = dateTimeFormatter('en-US', timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(date);
  const [year = NaN, month = NaN, dayOfMonth] = (['year', 'month', 'day'] as const).map((type) => Number(parts.find((part) => part.type === type)?.value));
  return Date.UTC(year, month - 1, dayOfMonth) / day;
}
