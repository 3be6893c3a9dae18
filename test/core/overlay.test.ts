import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addUse, type PendingUse, settleUse } from '../../src/core/overlay';
import { cases } from '../support/cases';

const start = settleUse(undefined, '10', 1000);

describe('pending use', () => {
  it('is the sum of what was used since the numbers moved', () => {
    expect(addUse(start, 5, 1000).units).toBe(5);
    expect(addUse(addUse(start, 5, 1001), 3, 1002)).toEqual({ units: 8, basis: '10', movedAt: 1000, usedAt: 1002 });
  });

  it('stays while the numbers are the same, and is gone when they move, even if they move back', () => {
    const used = addUse(start, 5, 1001);
    expect(settleUse(used, '10', 2000)).toBe(used);
    const moved = settleUse(used, '15', 2000);
    expect(moved).toMatchObject({ units: 0, basis: '15', movedAt: 2000 });
    expect(settleUse(moved, '10', 3000)).toMatchObject({ units: 0, movedAt: 3000 });
  });

  it('is gone ten minutes after the last use if the numbers have not moved', () => {
    const used = addUse(start, 5, 1001);
    expect(settleUse(used, '10', 601_001).units).toBe(5);
    expect(settleUse(used, '10', 601_002)).toMatchObject({ units: 0, movedAt: 601_002 });
  });

  it.each<[string, number, number]>([['from before the numbers were read', 5, 999], ['of zero units', 0, 1001], ['of negative units', -5, 1001], ['of NaN', NaN, 1001], ['of infinite units', Infinity, 1001]])('ignores use %s', (_, units, at) => {
    expect(addUse(start, units, at)).toBe(start);
  });

  it('is never counted twice: the sum never exceeds the true use, in whatever order usage is counted, loaded and reported', () => {
    const step = fc.record({
      does: fc.constantFrom('use', 'use', 'count', 'request', 'respond', 'report'),
      units: fc.integer({ min: 1, max: 9 }),
      passes: fc.integer({ min: 0, max: 200_000 }),
      /** Which of the waiting events or responses is next: they may arrive in any order. */
      pick: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let now = 1000;
        let truth = 100;
        let counted = 100;
        let shown = 100;
        const uncounted: number[] = [];
        const unreported: { units: number; at: number }[] = [];
        const inFlight: number[] = [];
        let pending: PendingUse = settleUse(undefined, '100', now);
        for (const { does, units, passes, pick } of steps) {
          now += passes + 1;
          const take = <T>(list: T[]): T | undefined => list.splice(pick % Math.max(1, list.length), 1)[0];
          if (does === 'use') {
            truth += units;
            uncounted.push(units);
            unreported.push({ units, at: now });
          } else if (does === 'count') counted += take(uncounted) ?? 0;
          else if (does === 'request') inFlight.push(counted);
          else if (does === 'report') {
            const event = take(unreported);
            if (event) pending = addUse(pending, event.units, event.at);
          } else {
            // An older response that arrives late is dropped, as TanStack Query does.
            const response = take(inFlight);
            if (response !== undefined && response >= shown) {
              shown = response;
              pending = settleUse(pending, String(shown), now);
            }
          }
          expect(shown + pending.units).toBeLessThanOrEqual(truth);
        }
      }),
      { numRuns: cases(2000, 50_000) },
    );
  });
});
