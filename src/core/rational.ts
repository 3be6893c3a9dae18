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
  let scaled = value;
  // Doubling is exact, and after at most 1074 doublings every finite double is whole.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
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

/** @internal */
export function plus(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
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
  return b.numerator === 0n ? null : { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator };
}

/**
 * Rounds to the nearest integer, halves away from zero, as Polar's server does.
 * @internal
 */
export function round({ numerator, denominator }: Rational): bigint {
  const half = (numerator < 0n ? -numerator : numerator) * 2n + denominator;
  const size = half / (denominator * 2n);
  return numerator < 0n ? -size : size;
}

/**
 * Rounds up to an integer.
 * @internal
 */
export function ceil({ numerator, denominator }: Rational): bigint {
  // BigInt division rounds toward zero, which is already up for negative numbers.
  const towardZero = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? towardZero + 1n : towardZero;
}

/**
 * Writes a fraction as decimal text with every digit. The denominator must be a product of twos and fives, as it is for
 * every double and decimal; any other denominator would give endless digits.
 * @internal
 */
export function toDecimal({ numerator, denominator }: Rational): string {
  const sign = numerator < 0n ? '-' : '';
  let rest = numerator < 0n ? -numerator : numerator;
  let digits = '';
  const whole = rest / denominator;
  rest %= denominator;
  while (rest !== 0n) {
    rest *= 10n;
    digits += rest / denominator;
    rest %= denominator;
  }
  return `${sign}${whole}${digits && `.${digits}`}`;
}
