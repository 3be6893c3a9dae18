// @vitest-environment node
import { expect, it } from 'vitest';
import { fractionOfDecimal } from '../../src/testing/api/fraction';
import { wireDecimal } from '../../src/testing/fixtures/decimal';

it.each([
  ['5', '5.000000000000'],
  ['0.05', '0.050000000000'],
  ['12345.000000000001', '12345.000000000001'],
  ['0.000001', '0.000001000000'],
  ['0.000000999999', '9.99999E-7'],
  ['0.00000001', '1.0000E-8'],
  ['0.000000045', '4.5000E-8'],
  ['0.000000000001', '1E-12'],
  ['0', '0E-12'],
])('wireDecimal() writes %s as Python writes a decimal with 12 places: %s', (decimal, expected) => {
  expect(wireDecimal(decimal)).toBe(expected);
  const [written, plain] = [expected, decimal].map(fractionOfDecimal);
  expect(written!.numerator * plain!.denominator).toBe(plain!.numerator * written!.denominator);
});

it.each(['', '-1', '1E-8', '.5', '0.0000000000001', '1,5'])('wireDecimal() rejects "%s"', (decimal) => {
  expect(() => wireDecimal(decimal)).toThrow(RangeError);
});
