import { describe, expect, it } from 'vitest';
import { type MeteredTiersPrice, type MeteredUnitPrice, whatIf } from '../../src/core';

// A million random cases against an oracle are in explain.test.ts. Here are the edges that chance rarely finds.

const unit = (unitAmount: string, capAmount: number | null = null): MeteredUnitPrice => ({ id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount, capAmount, meterId: 'm' });
const tiers = (type: 'volume' | 'graduated', steps: [bound: number | null, unitAmount: string][], capAmount: number | null = null): MeteredTiersPrice => ({
  id: 'p', kind: 'tiers', amountType: 'metered_tiers', tiers: { type, tiers: steps.map(([bound, unitAmount]) => ({ bound, unitAmount })) }, capAmount, meterId: 'm',
});
const used = (consumedUnits: number | null, creditedUnits: number | null = 0) => ({ consumedUnits, creditedUnits, amount: 7 });

describe('what more units would cost', () => {
  it('is said with what they add, and how far the cap and the next tier are', () => {
    expect(whatIf(unit('0.05', 100), used(100), 100)).toEqual({ claim: 'exact', amount: 10, difference: 5, unitsUntilCap: 1790, unitsUntilNextTier: null });
    expect(whatIf(unit('0.05'), used(100), 0)).toEqual({ claim: 'exact', amount: 5, difference: 0, unitsUntilCap: null, unitsUntilNextTier: null });
    expect(whatIf(tiers('graduated', [[10, '1'], [null, '2']]), used(5), 3)).toEqual({ claim: 'exact', amount: 8, difference: 3, unitsUntilCap: null, unitsUntilNextTier: 2 });
  });

  it('is less where a lower rate for all is reached', () => {
    expect(whatIf(tiers('volume', [[100, '1'], [null, '0.5']]), used(100), 1)).toMatchObject({ amount: 51, difference: -49 });
  });

  it.each<[string, Parameters<typeof whatIf>, reason: string]>([
    ['where a part of a unit is on tiers now, also if it were whole then', [tiers('volume', [[null, '1']]), used(200.5, 100), 0.5], 'fractional_tiers'],
    ['where a part of a unit would be', [tiers('volume', [[null, '1']]), used(200, 100), 0.5], 'fractional_tiers'],
    ['where it is more than a number can hold', [unit('1'), used(0), 1e16], 'too_large'],
    ['where the difference is', [unit('1'), used(-1.7e308, 1.7e308), 1], 'too_large'],
    ['where the use is not known', [unit('1'), used(null), 1], 'unknown_units'],
    ['where the credits are not known', [unit('1'), used(5, null), 1], 'unknown_units'],
    ['without a price', [null, used(5), 1], 'no_price'],
    ['in another currency', [{ ...unit('1'), priceCurrency: 'eur' }, used(5), 1, 'usd'], 'other_currency'],
  ])('is not said %s', (_, question, reason) => {
    expect(whatIf(...question)).toEqual({ claim: 'none', reason, reported: 7 });
  });
});

describe('the next tier', () => {
  const steps: [number | null, string][] = [[10, '1'], [20, '2'], [null, '3']];
  it.each<[units: number, left: number | null]>([[0, 10], [9, 1], [10, 0], [11, 9], [20, 0], [21, null]])('from %i units is %j away', (units, left) => {
    expect(whatIf(tiers('graduated', steps), used(units), 0)).toMatchObject({ unitsUntilNextTier: left });
    expect(whatIf(tiers('volume', steps), used(0, 3), units + 3)).toMatchObject({ unitsUntilNextTier: left });
  });

  it('is further while credits are left, and none after the last one, though it ends', () => {
    expect(whatIf(tiers('graduated', steps), used(0, 100), 40)).toMatchObject({ unitsUntilNextTier: 70 });
    expect(whatIf(tiers('graduated', [[10, '1'], [20, '2']]), used(15), 0)).toMatchObject({ unitsUntilNextTier: null });
  });
});

describe('the cap', () => {
  it.each<[string, Parameters<typeof whatIf>[0], units: number, left: number | null]>([
    ['of a rate', unit('0.05', 100), 0, 1990],
    ['one unit before it', unit('0.05', 100), 1989, 1],
    ['that is reached', unit('0.05', 100), 1990, 0],
    ['that is passed', unit('0.05', 100), 5000, 0],
    ['of nothing', unit('1', 0), 0, 0],
    ['of what costs nothing', unit('0', 100), 5, null],
    ['beyond all numbers', unit('0.000000000001', 9e15), 0, null],
    ['for everything at the first rate', tiers('volume', [[100, '1'], [null, '0.5']], 80), 0, 80],
    ['for everything at the second rate', tiers('volume', [[100, '1'], [null, '0.5']], 80), 150, 9],
    ['that the next tier jumps over', tiers('volume', [[100, '0.1'], [null, '10']], 500), 0, 101],
    ['over the parts of tiers', tiers('graduated', [[100, '0.1'], [null, '1']], 50), 0, 140],
    ['over the parts of three tiers', tiers('graduated', [[10, '1'], [20, '2'], [null, '5']], 50), 15, 9],
    ['over the parts of tiers, one of them for nothing', tiers('graduated', [[100, '0'], [null, '1']], 50), 0, 150],
    ['after which there is nothing', tiers('graduated', [[10, '1']], 50), 5, null],
    ['that a last tier for nothing never reaches', tiers('graduated', [[10, '1'], [null, '0']], 50), 5, null],
    ['that a last rate of nothing for all never reaches', tiers('volume', [[10, '1'], [null, '0']], 50), 5, null],
    ['exactly where a tier ends', tiers('graduated', [[50, '1'], [null, '2']], 50), 0, 50],
  ])('%s', (_, price, units, left) => {
    expect(whatIf(price, used(units), 0)).toMatchObject({ unitsUntilCap: left });
    expect(whatIf(price, used(0), units)).toMatchObject({ unitsUntilCap: left });
  });

  it('is not known by tiers for a part of a unit, though credits are left', () => {
    expect(whatIf(tiers('graduated', [[5, '1'], [null, '2']], 10), used(0.5, 100), 0)).toMatchObject({ claim: 'exact', unitsUntilCap: null });
    expect(whatIf(unit('1', 10), used(0.5, 100), 0)).toMatchObject({ unitsUntilCap: 109 });
  });

  it('is further while credits are left', () => {
    expect(whatIf(unit('1', 10), used(50, 100), 10)).toMatchObject({ amount: 0, unitsUntilCap: 50 });
    expect(whatIf(tiers('graduated', [[5, '1'], [null, '2']], 10), used(50, 100), 10)).toMatchObject({ unitsUntilCap: 48 });
  });
});
