import { describe, expect, it } from 'vitest';
import { otherUsage } from '../../src/core/otherUsage';

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const of = (total: number | null, ...quantities: Array<number | null>) => ({ quantities: quantities.map((quantity, index) => ({ timestamp: day(index + 1), quantity })), total });

describe('otherUsage()', () => {
  it('subtracts all parts from the total, interval by interval', () => {
    expect(otherUsage(of(30, 10, 20), [of(5, 5, 0), of(12, 2, 10)])).toEqual(of(13, 3, 10));
  });

  it('is the total if there is no part', () => {
    expect(otherUsage(of(30, 10, 20), [])).toEqual(of(30, 10, 20));
  });

  it('is 0 where only the rounding of doubles is left', () => {
    expect(otherUsage(of(0.1 + 0.2, 0.1 + 0.2), [of(0.1, 0.1), of(0.2, 0.2)])).toEqual(of(0, 0));
  });

  it('keeps one unit of a large number of whole units, and a small fraction', () => {
    expect(otherUsage(of(9e15 + 1, 9e15 + 1), [of(9e15, 9e15)])).toEqual(of(1, 1));
    expect(otherUsage(of(1e-9, 1e-9), [])).toEqual(of(1e-9, 1e-9));
  });

  it('keeps a negative rest, which corrections can cause', () => {
    expect(otherUsage(of(3, 3), [of(5, 5)])).toEqual(of(-2, -2));
  });

  it.each([
    ['the total', of(null, null), [of(1, 1)]],
    ['a part', of(5, 5), [of(1, 1), of(null, null)]],
    ['a part that lacks the interval', of(5, 5), [of(null)]],
    ['a sum beyond all doubles', of(-1e308, -1e308), [of(1e308, 1e308)]],
  ])('is unknown because of %s', (_, total, parts) => {
    expect(otherUsage(total, parts)).toEqual(of(null, null));
  });

  it('matches intervals by their time, in any order', () => {
    const part = { quantities: [{ timestamp: day(2), quantity: 4 }, { timestamp: day(1), quantity: 1 }], total: 5 };
    expect(otherUsage(of(30, 10, 20), [part])).toEqual(of(25, 9, 16));
  });
});
