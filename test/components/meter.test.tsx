import { expect, it } from 'vitest';
import { modelOf } from './model';

it('a meter shows 99 % until it is exactly used up', () => {
  expect(modelOf({ consumedUnits: 99_999_999_999_999, creditedUnits: 100_000_000_000_000 }).status).toBe('1 left · 99% used');
});

it('the ratio agrees with the bar if the balance contradicts the other numbers', () => {
  const usage = modelOf({ consumedUnits: 10, creditedUnits: 100, balance: 40 });
  expect([usage.ratio, usage.bar?.included]).toEqual([0.6, 0.6]);
});
