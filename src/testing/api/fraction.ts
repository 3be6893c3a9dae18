/** An exact number: `numerator / denominator`. The denominator is positive. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** The number 0. */
export const nothing: Fraction = { numerator: 0n, denominator: 1n };

/**
 * The exact value of a double. Its denominator is a power of two, so doubling makes it an integer without loss.
 * @throws RangeError for NaN and infinities.
 */
export function fractionOfDouble(value: number): Fraction {
  if (!Number.isFinite(value)) throw new RangeError('The number is NaN or infinite, so it has no exact fraction. Pass a finite number.');
  let scaled = value;
  let denominator = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
}

/** The exact value of a decimal such as `"0.050000000000"` or `"4.5000E-8"`. */
export function fractionOfDecimal(decimal: string): Fraction {
  const [mantissa = '0', exponent = '0'] = decimal.split(/e/i);
  const [units = '0', decimals = ''] = mantissa.split('.');
  const power = Number(exponent) - decimals.length;
  const digits = BigInt(units + decimals);
  return power < 0
    ? { numerator: digits, denominator: 10n ** BigInt(-power) }
    : { numerator: digits * 10n ** BigInt(power), denominator: 1n };
}

export function fractionOfInteger(value: number): Fraction {
  return { numerator: BigInt(value), denominator: 1n };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** −1, 0 or 1, as for `Array.sort`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = subtract(a, b).numerator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest integer of a fraction that is not negative, so half up is half away from zero. */
export function roundHalfUp({ numerator, denominator }: Fraction): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
