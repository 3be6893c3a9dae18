import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMarks } from '../../src/react/marks';

/** A browser's storage whose tabs see what another tab writes only after some milliseconds. */
function sharedStorage(lag: number) {
  const views: Map<string, string>[] = [];
  return {
    views,
    open: () => {
      const view = new Map<string, string>(views[0]);
      views.push(view);
      const change = (key: string, value: string | undefined) => {
        const apply = (one: Map<string, string>) => void (value === undefined ? one.delete(key) : one.set(key, value));
        apply(view);
        // The last write wins everywhere, as in the one store behind the tabs.
        setTimeout(() => views.forEach(apply), lag);
      };
      const store = {
        getItem: (key: string) => view.get(key) ?? null,
        setItem: (key: string, value: string) => change(key, value),
        removeItem: (key: string) => change(key, undefined),
        key: (place: number) => [...view.keys()][place] ?? null,
        get length() {
          return view.size;
        },
      };
      return () => store;
    },
  };
}

/** The locks of a browser, which all of its tabs share. */
function sharedLocks() {
  const queues = new Map<string, Promise<unknown>>();
  const request = (name: string, run: () => Promise<unknown>) => {
    const next = (queues.get(name) ?? Promise.resolve()).then(run);
    queues.set(name, next);
    return next;
  };
  return { request } as unknown as LockManager;
}

const record = { from: 1000, until: 2000 };
const always = (known: unknown) => known === undefined;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('claims of several tabs', () => {
  it.each([
    ['locks, at the same time', true, 0, [0, 0, 0, 0]],
    ['locks, with a storage that lags', true, 40, [0, 1, 5, 30]],
    ['locks, one after the other', true, 40, [0, 100, 200, 300]],
    ['no locks, at the same time', false, 0, [0, 0, 0, 0]],
    ['no locks, with a storage that lags', false, 20, [0, 1, 5, 19]],
    ['no locks, one after the other', false, 20, [0, 100, 200, 300]],
  ])('with %s: exactly one has it', async (_, hasLocks, lag, starts) => {
    const storage = sharedStorage(lag);
    const locks = hasLocks ? sharedLocks() : undefined;
    const tabs = starts.map(() => createMarks(storage.open(), locks));
    const claims = tabs.map(async (tab, index) => {
      await new Promise((resolve) => setTimeout(resolve, starts[index]));
      return tab.claim('ada meter 0.8', record, always);
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(tabs.map((tab) => tab.read('ada meter 0.8'))).toEqual(tabs.map(() => record));
  });

  it('of different names all succeed', async () => {
    const tab = createMarks(sharedStorage(0).open(), sharedLocks());
    const claims = ['a', 'b', 'c'].map((name) => tab.claim(name, record, always));
    await vi.advanceTimersByTimeAsync(200);
    expect(await Promise.all(claims)).toEqual([true, true, true]);
  });

  it('succeed without locks if the browser refuses them', async () => {
    const request = () => Promise.reject(new DOMException('No origin.', 'SecurityError'));
    const claim = createMarks(sharedStorage(0).open(), { request }).claim('a', record, always);
    await vi.advanceTimersByTimeAsync(200);
    expect(await claim).toBe(true);
  });
});

describe('the store', () => {
  it('gets neither the customer nor the meter, and another hash in each browser', () => {
    const browsers = [sharedStorage(0), sharedStorage(0)];
    for (const { open } of browsers) createMarks(open(), undefined).write('["ada","4f6c","0.8"]', record);
    const [one, other] = browsers.map(({ views }) => JSON.stringify([...views[0]!.entries()]));
    expect(one).not.toMatch(/ada|4f6c/);
    expect(one).not.toBe(other);
  });

  it('loses the marks of earlier periods when a later one is written, and no entry of the host', () => {
    const { views, open } = sharedStorage(0);
    const marks = createMarks(open(), undefined);
    views[0]!.set('mine', '1 2 x');
    marks.write('a', record);
    marks.write('b', { from: 1999, until: 3000 });
    expect(marks.read('a')).toEqual(record);
    marks.write('c', { from: 2000, until: 3000 });
    expect([marks.read('a'), marks.read('b')]).toEqual([undefined, { from: 1999, until: 3000 }]);
    expect(views[0]!.get('mine')).toBe('1 2 x');
  });

  it('forgets a mark that is removed', () => {
    const marks = createMarks(sharedStorage(0).open(), undefined);
    marks.write('a', { from: 1, until: null });
    expect(marks.read('a')).toEqual({ from: 1, until: null });
    marks.remove('a');
    expect(marks.read('a')).toBeUndefined();
  });

  it.each<[string, () => Storage]>([
    ['blocked', () => { throw new DOMException('Blocked.', 'SecurityError'); }],
    ['full', () => ({ clear() {}, key: () => null, removeItem() {}, length: 0, getItem: () => null, setItem: () => { throw new DOMException('Full.', 'QuotaExceededError'); } })],
  ])('is replaced by memory if it is %s', async (_, open) => {
    const marks = createMarks(open, undefined);
    const claims = [marks.claim('a', record, always), marks.claim('a', record, always)];
    await vi.advanceTimersByTimeAsync(200);
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(marks.read('a')).toEqual(record);
    marks.remove('a');
    expect(marks.read('a')).toBeUndefined();
  });

  it('calls readers when a mark changes here or in another tab', () => {
    const marks = createMarks(sharedStorage(0).open(), undefined);
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
