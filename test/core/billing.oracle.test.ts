import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billFor, claimed, payloads } from './billing.claims';
import { chargeOracle } from './charge-oracle';
import { tableCases } from './charge-oracle.cases';
import { claimsOf } from './charge-oracle.claims';
import { edgeCases } from './charge-oracle.edge-cases';

describe('billOf()', () => {
  it.each([...tableCases, ...edgeCases])('agrees with the charge oracle on $name', ({ scenario }) => {
    const { wire, claims } = chargeOracle(scenario);
    expect(claimed(billFor(wire))).toEqual(claims);
  });

  // `npm run test:long` has 200,000 of them.
  it('agrees with the charge oracle on 2,000 random payloads', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        expect(claimed(billFor(payload))).toEqual(claimsOf(payload));
      }),
      { numRuns: 2000 },
    );
  });
});
