import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOf } from '../../src/core/historyView';
import { historyViews } from '../../src/core/historyViews';
import type { CustomerSubscription } from '../../src/core/schemas/subscription';
import { cases } from '../support/cases';

const meterOf = (start: string, end: string, subscription: Partial<CustomerSubscription> = {}) => ({ period: { start: new Date(start), end: new Date(end) }, subscription: subscription as CustomerSubscription });
const november = meterOf('2026-11-05T13:37:00Z', '2026-12-05T13:37:00Z', { recurringInterval: 'month', startedAt: new Date('2026-01-05T13:37:00Z') });
const now = new Date('2026-11-14T13:37:00Z');
const startsOf = (meter: Parameters<typeof edgesOf>[0], count: number) => edgesOf(meter, count).slice(1).map((start) => start.toISOString().slice(0, 10));
const namesOf = (...given: Parameters<typeof historyViews>) => historyViews(...given).views.map(({ name, count }) => `${name} ${count}`);

describe('edgesOf()', () => {
  it.each<[string, Parameters<typeof edgesOf>[0], string[]]>([
    ['months that begin at the same time of the same day', november, ['2026-11-05', '2026-10-05', '2026-09-05', '2026-08-05']],
    ['months from the 31st, which begin earlier in short months', meterOf('2026-03-31T00:00:00Z', '2026-04-30T00:00:00Z'), ['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31']],
    ['a period that begins on the last day of February', meterOf('2026-02-28T00:00:00Z', '2026-03-31T00:00:00Z'), ['2026-02-28', '2026-01-31', '2025-12-31', '2025-11-30']],
    ['years', meterOf('2026-02-28T00:00:00Z', '2027-02-28T00:00:00Z'), ['2026-02-28', '2025-02-28', '2024-02-28', '2023-02-28']],
    ['weeks', meterOf('2026-11-09T00:00:00Z', '2026-11-16T00:00:00Z', { recurringInterval: 'week' }), ['2026-11-09', '2026-11-02', '2026-10-26', '2026-10-19']],
    ['four weeks of February, which aren’t a month', meterOf('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', { recurringInterval: 'week' }), ['2026-02-01', '2026-01-04', '2025-12-07', '2025-11-09']],
    ['other lengths', meterOf('2026-11-01T00:00:00Z', '2026-11-15T00:00:00Z'), ['2026-11-01', '2026-10-18', '2026-10-04', '2026-09-20']],
    ['five weeks that begin and end on different days of two months', meterOf('2026-04-15T00:00:00Z', '2026-05-20T00:00:00Z'), ['2026-04-15', '2026-03-11', '2026-02-04', '2025-12-31']],
    ['a first period that was shorter', meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { startedAt: new Date('2026-10-20T00:00:00Z') }), ['2026-11-05', '2026-10-20']],
    ['a subscription that says only when it was created', meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { createdAt: new Date('2026-10-20T00:00:00Z') }), ['2026-11-05', '2026-10-20']],
    ['a subscription whose start is null', meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { createdAt: new Date('2026-10-20T00:00:00Z'), startedAt: null }), ['2026-11-05', '2026-10-20']],
    ['weeks after a trial of two weeks, which Polar treats as one period', meterOf('2026-11-09T00:00:00Z', '2026-11-16T00:00:00Z', { recurringInterval: 'week', startedAt: new Date('2026-10-19T00:00:00Z'), trialStart: new Date('2026-10-19T00:00:00Z'), trialEnd: new Date('2026-11-02T00:00:00Z') }), ['2026-11-09', '2026-11-02', '2026-10-19']],
    ['days after a trial that ended at another time of the day', meterOf('2026-11-09T12:00:00Z', '2026-11-10T12:00:00Z', { recurringInterval: 'day', startedAt: new Date('2026-10-01T00:00:00Z'), trialStart: new Date('2026-10-19T00:00:00Z'), trialEnd: new Date('2026-11-08T00:00:00Z') }), ['2026-11-09', '2026-11-08', '2026-11-08', '2026-10-19']],
    ['months after a trial of two months', meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { recurringInterval: 'month', trialStart: new Date('2026-09-05T00:00:00Z'), trialEnd: new Date('2026-11-05T00:00:00Z') }), ['2026-11-05', '2026-09-05']],
    ['a trial that goes on', meterOf('2026-11-09T00:00:00Z', '2026-11-23T00:00:00Z', { recurringInterval: 'week', startedAt: new Date('2026-11-09T00:00:00Z'), trialStart: new Date('2026-11-09T00:00:00Z'), trialEnd: new Date('2026-11-23T00:00:00Z') }), ['2026-11-09']],
    ['weeks after a trial whose start is unknown', meterOf('2026-11-09T00:00:00Z', '2026-11-16T00:00:00Z', { recurringInterval: 'week', startedAt: new Date('2026-10-26T00:00:00Z'), trialEnd: new Date('2026-11-09T00:00:00Z') }), ['2026-11-09', '2026-10-26']],
    ['months after a trial that Polar added to a running subscription, without a start', meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { recurringInterval: 'month', startedAt: new Date('2026-01-05T00:00:00Z'), trialStart: null, trialEnd: new Date('2026-11-05T00:00:00Z') }), ['2026-11-05', '2026-10-05', '2026-09-05', '2026-08-05']],
    ['a second trial that goes on', meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { recurringInterval: 'month', startedAt: new Date('2026-01-05T00:00:00Z'), trialStart: new Date('2026-01-05T00:00:00Z'), trialEnd: new Date('2026-12-05T00:00:00Z') }), ['2026-11-05', '2026-10-05', '2026-09-05', '2026-08-05']],
    ['a subscription since before 2023, when Polar’s data begins', meterOf('2023-02-05T00:00:00Z', '2023-03-05T00:00:00Z'), ['2023-02-05', '2023-01-05', '2023-01-01']],
    ['a period that ends before it begins', meterOf('2026-12-05T00:00:00Z', '2026-11-05T00:00:00Z'), []],
    ['a period with invalid dates', meterOf('x', '2026-11-05T00:00:00Z'), []],
  ])('gives the periods of %s', (_, meter, starts) => {
    expect(startsOf(meter, 4)).toEqual(starts);
  });

  it('gives the periods that Polar made one after the other, from the first day of the subscription', () => {
    // Polar adds months to the last end, and then takes the day of the month on which the subscription started, or the last day of a shorter month.
    const next = (from: Date, months: number, anchor: number) => {
      const end = new Date(from);
      end.setUTCDate(1);
      end.setUTCMonth(end.getUTCMonth() + months);
      end.setUTCDate(Math.min(anchor, new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()));
      return end;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 * 1440 }), fc.constantFrom(1, 2, 3, 6, 12), fc.integer({ min: 1, max: 13 }), (minutes, months, count) => {
        const startedAt = new Date(Date.UTC(2023, 0, 1) + minutes * 60_000);
        const periods = [];
        for (let start = startedAt; periods.length < count; start = periods.at(-1)!.end) periods.push({ start, end: next(start, months, startedAt.getUTCDate()) });
        const subscription = { recurringInterval: 'month', startedAt } as CustomerSubscription;
        expect(edgesOf({ period: periods.at(-1)!, subscription }, 24)).toEqual([periods.at(-1)!.end, ...periods.toReversed().map(({ start }) => start)]);
      }),
      { numRuns: cases(1000, 20_000) },
    );
  });

  it('begins each period before the next, and gives at most the requested number', () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: day - 1 }), fc.integer({ min: 1, max: 24 }), (from, days, time, count) => {
        const start = Date.UTC(2023, 0, 1) + from * day + time;
        const edges = edgesOf({ period: { start: new Date(start), end: new Date(start + days * day) } }, count);
        expect(edges.slice(0, 2)).toEqual([new Date(start + days * day), new Date(start)]);
        expect(edges.length).toBeLessThanOrEqual(count + 1);
        for (const [place, edge] of edges.entries()) {
          expect(Number(edge)).toBeLessThan(Number(edges[place - 1] ?? Infinity));
          expect(Number(edge)).toBeGreaterThanOrEqual(Date.UTC(2023, 0, 1));
        }
      }),
      { numRuns: cases(500, 20_000) },
    );
  });
});

describe('historyViews()', () => {
  it('shows the current period by day, with the period before it, unless the host says otherwise', () => {
    const { views, first } = historyViews(november, {}, now);
    expect(views).toEqual([first]);
    expect(first).toEqual({ name: 'period', count: 1, interval: 'day', edges: [new Date('2026-10-05T13:37:00Z'), november.period.start, november.period.end] });
  });

  it('shows a bar for each of the last periods, the latest last, with as many before them', () => {
    const { first } = historyViews(november, { periods: 3 }, now);
    expect(first.edges.map((date) => date.toISOString().slice(5, 10))).toEqual(['06-05', '07-05', '08-05', '09-05', '10-05', '11-05', '12-05']);
  });

  it.each<[string, Parameters<typeof historyViews>, string[]]>([
    ['presets', [november, { presets: true }, now], ['period 1', 'lastPeriod 1', 'day 7', 'day 30', 'periods 6', 'month 12']],
    ['presets of a first period', [meterOf('2026-11-05T00:00:00Z', '2026-12-05T00:00:00Z', { startedAt: new Date('2026-11-05T00:00:00Z') }), { presets: true }, now], ['period 1', 'day 7', 'day 30', 'month 12']],
    ['periods', [november, { periods: 4 }, now], ['periods 4']],
    ['no more periods than the subscription has had', [november, { periods: 400 }, now], ['periods 11']],
    ['12 periods at most', [meterOf('2026-11-05T13:37:00Z', '2026-12-05T13:37:00Z', { recurringInterval: 'month' }), { periods: 400 }, now], ['periods 12']],
    ['one period, then the chosen periods, if usage is broken down', [november, { periods: 4 }, now, true], ['period 1', 'periods 4']],
    ['calendar months', [november, { interval: 'month' }, now], ['month 12']],
    ['three calendar months', [november, { interval: 'month', periods: 3 }, now], ['month 3']],
    ['the last 24 hours, even if the host asks for more', [november, { interval: 'hour', periods: 5000 }, now], ['hour 24']],
    ['presets and three calendar months', [november, { presets: true, interval: 'month', periods: 3 }, now], ['period 1', 'lastPeriod 1', 'day 7', 'day 30', 'periods 3', 'month 12', 'month 3']],
    ['presets once, although the host’s own view is one of them', [november, { presets: true, interval: 'month' }, now], ['period 1', 'lastPeriod 1', 'day 7', 'day 30', 'periods 6', 'month 12']],
    ['a meter without a period', [{}, {}, now], ['day 7']],
    ['a meter without a period, with presets', [{}, { presets: true, periods: 6 }, now], ['day 7', 'day 30', 'month 12']],
  ])('offers %s', (_, given, names) => {
    expect(namesOf(...given)).toEqual(names);
  });

  it.each<['hour' | 'day' | 'week' | 'month' | 'year', number, string, string, string]>([
    ['hour', 2, '2026-11-14T10:00', '2026-11-14T12:00', '2026-11-14T14:00'],
    ['day', 7, '2026-11-01T00:00', '2026-11-08T00:00', '2026-11-15T00:00'],
    ['week', 2, '2026-10-19T00:00', '2026-11-02T00:00', '2026-11-16T00:00'],
    ['month', 2, '2026-08-01T00:00', '2026-10-01T00:00', '2026-12-01T00:00'],
    ['year', 1, '2025-01-01T00:00', '2026-01-01T00:00', '2027-01-01T00:00'],
  ])('begins and ends a view by %s in UTC, with as much time before it', (interval, periods, ...dates) => {
    const { edges } = historyViews(november, { interval, periods }, now).first;
    expect(edges).toHaveLength(2 * periods + 1);
    expect([edges[0], edges[periods], edges[2 * periods]].map((date) => date?.toISOString().slice(0, 16))).toEqual(dates);
  });

  it('starts with the host’s own view, even if it is one of the presets', () => {
    expect(historyViews(november, { presets: true, interval: 'month' }, now).first).toMatchObject({ name: 'month', count: 12 });
  });

  it('has the time before the last period, even where the host asks for a single period', () => {
    const { views } = historyViews(november, { presets: true, periods: 1 }, now);
    expect(views.find(({ name }) => name === 'lastPeriod')?.edges.map((date) => date.toISOString().slice(5, 10))).toEqual(['09-05', '10-05', '11-05']);
  });

  it('has a bar for each day of a short first period, although the current one is a year', () => {
    const meter = meterOf('2026-02-28T00:00:00Z', '2027-02-28T00:00:00Z', { startedAt: new Date('2026-02-01T00:00:00Z') });
    expect(historyViews(meter, { presets: true }, now).views.slice(0, 2).map(({ interval }) => interval)).toEqual(['month', 'day']);
  });

  it('has a bar for each month of a year', () => {
    expect(historyViews(meterOf('2026-02-28T00:00:00Z', '2027-02-28T00:00:00Z'), {}, now).first?.interval).toBe('month');
  });
});
