import { describe, expect, it } from 'vitest';
import { type MeteredUnitPrice, projectUsage } from '../../src/core';

const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const on = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour));
const price: MeteredUnitPrice = { id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount: '0.5', capAmount: null, meterId: 'm' };
const usage = (consumedUnits: number | null, creditedUnits: number | null = 1000) => ({ consumedUnits, creditedUnits });

describe('a projection', () => {
  it('goes on as evenly as it went so far', () => {
    expect(projectUsage(usage(500), period, on(11), price)).toEqual({
      claim: 'even',
      perDay: 50,
      elapsed: 1 / 3,
      units: 1500,
      over: 500,
      spentAt: on(21),
      amount: 250,
    });
  });

  it('has no day on which credits end when they last, are gone already, or never were', () => {
    expect(projectUsage(usage(100), period, on(11))).toMatchObject({ units: 300, over: 0, spentAt: null, amount: null });
    expect(projectUsage(usage(1500), period, on(11))).toMatchObject({ spentAt: null });
    expect(projectUsage(usage(500, 0), period, on(11))).toMatchObject({ spentAt: null, over: 1500 });
    for (const credits of [null, NaN, Infinity]) expect(projectUsage(usage(500, credits), period, on(11))).toMatchObject({ over: null, spentAt: null });
    expect(projectUsage(usage(0), period, on(11), price)).toMatchObject({ units: 0, perDay: 0, over: 0, spentAt: null, amount: 0 });
  });

  it('knows the day on which the last unit of few goes, and none for credits that are just used up', () => {
    expect(projectUsage(usage(1, 2), period, on(11))).toMatchObject({ units: 3, over: 1, spentAt: on(21) });
    expect(projectUsage(usage(500, 500), period, on(11))).toMatchObject({ spentAt: null, over: 1000 });
    expect(projectUsage(usage(500, 1500), period, on(11))).toMatchObject({ spentAt: null, over: 0 });
    expect(projectUsage(usage(500, -100), period, on(11))).toMatchObject({ spentAt: null, over: 1500 });
  });

  it('comes to no less than what was used already, and not to a part of a unit where whole ones are', () => {
    expect(projectUsage(usage(100), period, on(8))).toMatchObject({ units: 429 });
    expect(projectUsage(usage(10), period, on(8))).toMatchObject({ units: 43 });
    expect(projectUsage(usage(-5), period, on(11))).toMatchObject({ perDay: 0, units: 0, over: 0, spentAt: null });
  });

  it('counts parts of units where parts were used, and few', () => {
    expect(projectUsage(usage(10.25), period, on(16))).toMatchObject({ units: 20.5 });
    expect(projectUsage(usage(33.25), period, on(11))).toMatchObject({ units: 99.75 });
    expect(projectUsage(usage(33.5), period, on(11))).toMatchObject({ units: 101 });
    expect(projectUsage(usage(100.5), period, on(8))).toMatchObject({ units: 431 });
  });

  it.each<[string, Date, string]>([
    ['before 15 % of the period', on(5, 11), 'too_early'],
    ['at its very beginning', period.start, 'too_early'],
    ['before three days of a short one', new Date('2026-11-03T12:00:00Z'), 'too_early'],
    ['before it begins', new Date('2026-10-31T23:59:59Z'), 'outside_period'],
    ['once it is over', period.end, 'outside_period'],
    ['for a moment that is none', new Date(NaN), 'outside_period'],
  ])('is not made %s', (_, now, reason) => {
    expect(projectUsage(usage(500), period, now)).toEqual({ claim: 'none', reason });
  });

  it('is made from 15 % of the period on', () => {
    expect(projectUsage(usage(450), period, on(5, 12))).toMatchObject({ claim: 'even', units: 3000 });
    const week = { start: on(1), end: on(8) };
    expect(projectUsage(usage(30), week, new Date(on(4).getTime() - 1))).toMatchObject({ reason: 'too_early' });
    expect(projectUsage(usage(30), week, on(4))).toMatchObject({ units: 70 });
  });

  it('is not made for what never resets, ends before it starts, or is not known', () => {
    expect(projectUsage(usage(500), null, on(11))).toEqual({ claim: 'none', reason: 'no_period' });
    expect(projectUsage(usage(500), { start: period.end, end: period.start }, on(11))).toEqual({ claim: 'none', reason: 'no_period' });
    expect(projectUsage(usage(500), { start: period.start, end: period.start }, period.start)).toEqual({ claim: 'none', reason: 'no_period' });
    expect(projectUsage(usage(500), { start: period.start, end: new Date(period.start.getTime() + 1) }, period.start)).toEqual({ claim: 'none', reason: 'too_early' });
    expect(projectUsage(usage(null), period, on(11))).toEqual({ claim: 'none', reason: 'unknown_units' });
    expect(projectUsage(usage(1e308), period, on(11))).toEqual({ claim: 'none', reason: 'unknown_units' });
    expect(projectUsage(usage(500), period, on(11), { ...price, priceCurrency: 'eur' }, 'usd')).toMatchObject({ claim: 'even', amount: null });
    expect(projectUsage(usage(Infinity), period, on(11))).toEqual({ claim: 'none', reason: 'unknown_units' });
  });
});
