import { currencyCode } from './currencyCode';
import { cachedFormatter, dateTimeFormatter } from './formatters';
import type { UsageInterval } from './history';
import { knownNumber } from './knownNumber';
import { isDecimal, readDecimal } from './rational';

/**
 * The text for an unknown number, date or amount. An unknown value is never written as 0.
 * @internal
 */
export const unknownText = '—';

/**
 * Currencies whose minor unit is the whole unit on Polar; every other currency has hundredths. Not derived from `Intl`,
 * whose digits differ for ISK, HUF, IDR and others. Text, and not a Set, so that bundles without money leave it out.
 */
const wholeUnitCurrencies = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf';

/**
 * Decimal digits of a currency's minor unit, by Polar's list: 2 for an unknown currency.
 * @param currency code in any case.
 * @internal
 */
export function minorDigits(currency: string): 0 | 2 {
  return wholeUnitCurrencies.split(' ').includes(currencyCode(currency)) ? 0 : 2;
}

/**
 * Formats a quantity of units: grouped digits, compact from a million on ("1.25M"). Only zero is written "0"; an unknown
 * quantity is "—". Dividing by `scale` loses no digit that is shown.
 * @param locale BCP 47 tag. English replaces an invalid one, here and in the functions below.
 * @param exact writes all digits, for a tooltip. `spoken` writes "1.25 million", for a screen reader.
 * @param scale units that are shown as one: 1e9 writes 1,500,000,000 bytes as "1.5", for GB.
 */
export function formatQuantity(units: number | null | undefined, locale: string, exact: boolean | 'spoken' = false, scale = 1): string {
  const known = knownNumber(units);
  if (known === null) return unknownText;
  // Adding 0 turns −0 into 0: "-0" must never be displayed.
  const value = known / scale + 0;
  return cachedFormatter(numberShapeOf(Math.abs(value), exact, scale), locale, numberFormat)(value);
}

/**
 * Formats an amount of money ("$12.40"); "—" if unknown. A code that isn't three letters is written after the number.
 * @param amount minor units: a number, which is rounded to a whole minor unit, a bigint, or decimal text, which keeps up
 *   to 20 fraction digits.
 * @param currency code in any case.
 */
export function formatAmount(amount: number | bigint | string | null | undefined, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const text = typeof amount === 'number' && Number.isFinite(amount) ? String(BigInt(Math.round(amount))) : String(amount);
  if (!isDecimal(text)) return unknownText;
  const [mantissa = '', exponent = '0'] = text.split('E');
  // `Intl` writes the sign of "-0.00".
  const unsigned = /[1-9]/.test(mantissa) ? mantissa : '0';
  return formatMoney(`${unsigned}E${Number(exponent) - digits}`, currency, locale, digits);
}

/**
 * Formats an estimated amount: whole units of the currency from 10 on ("$54"), else like {@link formatAmount} ("$9.20").
 * @param amount minor units.
 * @internal
 */
export function formatEstimate(amount: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const units = Math.round(Number(`${amount}e-${digits}`));
  return Math.abs(units) < 10 || !Number.isSafeInteger(units) ? formatAmount(amount, currency, locale) : formatMoney(String(units), currency, locale, 0);
}

/**
 * Formats the price of a number of units, with every digit: "$0.00001", and "$10" instead of "$10.00". "—" if invalid.
 * @param unitAmount minor units per unit, as decimal text, the way Polar writes it.
 * @param units that the price is for: 1 for "per unit", a million for "per 1M".
 * @param currency code in any case.
 */
export function formatRate(unitAmount: string, units: number, currency: string, locale: string): string {
  if (!isDecimal(unitAmount) || !Number.isFinite(units)) return unknownText;
  const digits = minorDigits(currency);
  const [rate, count] = [readDecimal(unitAmount), readDecimal(String(units))];
  const decimal = `${rate.digits * count.digits}E${rate.power + count.power - digits}`;
  return formatMoney(decimal, currency, locale, Number.isInteger(Number(decimal)) ? 0 : digits);
}

/**
 * Formats a day ("Dec 1, 2026"); "—" if unknown.
 * @param timeZone default: UTC, in which Polar's periods start and end. UTC also replaces an invalid one.
 */
export function formatDate(date: Date | null | undefined, locale: string, timeZone = 'UTC'): string {
  return formatDateTime(date, locale, timeZone, { dateStyle: 'medium' });
}

/**
 * Formats a day near `now` without its year: "Dec 1", or "December 1" for a screen reader. Half a year away, or if `now` is
 * unknown, the year follows; "—" if the day is unknown.
 * @param timeZone default: UTC.
 * @internal
 */
export function formatDay(date: Date | null | undefined, now: Date | undefined, locale: string, timeZone = 'UTC', month: 'short' | 'long' = 'short'): string {
  return formatDateTime(date, locale, timeZone, { month, day: 'numeric', ...yearOf(date, now) });
}

/**
 * Makes the formatters of quantities and days while data loads: the first of each kind takes a browser several milliseconds.
 * @internal
 */
export function prepareFormats(locale: string): void {
  const now = new Date();
  formatQuantity(1, locale);
  formatDay(now, now, locale);
}

/**
 * Formats how far away a day is: "today", "tomorrow", "in 6 days". `null` for a day that has passed or is more than a month away.
 * @param timeZone whose midnight begins a day. Default: UTC.
 * @internal
 */
export function formatDaysUntil(date: Date, now: Date, locale: string, timeZone = 'UTC'): string | null {
  const days = dayNumber(date, timeZone) - dayNumber(now, timeZone);
  // NaN, for an invalid date, compares false.
  if (!(days >= 0 && days <= 31)) return null;
  return cachedFormatter('days', locale, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })).format(days, 'day');
}

/**
 * Formats a past time: "2:02 PM", or if it is more than half a day ago "Nov 25, 2026, 2:02 PM"; "—" if unknown.
 * @param timeZone default: the time zone of the browser or process. UTC replaces an invalid one.
 * @internal
 */
export function formatTime(date: Date | null | undefined, locale: string, timeZone?: string, now = Date.now()): string {
  return formatDateTime(date, locale, timeZone, { timeStyle: 'short', ...(now - Number(date) > 43_200_000 && { dateStyle: 'medium' }) });
}

/**
 * Formats the start of a history's interval: "Nov 3, 2026, 11:00 PM" for an hour, "Nov 3, 2026" for a day or week,
 * "Nov 2026", "2026"; "—" if unknown.
 * @param timeZone default: UTC.
 * @internal
 */
export function formatInterval(start: Date | null | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  return formatDateTime(start, locale, timeZone, intervalStyles[interval] ?? intervalStyles.day);
}

/**
 * Formats an interval of a chart that the customer has chosen: "Tue, Nov 25" for a day near `now`, else like {@link formatInterval}.
 * @internal
 */
export function formatChosen(start: Date, now: Date | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  if (interval !== 'day') return formatInterval(start, interval, locale, timeZone);
  return formatDateTime(start, locale, timeZone, { weekday: 'short', month: 'short', day: 'numeric', ...yearOf(start, now) });
}

/**
 * Formats a mark of a time axis: "Nov 1" for the first mark and for the first of each month, else "8"; "3 PM" for an hour.
 * @param before the mark before it.
 * @internal
 */
export function formatTick(start: Date, before: Date | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  const month = (date: Date) => formatDateTime(date, locale, timeZone, { month: 'short' });
  const style = interval === 'day' && before && month(before) === month(start) ? { day: 'numeric' as const } : tickStyles[interval];
  return formatDateTime(start, locale, timeZone, style);
}

/**
 * Formats a value of a chart's axis, in at most three digits: "100K".
 * @internal
 */
export function formatAxis(units: number, locale: string): string {
  return cachedFormatter('axis', locale, (tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 })).format(units);
}

/**
 * Formats a waiting time, rounded up: "in 42 seconds", and from 90 seconds on in minutes ("in 5 minutes").
 * @internal
 */
export function formatWait(seconds: number, locale: string): string {
  const [count, unit] = seconds < 90 ? [Math.ceil(seconds), 'second' as const] : [Math.ceil(seconds / 60), 'minute' as const];
  return cachedFormatter('wait', locale, (tag) => new Intl.RelativeTimeFormat(tag)).format(count, unit);
}

/**
 * Makes a name safe to display: without control and text-direction characters and piles of accents, and at most 120
 * characters long. Empty if nothing visible is left.
 * @internal
 */
export function displayName(name: string | undefined): string {
  if (typeof name !== 'string') return '';
  // Most names are short and plain, and the rest of this takes longer than formatting a number.
  if (/^\w[\w ]{0,99}\w$/.test(name)) return name;
  // A name may be megabytes long: the slice bounds the work below.
  const text = name.slice(0, 400).replace(/[\p{Cc}\p{Bidi_C}]|(?<=\p{M}{8})\p{M}/gu, '').trim();
  // The last one is a Braille pattern without dots.
  if (/^[\p{DI}\p{Z}\p{M}\u2800]*$/u.test(text)) return '';
  // oxlint-disable-next-line typescript/no-misused-spread -- code points keep surrogate pairs whole; old libraries replace Array.from().
  const visible = [...text];
  return visible.length > 120 ? `${visible.slice(0, 119).join('')}…` : text;
}

const halfYear = 182 * 86_400_000;

const intervalStyles: Record<UsageInterval, Intl.DateTimeFormatOptions> = {
  hour: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  week: { dateStyle: 'medium' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

const tickStyles: Record<UsageInterval, Intl.DateTimeFormatOptions> = {
  hour: { hour: 'numeric' },
  day: { month: 'short', day: 'numeric' },
  week: { month: 'short', day: 'numeric' },
  month: { month: 'short' },
  year: { year: 'numeric' },
};

/** How to write a number: in full, with this many fraction digits; with four significant digits; or in a notation. */
type NumberShape = '3' | '12' | 'small' | 'compact' | 'long' | 'scientific';

function numberShapeOf(size: number, exact: boolean | 'spoken', scale: number): NumberShape {
  if (size >= 1e18 || (size > 0 && size < 1e-9)) return 'scientific';
  // A multiplier of a billion turns three fraction digits into twelve.
  if (exact === true && scale > 1) return '12';
  if (size > 0 && size < 1) return 'small';
  return exact === true || size < 1e6 ? '3' : exact ? 'long' : 'compact';
}

/** The method of a formatter. Reading it from the formatter for each number takes a third of the time of formatting. */
function numberFormat(locale: string, shape: NumberShape): Intl.NumberFormat['format'] {
  const options: Intl.NumberFormatOptions =
    shape === 'small'
      ? { maximumSignificantDigits: 4 }
      : +shape
        ? { maximumFractionDigits: +shape }
        : { notation: shape === 'long' ? 'compact' : (shape as 'compact'), compactDisplay: shape === 'long' ? shape : 'short', maximumFractionDigits: 2 };
  // oxlint-disable-next-line typescript/unbound-method -- it's a getter that returns a bound function.
  return new Intl.NumberFormat(locale, options).format;
}

function formatMoney(decimal: string, currency: string, locale: string, minDigits: number): string {
  // The exact product of a double and a rate can have a thousand fraction digits.
  const digits = { minimumFractionDigits: minDigits, maximumFractionDigits: 20 };
  const code = currencyCode(currency).toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return withMinus(currencyFormat(locale, code, digits).format(decimal));
  return `${withMinus(currencyFormat(locale, undefined, digits).format(decimal))} ${code && displayName(currency)}`.trim();
}

/** A true minus sign is as wide as a plus sign. Many languages of `Intl` write a hyphen. */
function withMinus(text: string): string {
  return text.replace('-', '−');
}

function currencyFormat(locale: string, currency: string | undefined, digits: Intl.NumberFormatOptions): DecimalFormat {
  const options: Intl.NumberFormatOptions = currency === undefined ? digits : { style: 'currency', currency, ...digits };
  const key = `${currency}|${digits.minimumFractionDigits}`;
  return cachedFormatter(key, locale, (tag) => new Intl.NumberFormat(tag, options)) as DecimalFormat;
}

/** A day near `now` needs no year. */
function yearOf(date: Date | null | undefined, now: Date | undefined): Intl.DateTimeFormatOptions {
  const isNear = date instanceof Date && now instanceof Date && Math.abs(date.getTime() - now.getTime()) < halfYear;
  return isNear ? {} : { year: 'numeric' };
}

/** The number of a calendar day, counted from 1970; NaN for an invalid date. */
function dayNumber(date: Date, timeZone: string): number {
  if (!isDate(date)) return NaN;
  const parts = dateTimeFormatter('en-US', timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(date);
  const [year = NaN, month = NaN, day] = (['year', 'month', 'day'] as const).map((type) => Number(parts.find((part) => part.type === type)?.value));
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function formatDateTime(date: Date | null | undefined, locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): string {
  return isDate(date) ? dateTimeFormatter(locale, timeZone, style).format(date) : unknownText;
}

function isDate(date: Date | null | undefined): date is Date {
  return date instanceof Date && !Number.isNaN(date.getTime());
}

/** Since ES2023 `Intl` formats decimal text without losing digits; TypeScript's own type accepts only literals. */
interface DecimalFormat {
  format(decimal: string): string;
}
