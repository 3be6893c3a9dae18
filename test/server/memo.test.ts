import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemo } from '../../src/server/memo';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-09-01T12:00:00Z') });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A memo of numbers: 0 is not kept, any other number for a second. Counts its loads. */
function counting(options: Partial<Parameters<typeof createMemo<number>>[0]> = {}) {
  const memo = createMemo<number>({ most: 2, patience: 5000, keep: (value) => (value === 0 ? 0 : 1000), ...options });
  const loads: string[] = [];
  const get = (key: string, load: () => Promise<number> = async () => 1) => memo.get(key, () => (loads.push(key), load()));
  return { memo, loads, get };
}

describe('createMemo()', () => {
  it('loads a value once, and again when its time has passed', async () => {
    const { get, loads } = counting();
    expect(await Promise.all([get('a'), get('a')])).toEqual([1, 1]);
    vi.advanceTimersByTime(999);
    await get('a');
    expect(loads).toEqual(['a']);
    vi.advanceTimersByTime(1);
    await get('a');
    expect(loads).toEqual(['a', 'a']);
  });

  it('counts the age of a value from when it was loaded, not from when it was requested', async () => {
    const { get, loads } = counting();
    await Promise.all([get('a', () => new Promise((resolve) => setTimeout(resolve, 900, 1))), vi.advanceTimersByTimeAsync(900)]);
    vi.advanceTimersByTime(999);
    await get('a');
    expect(loads).toEqual(['a']);
  });

  it('shares a pending load for as long as `patience`', async () => {
    const { get, loads } = counting();
    void get('a', () => new Promise(() => {}));
    vi.advanceTimersByTime(4999);
    void get('a');
    expect(loads).toEqual(['a']);
    vi.advanceTimersByTime(1);
    expect(await get('a')).toBe(1);
    expect(loads).toEqual(['a', 'a']);
  });

  it('drops a value that must not be kept, and a failure', async () => {
    const { get, loads } = counting();
    await get('a', async () => 0);
    await get('a', () => Promise.reject(new Error('down'))).catch(() => {});
    await get('a');
    expect(loads).toEqual(['a', 'a', 'a']);
  });

  it('keeps a failure for the time that keepFailure() returns', async () => {
    const { get, loads } = counting({ keepFailure: () => 500 });
    for (const wait of [0, 499, 1]) {
      vi.advanceTimersByTime(wait);
      await expect(get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    }
    expect(loads).toEqual(['a', 'a']);
  });

  it('keeps a newer load when an older one of the same key ends without a value to keep', async () => {
    const { get, loads } = counting();
    let end: (value: number) => void = () => {};
    void get('a', () => new Promise((resolve) => (end = resolve)));
    vi.advanceTimersByTime(5000);
    await get('a');
    end(0);
    await vi.advanceTimersByTimeAsync(0);
    await get('a');
    expect(loads).toEqual(['a', 'a']);
  });

  it('drops the least recently used value beyond its limit', async () => {
    const { get, loads } = counting();
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(loads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('forgets a bad value, but not a good one or a pending load', async () => {
    const { memo, get, loads } = counting();
    await get('a');
    memo.forget('a', (value) => value !== 1);
    memo.forget('b', () => true);
    await get('a');
    memo.forget('a', (value) => value === 1);
    const pending = get('a');
    memo.forget('a', () => true);
    await Promise.all([pending, get('a')]);
    expect(loads).toEqual(['a', 'a']);
  });
});
