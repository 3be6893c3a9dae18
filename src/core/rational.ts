/** An exact fraction. `denominator` is always positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Rational = { numerator: 0n, denominator: 1n };

/**
 * The fraction that a double really is: 0.1 is 3602879701896397 / 2^55.
 * @throws RangeError for a number that is not finite: no fraction is.
 */
export function fromDouble(value: number): Rational {
  if (!Number.isFinite(value)) throw new RangeError('Only a finite number is a fraction.');
  let denominator = 1n;
  let scaled = value;
  // Doubling is exact, and every finite double is whole after at most 1074 of them.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
}

/** The fraction that a decimal text is: "0.05" is 5 / 100. */
export function fromDecimal(text: string): Rational {
  const [whole = '', fraction = ''] = text.split('.');
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

export function times(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

export function plus(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** `a ÷ b`, for a divisor that is not negative; `null` for nothing. */
export function divide(a: Rational, b: Rational): Rational | null {
  return b.numerator === 0n ? null : { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator };
}

/** To the nearest integer, halves away from zero. */
export function round({ numerator, denominator }: Rational): bigint {
  const half = (numerator < 0n ? -numerator : numerator) * 2n + denominator;
  const size = half / (denominator * 2n);
  return numerator < 0n ? -size : size;
}

/** The smallest integer that is not less. */
export function ceil({ numerator, denominator }: Rational): bigint {
  const down = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? down + 1n : down;
}

/** Every digit of a fraction whose denominator is made of twos and fives, as those of doubles and decimals are. */
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
