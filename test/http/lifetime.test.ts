// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timeToUse } from '../../src/http/lifetime';
import { startStopwatch } from '../../src/core/stopwatch';

const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
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
    ['an unknown time', NaN, 55],
  ])('of a session that expires %s (%d min) is %d min', (_, left, expected) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(timeToUse(Date.now() + left * minute)).toBe(expected * minute);
  });
});

describe('startStopwatch()', () => {
  it('counts the time that a laptop sleeps', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const elapsed = startStopwatch();
    vi.setSystemTime(Date.now() + 3 * 60 * minute);
    expect(elapsed()).toBe(3 * 60 * minute);
  });

  it('keeps counting when the system clock is set back', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const steady = vi.spyOn(performance, 'now').mockReturnValue(0);
    const elapsed = startStopwatch();
    vi.setSystemTime(Date.now() - 60 * minute);
    steady.mockReturnValue(7 * minute);
    expect(elapsed()).toBe(7 * minute);
  });
});
