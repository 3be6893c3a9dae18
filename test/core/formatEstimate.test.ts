import { expect, it } from 'vitest';
import { formatEstimate } from '../../src/core/formatEstimate';

it.each<[number, string, string]>([
  [0, 'usd', '$0.00'],
  [920, 'usd', '$9.20'],
  [949, 'usd', '$9.49'],
  [950, 'usd', '$10'],
  [5449, 'usd', '$54'],
  [5450, 'usd', '$55'],
  [-5449, 'usd', '−$54'],
  [-920, 'usd', '−$9.20'],
  [9, 'jpy', '¥9'],
  [1234, 'jpy', '¥1,234'],
  [Number.MAX_SAFE_INTEGER, 'usd', '$90,071,992,547,410'],
  [2 ** 60 * 100, 'usd', '$1,152,921,504,606,846,976.00'],
])('an estimate of %d minor units of %s is written %s', (amount, currency, text) => {
  expect(formatEstimate(amount, currency, 'en')).toBe(text);
});
