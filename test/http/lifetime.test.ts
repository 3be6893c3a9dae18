// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeToUse } from '../../src/http/lifetime';

const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

describe('timeToUse()', () => {
  it.each([
    ['an hour from now', 60, 55],
    ['half an hour from now', 30, 25],
    ['ten minutes from now', 10, 5],
    ['six minutes from now', 6, 3],
    ['a minute from now', 1, 1],
    ['a second from now', 1 / 60, 1],
    ['now', 0, 55],
    ['two hours ago', -120, 55],
    ['two hours from now', 120, 55],
    ['at an unknown time', NaN, 55],
  ])('of a session that expires %s (%d min) is %d min', (_, left, expected) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(timeToUse(Date.now() + left * minute)).toBe(expected * minute);
  });
});
