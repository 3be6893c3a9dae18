/** A metered price. */
export interface OraclePrice {
  /** Minor units per unit, as the API writes it. */
  rates: { bound: number | null; unitAmount: string }[];
  type: 'unit' | 'volume' | 'graduated';
  cap: number | null;
}

/**
 * The amount that Polar's server computes for a meter, in minor units. A second, different implementation that shares no
 * code with src: it takes fractions from the bits of the double and puts everything over one common denominator.
 */
export function oracle(consumed: number, credited: number, { rates, type, cap }: OraclePrice): bigint {
  const difference = consumed - credited;
  if (difference <= 0) return 0n;
  const [numerator, denominator] = bitsOf(difference);
  let cost = 0n; // in units of 1 / (denominator × 10^scale)
  const scale = Math.max(...rates.map(({ unitAmount }) => (unitAmount.split('.')[1] ?? '').length));
  const rateOf = (text: string) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return BigInt(whole) * 10n ** BigInt(scale) + BigInt(fraction.padEnd(scale, '0') || '0');
  };
  if (type === 'unit') cost = numerator * rateOf(rates[0]?.unitAmount ?? '0');
  if (type === 'volume') {
    const tier = rates.find(({ bound }) => bound === null || difference <= bound);
    cost = numerator * rateOf(tier?.unitAmount ?? '0');
  }
  if (type === 'graduated') {
    let left = numerator / denominator;
    let start = 0n;
    for (const { bound, unitAmount } of rates) {
      const size = bound === null ? left : BigInt(bound) - start;
      const part = left < size ? left : size;
      cost += part * denominator * rateOf(unitAmount);
      left -= part;
      start = bound === null ? start : BigInt(bound);
    }
  }
  const whole = denominator * 10n ** BigInt(scale);
  const rounded = cost / whole + (2n * (cost % whole) >= whole ? 1n : 0n);
  return cap !== null && rounded > BigInt(cap) ? BigInt(cap) : rounded;
}

/** The fraction of a positive double, from its 64 bits. */
function bitsOf(value: number): [numerator: bigint, denominator: bigint] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const shift = (exponent === 0 ? 1 : exponent) - 1075;
  return shift >= 0 ? [mantissa << BigInt(shift), 1n] : [mantissa, 1n << BigInt(-shift)];
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
