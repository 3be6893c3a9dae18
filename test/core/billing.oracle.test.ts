import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../support/cases';
import { billFor, claimed, payloads } from './billing.claims';
import { chargeOracle } from './charge-oracle';
import { tableCases } from './charge-oracle.cases';
import { claimsOf } from './charge-oracle.claims';
import { edgeCases } from './charge-oracle.edge-cases';

describe('billOf()', () => {
  it.each([...tableCases, ...edgeCases].map(({ name, scenario }) => [name, scenario] as const))('agrees with the charge oracle on %s', (_, scenario) => {
    const { wire, claims } = chargeOracle(scenario);
    expect(claimed(billFor(wire))).toEqual(claims);
  });

  const numRuns = cases(500, 20_000);
  // billing.long.test.ts has 200,000 of them.
  it(`agrees with the charge oracle on ${numRuns} random payloads`, { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        expect(claimed(billFor(payload))).toEqual(claimsOf(payload));
      }),
      { numRuns },
    );
  });
});
