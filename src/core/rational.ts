import { readDecimal } from './decimal';

/**
 * An exact fraction. `denominator` is always positive.
 * @internal
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @internal */
export const zero: Rational = { numerator: 0n, denominator: 1n };

/**
 * The exact value of a double: 0.1 is 3602879701896397 / 2^55.
 * @throws RangeError for NaN and the infinities.
 * @internal
 */
export function fromDouble(value: number): Rational {
  if (!Number.isFinite(value)) throw new RangeError('The number is NaN or infinite, so it has no exact fraction. Check it first.');
  let denominator = 1n;
  // Doubling is exact, and after at most 1074 doublings every finite double is whole.
  for (; !Number.isInteger(value); value *= 2) denominator *= 2n;
  return { numerator: BigInt(value), denominator };
}

/**
 * The exact value of decimal text: "0.05" is 5 / 100, and "4.5E-8" is 45 / 10^9.
 * @param text that `isDecimal` accepts; it bounds the exponent.
 * @internal
 */
export function fromDecimal(text: string): Rational {
  const { digits, power } = readDecimal(text);
  return power < 0 ? { numerator: digits, denominator: 10n ** BigInt(-power) } : { numerator: digits * 10n ** BigInt(power), denominator: 1n };
}

/** @internal */
export function times(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/**
 * If the denominator of `a` is a multiple of the other one, as among powers of ten, it is that of the sum: multiplying the denominators of
 * a thousand tiers would take seconds.
 * @internal
 */
export function plus(a: Rational, b: Rational): Rational {
  const factor = a.denominator % b.denominator ? b.denominator : 1n;
  const denominator = a.denominator * factor;
  return { numerator: a.numerator * factor + (b.numerator * denominator) / b.denominator, denominator };
}

/** @internal */
export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/**
 * `a ÷ b` for a `b` of at least 0; `null` if `b` is 0.
 * @internal
 */
export function divide(a: Rational, b: Rational): Rational | null {
  return b.numerator ? times(a, { numerator: b.denominator, denominator: b.numerator }) : null;
}

/**
 * Rounds to the nearest integer, halves away from zero, as Polar's server does.
 * @internal
 */
export function round({ numerator, denominator }: Rational): bigint {
  if (numerator < 0n) return -round({ numerator: -numerator, denominator });
  return (numerator * 2n + denominator) / (denominator * 2n);
}

/**
 * Rounds up to an integer.
 * @internal
 */
export function ceil({ numerator, denominator }: Rational): bigint {
  // BigInt division rounds toward zero, which is already up for negative numbers.
  return (numerator > 0n ? numerator + denominator - 1n : numerator) / denominator;
}

/**
 * Writes a fraction as decimal text with every digit. The denominator must be a product of twos and fives, as it is for
 * every double and decimal: such a fraction has at most as many digits as its denominator has bits.
 * @internal
 */
export function toDecimal({ numerator, denominator }: Rational): string {
  if (numerator < 0n) return `-${toDecimal({ numerator: -numerator, denominator })}`;
  // The pattern starts only where zeros begin: from each of a thousand zeros, it would take a millisecond.
  const scale = 10n ** BigInt(denominator.toString(2).length);
  const digits = `${scale + ((numerator % denominator) * scale) / denominator}`.slice(1).replace(/(?<!0)0+$/, '');
  return `${numerator / denominator}${digits && `.${digits}`}`;
}
