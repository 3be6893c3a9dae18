import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../support/cases';
import { combinationAt, scenarioOfCombination, shortCount, triplesIn } from './billCombinations';
import { billFaults } from './billFaults';
import { payloads } from './billing.claims';
import { chargeOracle } from './charge-oracle';

/** Coprime to the number of values of every dimension, so that steps of this size combine each value with every other one. */
const step = 53;

describe('BillSummary’s text claims exactly what is known', () => {
  // `npm run test:long` has every combination.
  it('in combinations that cover every triple of values of status, cancellation, pause, change, discount, tax, balance and usage', { timeout: 600_000 }, () => {
    const combinations = Array.from({ length: Math.floor(shortCount / step) }, (_, index) => combinationAt(index * step));
    const { all, found } = triplesIn(combinations);
    expect(found).toBe(all);
    const faults = combinations.flatMap((one) => billFaults(chargeOracle(scenarioOfCombination(one)).wire).map((fault) => ({ fault, ...one })));
    expect(faults).toEqual([]);
  });

  const numRuns = cases(200, 500);
  it(`for ${numRuns} random payloads`, { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        expect(billFaults(payload)).toEqual([]);
      }),
      { numRuns },
    );
  });
});
