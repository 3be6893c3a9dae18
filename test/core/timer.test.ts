import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTimer } from '../../src/core/timer';

const longest = 2 ** 31 - 1;

afterEach(() => {
  vi.useRealTimers();
});

describe('startTimer()', () => {
  it.each([1, 60_000, longest, longest + 1, 3 * longest + 7])('runs once, after %d ms', (wait) => {
    vi.useFakeTimers();
    const run = vi.fn();
    startTimer(run, wait);
    vi.advanceTimersByTime(wait - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([Infinity, NaN])('never runs and sets no timer for a wait of %d ms', (wait) => {
    vi.useFakeTimers();
    startTimer(vi.fn(), wait);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([1000, 2 * longest])('can be stopped before %d ms have passed', (wait) => {
    vi.useFakeTimers();
    const run = vi.fn();
    const stop = startTimer(run, wait);
    vi.advanceTimersByTime(wait * 0.75);
    stop();
    vi.advanceTimersByTime(wait);
    expect(run).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
