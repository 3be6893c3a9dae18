import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceil, divide, fromDecimal, fromDouble, minus, plus, type Rational, round, times, toDecimal, zero } from '../../src/core/rational';

const runs = { numRuns: 2000 };
const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const part = fc.bigInt({ min: 1n, max: 10n ** 20n });
const rational = fc.record<Rational>({ numerator: whole, denominator: part });
const double = fc.double({ noNaN: true, noDefaultInfinity: true });
/** As Polar writes them: no needless zeros before, any number of them behind. */
const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 12 }))
  .map(([sign, units, fraction]) => `${sign}${units}${fraction && `.${fraction}`}`);

/** A double as a fraction, read off its 64 bits: sign, exponent, fraction. */
function bitsOf(value: number): Rational {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const mantissa = (bits & 0xf_ffff_ffff_ffffn) + (exponent === 0n ? 0n : 1n << 52n);
  const shift = (exponent === 0n ? 1n : exponent) - 1075n;
  const sign = bits >> 63n === 0n ? 1n : -1n;
  return shift >= 0n ? { numerator: sign * (mantissa << shift), denominator: 1n } : { numerator: sign * mantissa, denominator: 1n << -shift };
}

function same(a: Rational, b: Rational): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

/** Compares with what is not a quotient: −1, 0 or 1. */
function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const integer = (numerator: bigint): Rational => ({ numerator, denominator: 1n });
const size = (value: bigint) => (value < 0n ? -value : value);

describe('the fraction of a double', () => {
  it('is what its bits say', () => {
    fc.assert(
      fc.property(double, (value) => {
        const fraction = fromDouble(value);
        return fraction.denominator > 0n && same(fraction, bitsOf(value));
      }),
      runs,
    );
  });

  it.each<[number, bigint, bigint]>([
    [0, 0n, 1n],
    [-0, 0n, 1n],
    [25, 25n, 1n],
    [-2.5, -5n, 2n],
    [0.1, 3602879701896397n, 2n ** 55n],
    [0.1 + 0.2, 1351079888211149n, 2n ** 52n],
    [2 ** 53, 2n ** 53n, 1n],
    [1e21, 10n ** 21n, 1n],
    [Number.MIN_VALUE, 1n, 2n ** 1074n],
    [Number.MAX_VALUE, (2n ** 53n - 1n) * 2n ** 971n, 1n],
  ])('of %s is exact', (value, numerator, denominator) => {
    expect(fromDouble(value)).toEqual({ numerator, denominator });
  });

  it.each([NaN, Infinity, -Infinity])('of %s there is none, and that is found out at once', (value) => {
    expect(() => fromDouble(value)).toThrow(RangeError);
  });

  it('is not the decimal that was written', () => {
    expect(compare(fromDouble(0.1), fromDecimal('0.1'))).toBe(1);
    expect(compare(fromDouble(0.5), fromDecimal('0.500000000000'))).toBe(0);
  });
});

describe('rounding', () => {
  it('goes to the nearest integer, and from half-way away from zero', () => {
    fc.assert(
      fc.property(rational, (value) => {
        const rounded = round(value);
        // Twice the distance, in parts of the denominator: an even chance is exactly one whole.
        const distance = size(rounded * value.denominator - value.numerator) * 2n;
        const away = size(rounded) * value.denominator > size(value.numerator);
        return distance < value.denominator || (distance === value.denominator && away);
      }),
      runs,
    );
  });

  it('takes every half away from zero', () => {
    fc.assert(
      fc.property(whole, (value) => {
        const half = { numerator: value * 2n + (value < 0n ? -1n : 1n), denominator: 2n };
        return round(half) === (value < 0n ? value - 1n : value + 1n);
      }),
      runs,
    );
  });

  it('does below zero what it does above', () => {
    fc.assert(fc.property(rational, ({ numerator, denominator }) => round({ numerator: -numerator, denominator }) === -round({ numerator, denominator })), runs);
  });

  it.each<[string, bigint]>([
    ['0.5', 1n],
    ['-0.5', -1n],
    ['1.5', 2n],
    ['2.5', 3n],
    ['-2.5', -3n],
    ['0.499999999999', 0n],
    ['-0.499999999999', 0n],
    ['412.35', 412n],
    ['9007199254740992.5', 9007199254740993n],
  ])('takes %s to %s', (text, rounded) => {
    expect(round(fromDecimal(text))).toBe(rounded);
  });
});

describe('rounding up', () => {
  it('gives the smallest integer that is not less', () => {
    fc.assert(
      fc.property(rational, (value) => {
        const up = ceil(value);
        return compare(integer(up), value) >= 0 && compare(integer(up - 1n), value) < 0;
      }),
      runs,
    );
  });
});

describe('arithmetic', () => {
  it('adds and takes away without a rest', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        const sum = plus(a, b);
        return sum.denominator > 0n && same(sum, plus(b, a)) && same(minus(sum, b), a) && same(plus(a, zero), a) && same(minus(a, a), zero);
      }),
      runs,
    );
  });

  it('multiplies each part of a sum', () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => same(times(a, plus(b, c)), plus(times(a, b), times(a, c)))),
      runs,
    );
  });

  it('divides back what it multiplied, and nothing by nothing', () => {
    fc.assert(
      fc.property(rational, fc.record<Rational>({ numerator: part, denominator: part }), (a, b) => {
        const quotient = divide(times(a, b), b);
        return quotient !== null && quotient.denominator > 0n && same(quotient, a);
      }),
      runs,
    );
    expect(divide(integer(5n), zero)).toBeNull();
  });
});

describe('a decimal', () => {
  it('comes back as it was, but for zeros at its end', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const shortest = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
        expect(toDecimal(fromDecimal(text))).toBe(shortest === '-0' ? '0' : shortest);
      }),
      runs,
    );
  });

  it('holds every digit of a double', () => {
    fc.assert(
      fc.property(double, (value) => {
        const text = toDecimal(fromDouble(value));
        expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
        expect(same(fromDecimal(text), fromDouble(value))).toBe(true);
        expect(Number(text)).toBe(value + 0);
      }),
      { numRuns: 300 },
    );
  });

  it('holds every digit of a double at a rate', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), decimal, (units, rate) => {
        const amount = times(fromDouble(units), fromDecimal(rate));
        return same(fromDecimal(toDecimal(amount)), amount);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[number, string]>([
    [0.1, '0.1000000000000000055511151231257827021181583404541015625'],
    [-2.5, '-2.5'],
    [1e21, '1000000000000000000000'],
    [-0, '0'],
  ])('of %s is %s', (value, text) => {
    expect(toDecimal(fromDouble(value))).toBe(text);
  });
});
