/** An exact fraction. `under` is always positive. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

export const zero: Rational = { over: 0n, under: 1n };

/**
 * The fraction that a double really is: 0.1 is 3602879701896397 / 2^55.
 * @throws RangeError for a number that is not finite: no fraction is.
 */
export function fromDouble(value: number): Rational {
  if (!Number.isFinite(value)) throw new RangeError('Only a finite number is a fraction.');
  let under = 1n;
  let scaled = value;
  // Doubling is exact, and every finite double is whole after at most 1074 of them.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    under *= 2n;
  }
  return { over: BigInt(scaled), under };
}

/** The fraction that a decimal text is: "0.05" is 5 / 100. */
export function fromDecimal(text: string): Rational {
  const [whole = '', fraction = ''] = text.split('.');
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

export function times(a: Rational, b: Rational): Rational {
  return { over: a.over * b.over, under: a.under * b.under };
}

export function plus(a: Rational, b: Rational): Rational {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { over: -b.over, under: b.under });
}

/** `a ÷ b`, for a divisor that is not negative; `null` for nothing. */
export function divide(a: Rational, b: Rational): Rational | null {
  return b.over === 0n ? null : { over: a.over * b.under, under: a.under * b.over };
}

/** To the nearest integer, halves away from zero. */
export function round({ over, under }: Rational): bigint {
  const half = (over < 0n ? -over : over) * 2n + under;
  const size = half / (under * 2n);
  return over < 0n ? -size : size;
}

/** The smallest integer that is not less. */
export function ceil({ over, under }: Rational): bigint {
  const down = over / under;
  return over > 0n && over % under !== 0n ? down + 1n : down;
}

/** Every digit of a fraction whose denominator is made of twos and fives, as those of doubles and decimals are. */
export function toDecimal({ over, under }: Rational): string {
  const sign = over < 0n ? '-' : '';
  let rest = over < 0n ? -over : over;
  let digits = '';
  const whole = rest / under;
  rest %= under;
  while (rest !== 0n) {
    rest *= 10n;
    digits += rest / under;
    rest %= under;
  }
  return `${sign}${whole}${digits && `.${digits}`}`;
}
