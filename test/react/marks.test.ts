import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMarks } from '../../src/react/marks';
import { sharedStorage } from './tabs';

const record = { from: 1000, until: 2000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the storage of marks', () => {
  it('gets a hash that reveals neither the customer nor the meter, and differs in each browser', () => {
    const browsers = [sharedStorage(0), sharedStorage(0)];
    for (const { open } of browsers) createMarks(open()).write('["ada","4f6c","0.8"]', record);
    const [one, other] = browsers.map(({ views }) => [...views[0]!.entries()]);
    expect(JSON.stringify(one)).not.toMatch(/ada|4f6c/);
    const marksOf = (entries: [string, string][] = []) => entries.map(([key]) => key).filter((key) => key !== 'meterface:salt');
    expect([one, other].map((entries) => marksOf(entries).length)).toEqual([1, 1]);
    expect(marksOf(one)).not.toEqual(marksOf(other));
  });

  it('drops the marks of earlier periods when a later one is written, but keeps the host’s entries', () => {
    const { views, open } = sharedStorage(0);
    const marks = createMarks(open());
    views[0]!.set('mine', '1 2 x');
    marks.write('a', record);
    marks.write('b', { from: 1999, until: 3000 });
    expect(marks.read('a')).toEqual(record);
    marks.write('c', { from: 2000, until: 3000 });
    expect([marks.read('a'), marks.read('b')]).toEqual([undefined, { from: 1999, until: 3000 }]);
    expect(views[0]!.get('mine')).toBe('1 2 x');
  });

  it('keeps other marks when a mark with no period or an empty period is written, because its date may come from a wrong clock', () => {
    const marks = createMarks(sharedStorage(0).open());
    marks.write('a', record);
    marks.write('b', { from: 2500, until: null });
    marks.write('c', { from: 2500, until: 2500 });
    expect(marks.read('a')).toEqual(record);
  });

  it('forgets a mark that is removed', () => {
    const marks = createMarks(sharedStorage(0).open());
    marks.write('a', { from: 1, until: null });
    expect(marks.read('a')).toEqual({ from: 1, until: null });
    marks.remove('a');
    expect(marks.read('a')).toBeUndefined();
  });

  it.each<[string, () => Storage]>([
    ['blocked', () => { throw new DOMException('Blocked.', 'SecurityError'); }],
    ['full', () => ({ clear() {}, key: () => null, removeItem() {}, length: 0, getItem: () => null, setItem: () => { throw new DOMException('Full.', 'QuotaExceededError'); } })],
  ])('is replaced by memory if it is %s', (_, open) => {
    const marks = createMarks(open);
    marks.write('a', record);
    expect(marks.read('a')).toEqual(record);
    marks.remove('a');
    expect(marks.read('a')).toBeUndefined();
  });

  it('calls readers when a mark changes here or in another tab', () => {
    const marks = createMarks(sharedStorage(0).open());
    const read = vi.fn();
    const stop = marks.subscribe(read);
    marks.write('a', record);
    const calls = read.mock.calls.length;
    expect(calls).toBeGreaterThan(0);
    window.dispatchEvent(new Event('storage'));
    expect(read).toHaveBeenCalledTimes(calls + 1);
    stop();
    marks.remove('a');
    window.dispatchEvent(new Event('storage'));
    expect(read).toHaveBeenCalledTimes(calls + 1);
  });
});
