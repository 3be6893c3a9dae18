/** A metered price. */
export interface OraclePrice {
  /** Minor units per unit, as the API writes them: "0.05", "4.500E-8". */
  rates: { bound: number | null; unitAmount: string }[];
  type: 'unit' | 'volume' | 'graduated';
  cap: number | null;
}

/** A metered price on the wire, as far as the oracle reads it. */
type MeteredWirePrice = { cap_amount: number | null } & (
  | { unit_amount: string }
  | { tiers: { type: 'volume' | 'graduated'; tiers: readonly { bound: number | null; unit_amount: string }[] } }
);

/**
 * The amount that Polar's server computes for a meter, in minor units. A second, different implementation that shares no
 * code with src: it takes fractions from the bits of the double and puts everything over one common denominator. A fraction
 * of a unit belongs to the tier in which it lies.
 */
export function serverAmount(consumed: number, credited: number, { rates, type, cap }: OraclePrice): bigint {
  const difference = consumed - credited;
  if (difference <= 0) return 0n;
  const [numerator, denominator] = bitsOf(difference);
  const decimals = rates.map(({ unitAmount }) => decimalOf(unitAmount));
  const scale = Math.max(...decimals.map(({ places }) => places));
  // Each rate as a multiple of 10^-scale; costs below are multiples of 1 / (denominator × 10^scale).
  const scaled = decimals.map(({ digits, places }) => digits * 10n ** BigInt(scale - places));
  let cost = 0n;
  let start = 0n;
  for (const [index, { bound }] of rates.entries()) {
    const end = bound === null ? null : BigInt(bound) * denominator;
    const isLast = type === 'unit' || end === null || numerator <= end;
    if (type === 'graduated') cost += ((isLast ? numerator : end) - start) * (scaled[index] ?? 0n);
    else if (isLast) cost = numerator * (scaled[index] ?? 0n);
    if (isLast) break;
    start = end;
  }
  const whole = denominator * 10n ** BigInt(scale);
  const rounded = cost / whole + (2n * (cost % whole) >= whole ? 1n : 0n);
  return cap !== null && rounded > BigInt(cap) ? BigInt(cap) : rounded;
}

/** A metered price from the wire, as an argument for {@link serverAmount}. */
export function oraclePrice(price: MeteredWirePrice): OraclePrice {
  if (!('tiers' in price)) return { type: 'unit', rates: [{ bound: null, unitAmount: price.unit_amount }], cap: price.cap_amount };
  return { type: price.tiers.type, rates: price.tiers.tiers.map(({ bound, unit_amount }) => ({ bound, unitAmount: unit_amount })), cap: price.cap_amount };
}

/** The fraction of a double, from its 64 bits: sign, exponent, mantissa. */
export function bitsOf(value: number): [numerator: bigint, denominator: bigint] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const mantissa = (exponent === 0 ? fraction : fraction | (1n << 52n)) * (bits >> 63n === 0n ? 1n : -1n);
  const shift = (exponent === 0 ? 1 : exponent) - 1075;
  return shift >= 0 ? [mantissa << BigInt(shift), 1n] : [mantissa, 1n << BigInt(-shift)];
}

/** Decimal text as `digits × 10^-places`, with `places` of at least 0. */
export function decimalOf(text: string): { digits: bigint; places: number } {
  const [mantissa = '', exponent = '0'] = text.split('E');
  const point = mantissa.indexOf('.');
  const places = (point === -1 ? 0 : mantissa.length - point - 1) - Number(exponent);
  const digits = BigInt(mantissa.replace('.', ''));
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

/**
 * Writes `digits × 10^-places` as Python's `str(Decimal)` does, which is how the API writes prices: with an exponent if the
 * number is below 0.000001. https://docs.python.org/3/library/decimal.html#decimal.Decimal.__str__
 */
export function pythonDecimal(digits: bigint, places: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits);
  const exponent = text.length - 1 - places;
  if (exponent < -6 || places < 0) return `${sign}${text[0]}${text.length > 1 ? `.${text.slice(1)}` : ''}E${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  if (places === 0) return `${sign}${text}`;
  const padded = text.padStart(places + 1, '0');
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** A random number generator that repeats its numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
