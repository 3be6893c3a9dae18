import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { billFor, claimed, payloads } from './billing.claims';
import { claimsOf } from './charge-oracle.claims';

it('billOf() claims of 200,000 random payloads what the charge oracle does', { timeout: 1_800_000 }, () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      expect(claimed(billFor(payload))).toEqual(claimsOf(payload));
    }),
    { numRuns: 200_000 },
  );
});
