import { expect, it } from 'vitest';
import { knownNumber } from '../../src/core/knownNumber';

it.each([0, -5, 0.1, Number.MAX_VALUE])('knownNumber() returns %s unchanged', (value) => {
  expect(knownNumber(value)).toBe(value);
});

it.each([null, undefined, NaN, Infinity, -Infinity, '5', true])('knownNumber() returns null for %o', (value) => {
  expect(knownNumber(value as number | null | undefined)).toBeNull();
});

it('knownNumber() turns -0 into 0', () => {
  expect(Object.is(knownNumber(-0), 0)).toBe(true);
});
