import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { thresholdRecord, thresholdStep } from '../../src/core/thresholds';
import { type Claim, createClaims } from '../../src/react/claims';
import { createMarks } from '../../src/react/marks';
import { cases } from '../support/cases';
import { sharedLocks, sharedStorage } from './tabs';

const record = { from: 1000, until: 2000 };
const claimOf = (run: () => void, name = 'ada meter 0.8'): Claim => ({ name, record, isNeeded: (known) => known === undefined, run });
const after = async (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a claim of several tabs', () => {
  it.each([
    ['locks, at the same time', true, 0, [0, 0, 0, 0]],
    ['locks, with a storage that lags', true, 40, [0, 1, 5, 30]],
    ['locks, one after the other', true, 40, [0, 100, 200, 300]],
    ['no locks, at the same time', false, 0, [0, 0, 0, 0]],
    ['no locks, with a storage that lags', false, 20, [0, 1, 5, 19]],
    ['no locks, one after the other', false, 20, [0, 100, 200, 300]],
  ])('with %s: runs in exactly one', async (_, hasLocks, lag, starts) => {
    const [storage, locks] = [sharedStorage(lag), sharedLocks()];
    const tabs = starts.map(() => createMarks(storage.open()));
    const run = vi.fn();
    const claims = tabs.map(async (tab, index) => {
      await after(starts[index] ?? 0);
      await createClaims(tab, hasLocks ? locks.open() : undefined)(claimOf(run));
    });
    await vi.advanceTimersByTimeAsync(2000);
    await Promise.all(claims);
    expect(run).toHaveBeenCalledTimes(1);
    expect(tabs.map((tab) => tab.read('ada meter 0.8'))).toEqual(tabs.map(() => record));
  });

  it.each([['locks', true], ['no locks', false]])('with %s: runs in another tab if the first one closes before running it', async (_, hasLocks) => {
    const [storage, locks] = [sharedStorage(10), sharedLocks()];
    const run = vi.fn();
    let close = () => {};
    let isClosed = false;
    const closing = new Promise<void>((resolve) => (close = resolve));
    const first = createClaims(createMarks(storage.open(() => isClosed)), hasLocks ? locks.open(closing) : undefined);
    const second = createClaims(createMarks(storage.open()), hasLocks ? locks.open() : undefined);
    void first(claimOf(() => isClosed || run('first')));
    await vi.advanceTimersByTimeAsync(20);
    isClosed = true;
    close();
    void second(claimOf(() => run('second')));
    await vi.advanceTimersByTimeAsync(2000);
    expect(run.mock.calls).toEqual([['second']]);
  });

  it('runs once for each name', async () => {
    const run = vi.fn();
    const tab = createClaims(createMarks(sharedStorage(0).open()), sharedLocks().open());
    for (const name of ['a', 'b', 'c']) void tab(claimOf(() => run(name), name));
    await vi.advanceTimersByTimeAsync(500);
    expect(run.mock.calls).toEqual([['a'], ['b'], ['c']]);
  });

  it('runs after a claim that was not needed, in a browser whose locks throw', async () => {
    const claim = createClaims(createMarks(sharedStorage(0).open()), { request: () => { throw new DOMException('Refused', 'SecurityError'); } });
    void claim({ ...claimOf(() => {}), isNeeded: () => false });
    await vi.advanceTimersByTimeAsync(500);
    const run = vi.fn();
    void claim(claimOf(run));
    await vi.advanceTimersByTimeAsync(500);
    expect(run).toHaveBeenCalledOnce();
  });

  it('runs without locks if the browser refuses them', async () => {
    const run = vi.fn();
    const request = () => Promise.reject(new DOMException('No origin.', 'SecurityError'));
    void createClaims(createMarks(sharedStorage(0).open()), { request })(claimOf(run));
    await vi.advanceTimersByTimeAsync(500);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('runs once in a page whose storage is blocked', async () => {
    const run = vi.fn();
    const tab = createMarks(() => {
      throw new DOMException('Blocked.', 'SecurityError');
    });
    for (const locks of [undefined, undefined, sharedLocks().open()]) void createClaims(tab, locks)(claimOf(run));
    await vi.advanceTimersByTimeAsync(1000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('reports what a callback throws, runs the other claims, and does not run the failed one again', async () => {
    const reportError = vi.fn();
    vi.stubGlobal('reportError', reportError);
    const [failure, run, other] = [new Error('Mine.'), vi.fn(), vi.fn()];
    run.mockThrow(failure);
    const tab = createClaims(createMarks(sharedStorage(0).open()), sharedLocks().open());
    for (const name of ['a', 'a', 'b']) void tab(claimOf(name === 'a' ? run : other, name));
    await vi.advanceTimersByTimeAsync(500);
    expect([run, other, reportError].map(({ mock }) => mock.calls)).toEqual([[[]], [[]], [[failure]]]);
  });

  it('is not stopped by a tab that sees expired marks late and removes them', async () => {
    const [storage, locks] = [sharedStorage(40), sharedLocks()];
    const [one, other] = [createMarks(storage.open()), createMarks(storage.open())];
    one.write('ada meter 0.8', { from: 0, until: 1000 });
    await vi.advanceTimersByTimeAsync(100);
    const run = vi.fn();
    void createClaims(one, locks.open())({ ...claimOf(run), isNeeded: (known) => known?.from !== 1000 });
    void createClaims(other, locks.open())(claimOf(() => {}, 'ada meter 1'));
    await vi.advanceTimersByTimeAsync(500);
    expect(run).toHaveBeenCalledTimes(1);
    expect(other.read('ada meter 0.8')).toEqual(record);
  });
});

/** Readings of meters by one tab, and when it closes. Times are milliseconds; a period lasts 2,000 of them. */
const tabs = fc.array(
  fc.record({
    readings: fc.array(fc.record({ at: fc.integer({ min: 0, max: 4000 }), meter: fc.constantFrom('images', 'tokens'), ratio: fc.constantFrom(0.5, 0.8, 0.9, 1, 1.2, null) }), { maxLength: 5 }),
    closesAt: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: Infinity }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** A tab waits 50 ms for what other tabs store. Without locks, another tab may still write for one lag, until it sees this tab's announcement; this tab sees that write after a second lag. */
const storages = fc.oneof(
  fc.record({ hasLocks: fc.constant(true), lag: fc.integer({ min: 0, max: 45 }) }),
  fc.record({ hasLocks: fc.constant(false), lag: fc.integer({ min: 0, max: 24 }) }),
);

describe('with tabs that open, read and close at any moment,', () => {
  it('each meter reaches each level once in each period, if one of the tabs that know of it stays open', async () => {
    await fc.assert(
      fc.asyncProperty(tabs, storages, async (opened, { hasLocks, lag }) => {
        const begin = Date.now();
        const [storage, locks] = [sharedStorage(lag), sharedLocks()];
        const [reached, lasting, known] = [[] as string[], new Set<string>(), new Set<string>()];
        for (const { readings, closesAt } of opened) {
          const isClosed = () => Date.now() - begin >= closesAt;
          const closing = closesAt === Infinity ? undefined : after(closesAt);
          const marks = createMarks(storage.open(isClosed));
          const claim = createClaims(marks, hasLocks ? locks.open(closing) : undefined);
          for (const { at, meter, ratio } of readings) {
            const start = begin + at - (at % 2000);
            const reading = { ratio, period: { start: new Date(start), end: new Date(start + 2000) }, now: new Date(begin + at) };
            const readOnce = () => {
              if (isClosed()) return;
              for (const level of [0.8, 1]) {
                const name = `${meter} ${level}`;
                if (ratio !== null && ratio >= level) (closesAt === Infinity ? lasting : known).add(`${name} ${start}`);
                if (thresholdStep(marks.read(name), level, reading) !== 'reached') continue;
                void claim({
                  name,
                  record: thresholdRecord(reading),
                  isNeeded: (before) => thresholdStep(before, level, reading) === 'reached',
                  run: () => void (isClosed() || reached.push(`${name} ${start}`)),
                });
              }
            };
            setTimeout(readOnce, at);
          }
        }
        await vi.advanceTimersByTimeAsync(8000);
        expect(reached.filter((one, index) => reached.indexOf(one) < index)).toEqual([]);
        expect([...lasting].filter((one) => !reached.includes(one))).toEqual([]);
        expect(reached.filter((one) => !known.has(one) && !lasting.has(one))).toEqual([]);
      }),
      { numRuns: cases(150, 5000) },
    );
  });
});
