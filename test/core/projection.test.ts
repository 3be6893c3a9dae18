import { describe, expect, it } from 'vitest';
import type { MeteredUnitPrice } from '../../src/core/schemas/price';
import { projectUsage } from '../../src/core/projection';

const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const on = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour));
const price: MeteredUnitPrice = { id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount: '0.5', capAmount: null, meterId: 'm' };
const usage = (consumedUnits: number | null, creditedUnits: number | null = 1000) => ({ consumedUnits, creditedUnits });

describe('projectUsage()', () => {
  it('continues the usage so far evenly to the end of the period', () => {
    expect(projectUsage(usage(500), period, on(11), price)).toEqual({
      claim: 'even',
      perDay: 50,
      elapsed: 1 / 3,
      units: 1500,
      over: 500,
      spentAt: on(21),
      amount: 250,
      cap: null,
    });
  });

  it('gives the cap only where it lowers the amount', () => {
    expect(projectUsage(usage(500), period, on(11), { ...price, capAmount: 200 })).toMatchObject({ amount: 200, cap: 200 });
    expect(projectUsage(usage(500), period, on(11), { ...price, capAmount: 250 })).toMatchObject({ amount: 250, cap: null });
  });

  it('gives no date for the end of credits that last, are used up already, are unknown, or do not exist', () => {
    expect(projectUsage(usage(100), period, on(11))).toMatchObject({ units: 300, over: 0, spentAt: null, amount: null });
    expect(projectUsage(usage(1500), period, on(11))).toMatchObject({ spentAt: null });
    expect(projectUsage(usage(500, 0), period, on(11))).toMatchObject({ spentAt: null, over: 1500 });
    for (const credits of [null, NaN, Infinity]) expect(projectUsage(usage(500, credits), period, on(11))).toMatchObject({ over: null, spentAt: null });
    expect(projectUsage(usage(0), period, on(11), price)).toMatchObject({ units: 0, perDay: 0, over: 0, spentAt: null, amount: 0 });
  });

  it('gives the day on which a few credits run out, but none for credits that are just used up, just suffice or are negative', () => {
    expect(projectUsage(usage(1, 2), period, on(11))).toMatchObject({ units: 3, over: 1, spentAt: on(21) });
    expect(projectUsage(usage(500, 500), period, on(11))).toMatchObject({ spentAt: null, over: 1000 });
    expect(projectUsage(usage(500, 1500), period, on(11))).toMatchObject({ spentAt: null, over: 0 });
    expect(projectUsage(usage(500, -100), period, on(11))).toMatchObject({ spentAt: null, over: 1500 });
  });

  it('estimates whole units if the consumed units are whole, and never less than 0', () => {
    expect(projectUsage(usage(100), period, on(8))).toMatchObject({ units: 429 });
    expect(projectUsage(usage(10), period, on(8))).toMatchObject({ units: 43 });
    expect(projectUsage(usage(-5), period, on(11))).toMatchObject({ perDay: 0, units: 0, over: 0, spentAt: null });
  });

  it('estimates fractions only if fractions were consumed and the estimate is below 100', () => {
    expect(projectUsage(usage(10.25), period, on(16))).toMatchObject({ units: 20.5 });
    expect(projectUsage(usage(33.25), period, on(11))).toMatchObject({ units: 99.75 });
    expect(projectUsage(usage(33.5), period, on(11))).toMatchObject({ units: 101 });
    expect(projectUsage(usage(100.5), period, on(8))).toMatchObject({ units: 431 });
  });

  it.each<[string, Date, string]>([
    ['before 15% of the period has passed', on(5, 11), 'too_early'],
    ['at the start of the period', period.start, 'too_early'],
    ['before the period starts', new Date('2026-10-31T23:59:59Z'), 'outside_period'],
    ['when the period has ended', period.end, 'outside_period'],
    ['for an invalid date', new Date(NaN), 'outside_period'],
  ])('gives no estimate %s', (_, now, reason) => {
    expect(projectUsage(usage(500), period, now)).toEqual({ claim: 'none', reason });
  });

  it('gives an estimate from 15% of the period and three days on', () => {
    expect(projectUsage(usage(450), period, on(5, 12))).toMatchObject({ claim: 'even', units: 3000 });
    const week = { start: on(1), end: on(8) };
    expect(projectUsage(usage(30), week, new Date(on(4).getTime() - 1))).toMatchObject({ reason: 'too_early' });
    expect(projectUsage(usage(30), week, on(4))).toMatchObject({ units: 70 });
  });

  it('gives no estimate without a valid period or known units, and no amount for a price in another currency', () => {
    expect(projectUsage(usage(500), null, on(11))).toEqual({ claim: 'none', reason: 'no_period' });
    for (const missing of [null, undefined, new Date(NaN), '2026-11-01T00:00:00Z'] as unknown as Date[]) {
      expect([projectUsage(usage(500), { ...period, start: missing }, on(11)), projectUsage(usage(500), { ...period, end: missing }, on(11))]).toEqual([{ claim: 'none', reason: 'no_period' }, { claim: 'none', reason: 'no_period' }]);
      expect(projectUsage(usage(500), period, missing)).toEqual({ claim: 'none', reason: 'outside_period' });
    }
    expect(projectUsage(usage(500), { start: period.end, end: period.start }, on(11))).toEqual({ claim: 'none', reason: 'no_period' });
    expect(projectUsage(usage(500), { start: period.start, end: period.start }, period.start)).toEqual({ claim: 'none', reason: 'no_period' });
    expect(projectUsage(usage(500), { start: period.start, end: new Date(period.start.getTime() + 1) }, period.start)).toEqual({ claim: 'none', reason: 'too_early' });
    expect(projectUsage(usage(null), period, on(11))).toEqual({ claim: 'none', reason: 'unknown_units' });
    expect(projectUsage(usage(1e308), period, on(11))).toEqual({ claim: 'none', reason: 'unknown_units' });
    expect(projectUsage(usage(500), period, on(11), { ...price, priceCurrency: 'eur' }, 'usd')).toMatchObject({ claim: 'even', amount: null });
    expect(projectUsage(usage(Infinity), period, on(11))).toEqual({ claim: 'none', reason: 'unknown_units' });
  });
});
