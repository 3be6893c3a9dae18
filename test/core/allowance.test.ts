import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowanceOf } from '../../src/core/allowance';

const used = (...units: (number | null | undefined)[]) => units.map((consumedUnits) => ({ consumedUnits }));

describe('allowanceOf()', () => {
  it('adds up the meters and places each in the bar of the allowance', () => {
    expect(allowanceOf(used(50, 25), 100)).toEqual({
      consumed: 75,
      parts: [
        { consumed: 50, from: 0, to: 0.5 },
        { consumed: 25, from: 0.5, to: 0.75 },
      ],
    });
  });

  it('stretches the bar to the usage beyond the allowance', () => {
    const { consumed, parts } = allowanceOf(used(150, 50), 100);
    expect(consumed).toBe(200);
    expect(parts.map(({ from, to }) => [from, to])).toEqual([[0, 0.75], [0.75, 1]]);
  });

  it.each([
    ['null', null],
    ['absent', undefined],
    ['NaN', NaN],
  ])('returns no sum and no shares if the units of one meter are %s', (_, unknown) => {
    const { consumed, parts } = allowanceOf(used(50, unknown), 100);
    expect(consumed).toBeNull();
    expect(parts).toEqual([
      { consumed: 50, from: 0, to: 0 },
      { consumed: null, from: 0, to: 0 },
    ]);
  });

  it('returns no sum and no parts without meters', () => {
    expect(allowanceOf([], 100)).toEqual({ consumed: null, parts: [] });
  });

  it('counts a correction below zero in the sum, but not in the bar', () => {
    const { consumed, parts } = allowanceOf(used(60, -10), 100);
    expect(consumed).toBe(50);
    expect(parts.map(({ from, to }) => [from, to])).toEqual([[0, 0.6], [0.6, 0.6]]);
  });

  it.each([[1e308, 1e308], [-1e308, -1e308]])('returns no sum if it exceeds all numbers: %d and %d', (one, other) => {
    expect(allowanceOf(used(one, other), 100).consumed).toBeNull();
  });

  it('adds without rounding errors', () => {
    expect(allowanceOf(used(1e16, 1, -1e16), 1).consumed).toBe(1);
  });

  it('gives parts in order, within the bar, for any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double(), fc.constant(null))), fc.oneof(fc.double(), fc.constant(null)), (units, credited) => {
        const ends = allowanceOf(used(...units), credited).parts.flatMap(({ from, to }) => [from, to]);
        expect(ends.every((end, index) => end >= (ends[index - 1] ?? 0) && end <= 1)).toBe(true);
      }),
    );
  });
});
