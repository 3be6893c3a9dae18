import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBudget } from '../../src/core/budget';
import { cases } from '../support/cases';

describe('describeBudget()', () => {
  it.each<[string, Parameters<typeof describeBudget>, ReturnType<typeof describeBudget>]>([
    ['usage within the budget', [50, 100], { state: 'within', tone: 'neutral', left: 50, bar: { used: 0.5, budget: 1, expected: 0.5 } }],
    ['usage of exactly 80%', [80, 100], { state: 'near', tone: 'warning', left: 20, bar: { used: 0.8, budget: 1, expected: 0.8 } }],
    ['usage of exactly the budget', [100, 100], { state: 'reached', tone: 'warning', left: 0, bar: { used: 1, budget: 1, expected: 1 } }],
    ['usage beyond the budget, with the mark inside of the bar', [400, 100], { state: 'reached', tone: 'warning', left: 0, bar: { used: 1, budget: 0.25, expected: 1 } }],
    ['usage that stops at the budget', [100, 100, null, true], { state: 'reached', tone: 'critical', left: 0, bar: { used: 1, budget: 1, expected: 1 } }],
    ['usage expected beyond the budget', [50, 100, 200], { state: 'within', tone: 'neutral', left: 50, bar: { used: 0.25, budget: 0.5, expected: 1 } }],
    ['an expectation below the usage, which counts as the usage', [50, 100, 40], { state: 'within', tone: 'neutral', left: 50, bar: { used: 0.5, budget: 1, expected: 0.5 } }],
    ['unknown usage', [null, 100], { state: 'unknown', tone: 'neutral', left: null, bar: null }],
    ['negative usage', [-5, 100], { state: 'within', tone: 'neutral', left: 100, bar: { used: 0, budget: 1, expected: 0 } }],
    ['no budget', [50, undefined], null],
    ['a budget of 0', [50, 0], null],
    ['a negative budget', [50, -1], null],
    ['a budget of NaN', [50, NaN], null],
  ])('describes %s', (_, given, expected) => {
    expect(describeBudget(...given)).toEqual(expected);
  });

  it('keeps every share of the bar from 0 to 1 for random numbers', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, fc.option(number), (consumed, budget, expected) => {
        const shares = Object.values(describeBudget(consumed, budget, expected)?.bar ?? {});
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
      { numRuns: cases(500, 20_000) },
    );
  });
});
