import { currencyCode } from './currencyCode';
import { displayName } from './displayName';
import { cachedFormatter } from './formatters';
import { minorDigits } from './minorDigits';
import { isDecimal, readDecimal } from './decimal';
import { unknownText } from './unknownText';

/**
 * Formats an amount of money ("$12.40"); "—" if unknown. A code that isn't three letters is written after the number.
 * @param amount minor units: a number, which is rounded to a whole minor unit, a bigint, or decimal text, which keeps up
 *   to 20 fraction digits.
 * @param currency code in upper or lower case.
 */
export function formatAmount(amount: number | bigint | string | null | undefined, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const text = String(typeof amount === 'number' && Number.isFinite(amount) ? BigInt(Math.round(amount)) : amount);
  if (!isDecimal(text)) return unknownText;
  const [mantissa, exponent = 0] = text.split('E');
  return formatMoney(`${mantissa}E${Number(exponent) - digits}`, currency, locale, digits);
}

/**
 * Formats the price of a number of units, with all digits, at most 20 after the decimal point: "$0.00001", and "$10" instead of "$10.00". "—" if invalid.
 * @param unitAmount minor units per unit, as decimal text, the way Polar writes it.
 * @param units that the price is for: 1 for "per unit", a million for "per 1M".
 * @param currency code in upper or lower case.
 */
export function formatRate(unitAmount: string, units: number, currency: string, locale: string): string {
  if (!isDecimal(unitAmount) || !Number.isFinite(units)) return unknownText;
  const digits = minorDigits(currency);
  const [rate, count] = [readDecimal(unitAmount), readDecimal(String(units))];
  const decimal = `${rate.digits * count.digits}E${rate.power + count.power - digits}`;
  return formatMoney(decimal, currency, locale, Number.isInteger(Number(decimal)) ? 0 : digits);
}

/** @internal */
export function formatMoney(decimal: string, currency: string, locale: string, minDigits: number): string {
  const code = currencyCode(currency).toUpperCase();
  const isCode = /^[A-Z]{3}$/.test(code);
  const make = (tag: string) => new Intl.NumberFormat(tag, {
    ...(isCode && { style: 'currency', currency: code }),
    minimumFractionDigits: minDigits,
    // The exact product of a double and a rate can have a thousand fraction digits.
    maximumFractionDigits: 20,
    // No minus sign for "-0.00".
    signDisplay: 'negative',
  });
  const format = cachedFormatter(`${isCode && code}|${minDigits}`, locale, make) as DecimalFormat;
  // A true minus sign is as wide as a plus sign. `Intl` writes a hyphen in many languages.
  const text = format.format(decimal).replace('-', '−');
  return isCode ? withSymbol(text) : `${text} ${code && displayName(currency)}`.trim();
}

/**
 * In text from right to left, puts direction marks around a symbol such as "US$": they keep its letters and its sign in order, and
 * keep it after a negative number. `Intl` adds only a mark at the start.
 */
function withSymbol(text: string): string {
  return text.replace(/^([\u061c\u200f].*)(\xA0.*[A-Z]\p{Sc})$/u, '$1\u200f$2\u200e');
}

/** Since ES2023 `Intl` formats decimal text without losing digits; TypeScript's own type accepts only literals. */
interface DecimalFormat {
  format(decimal: string): string;
}
