import { describe, expect, it } from 'vitest';
import { parsePrice } from '../../src/core';
import { hasCost } from '../../src/core/hasCost';
import { heroOf } from '../../src/core/hero';
import { describeUsage, type UsageTerms } from '../../src/core/usage';
import { wirePriceMeteredUnit } from '../../src/testing';

const billed = { price: parsePrice(wirePriceMeteredUnit()) };
const prepaid = { price: null };

const hero = (consumedUnits: number | null, creditedUnits: number | null, terms?: UsageTerms, isCosted = false) => heroOf(describeUsage({ consumedUnits, creditedUnits }, terms), isCosted);

describe('heroOf()', () => {
  it.each<[string, ReturnType<typeof hero>, ReturnType<typeof hero>]>([
    ['the credits that are left', hero(25, 100, prepaid), { is: 'left', units: 75 }],
    ['the credits that are left although more would be billed', hero(25, 100, billed, true), { is: 'left', units: 75 }],
    ['the credits that are left while the price is unknown', hero(25, 100, undefined, true), { is: 'left', units: 75 }],
    ['no credits left', hero(100, 100, prepaid), { is: 'spent', units: 0 }],
    ['no credits left where the host blocks use without credits', hero(12, 0, { price: null, whenSpent: 'blocked' }), { is: 'spent', units: 0 }],
    ['the cost of units beyond the credits', hero(120, 100, billed, true), { is: 'overCost', units: null }],
    ['the units beyond the credits while their cost is unknown', hero(120, 100, billed), { is: 'over', units: 20 }],
    ['the units beyond the credits that nothing is billed for', hero(120, 100, prepaid, true), { is: 'over', units: 20 }],
    ['the units beyond the credits that the host blocks', hero(120, 100, { ...billed, whenSpent: 'blocked' }, true), { is: 'over', units: 20 }],
    ['the units beyond the credits while the price is unknown', hero(120, 100, undefined, true), { is: 'over', units: 20 }],
    ['the cost of pay as you go', hero(12, 0, billed, true), { is: 'cost', units: null }],
    ['the cost of pay as you go before anything is used', hero(0, 0, billed, true), { is: 'cost', units: null }],
    ['the units of pay as you go while the cost is unknown', hero(12, 0, billed), { is: 'used', units: 12 }],
    ['a count', hero(12, 0, prepaid), { is: 'count', units: 12 }],
    ['units without credits while the price is unknown', hero(12, 0, undefined, true), { is: 'used', units: 12 }],
    ['“unknown” if the usage is unknown', hero(null, 100, billed, true), { is: 'unknown', units: null }],
    ['“unknown” if the credits are unknown', hero(12, null, prepaid), { is: 'unknown', units: null }],
    ['“unknown” if no number is known', hero(null, null), { is: 'unknown', units: null }],
  ])('returns %s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('hasCost()', () => {
  const over = describeUsage({ consumedUnits: 120, creditedUnits: 100 }, billed);
  const payAsYouGo = describeUsage({ consumedUnits: 0, creditedUnits: 0 }, billed);

  it('is true for an amount above 0', () => {
    expect([hasCost(over, { amount: 420, currency: 'usd' }), hasCost(payAsYouGo, { amount: 420, currency: 'usd' })]).toEqual([true, true]);
  });

  it('is true for an amount of 0 only for pay as you go', () => {
    expect([hasCost(over, { amount: 0, currency: 'usd' }), hasCost(payAsYouGo, { amount: 0, currency: 'usd' })]).toEqual([false, true]);
  });

  it('is false for an unknown amount', () => {
    expect([hasCost(over, { amount: null, currency: 'usd' }), hasCost(payAsYouGo, undefined)]).toEqual([false, false]);
  });
});
