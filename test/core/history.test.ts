import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPortalError } from '../../src/core/errors';
import { formatInterval } from '../../src/core/formatInterval';
import { describeHistory, isCountedApart } from '../../src/core/history';
import { parseMeterQuantities } from '../../src/core/schemas/quantities';

const start = Date.UTC(2026, 10, 1);
const day = 86_400_000;

function history(units: readonly (number | null)[], total?: number | null) {
  const sum = units.reduce<number>((before, one) => before + (one ?? 0), 0);
  return { quantities: units.map((quantity, index) => ({ timestamp: new Date(start + index * day), quantity })), total: total === undefined ? sum : total };
}

function errorOf(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('parseMeterQuantities()', () => {
  it('sorts intervals by time and keeps the last of those with the same time, whether times are text or dates', () => {
    const response = { quantities: [{ timestamp: '2026-11-02T00:00:00Z', quantity: 5 }, { timestamp: '2026-11-01T00:00:00+00:00', quantity: 1.5 }, { timestamp: new Date(start + day), quantity: 7 }], total: 8.5 };
    const { quantities, total, issues } = parseMeterQuantities(response);
    expect(quantities).toEqual([{ timestamp: new Date(start), quantity: 1.5 }, { timestamp: new Date(start + day), quantity: 7 }]);
    expect([total, issues]).toEqual([8.5, []]);
  });

  it('keeps every readable interval and reports the path of each unreadable one', () => {
    const { quantities, total, issues } = parseMeterQuantities({ quantities: [{ timestamp: 'soon', quantity: 1 }, { timestamp: '2026-11-01T00:00:00Z', quantity: '25' }, null, { timestamp: '2026-11-01T00:00:00Z', quantity: null }], total: 'x' });
    expect([quantities, total]).toEqual([[{ timestamp: new Date(start), quantity: null }], null]);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['invalid_data', ['quantities', 0, 'timestamp']],
      ['invalid_data', ['quantities', 1, 'quantity']],
      ['invalid_data', ['quantities', 2]],
    ]);
  });

  it.each([[null], [{}], [{ quantities: null }], ['<html>'], [{ quantities: {} }]])('throws for %j instead of returning an empty history', (input) => {
    expect(() => parseMeterQuantities(input)).toThrow(expect.objectContaining({ code: 'invalid_data' }));
  });

  it('returns valid intervals or throws a PortalError for any input', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ quantities: fc.array(fc.anything()), total: fc.anything() })), (input) => {
        const error = errorOf(() => void parseMeterQuantities(input));
        expect(error === undefined || isPortalError(error)).toBe(true);
        const quantities = error === undefined ? parseMeterQuantities(input).quantities : [];
        expect(quantities.every(({ timestamp, quantity }) => !Number.isNaN(timestamp.getTime()) && (quantity === null || Number.isFinite(quantity)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('describeHistory()', () => {
  // Polar's server computes only the total of a sum, count, maximum or minimum from the intervals of the range.
  it.each<[string, (number | null)[], number, number | null]>([
    ['a sum', [4, 0, 6], 10, 10],
    ['a maximum', [4, 0, 6], 6, 6],
    ['a minimum, to which intervals without events don’t belong', [4, 0, 6], 4, 4],
    ['a maximum of nothing', [0, 0, 0], 0, 0],
    ['a sum with an unknown interval', [4, null, 6], 15, 15],
    ['distinct values of all time', [10, 12, 9], 500, null],
    ['an average of all time', [10, 12, 9], 3.25, null],
    ['distinct values of all time, none of them in the range', [0, 0, 0], 500, null],
  ])('has the total of %s: %j, total %s → %s', (_, units, total, expected) => {
    const { quantities } = history(units);
    expect(describeHistory({ quantities, total }).total).toBe(expected);
    expect(describeHistory({ quantities, total }, null, quantities[1]?.timestamp).total).toBe(expected);
  });

  it('makes each bar as high as its share of the highest one', () => {
    expect(describeHistory(history([5, 10, 0])).bars.map(({ height }) => height)).toEqual([0.5, 1, 0]);
    expect(describeHistory(history([5, 10])).bars.map(({ start: at }) => at)).toEqual([new Date(start), new Date(start + day)]);
    expect(describeHistory(history([0.25, 0.5])).bars.map(({ height }) => height)).toEqual([0.5, 1]);
  });

  it('computes the even daily use of the credits, and splits the bar in which they run out', () => {
    const { even, line, bars } = describeHistory(history([40, 40, 40, 40]), 100);
    expect([even, line]).toEqual([25, 25 / 40]);
    expect(bars.map(({ over }) => over)).toEqual([0, 0, 0.5, 1]);
  });

  it('draws the credit line above the bars if they keep a quarter of the height', () => {
    expect(describeHistory(history([10, 10]), 40)).toMatchObject({ even: 20, line: 1, bars: [{ height: 0.5 }, { height: 0.5 }] });
    expect(describeHistory(history([5, 5]), 40)).toMatchObject({ line: 1, bars: [{ height: 0.25 }, { height: 0.25 }] });
  });

  it('draws the credit line for a single bar, and none without credits, use or bars', () => {
    expect(describeHistory(history([40]), 10)).toMatchObject({ even: 10, line: 0.25, bars: [{ over: 0.75 }] });
    for (const none of [0, -5, null, NaN]) expect(describeHistory(history([40]), none)).toMatchObject({ even: null, line: null, bars: [{ over: 0 }] });
    expect(describeHistory(history([0, 0]), 10)).toMatchObject({ even: 5, line: null, bars: [{ height: 0 }, { height: 0 }] });
    expect(describeHistory(history([]), 10)).toEqual({ bars: [], total: 0, even: null, line: null, full: 0 });
  });

  it('draws no credit line far above the bars', () => {
    expect(describeHistory(history([1, 1]), 1_000_000)).toMatchObject({ even: 500_000, line: null, bars: [{ height: 1 }, { height: 1 }] });
  });

  it('ignores the credits if the intervals do not add up to a known total', () => {
    for (const total of [40, null]) expect(describeHistory(history([40, 40], total), 50)).toMatchObject({ even: null, line: null, total, bars: [{ over: 0 }, { over: 0 }] });
    expect(describeHistory(history([0, 0], null), 50).even).toBeNull();
    // Adding doubles in another order changes the last digits.
    expect(describeHistory(history([0.1, 0.2], 0.3), 1).even).toBe(0.5);
    expect([1e12 + 500, 1e12 + 2000].map((total) => describeHistory(history([5e11, 5e11], total), 2).even)).toEqual([1, null]);
    expect([0.5 + 9e-10, 0.5 + 15e-10].map((total) => describeHistory(history([0.25, 0.25], total), 2).even)).toEqual([1, null]);
  });

  it('makes the units of intervals that have not started null, not 0', () => {
    expect(describeHistory(history([3, 0, 0]), null, new Date(start + day + 1)).bars.map(({ units }) => units)).toEqual([3, 0, null]);
    expect(describeHistory(history([3, 0, 0]), null, new Date(start + day)).bars.map(({ units }) => units)).toEqual([3, 0, null]);
  });

  it('draws no bar for unknown or negative units and keeps the number', () => {
    expect(describeHistory(history([null, -5, 10])).bars).toMatchObject([{ units: null, height: 0 }, { units: -5, height: 0 }, { units: 10, height: 1 }]);
  });

  it('keeps every bar within the chart for random numbers', () => {
    const units = fc.array(fc.option(fc.double(), { nil: null }), { maxLength: 40 });
    fc.assert(
      fc.property(units, fc.option(fc.double(), { nil: undefined }), fc.option(fc.double(), { nil: null }), (quantities, credited, total) => {
        const { bars, even, line } = describeHistory(history(quantities, total), credited);
        for (const { height, over } of bars) expect(height >= 0 && height <= 1 && over >= 0 && over <= height).toBe(true);
        expect(line === null || (line >= 0 && line <= 1)).toBe(true);
        expect(even === null || Number.isFinite(even)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isCountedApart()', () => {
  it.each<[string, (number | null)[], number | null | undefined, number | null | undefined, boolean]>([
    ['the same total', [3, 4], undefined, 7, false],
    ['one unit more', [3, 4], undefined, 8, true],
    ['one unit less', [3, 4], undefined, 6, true],
    ['one unit more: 2^53 − 1', [2 ** 53 - 2], undefined, 2 ** 53 - 1, true],
    ['no usage yet on the bill', [3], undefined, 0, true],
    ['the noise of doubles', [0.1, 0.2], 0.3, 0.1 + 0.2, false],
    ['a different fraction', [0.1, 0.2], 0.3, 0.31, true],
    ['an unknown bill', [3, 4], undefined, null, false],
    ['a bill that is not given', [3, 4], undefined, undefined, false],
    ['NaN on the bill', [3, 4], undefined, NaN, false],
    ['an unknown total', [3, 4], null, 8, false],
    ['an unknown interval', [3, null, 4], undefined, 8, false],
    ['a maximum, whose intervals do not add up', [3, 4], 4, 5, false],
    ['distinct values, whose intervals do not add up', [3, 4], 5, 6, false],
    ['intervals that overflow', [1e308, 1e308], 1e308, 5, false],
    ['a difference beyond what a number holds', [1e308], undefined, -1e308, true],
  ])('with %s: %j, total %s, bill %s → %s', (_, units, total, consumed, expected) => {
    expect(isCountedApart(history(units, total), consumed)).toBe(expected);
  });
});

describe('formatInterval()', () => {
  const date = new Date('2026-11-03T23:30:00Z');
  it.each([
    ['hour', 'Nov 3, 2026, 11:30 PM'],
    ['day', 'Nov 3, 2026'],
    ['week', 'Nov 3, 2026'],
    ['month', 'Nov 2026'],
    ['year', '2026'],
  ] as const)('formats the start of one %s as %j', (interval, text) => {
    expect(formatInterval(date, interval, 'en')).toBe(text);
  });

  it('formats an unknown interval as a day', () => {
    expect(formatInterval(date, 'decade' as never, 'en')).toBe('Nov 3, 2026');
  });

  it('uses the given time zone, and "—" for an invalid date', () => {
    expect(formatInterval(date, 'day', 'en', 'Europe/Rome')).toBe('Nov 4, 2026');
    expect(formatInterval(new Date(Number.NaN), 'day', 'en')).toBe('—');
  });
});
