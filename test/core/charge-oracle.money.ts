/**
 * Money as Polar's server computes it, written from polarsource/polar (August 2026): `kit/math.py`, `kit/currency.py`,
 * `models/discount.py`, `models/product_price.py`, `product/tiers.py` and `order/amounts.py`. Shares no code with src.
 */

/** A decimal number. */
export interface Decimal {
  coefficient: bigint;
  /** The value is coefficient × 10^exponent. */
  exponent: number;
}

export interface Tiers {
  mode: 'volume' | 'graduated';
  /** `rate` is minor units per seat or unit; the last bound is null when it is open. */
  tiers: { bound: number | null; rate: bigint }[];
}

export type DiscountTerms = { kind: 'percentage'; basisPoints: number } | { kind: 'fixed'; amount: bigint };

export interface Tax {
  behavior: 'exclusive' | 'inclusive';
  /** Parts per million. */
  rate: bigint;
}

/** Python's default decimal context keeps 28 digits, even of an exact product. */
const digitsKept = 28;

const minimums: [bigint, string][] = [
  [40n, 'gbp'],
  [70n, 'aud cad sgd'],
  [80n, 'jpy'],
  [90n, 'nzd'],
  [100n, 'awg azn bam bmd bnd bsd djf fkp gip kyd pab shp vuv xcg xpf'],
  [150n, 'ils'],
  [200n, 'aed bbd bzd fjd gel myr pen pln qar sar top wst xcd'],
  [250n, 'brl ron'],
  [300n, 'pgk'],
  [320n, 'dkk'],
  [400n, 'hkd sbd ttd'],
  [500n, 'bob clp cny gtq kmf mad mop nok sek tjs xaf xof'],
  [800n, 'krw mvr scr'],
  [900n, 'mxn zar'],
  [1000n, 'bwp lsl mdl nad rwf szl zmw'],
  [1500n, 'czk'],
  [2000n, 'bif hnl nio srd thb twd uyu'],
  [3000n, 'egp mga try uah'],
  [3500n, 'php'],
  [4000n, 'dop gmd pyg'],
  [5000n, 'all cve gnf kgs mkd mur mzn'],
  [6000n, 'inr rsd'],
  [7000n, 'bdt dzd htg isk kes'],
  [8000n, 'etb jmd npr'],
  [10000n, 'lrd'],
  [17500n, 'huf'],
  [20000n, 'amd gyd lkr pkr vnd yer'],
  [30000n, 'crc kzt'],
  [50000n, 'aoa sos'],
  [70000n, 'ngn'],
  [75000n, 'ars'],
  [100000n, 'mwk'],
  [200000n, 'cdf cop mnt tzs ugx'],
  [300000n, 'khr'],
  [700000n, 'uzs'],
  [900000n, 'idr'],
  [2000000n, 'lak'],
];

/** Reads a decimal with or without an exponent. */
export function decimalOf(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text);
  if (!match) throw new Error(`Not a decimal: ${text}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return { coefficient: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

/** The exact value of a double, like Python's `Decimal(float)`. */
export function decimalOfDouble(value: number): Decimal {
  let [numerator, shift] = [value, 0];
  while (!Number.isInteger(numerator)) [numerator, shift] = [numerator * 2, shift + 1];
  return { coefficient: BigInt(numerator) * 5n ** BigInt(shift), exponent: -shift };
}

/** Like Python's `str(Decimal)`: scientific below 0.000001, so a price per byte reads "4.5000E-8". */
export function pythonText({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  const point = digits.length + exponent;
  if (exponent <= 0 && point > -6) {
    if (exponent === 0) return sign + digits;
    const padded = digits.padStart(1 - exponent, '0');
    return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
  }
  const fraction = digits.slice(1);
  return `${sign}${digits.slice(0, 1)}${fraction ? `.${fraction}` : ''}E${point - 1 < 0 ? '' : '+'}${point - 1}`;
}

/** A product in Python's decimal context: 28 digits, half to even. */
export function times(one: Decimal, other: Decimal): Decimal {
  const product = { coefficient: one.coefficient * other.coefficient, exponent: one.exponent + other.exponent };
  const surplus = String(product.coefficient).replace('-', '').length - digitsKept;
  if (surplus <= 0) return product;
  const unit = 10n ** BigInt(surplus);
  const quotient = product.coefficient / unit;
  const rest = 2n * magnitude(product.coefficient % unit);
  const up = rest > unit || (rest === unit && quotient % 2n !== 0n);
  return { coefficient: quotient + (up ? (product.coefficient < 0n ? -1n : 1n) : 0n), exponent: product.exponent + surplus };
}

/** `polar_round` of a decimal: to the nearest integer, halves away from zero. */
function polarRound({ coefficient, exponent }: Decimal): bigint {
  return exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : divideAway(coefficient, 10n ** BigInt(-exponent));
}

/** The amount that a metered price bills. The units over the credits are a difference of doubles, as on the server. */
export function meteredAmount(rate: string, cap: bigint | null, consumed: number, credited: number): bigint {
  const amount = polarRound(times(decimalOf(rate), decimalOfDouble(Math.max(0, consumed - credited))));
  return cap !== null && amount > cap ? cap : amount;
}

/** The cost of seats or units. */
export function tieredAmount({ mode, tiers }: Tiers, quantity: number): bigint {
  if (mode === 'volume') {
    const tier = tiers.find(({ bound }) => bound === null || quantity <= bound);
    if (!tier) throw new Error(`No tier covers ${quantity}`);
    return tier.rate * BigInt(quantity);
  }
  let [total, start] = [0n, 0];
  for (const { bound, rate } of tiers) {
    const end = Math.min(bound ?? quantity, quantity);
    if (end > start) total += rate * BigInt(end - start);
    start = Math.max(start, end);
  }
  return total;
}

/** `get_discount_amount`. A percentage is a product of doubles: 14.5% of 1.00 is 0.14, because 100 × 0.145 is 14.499…. */
export function discountAmount(terms: DiscountTerms, amount: bigint): bigint {
  if (terms.kind === 'fixed') return terms.amount < amount ? terms.amount : amount;
  const exact = Number(amount) * (terms.basisPoints / 10_000);
  const whole = Math.trunc(exact);
  if (exact >= 0) return BigInt(exact - whole >= 0.5 ? Math.ceil(exact) : Math.floor(exact));
  return BigInt(exact - whole <= -0.5 ? Math.floor(exact) : Math.ceil(exact));
}

/** The tax on (or in) an amount. A negative amount is taxed by its magnitude, and the tax negated. */
export function taxAmount(tax: Tax | null, taxable: bigint): bigint {
  if (!tax) return 0n;
  const whole = tax.behavior === 'inclusive' ? 1_000_000n + tax.rate : 1_000_000n;
  return divideAway(taxable * tax.rate, whole);
}

/** `apply_wallet_balance`: negative when credit pays, positive when a debt is cleared. */
export function appliedBalance(total: bigint, balance: bigint): bigint {
  if (total >= 0n) return -(total < balance ? total : balance);
  return balance < 0n ? (-total < -balance ? -total : -balance) : 0n;
}

/** The smallest amount that Polar charges to a card. */
export function minimumOf(currency: string): bigint {
  return minimums.find(([, codes]) => codes.split(' ').includes(currency))?.[0] ?? 50n;
}

function divideAway(numerator: bigint, denominator: bigint): bigint {
  const up = 2n * magnitude(numerator % denominator) >= denominator;
  return numerator / denominator + (up ? (numerator < 0n ? -1n : 1n) : 0n);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
