import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeHistory, formatInterval, isPortalError, parseMeterQuantities } from '../../src/core';

const start = Date.UTC(2026, 10, 1);
const day = 86_400_000;

function history(units: readonly (number | null)[], total?: number | null) {
  const sum = units.reduce<number>((before, one) => before + (one ?? 0), 0);
  return { quantities: units.map((quantity, index) => ({ timestamp: new Date(start + index * day), quantity })), total: total === undefined ? sum : total };
}

function failureOf(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a history from the wire', () => {
  it('comes in Polar’s spelling and in the SDK’s, in the order of time, each interval once', () => {
    const answer = { quantities: [{ timestamp: '2026-11-02T00:00:00Z', quantity: 5 }, { timestamp: '2026-11-01T00:00:00+00:00', quantity: 1.5 }, { timestamp: new Date(start + day), quantity: 7 }], total: 8.5 };
    const { quantities, total, issues } = parseMeterQuantities(answer);
    expect(quantities).toEqual([{ timestamp: new Date(start), quantity: 1.5 }, { timestamp: new Date(start + day), quantity: 7 }]);
    expect([total, issues]).toEqual([8.5, []]);
  });

  it('keeps every readable interval, and tells of the others with their path', () => {
    const { quantities, total, issues } = parseMeterQuantities({ quantities: [{ timestamp: 'soon', quantity: 1 }, { timestamp: '2026-11-01T00:00:00Z', quantity: '25' }, null, { timestamp: '2026-11-01T00:00:00Z', quantity: null }], total: 'x' });
    expect([quantities, total]).toEqual([[{ timestamp: new Date(start), quantity: null }], null]);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['invalid_data', ['quantities', 0, 'timestamp']],
      ['invalid_data', ['quantities', 1, 'quantity']],
      ['invalid_data', ['quantities', 2]],
    ]);
  });

  it.each([[null], [{}], [{ quantities: null }], ['<html>'], [{ quantities: {} }]])('that is none is an error, not an empty one: %j', (input) => {
    expect(() => parseMeterQuantities(input)).toThrow(expect.objectContaining({ code: 'invalid_data' }));
  });

  it('is total: whatever comes, an answer or a PortalError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ quantities: fc.array(fc.anything()), total: fc.anything() })), (input) => {
        const error = failureOf(() => void parseMeterQuantities(input));
        expect(error === undefined || isPortalError(error)).toBe(true);
        const quantities = error === undefined ? parseMeterQuantities(input).quantities : [];
        expect(quantities.every(({ timestamp, quantity }) => !Number.isNaN(timestamp.getTime()) && (quantity === null || Number.isFinite(quantity)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a history means', () => {
  it('is bars as high as their share of the highest', () => {
    expect(describeHistory(history([5, 10, 0])).bars.map(({ height }) => height)).toEqual([0.5, 1, 0]);
    expect(describeHistory(history([5, 10])).bars.map(({ start: at }) => at)).toEqual([new Date(start), new Date(start + day)]);
    expect(describeHistory(history([0.25, 0.5])).bars.map(({ height }) => height)).toEqual([0.5, 1]);
  });

  it('tells at how many units a day the credits last, and splits the bar in which they end', () => {
    const { even, line, bars } = describeHistory(history([40, 40, 40, 40]), 100);
    expect([even, line]).toEqual([25, 25 / 40]);
    expect(bars.map(({ over }) => over)).toEqual([0, 0, 0.5, 1]);
  });

  it('draws the line above the bars where it leaves them a quarter of the height', () => {
    expect(describeHistory(history([10, 10]), 40)).toMatchObject({ even: 20, line: 1, bars: [{ height: 0.5 }, { height: 0.5 }] });
    expect(describeHistory(history([5, 5]), 40)).toMatchObject({ line: 1, bars: [{ height: 0.25 }, { height: 0.25 }] });
  });

  it('holds the credits against a single bar, and no credits against any', () => {
    expect(describeHistory(history([40]), 10)).toMatchObject({ even: 10, line: 0.25, bars: [{ over: 0.75 }] });
    for (const none of [0, -5, null, NaN]) expect(describeHistory(history([40]), none)).toMatchObject({ even: null, line: null, bars: [{ over: 0 }] });
    expect(describeHistory(history([0, 0]), 10)).toMatchObject({ even: 5, line: null, bars: [{ height: 0 }, { height: 0 }] });
    expect(describeHistory(history([]), 10)).toEqual({ bars: [], total: 0, even: null, line: null });
  });

  it('draws no line that would press the bars flat', () => {
    expect(describeHistory(history([1, 1]), 1_000_000)).toMatchObject({ even: 500_000, line: null, bars: [{ height: 1 }, { height: 1 }] });
  });

  it('holds no credits against days that do not add up to the total, or to none', () => {
    for (const total of [40, null]) expect(describeHistory(history([40, 40], total), 50)).toMatchObject({ even: null, line: null, total, bars: [{ over: 0 }, { over: 0 }] });
    expect(describeHistory(history([0, 0], null), 50).even).toBeNull();
    // Another order of adding the same numbers is no contradiction.
    expect(describeHistory(history([0.1, 0.2], 0.3), 1).even).toBe(0.5);
    expect([1e12 + 500, 1e12 + 2000].map((total) => describeHistory(history([5e11, 5e11], total), 2).even)).toEqual([1, null]);
    expect([0.5 + 9e-10, 0.5 + 15e-10].map((total) => describeHistory(history([0.25, 0.25], total), 2).even)).toEqual([1, null]);
  });

  it('says "not known" of what has not begun, and does not call it 0', () => {
    expect(describeHistory(history([3, 0, 0]), null, new Date(start + day + 1)).bars.map(({ units }) => units)).toEqual([3, 0, null]);
    expect(describeHistory(history([3, 0, 0]), null, new Date(start + day)).bars.map(({ units }) => units)).toEqual([3, 0, null]);
  });

  it('draws nothing for what is not known or below nothing, and keeps its number', () => {
    expect(describeHistory(history([null, -5, 10])).bars).toMatchObject([{ units: null, height: 0 }, { units: -5, height: 0 }, { units: 10, height: 1 }]);
  });

  it('keeps every bar within the chart, whatever the numbers', () => {
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

describe('the name of an interval', () => {
  const date = new Date('2026-11-03T23:30:00Z');
  it.each([
    ['hour', 'Nov 3, 2026, 11:30 PM'],
    ['day', 'Nov 3, 2026'],
    ['week', 'Nov 3, 2026'],
    ['month', 'Nov 2026'],
    ['year', '2026'],
  ] as const)('is as exact as a %s asks for', (interval, text) => {
    expect(formatInterval(date, interval, 'en')).toBe(text);
  });

  it('is a day where Polar invents another length', () => {
    expect(formatInterval(date, 'decade' as never, 'en')).toBe('Nov 3, 2026');
  });

  it('is of the zone that is named, and "—" for no date', () => {
    expect(formatInterval(date, 'day', 'en', 'Europe/Rome')).toBe('Nov 4, 2026');
    expect(formatInterval(new Date(Number.NaN), 'day', 'en')).toBe('—');
  });
});
