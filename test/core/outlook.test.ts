import { describe, expect, it } from 'vitest';
import type { AccountMeter } from '../../src/core/joinMeters';
import { needsAttention, outlookOf, sharedPeriodOf } from '../../src/core/outlook';
import { describeUsage, type UsageTerms } from '../../src/core/usage';
import { parseCustomerMeter } from '../../src/core';
import { wireMeter } from '../../src/testing';

const on = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour));
const november = { start: on(1), end: on(31) };
const other = { start: on(10), end: on(40) };
const prepaid = { price: null };

function joined(consumed_units: number, credited_units: number, more: Partial<AccountMeter> = {}, terms: UsageTerms = prepaid): AccountMeter {
  const meter = parseCustomerMeter(wireMeter({ consumed_units, credited_units, balance: credited_units - consumed_units }));
  return { meter, terms, usage: describeUsage(meter, terms), pressure: 0, ...more };
}

describe('sharedPeriodOf()', () => {
  it('gives the day, the length and the renewal of the period that most meters share', () => {
    const meters = [joined(1, 10, { period: other, renewsAt: other.end }), joined(1, 10, { period: november }), joined(1, 10, { period: november, renewsAt: november.end }), joined(1, 10)];
    expect(sharedPeriodOf(meters, on(25, 14))).toEqual({ ...november, day: 25, days: 30, renewsAt: november.end });
  });

  it('prefers the first of two periods that equally many meters share', () => {
    expect(sharedPeriodOf([joined(1, 10, { period: other }), joined(1, 10, { period: november })], on(25))?.start).toEqual(other.start);
  });

  it('has no renewal date if nothing renews when the period ends', () => {
    expect(sharedPeriodOf([joined(1, 10, { period: november })], on(25))?.renewsAt).toBeNull();
  });

  it.each<[string, Date, number | null | undefined]>([
    ['1 on the first day', on(1), 1],
    ['1 until the first day has ended', on(1, 23), 1],
    ['the last one at its very end', new Date(november.end.getTime() - 1), 30],
    ['null once the period has ended', november.end, null],
    ['missing, as is the whole result, before the period begins', on(0), undefined],
  ])('has a day that is %s', (_, now, day) => {
    expect(sharedPeriodOf([joined(1, 10, { period: november })], now)?.day).toBe(day);
  });

  it('counts a period of a few hours as one day', () => {
    expect(sharedPeriodOf([joined(1, 10, { period: { start: on(1), end: on(1, 6) } })], on(1, 3))).toMatchObject({ day: 1, days: 1 });
  });

  it('is null without a valid period', () => {
    const broken = { start: new Date(NaN), end: on(1) };
    const halves = [{ ...november, start: null }, { ...november, end: null }] as unknown as (typeof november)[];
    expect(halves.map((half) => [sharedPeriodOf([joined(1, 10, { period: half })], on(25)), outlookOf(joined(90, 100, { period: half }), on(26)).elapsed])).toEqual([[null, null], [null, null]]);
    expect([sharedPeriodOf([], on(25)), sharedPeriodOf([joined(1, 10)], on(25)), sharedPeriodOf([joined(1, 10, { period: broken })], on(25))]).toEqual([null, null, null]);
  });
});

describe('outlookOf()', () => {
  it('continues the pace so far', () => {
    expect(outlookOf(joined(90, 100, { period: november }), on(26))).toMatchObject({ elapsed: 25 / 30, units: 108, spentAt: new Date(on(1).getTime() + (25 / 0.9) * 86_400_000) });
  });

  it('gives only the elapsed share while it is too early for an estimate', () => {
    expect(outlookOf(joined(90, 100, { period: november }), on(3))).toEqual({ elapsed: 2 / 30, units: null, spentAt: null });
  });

  it('gives nothing without a period, and after its end', () => {
    const nothing = { elapsed: null, units: null, spentAt: null };
    expect([outlookOf(joined(90, 100), on(26)), outlookOf(joined(90, 100, { period: november }), on(31))]).toEqual([nothing, nothing]);
  });
});

describe('needsAttention()', () => {
  it('estimates when credits that run low will run out, and how many days before they renew', () => {
    const [alert] = needsAttention([joined(95, 100, { period: november, renewsAt: november.end })], on(26));
    expect([alert?.spentAt?.toISOString().slice(0, 10), alert?.daysEarly]).toEqual(['2026-11-27', 4]);
  });

  it('estimates nothing for credits that last, that are used up, or too early in the period', () => {
    const dated = { period: november, renewsAt: november.end };
    const alerts = [...needsAttention([joined(81, 100, dated), joined(100, 100, dated), joined(130, 100, dated)], on(29)), ...needsAttention([joined(95, 100, dated)], on(3)), ...needsAttention([joined(95, 100, dated)])];
    expect(alerts.map(({ spentAt, daysEarly }) => [spentAt, daysEarly])).toEqual(Array.from({ length: 5 }, () => [null, null]));
  });

  it('returns no number of days if the date of renewal is unknown', () => {
    expect(needsAttention([joined(95, 100, { period: november })], on(26))).toMatchObject([{ spentAt: expect.any(Date), daysEarly: null }]);
  });

  it('says whether the host blocks use beyond the credits', () => {
    expect(needsAttention([joined(5, 5, {}, { price: null, whenSpent: 'blocked' }), joined(5, 5)]).map(({ isBlocked }) => isBlocked)).toEqual([true, false]);
  });
});
