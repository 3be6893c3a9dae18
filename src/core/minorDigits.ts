import { currencyCode } from './currencyCode';

/**
 * Currencies whose minor unit is the whole unit on Polar; every other currency has hundredths. Not derived from `Intl`,
 * whose digits differ for ISK, HUF, IDR and others. Text, and not a Set, so that bundles without money leave it out.
 */
const wholeUnitCurrencies = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf';

/**
 * Decimal digits of a currency's minor unit, by Polar's list: 2 for an unknown currency.
 * @param currency code in upper or lower case.
 * @internal
 */
export function minorDigits(currency: string | undefined): 0 | 2 {
  return wholeUnitCurrencies.split(' ').includes(currencyCode(currency)) ? 0 : 2;
}
