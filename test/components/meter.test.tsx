import { expect, it } from 'vitest';
import { modelOf } from './model';

it('a meter is not spent while one of 100 trillion units is left', () => {
  expect(modelOf({ consumedUnits: 99_999_999_999_999, creditedUnits: 100_000_000_000_000 })).toMatchObject({ state: 'near', value: '1 left' });
});

it('the ratio agrees with the bar if the balance contradicts the other numbers', () => {
  const usage = modelOf({ consumedUnits: 10, creditedUnits: 100, balance: 40 });
  expect([usage.ratio, usage.bar?.included]).toEqual([0.6, 0.6]);
});
