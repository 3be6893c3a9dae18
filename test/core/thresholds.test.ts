import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCovered, leftRecord, type ThresholdReading, type ThresholdRecord, thresholdRecord, thresholdStep } from '../../src/core/thresholds';
import { cases } from '../support/cases';

const day = 86_400_000;
const date = (days: number) => new Date(days * day);
const period = { start: date(30), end: date(60) };
const at = (days: number, ratio: number | null, of: ThresholdReading['period'] = period): ThresholdReading => ({ ratio, period: of, now: date(days) });
const record = thresholdRecord(at(40, 1));

describe('thresholdStep()', () => {
  it.each<[string, ThresholdRecord | undefined, ThresholdReading, ReturnType<typeof thresholdStep>]>([
    ['reaches a level at exactly its share', undefined, at(40, 0.8), 'reached'],
    ['reaches no level below its share', undefined, at(40, 0.7999), 'none'],
    ['reaches no level with unknown usage', undefined, at(40, null), 'none'],
    ['reaches a level once in a period', record, at(59, 2), 'none'],
    ['reaches a level again in the next period', record, at(61, 0.9, { start: date(60), end: date(90) }), 'reached'],
    ['keeps a record when a purchase lowers the share in the same period', record, at(50, 0.1), 'none'],
    ['counts a period whose dates have moved as the same', record, at(41, 0.9, { start: date(30), end: date(45) }), 'none'],
    ['waits while the numbers are of a period that has ended', undefined, at(60, 0.9), 'none'],
    ['waits while the numbers are of a period that has not started', undefined, at(29, 0.9), 'none'],
    ['waits while the dates of the period are invalid', undefined, at(40, 0.9, { start: new Date(NaN), end: date(60) }), 'none'],
    ['ignores a period that is earlier than the record’s', { from: 60 * day, until: 90 * day }, at(59, 0.9), 'none'],
    ['keeps a record while the period is unknown', record, { ...at(50, 0.9), period: undefined }, 'none'],
    ['reaches no level again if the period, once known, contains the moment at which it was reached', thresholdRecord({ ...at(40, 1), period: undefined }), at(41, 0.9), 'none'],
    ['reaches a level again if it was reached in an earlier, unknown period', thresholdRecord({ ...at(29, 1), period: undefined }), at(41, 0.9), 'reached'],
    ['keeps a record without a period while usage is just below the level', { from: 40 * day, until: null }, { ...at(50, 0.76), period: undefined }, 'none'],
    ['leaves a level without a period once usage is clearly below it', { from: 40 * day, until: null }, { ...at(50, 0.7499), period: undefined }, 'left'],
    ['keeps a record without a period when older numbers are below the level', { from: 40 * day, until: null }, { ...at(39, 0.1), period: undefined }, 'none'],
    ['ignores numbers that are older than those with which usage fell below a level', leftRecord(date(50)), { ...at(49, 0.9), period: undefined }, 'none'],
    ['reaches a level again after it was left', leftRecord(date(50)), { ...at(51, 0.9), period: undefined }, 'reached'],
    ['reaches a level in a period that became known after the level was left', leftRecord(date(50)), at(51, 0.9), 'reached'],
    ['leaves a level once usage has fallen in a period that an upgrade has started', record, at(46, 0.7499, { start: date(45), end: date(75) }), 'left'],
    ['keeps a record while usage stays high in a period that a change of plan has started', record, at(46, 0.76, { start: date(45), end: date(75) }), 'none'],
    ['waits while a period that has just started has the numbers of the last one', undefined, { ...at(30.1249, 0.9), changedAt: date(29) }, 'none'],
    ['waits no longer than Polar takes to reset a meter', undefined, { ...at(30.125, 0.9), changedAt: date(29) }, 'reached'],
    ['reaches a level soon after the start of a period with numbers of that period', undefined, { ...at(30.1, 0.9), changedAt: date(30) }, 'reached'],
    ['reaches a level without a period, however old the last change is', undefined, { ratio: 0.9, period: undefined, now: date(50), changedAt: date(29) }, 'reached'],
    ['reaches a level if the time of the last change is unknown', undefined, { ...at(30.1, 0.9), changedAt: null }, 'reached'],
  ])('%s', (_, known, reading, step) => {
    expect(thresholdStep(known, 0.8, reading)).toBe(step);
  });
});

it('isCovered() is false without a record', () => {
  expect(isCovered(undefined, period, date(40))).toBe(false);
});

/** What Polar knows of a meter at a moment, and what a tab has loaded of it some time ago. */
const moment = fc.record({
  meter: fc.integer({ min: 0, max: 2 }),
  /** Hours until the next moment. */
  passes: fc.integer({ min: 0, max: 240 }),
  ratio: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 24 }).map((twentieth) => twentieth / 20)),
  /** Hours by which the tab's numbers are old. */
  age: fc.constantFrom(0, 0, 1, 30, 500),
  /** Hours by which the clock of the computer is wrong. */
  skew: fc.constantFrom(0, 0, 0, -5, 5),
  isMissing: fc.boolean(),
});

describe('thresholdStep() with random readings', () => {
  const periodAt = (hours: number) => ({ start: date(Math.floor(hours / 720) * 30), end: date((Math.floor(hours / 720) + 1) * 30) });

  it('lets a meter reach each level exactly once in each period in which a tab sees it reached, although clocks jump, numbers are old, and meters come and go', () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 60 }), (moments) => {
        const store = new Map<string, ThresholdRecord>();
        const fired: string[] = [];
        const seen = new Set<string>();
        let hours = 1000;
        const newest = new Map<string, number>();
        for (const { meter, passes, ratio, age, skew, isMissing } of moments) {
          hours += passes;
          if (isMissing) continue;
          const of = periodAt(Math.max(0, hours - age));
          const now = new Date((hours + skew) * 3_600_000);
          for (const level of [0.5, 0.8, 1]) {
            const name = `${meter} ${level}`;
            const reading = { ratio, period: of, now };
            const isCurrent = now >= of.start && now < of.end;
            // The expectation: a level counts with numbers of the current period, unless a later period was seen.
            if (ratio !== null && ratio >= level && isCurrent && Number(of.start) >= (newest.get(name) ?? 0)) {
              seen.add(`${name} ${Number(of.start)}`);
              newest.set(name, Number(of.start));
            }
            if (thresholdStep(store.get(name), level, reading) === 'reached') {
              store.set(name, thresholdRecord(reading));
              fired.push(`${name} ${Number(of.start)}`);
            }
          }
        }
        expect(fired.toSorted()).toEqual([...seen].toSorted());
      }),
      { numRuns: cases(2000, 50_000) },
    );
  });

  it('lets a meter without a period reach a level again only after it fell clearly below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 60 }), (shares) => {
        let known: ThresholdRecord | undefined;
        let armed = true;
        const steps = shares.map((share, index) => {
          const reading = { ratio: share / 20, period: undefined, now: date(index) };
          const step = thresholdStep(known, 0.8, reading);
          if (step === 'reached') known = thresholdRecord(reading);
          if (step === 'left') known = undefined;
          return step === 'reached';
        });
        const expected = shares.map((share) => {
          const reaches = armed && share >= 16;
          if (share >= 16) armed = false;
          // 15 of 20 is below the level by exactly a twentieth of the credits, and the level is left only below that.
          if (share < 15) armed = true;
          return reaches;
        });
        expect(steps).toEqual(expected);
      }),
      { numRuns: cases(500, 10_000) },
    );
  });

  it('lets a meter without a period reach a level no more often than its usage does, although tabs show older numbers', () => {
    const reads = fc.array(fc.record({ share: fc.integer({ min: 0, max: 24 }), order: fc.nat() }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(reads, fc.array(fc.nat(), { maxLength: 20 }), (given, repeats) => {
        const readings = given.map(({ share }, index) => ({ ratio: share / 20, period: undefined, now: date(index + 1) }));
        // Each is shown once in any order, and some of them again.
        const shown = [...readings.map((_, index) => index).toSorted((a, b) => (given[a]?.order ?? 0) - (given[b]?.order ?? 0)), ...repeats.map((one) => one % readings.length)];
        const countIn = (order: readonly number[]) => {
          let known: ThresholdRecord | undefined;
          let count = 0;
          for (const index of order) {
            const reading = readings[index];
            const step = reading && thresholdStep(known, 0.8, reading);
            if (reading && step === 'reached') known = thresholdRecord(reading);
            if (reading && step === 'left') known = leftRecord(reading.now);
            if (step === 'reached') count += 1;
          }
          return count;
        };
        const most = countIn([...readings.keys()]);
        expect(countIn(shown)).toBeLessThanOrEqual(most);
        expect(countIn(shown) > 0).toBe(readings.some(({ ratio }) => ratio >= 0.8));
      }),
      { numRuns: cases(500, 10_000) },
    );
  });
});
