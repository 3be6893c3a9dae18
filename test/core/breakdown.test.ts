import { describe, expect, it } from 'vitest';
import { parseMeterBreakdown } from '../../src/core/schemas/breakdown';

const history = (quantity: unknown) => ({ quantities: [{ timestamp: '2026-11-01T00:00:00Z', quantity }], total: quantity });
const whole = { total: history(9), parts: [{ value: 'a', ...history(5) }, { value: 'b', ...history(3) }], other: history(1) };

describe('parseMeterBreakdown()', () => {
  it('reads the total, each part and the rest', () => {
    const { total, parts, other, issues } = parseMeterBreakdown(whole);
    expect([total.total, parts.map(({ value, total: sum }) => [value, sum]), other.total, issues]).toEqual([9, [['a', 5], ['b', 3]], 1, []]);
    expect(parts[0]?.quantities).toEqual([{ timestamp: new Date('2026-11-01T00:00:00Z'), quantity: 5 }]);
  });

  it('leaves out an unreadable part and an unreadable interval, and reports their places', () => {
    const { parts, issues } = parseMeterBreakdown({ ...whole, parts: [{ value: 5 }, { value: 'b', quantities: [{ timestamp: 'soon', quantity: 1 }], total: null }] });
    expect([parts.map(({ value, quantities, total }) => [value, quantities, total]), issues.map(({ path }) => path.slice(0, 2))]).toEqual([[['b', [], null]], [['parts', 0], ['parts', 1]]]);
  });

  it.each([{ ...whole, total: undefined }, { ...whole, parts: null }, { ...whole, other: 'x' }, null, []])('rejects %o', (input) => {
    expect(() => parseMeterBreakdown(input)).toThrow(expect.objectContaining({ code: 'invalid_data' }));
  });
});
