import { afterEach, describe, expect, it, vi } from 'vitest';
import { startStopwatch } from '../../src/core/stopwatch';

const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
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
