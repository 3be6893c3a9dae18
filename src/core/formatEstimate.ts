import { formatAmount, formatMoney } from './formatMoney';
import { minorDigits } from './minorDigits';

/**
 * Formats an estimated amount: whole units of the currency from 9.50 on ("$54"), else like {@link formatAmount} ("$9.20").
 * @param amount minor units.
 * @internal
 */
export function formatEstimate(amount: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const units = Math.round(Number(`${amount}e-${digits}`));
  return Math.abs(units) < 10 || !Number.isSafeInteger(units) ? formatAmount(amount, currency, locale) : formatMoney(String(units), currency, locale, 0);
}
