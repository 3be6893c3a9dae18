// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeToUse } from '../../src/http/lifetime';

const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

describe('timeToUse()', () => {
  it.each([
    ['an hour from now', 55, 60],
    ['half an hour from now', 25, 30],
    ['ten minutes from now', 5, 10],
    ['six minutes from now', 3, 6],
    ['a minute from now', 1, 1],
    ['a second from now', 1, 1 / 60],
    ['now', 55, 0],
    ['two hours ago', 55, -120],
    ['two hours from now', 55, 120],
    ['at an unknown time', 55, NaN],
  ])('of a session that expires %s is %d min', (_, expected, left) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(timeToUse(Date.now() + left * minute)).toBe(expected * minute);
  });
});
