import { expect, it } from 'vitest';
import { billSteps } from '../../src/components/billSteps';
import type { Charge } from '../../src/core/charges';
import { english } from '../../src/i18n/english';

const charge: Charge = { dueAt: null, lines: [], subtotal: 1500, discount: 200, tax: 100, taxIncluded: false, total: 1400, appliedBalance: null, due: null, outcome: null, certainty: 'estimate' };
const totals = (change: Partial<Charge>) => billSteps({ ...charge, ...change }, english).map(({ amount, isTotal }) => (isTotal ? `= ${amount}` : amount));

it('billSteps() marks the total, and no discount or tax if the total is unknown', () => {
  expect(totals({})).toEqual([1500, -200, 100, '= 1400']);
  expect(totals({ total: null, tax: null })).toEqual([1500, -200]);
  expect(totals({ total: null })).toEqual([1500, -200, 100]);
});
