import { currencyCode } from './currencyCode';

/** Currencies by their minimum in minor units. Source: `server/polar/kit/currency.py` of polarsource/polar, August 2026. */
const minimums: Readonly<Record<number, string>> = {
  40: 'gbp',
  70: 'aud cad sgd',
  80: 'jpy',
  90: 'nzd',
  100: 'awg azn bam bmd bnd bsd djf fkp gip kyd pab shp vuv xcg xpf',
  150: 'ils',
  200: 'aed bbd bzd fjd gel myr pen pln qar sar top wst xcd',
  250: 'brl ron',
  300: 'pgk',
  320: 'dkk',
  400: 'hkd sbd ttd',
  500: 'bob clp cny gtq kmf mad mop nok sek tjs xaf xof',
  800: 'krw mvr scr',
  900: 'mxn zar',
  1000: 'bwp lsl mdl nad rwf szl zmw',
  1500: 'czk',
  2000: 'bif hnl nio srd thb twd uyu',
  3000: 'egp mga try uah',
  3500: 'php',
  4000: 'dop gmd pyg',
  5000: 'all cve gnf kgs mkd mur mzn',
  6000: 'inr rsd',
  7000: 'bdt dzd htg isk kes',
  8000: 'etb jmd npr',
  10_000: 'lrd',
  17_500: 'huf',
  20_000: 'amd gyd lkr pkr vnd yer',
  30_000: 'crc kzt',
  50_000: 'aoa sos',
  70_000: 'ngn',
  75_000: 'ars',
  100_000: 'mwk',
  200_000: 'cdf cop mnt tzs ugx',
  300_000: 'khr',
  700_000: 'uzs',
  900_000: 'idr',
  2_000_000: 'lak',
};

/**
 * The smallest amount that Polar charges, in minor units. Polar adds a smaller amount to the customer's balance instead.
 * @param currency code in upper or lower case. A currency that isn't listed has the most common minimum, 50.
 * @internal
 */
export function minimumCharge(currency: string): number {
  const code = currencyCode(currency);
  const found = Object.entries(minimums).find(([, currencies]) => currencies.split(' ').includes(code));
  return found ? Number(found[0]) : 50;
}
