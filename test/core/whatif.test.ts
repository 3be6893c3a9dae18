import { describe, expect, it } from 'vitest';
import type { MeteredTiersPrice, MeteredUnitPrice } from '../../src/core/schemas/price';
import { whatIf } from '../../src/core/whatif';

// Edge cases that random numbers rarely hit. explain.test.ts compares random ones with the oracle.

const unit = (unitAmount: string, capAmount: number | null = null): MeteredUnitPrice => ({ id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount, capAmount, meterId: 'm' });
const tiers = (type: 'volume' | 'graduated', steps: [bound: number | null, unitAmount: string][], capAmount: number | null = null): MeteredTiersPrice => ({
  id: 'p', kind: 'tiers', amountType: 'metered_tiers', tiers: { type, tiers: steps.map(([bound, unitAmount]) => ({ bound, unitAmount })) }, capAmount, meterId: 'm',
});
const used = (consumedUnits: number | null, creditedUnits: number | null = 0) => ({ consumedUnits, creditedUnits, amount: 7 });

describe('whatIf()', () => {
  it('returns the amount, the difference, and the units until the cap and the next tier', () => {
    expect(whatIf(unit('0.05', 100), used(100), 100)).toEqual({ claim: 'exact', amount: 10, difference: 5, unitsUntilCap: 1790, unitsUntilNextTier: null });
    expect(whatIf(unit('0.05'), used(100), 0)).toEqual({ claim: 'exact', amount: 5, difference: 0, unitsUntilCap: null, unitsUntilNextTier: null });
    expect(whatIf(tiers('graduated', [[10, '1'], [null, '2']]), used(5), 3)).toEqual({ claim: 'exact', amount: 8, difference: 3, unitsUntilCap: null, unitsUntilNextTier: 2 });
  });

  it('has a negative difference if the units reach a lower volume rate', () => {
    expect(whatIf(tiers('volume', [[100, '1'], [null, '0.5']]), used(100), 1)).toMatchObject({ amount: 51, difference: -49 });
  });

  it.each<[string, Parameters<typeof whatIf>, reason: string]>([
    ['a fraction of a unit on tiers, even if the extra units make it whole', [tiers('volume', [[null, '1']]), used(200.5, 100), 0.5], 'fractional_tiers'],
    ['extra units that end in a fraction on tiers', [tiers('volume', [[null, '1']]), used(200, 100), 0.5], 'fractional_tiers'],
    ['an amount that a number cannot hold exactly', [unit('1'), used(0), 1e16], 'too_large'],
    ['billable units that overflow', [unit('1'), used(-1.7e308, 1.7e308), 1], 'too_large'],
    ['unknown consumed units', [unit('1'), used(null), 1], 'unknown_units'],
    ['unknown credits', [unit('1'), used(5, null), 1], 'unknown_units'],
    ['a null price', [null, used(5), 1], 'no_price'],
    ['a price in another currency', [{ ...unit('1'), priceCurrency: 'eur' }, used(5), 1, 'usd'], 'other_currency'],
  ])('makes no claim for %s', (_, args, reason) => {
    expect(whatIf(...args)).toEqual({ claim: 'none', reason, reported: 7 });
  });
});

describe('unitsUntilNextTier', () => {
  const steps: [number | null, string][] = [[10, '1'], [20, '2'], [null, '3']];
  it.each<[units: number, left: number | null]>([[0, 10], [9, 1], [10, 0], [11, 9], [20, 0], [21, null]])('at %i units is %j', (units, left) => {
    expect(whatIf(tiers('graduated', steps), used(units), 0)).toMatchObject({ unitsUntilNextTier: left });
    expect(whatIf(tiers('volume', steps), used(0, 3), units + 3)).toMatchObject({ unitsUntilNextTier: left });
  });

  it('includes the credits that are left, and is null in a bounded last tier', () => {
    expect(whatIf(tiers('graduated', steps), used(0, 100), 40)).toMatchObject({ unitsUntilNextTier: 70 });
    expect(whatIf(tiers('graduated', [[10, '1'], [20, '2']]), used(15), 0)).toMatchObject({ unitsUntilNextTier: null });
  });
});

describe('unitsUntilCap', () => {
  it.each<[string, Parameters<typeof whatIf>[0], units: number, left: number | null]>([
    ['from 0 units of one rate', unit('0.05', 100), 0, 1990],
    ['one unit before the cap', unit('0.05', 100), 1989, 1],
    ['at the cap', unit('0.05', 100), 1990, 0],
    ['beyond the cap', unit('0.05', 100), 5000, 0],
    ['for a cap of 0', unit('1', 0), 0, 0],
    ['for a rate of 0', unit('0', 100), 5, null],
    ['if the cap is too far for exact numbers', unit('0.000000000001', 9e15), 0, null],
    ['within the first volume tier', tiers('volume', [[100, '1'], [null, '0.5']], 80), 0, 80],
    ['within the second volume tier', tiers('volume', [[100, '1'], [null, '0.5']], 80), 150, 9],
    ['if the next volume tier jumps over the cap', tiers('volume', [[100, '0.1'], [null, '10']], 500), 0, 101],
    ['in the second of two graduated tiers', tiers('graduated', [[100, '0.1'], [null, '1']], 50), 0, 140],
    ['in the third of three graduated tiers', tiers('graduated', [[10, '1'], [20, '2'], [null, '5']], 50), 15, 9],
    ['after a graduated tier with a rate of 0', tiers('graduated', [[100, '0'], [null, '1']], 50), 0, 150],
    ['if bounded graduated tiers end before the cap', tiers('graduated', [[10, '1']], 50), 5, null],
    ['if the last graduated tier has a rate of 0', tiers('graduated', [[10, '1'], [null, '0']], 50), 5, null],
    ['if the last volume tier has a rate of 0', tiers('volume', [[10, '1'], [null, '0']], 50), 5, null],
    ['if the cap is at the end of a tier', tiers('graduated', [[50, '1'], [null, '2']], 50), 0, 50],
  ])('counts the units to the cap %s', (_, price, units, left) => {
    expect(whatIf(price, used(units), 0)).toMatchObject({ unitsUntilCap: left });
    expect(whatIf(price, used(0), units)).toMatchObject({ unitsUntilCap: left });
  });

  it('is null for a fraction of a unit on tiers, but not at one rate', () => {
    expect(whatIf(tiers('graduated', [[5, '1'], [null, '2']], 10), used(0.5, 100), 0)).toMatchObject({ claim: 'exact', unitsUntilCap: null });
    expect(whatIf(unit('1', 10), used(0.5, 100), 0)).toMatchObject({ unitsUntilCap: 109 });
  });

  it('includes the credits that are left', () => {
    expect(whatIf(unit('1', 10), used(50, 100), 10)).toMatchObject({ amount: 0, unitsUntilCap: 50 });
    expect(whatIf(tiers('graduated', [[5, '1'], [null, '2']], 10), used(50, 100), 10)).toMatchObject({ unitsUntilCap: 48 });
  });
});
