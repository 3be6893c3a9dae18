import { formatDateTime, yearOf } from './formatDate';
import { cachedFormatter } from './formatters';
import type { UsageInterval } from './history';

/**
 * Formats the start of a history's interval: "Nov 3, 2026, 11:00 PM" for an hour, "Nov 3, 2026" for a day or week,
 * "Nov 2026", "2026"; "—" if unknown.
 * @param timeZone default: UTC.
 * @internal
 */
export function formatInterval(start: Date | null | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  return formatDateTime(start, locale, timeZone, intervalStyles[interval] ?? { dateStyle: 'medium' });
}

/**
 * Formats the interval that the customer has chosen in a chart: "Tue, Nov 25" for a day, with the year if the day isn't near
 * `now`; any other interval like {@link formatInterval}.
 * @internal
 */
export function formatChosen(start: Date, now: Date | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  if (interval !== 'day') return formatInterval(start, interval, locale, timeZone);
  return formatDateTime(start, locale, timeZone, { weekday: 'short', month: 'short', day: 'numeric', ...yearOf(start, now) });
}

/**
 * Formats a mark of a time axis. On an axis of days, the first mark and the first one in each month are "Nov 1", the others "8".
 * Other marks are "3 PM" for an hour, "Nov 3" for a week, "Nov" for a month and "2026" for a year.
 * @param before the mark before it.
 * @internal
 */
export function formatTick(start: Date, before: Date | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  const month = (date: Date) => formatDateTime(date, locale, timeZone, { month: 'short' });
  const style = interval === 'day' && before && month(before) === month(start) ? { day: 'numeric' as const } : (tickStyles[interval] ?? { month: 'short', day: 'numeric' });
  return formatDateTime(start, locale, timeZone, style);
}

/**
 * Formats a value of a chart's axis, in at most three digits: "100K".
 * @internal
 */
export function formatAxis(units: number, locale: string): string {
  return cachedFormatter('axis', locale, (tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 })).format(units);
}

type Styles = Partial<Record<UsageInterval, Intl.DateTimeFormatOptions>>;

const intervalStyles: Styles = {
  hour: { dateStyle: 'medium', timeStyle: 'short' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

const tickStyles: Styles = {
  hour: { hour: 'numeric' },
  month: { month: 'short' },
  year: { year: 'numeric' },
};
