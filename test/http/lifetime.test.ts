import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeToUse } from '../../src/http/lifetime';

const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

describe('timeToUse()', () => {
  it.each([
    ['in an hour', 55, 60],
    ['in half an hour', 25, 30],
    ['in ten minutes', 5, 10],
    ['in six minutes', 3, 6],
    ['in a minute', 1, 1],
    ['in a second', 1, 1 / 60],
    ['now', 55, 0],
    ['two hours ago', 55, -120],
    ['in two hours', 55, 120],
    ['unknown', 55, NaN],
  ])('of a session with the expiry date %s is %d min', (_, expected, left) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(timeToUse(Date.now() + left * minute)).toBe(expected * minute);
  });
});
