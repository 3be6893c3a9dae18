import type { UsageInterval } from './history';
import { fromDecimal, fromDouble, times, toDecimal } from './rational';

/** What is shown for a number, date or amount that is not known. Never 0. */
export const unknownText = '—';

/** The locale that stands in where one is not given or not valid. */
export const fallbackLocale = 'en';

/**
 * Currencies whose amounts Polar counts in whole units; all others count in hundredths. Not derived from
 * `Intl`, whose digits disagree for ISK, HUF, IDR and others.
 */
const wholeUnitCurrencies = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));

/** Digits after the decimal point of a currency's amounts, as Polar counts them. */
export function minorDigits(currency: string): 0 | 2 {
  return wholeUnitCurrencies.has(currency.toLowerCase()) ? 0 : 2;
}

/**
 * A quantity of units: grouped digits, compact from a million on ("1.25M"), and never "0" for something.
 * @param exact all digits, for a title or a screen reader.
 */
export function formatQuantity(value: number | null | undefined, locale: string, exact = false): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return unknownText;
  const size = Math.abs(value);
  if (size >= 1e18 || (size > 0 && size < 1e-9)) return numberFormat(locale, 'scientific').format(value);
  if (size > 0 && size < 1) return numberFormat(locale, 'small').format(value);
  // Adding 0 turns −0 into 0.
  return numberFormat(locale, exact || size < 1e6 ? 'plain' : 'compact').format(value + 0);
}

/**
 * An amount of money. Unknown currencies show the plain amount and the code.
 * @param amount minor units: a whole number, or decimal text, of which parts of a minor unit are shown.
 * @param currency Polar's code, of any case.
 */
export function formatAmount(amount: number | bigint | string | null | undefined, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  return formatMoney(toMajorUnits(amount, digits), currency, locale, digits);
}

/**
 * A price per units, exact to its last digit: "$0.00001", and "$10" rather than "$10.00".
 * @param unitAmount decimal text, minor units per unit, as Polar writes it.
 * @param units how many units it is shown for.
 */
export function formatRate(unitAmount: string, units: number, currency: string, locale: string): string {
  if (!/^-?\d+(?:\.\d+)?$/.test(unitAmount) || !Number.isFinite(units)) return unknownText;
  const minor = toDecimal(times(fromDecimal(unitAmount), fromDouble(units)));
  const decimal = toMajorUnits(minor, minorDigits(currency));
  return formatMoney(decimal, currency, locale, /\.0*[1-9]/.test(decimal ?? '') ? minorDigits(currency) : 0);
}

/** A share as a percentage, rounded down: never "100%" before it is, and "<1%" rather than "0%" for something. */
export function formatPercent(ratio: number | null | undefined, locale: string): string {
  if (typeof ratio !== 'number' || !Number.isFinite(ratio)) return unknownText;
  const format = numberFormat(locale, 'percent');
  if (ratio > 0 && ratio < 0.01) return `<${format.format(0.01)}`;
  const percent = Math.floor(ratio * 100 + 1e-9);
  return format.format((ratio < 1 ? Math.min(99, percent) : percent) / 100);
}

/** A day ("Dec 1, 2026") in a time zone; UTC, in which Polar keeps its periods, unless one is given. */
export function formatDate(date: Date | null | undefined, locale: string, timeZone = 'UTC'): string {
  return format(date, locale, timeZone, { dateStyle: 'medium' });
}

/** A time of day ("2:02 PM") in a time zone; the reader's own unless one is given. */
export function formatTime(date: Date | null | undefined, locale: string, timeZone?: string): string {
  return format(date, locale, timeZone, { timeStyle: 'short' });
}

/** When an interval of a history begins, as exactly as its length asks for: "Nov 3, 2026", "Nov 2026". UTC unless a zone is given. */
export function formatInterval(start: Date | null | undefined, interval: UsageInterval, locale: string, timeZone = 'UTC'): string {
  return format(start, locale, timeZone, intervalStyles[interval] ?? intervalStyles.day);
}

/** A time to wait ("in 42 seconds", "in 5 minutes"), never shorter than it is. */
export function formatWait(seconds: number, locale: string): string {
  const [count, unit] = seconds < 90 ? [Math.ceil(seconds), 'second' as const] : [Math.ceil(seconds / 60), 'minute' as const];
  return cached(`${locale}|wait`, locale, (tag) => new Intl.RelativeTimeFormat(tag)).format(count, unit);
}

/** A name as it may be shown: no control or direction-changing characters, and of bearable length. */
export function displayName(name: string): string {
  const clean = name.length > 400 ? name.slice(0, 400) : name;
  const visible = Array.from(clean.replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, '').trim());
  return visible.length > 120 ? `${visible.slice(0, 119).join('')}…` : visible.join('');
}

/** The `Intl` options for every kind of number that we draw. */
const numberShapes = {
  plain: { maximumFractionDigits: 3 },
  small: { maximumSignificantDigits: 4 },
  compact: { notation: 'compact', maximumFractionDigits: 2 },
  scientific: { notation: 'scientific', maximumFractionDigits: 2 },
  percent: { style: 'percent', maximumFractionDigits: 0 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

const intervalStyles: Record<UsageInterval, Intl.DateTimeFormatOptions> = {
  hour: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
  week: { dateStyle: 'medium' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

/** Making an `Intl` formatter costs some 50 times what using it does. One for each locale and shape is kept. */
type Format = Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat;
const cache = new Map<string, Format>();

function numberFormat(locale: string, shape: keyof typeof numberShapes): Intl.NumberFormat {
  return cached(`${locale}|${shape}`, locale, (tag) => new Intl.NumberFormat(tag, numberShapes[shape]));
}

function formatMoney(decimal: string | undefined, currency: string, locale: string, leastDigits: number): string {
  if (decimal === undefined) return unknownText;
  const fraction = decimal.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  const digits = { minimumFractionDigits: leastDigits, maximumFractionDigits: Math.min(mostDigits, Math.max(leastDigits, fraction)) };
  const code = currency.toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return currencyFormat(locale, code, digits).format(decimal);
  return `${currencyFormat(locale, undefined, digits).format(decimal)} ${currency}`.trim();
}

function currencyFormat(locale: string, currency: string | undefined, digits: Intl.NumberFormatOptions): DecimalFormat {
  const options: Intl.NumberFormatOptions = currency === undefined ? digits : { style: 'currency', currency, ...digits };
  const key = `${locale}|money|${currency}|${digits.minimumFractionDigits}|${digits.maximumFractionDigits}`;
  return cached(key, locale, (tag) => new Intl.NumberFormat(tag, options)) as DecimalFormat;
}

function format(date: Date | null | undefined, locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): string {
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) return unknownText;
  const key = `${locale}|${timeZone}|${style.dateStyle}|${style.timeStyle}|${style.month}|${style.year}`;
  return cached(key, locale, (tag) => dateTimeFormat(tag, timeZone, style)).format(date);
}

function dateTimeFormat(locale: string, timeZone: string | undefined, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone });
  } catch {
    // A bad time zone. A bad locale fails again, and is for `cached` to mend.
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
  }
}

function cached<T extends Format>(key: string, locale: string, make: (locale: string) => T): T {
  const found = cache.get(key);
  if (found !== undefined) return found as T;
  let made: T;
  try {
    made = make(locale);
  } catch {
    made = make(fallbackLocale);
  }
  cache.set(key, made);
  return made;
}

/** `Intl` takes a decimal as text since ES2023, and keeps every digit of it; the types know only literals. */
interface DecimalFormat {
  format(decimal: string): string;
}

/** Digits after the point that are drawn at most. Exact products of a float can have a thousand. */
const mostDigits = 20;

/** 1240 with two digits → "12.40", with none "1240.", through text: a float would lose digits of large amounts. */
function toMajorUnits(amount: number | bigint | string | null | undefined, digits: number): string | undefined {
  if (amount === null || amount === undefined || (typeof amount === 'number' && !Number.isFinite(amount))) return undefined;
  const text = typeof amount === 'number' ? String(BigInt(Math.round(amount))) : String(amount);
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return undefined;
  const padded = whole.padStart(digits + 1, '0');
  const point = padded.length - digits;
  const unsigned = `${padded.slice(0, point)}.${padded.slice(point)}${fraction}`;
  return /[1-9]/.test(unsigned) ? `${sign}${unsigned}` : unsigned;
}
