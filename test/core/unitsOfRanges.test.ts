import { describe, expect, it } from 'vitest';
import { unitsOfRanges } from '../../src/core/unitsOfRanges';

const start = Date.UTC(2026, 10, 1);
const day = 86_400_000;

function history(units: readonly (number | null)[], total: number | null = units.reduce<number>((sum, one) => sum + (one ?? 0), 0)) {
  return { quantities: units.map((quantity, index) => ({ timestamp: new Date(start + index * day), quantity })), total };
}

describe('unitsOfRanges()', () => {
  const edgesOf = (...days: number[]) => days.map((one) => new Date(start + one * day));

  it.each<[string, (number | null)[], number | null, (number | null)[]]>([
    ['a sum, which adds up', [1, 2, 4, 8, 16, 32], 63, [3, 60]],
    ['a maximum', [1, 9, 4, 8, 16, 3], 16, [9, 16]],
    ['a minimum', [7, 9, 4, 8, 5, 6], 4, [7, 4]],
    ['distinct values, whose total covers all days', [3, 3, 3, 3, 3, 3], 5, [null, null]],
    ['an unknown total', [1, 2, 4, 8, 16, 32], null, [null, null]],
    ['the noise of doubles', [0.1, 0.2, 0, 0, 0, 0], 0.3, [0.1 + 0.2, 0]],
    ['a sum with an unknown day', [1, 2, null, 8, 16, 32], 59, [3, null]],
    ['a maximum with an unknown day', [1, 9, null, 8, 16, 3], 16, [9, null]],
    ['a minimum with an unknown day', [7, 9, 4, null, 5, 6], 0, [7, null]],
    ['no usage', [0, 0, 0, 0, 0, 0], 0, [0, 0]],
  ])('gives the units of %s', (_, units, total, expected) => {
    expect(unitsOfRanges([history(units, total)], edgesOf(0, 2, 6))).toEqual(expected);
  });

  it('counts each day for the one range in which it begins', () => {
    expect(unitsOfRanges([history([1, 2, 4, 8])], edgesOf(0, 2, 4))).toEqual([3, 12]);
  });

  it('returns null for a range without days', () => {
    expect(unitsOfRanges([history([1, 2])], edgesOf(0, 2, 4))).toEqual([3, null]);
    expect(unitsOfRanges([], edgesOf(0, 2))).toEqual([null]);
  });

  it('treats all parts of a history alike: a total that is the sum in only one part doesn’t count as a sum', () => {
    const [first, second] = [history([5, 0, 0], 5), history([4, 6], 6)];
    const later = { ...second, quantities: second.quantities.map((one, place) => ({ ...one, timestamp: new Date(start + (3 + place) * day) })) };
    expect(unitsOfRanges([first, later], edgesOf(0, 2, 5))).toEqual([5, 6]);
  });
});
