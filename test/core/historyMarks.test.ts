import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeHistory } from '../../src/core/history';
import { historyMarks } from '../../src/core/historyMarks';

const start = Date.UTC(2026, 10, 1);
const day = 86_400_000;
const at = (days: number) => new Date(start + days * day);

function marks(units: readonly (number | null)[], now?: Date, { credited, total, scale }: { credited?: number; total?: number | null; scale?: number } = {}) {
  const sum = units.reduce<number>((before, one) => before + (one ?? 0), 0);
  const history = { quantities: units.map((quantity, index) => ({ timestamp: at(index), quantity })), total: total === undefined ? sum : total };
  return historyMarks(describeHistory(history, credited, now), now, scale);
}

describe('historyMarks()', () => {
  it('finds the interval that contains now, and the first one that has not started', () => {
    expect(marks([1, 1, 0, 0], at(1.5))).toMatchObject({ today: 1, comingFrom: 2 });
    expect(marks([1, 1, 0, 0], at(1))).toMatchObject({ today: 1, comingFrom: 2 });
    expect(marks([1, 1], at(1.99))).toMatchObject({ today: 1, comingFrom: 2 });
    expect(marks([1, 1], at(2))).toMatchObject({ today: null, comingFrom: 2 });
    expect(marks([0, 0], at(-1))).toMatchObject({ today: null, comingFrom: 0 });
    expect(marks([1, 1])).toMatchObject({ today: null, comingFrom: 2 });
    expect(marks([], at(1))).toEqual({ today: null, comingFrom: 0, pace: null, paceHeight: 0, values: [] });
  });

  it('averages the units so far, with the part of today that has passed', () => {
    expect(marks([10, 20, 30, 10, 0, 0], at(3.5))).toMatchObject({ pace: 20, paceHeight: 20 / 30 });
    expect(marks([20, 20, 20, 20, 0, 0], at(3.2))).toMatchObject({ pace: 25, paceHeight: 1 });
  });

  it('gives no average too early, at the end, without use, or for a maximum', () => {
    expect(marks([10, 10, 10, 0, 0, 0], at(2.9)).pace).toBeNull();
    expect(marks([10, 10, 10, 10, ...Array.from({ length: 26 }, () => 0)], at(4.4)).pace).toBeNull();
    expect(marks([10, 10, 10, 10], at(3.5)).pace).toBeNull();
    expect(marks([0, 0, 0, 0, 0], at(3.5)).pace).toBeNull();
    expect(marks([10, 20, 30, 10, 0, 0], at(3.5), { total: 30 }).pace).toBeNull();
    expect(marks([10, 20, 30, 10, 0, 0], at(3.5), { total: null }).pace).toBeNull();
  });

  it('gives the first average after exactly three intervals and 15% of the range', () => {
    const twenty = [10, 10, 10, ...Array.from({ length: 17 }, () => 0)];
    expect(marks(twenty, at(3)).pace).toBe(10);
    expect(marks(twenty, at(2.999)).pace).toBeNull();
    expect(marks([...twenty, 0], at(3)).pace).toBeNull();
  });

  it('treats a total as the sum if they differ by no more than a billionth, as the rounding of doubles may cause', () => {
    const large = [4e12, 4e12, 4e12, 0, 0];
    expect(marks(large, at(3), { total: 12e12 + 11_000 }).pace).toBe(4e12);
    expect(marks(large, at(3), { total: 12e12 + 13_000 }).pace).toBeNull();
    expect(marks([0.25, 0.25, 0.25, 0, 0], at(3), { total: 0.75 + 0.9e-9 }).pace).toBe(0.25);
    expect(marks([0.25, 0.25, 0.25, 0, 0], at(3), { total: 0.75 + 2e-9 }).pace).toBeNull();
  });

  it.each([
    [[104], [50, 100]],
    [[912], [400, 800]],
    [[100], [50, 100]],
    [[99], [40, 80]],
    [[1], [0.5, 1]],
    [[60, 0.1], [25, 50]],
    [[0.3], [0.1, 0.2]],
  ])('marks two round values up to the highest of %j: %j', (units, values) => {
    const found = marks(units).values;
    expect(found.map(({ units }) => Number(units.toPrecision(12)))).toEqual(values);
    expect(found.every(({ height, units: value }) => Math.abs(height - value / Math.max(...units)) < 1e-9)).toBe(true);
  });

  it('marks values that are round once divided by the multiplier of the unit, up to the line of even use', () => {
    expect(marks([7.3e9], undefined, { scale: 1e9 }).values.map(({ units }) => units)).toEqual([2.5e9, 5e9]);
    expect(marks([10, 10], undefined, { credited: 40 }).values).toEqual([{ units: 10, height: 0.5 }, { units: 20, height: 1 }]);
    expect(marks([0, 0]).values).toEqual([]);
  });

  it('keeps every mark within the chart for random numbers', () => {
    const units = fc.array(fc.option(fc.double(), { nil: null }), { maxLength: 40 });
    fc.assert(
      fc.property(units, fc.double({ min: -5, max: 45, noNaN: true }), fc.option(fc.double(), { nil: undefined }), (quantities, now, credited) => {
        const { today, comingFrom, pace, paceHeight, values } = marks(quantities, at(now), credited === undefined ? {} : { credited });
        expect(comingFrom >= 0 && comingFrom <= quantities.length && (today === null || today === comingFrom - 1)).toBe(true);
        expect(pace === null || pace > 0).toBe(true);
        for (const height of [paceHeight, ...values.map((value) => value.height)]) expect(height >= 0 && height <= 1).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
