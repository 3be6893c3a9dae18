import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceil, divide, fromDecimal, fromDouble, minus, plus, type Rational, round, times, toDecimal, zero } from '../../src/core/rational';
import { isDecimal } from '../../src/core/decimal';
import { bitsOf, decimalOf, pythonDecimal } from './oracle';

const runs = { numRuns: 2000 };
const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const part = fc.bigInt({ min: 1n, max: 10n ** 20n });
const rational = fc.record<Rational>({ numerator: whole, denominator: part });
const double = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Decimals without an exponent and without leading zeros, and with any number of trailing zeros. */
const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 12 }))
  .map(([sign, units, fraction]) => `${sign}${units}${fraction && `.${fraction}`}`);

function same(a: Rational, b: Rational): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

/** −1, 0 or 1, computed without a division. */
function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const integer = (numerator: bigint): Rational => ({ numerator, denominator: 1n });
const size = (value: bigint) => (value < 0n ? -value : value);

describe('fromDouble()', () => {
  it('equals the fraction of the 64 bits', () => {
    fc.assert(
      fc.property(double, (value) => {
        const fraction = fromDouble(value);
        const [numerator, denominator] = bitsOf(value);
        return fraction.denominator > 0n && same(fraction, { numerator, denominator });
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
  ])('converts %s exactly', (value, numerator, denominator) => {
    expect(fromDouble(value)).toEqual({ numerator, denominator });
  });

  it.each([NaN, Infinity, -Infinity])('throws a RangeError for %s', (value) => {
    expect(() => fromDouble(value)).toThrow(new RangeError('The number is NaN or infinite, so it has no exact fraction. Check it first.'));
  });

  it('differs from the decimal of the same text where the double is inexact', () => {
    expect(compare(fromDouble(0.1), fromDecimal('0.1'))).toBe(1);
    expect(compare(fromDouble(0.5), fromDecimal('0.500000000000'))).toBe(0);
  });
});

describe('round()', () => {
  it('returns the nearest integer, halves away from zero', () => {
    fc.assert(
      fc.property(rational, (value) => {
        const rounded = round(value);
        const doubleDistance = size(rounded * value.denominator - value.numerator) * 2n;
        const away = size(rounded) * value.denominator > size(value.numerator);
        return doubleDistance < value.denominator || (doubleDistance === value.denominator && away);
      }),
      runs,
    );
  });

  it('rounds every half away from zero', () => {
    fc.assert(
      fc.property(whole, (value) => {
        const half = { numerator: value * 2n + (value < 0n ? -1n : 1n), denominator: 2n };
        return round(half) === (value < 0n ? value - 1n : value + 1n);
      }),
      runs,
    );
  });

  it('rounds a negative fraction like its absolute value', () => {
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
  ])('rounds %s to %s', (text, rounded) => {
    expect(round(fromDecimal(text))).toBe(rounded);
  });
});

describe('ceil()', () => {
  it('returns the smallest integer that is at least the fraction', () => {
    fc.assert(
      fc.property(rational, (value) => {
        const up = ceil(value);
        return compare(integer(up), value) >= 0 && compare(integer(up - 1n), value) < 0;
      }),
      runs,
    );
  });
});

describe('fraction arithmetic', () => {
  it('plus() adds a thousand fractions without multiplying all their denominators', () => {
    const parts = Array.from({ length: 1000 }, (_, index) => fromDecimal(`1E-${index % 30}`));
    expect(parts.reduce(plus, zero).denominator).toBeLessThan(10n ** 60n);
  });

  it('plus() and minus() are exact', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        const sum = plus(a, b);
        return sum.denominator > 0n && same(sum, plus(b, a)) && same(minus(sum, b), a) && same(plus(a, zero), a) && same(minus(a, a), zero);
      }),
      runs,
    );
  });

  it('times() distributes over plus()', () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => same(times(a, plus(b, c)), plus(times(a, b), times(a, c)))),
      runs,
    );
  });

  it('divide() undoes times(), and returns null for a zero divisor', () => {
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

describe('isDecimal()', () => {
  it.each(['0', '-0', '007', '0.050000000000', '-655', '1E-12', '0E-12', '4.500E-8', '-4.5E-8', '1E+2', '1E-999'])('accepts %j', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each(['', ' ', '-', '.5', '5.', '+5', '1e5', '1E5', 'E-5', '1E-', '1E-1.5', '1E-1000', '1E-9999999999', '0x10', '1,000', 'NaN', 'Infinity', '1E-12 ', '１２'])('rejects %j', (text) => {
    expect(isDecimal(text)).toBe(false);
  });
});

describe('fromDecimal() with an exponent', () => {
  it.each<[string, bigint, bigint]>([
    ['1E-12', 1n, 10n ** 12n],
    ['0E-12', 0n, 1n],
    ['4.500E-8', 45n, 10n ** 9n],
    ['-4.500E-8', -45n, 10n ** 9n],
    ['1.5E+3', 1500n, 1n],
    ['1.25E+1', 25n, 2n],
  ])('reads %s as %s / %s', (text, numerator, denominator) => {
    expect(compare(fromDecimal(text), { numerator, denominator })).toBe(0);
    expect(fromDecimal(text).denominator > 0n).toBe(true);
  });

  it('equals the oracle for every spelling of a price', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.integer({ min: -5, max: 30 }), (digits, places) => {
        const text = pythonDecimal(digits, places);
        const expected = decimalOf(text);
        expect(isDecimal(text)).toBe(true);
        expect(compare(fromDecimal(text), { numerator: expected.digits, denominator: 10n ** BigInt(expected.places) })).toBe(0);
        expect(compare(fromDecimal(text), places < 0 ? integer(digits * 10n ** BigInt(-places)) : { numerator: digits, denominator: 10n ** BigInt(places) })).toBe(0);
      }),
      runs,
    );
  });
});

describe('fromDecimal() and toDecimal()', () => {
  it('return the same text without trailing zeros', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const shortest = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
        expect(toDecimal(fromDecimal(text))).toBe(shortest === '-0' ? '0' : shortest);
      }),
      runs,
    );
  });

  it('keep every digit of a double', () => {
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

  it('keep every digit of a double times a rate', () => {
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
  ])('write %s as %s', (value, text) => {
    expect(toDecimal(fromDouble(value))).toBe(text);
  });
});
