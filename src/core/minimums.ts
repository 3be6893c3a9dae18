import { currencyCode } from './currencyCode';

/** Each minimum in minor units, and its currencies. Source: `server/polar/kit/currency.py` of polarsource/polar, August 2026. */
const minimums =
  '40 gbp ' +
  '70 aud cad sgd ' +
  '80 jpy ' +
  '90 nzd ' +
  '100 awg azn bam bmd bnd bsd djf fkp gip kyd pab shp vuv xcg xpf ' +
  '150 ils ' +
  '200 aed bbd bzd fjd gel myr pen pln qar sar top wst xcd ' +
  '250 brl ron ' +
  '300 pgk ' +
  '320 dkk ' +
  '400 hkd sbd ttd ' +
  '500 bob clp cny gtq kmf mad mop nok sek tjs xaf xof ' +
  '800 krw mvr scr ' +
  '900 mxn zar ' +
  '1000 bwp lsl mdl nad rwf szl zmw ' +
  '1500 czk ' +
  '2000 bif hnl nio srd thb twd uyu ' +
  '3000 egp mga try uah ' +
  '3500 php ' +
  '4000 dop gmd pyg ' +
  '5000 all cve gnf kgs mkd mur mzn ' +
  '6000 inr rsd ' +
  '7000 bdt dzd htg isk kes ' +
  '8000 etb jmd npr ' +
  '10000 lrd ' +
  '17500 huf ' +
  '20000 amd gyd lkr pkr vnd yer ' +
  '30000 crc kzt ' +
  '50000 aoa sos ' +
  '70000 ngn ' +
  '75000 ars ' +
  '100000 mwk ' +
  '200000 cdf cop mnt tzs ugx ' +
  '300000 khr ' +
  '700000 uzs ' +
  '900000 idr ' +
  '2000000 lak';

/**
 * The smallest amount that Polar charges, in minor units. Polar adds a smaller amount to the customer's balance instead.
 * @param currency code in upper or lower case. A currency that isn't listed has the most common minimum, 50.
 * @internal
 */
export function minimumCharge(currency: string): number {
  const code = currencyCode(currency);
  let minimum = 50;
  for (const word of minimums.split(' ')) {
    if (word === code) return minimum;
    minimum = Number(word) || minimum;
  }
  return 50;
}
