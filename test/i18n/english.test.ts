import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../src';
import type { PortalErrorCode } from '../../src/core/errors';
import type { UsageKind, UsageState } from '../../src/core/usage';
import type { UsageWords } from '../../src/i18n/words';

const forbidden = /NaN|undefined|null|Infinity|Invalid Date|\[object Object\]/;
const kinds: UsageKind[] = ['prepaid', 'included', 'payAsYouGo', 'counter', 'unknown'];
const states: UsageState[] = ['idle', 'within', 'near', 'spent', 'over', 'unknown'];

const words = (kind: UsageKind, state: UsageState, limited: boolean): UsageWords => ({
  kind,
  state,
  limited,
  consumed: '120',
  credited: '100',
  over: '20',
  hero: kind === 'payAsYouGo' || kind === 'counter' ? 'used' : state === 'unknown' ? 'unknown' : state === 'over' ? 'over' : 'left',
  figure: '120',
  blocked: false,
  unit: 'units',
  noun: null,
  measure: null,
  rate: null,
});

describe('English messages', () => {
  it('have a text for every kind and state of a meter', () => {
    for (const kind of kinds) {
      for (const state of states) {
        for (const limited of [true, false]) {
          const given = words(kind, state, limited);
          for (const text of [english.usageValue(given), english.usageStatus(given), english.usageText(given), english.balance(given)]) {
            expect(text.trim()).not.toBe('');
            expect(text).not.toMatch(forbidden);
          }
        }
      }
    }
  });

  it('mention billing only if the meter is known to have a price', () => {
    const billing = /bill|cost|\$|pay|price|charge/i;
    for (const state of states) {
      for (const kind of ['unknown', 'prepaid', 'counter'] as const) {
        for (const limited of [true, false]) {
          const given = words(kind, state, limited);
          for (const text of [english.usageValue(given), english.usageStatus(given), english.usageText(given), english.balance(given)]) expect(text).not.toMatch(billing);
        }
      }
    }
    expect(english.usageStatus(words('included', 'over', true))).toMatch(/billed/);
  });

  it('use the singular or plural of a unit', () => {
    const name = (unit: string, count: number | null, customLabel: string | null = null) => english.unitName({ unit, customLabel, count });
    expect([name('scalar', 1), name('scalar', 0), name('scalar', 1.5), name('scalar', null)]).toEqual(['unit', 'units', 'units', 'units']);
    expect([name('token', 1), name('token', 2)]).toEqual(['token', 'tokens']);
    expect([name('custom', 1, 'GB'), name('custom', 2, null), name('custom', 2, '')]).toEqual(['GB', 'units', 'units']);
  });

  it('leave out a unit that is a plural if the number is 1, because its singular is unknown', () => {
    const texts = [english.historyBar('Nov 3', '1', 'emails'), english.historyTotal('1', 'GB'), english.budgetUsed('1', null, 'emails'), english.budgetUsed('0', '1', 'emails'), english.budgetUsed('1', '5', 'emails')];
    expect(texts).toEqual(['Nov 3: 1', '1 GB', '1', '0 of 1', '1 of 5 emails']);
    expect(english.creditSource({ meter: null, units: '1', unit: 'emails', from: null, isBought: true, isPending: false, creditedOn: null, renewsOn: null, rollsOver: null })).toBe('1 bought; no renewal');
    expect(english.historyApart('2', '1', 'emails', 'day', true)).toBe("You've used 1. This chart shows 2. It may have been loaded at a different time, or its first day includes usage from before your period began.");
  });

  it('say how many periods earlier the gray bars of periods are, because the bar before is not the one that they are compared with', () => {
    expect([english.timeBefore(6), english.timeBefore(1), english.timeBefore(null)]).toEqual(['Behind a bar: usage 6 periods earlier', 'Behind a bar: usage 1 period earlier', 'Previous period']);
    expect([english.unitsBefore('5.6M', 6), english.unitsBefore('300', null)]).toEqual([' (6 periods earlier: 5.6M)', ' (previous period: 300)']);
  });

  it('say “in this period” if no renewal date shows which days are counted', () => {
    expect(english.periodLine({ day: '25', days: '30', renewsOn: null })).toBe('Today is day 25 of 30 in this period');
    expect(english.periodLine({ day: '25', days: '30', renewsOn: 'Dec 1' })).toBe('Today is day 25 of 30\u00a0· credits renew Dec 1');
  });

  it('say “use is blocked” and not “further use” if no credits are included', () => {
    const blocked = { ...words('prepaid', 'spent', false), hero: 'spent', figure: '0', consumed: '0', blocked: true } as const;
    expect(english.percentStatus(blocked)).toBe('No credits included. Use is blocked.');
    expect(english.percentText(blocked, '0% left')).toBe('No credits included, 0% left, use is blocked');
    expect(english.alert({ ...blocked, name: 'Seats', spentOn: null, renewsOn: null, daysEarly: null, days: '' })).toBe('Seats: none left, and use is blocked.');
  });

  it.each([
    ['active', 'Active'],
    ['past_due', 'Past due'],
    ['canceled', 'Ended'],
    ['brand_new_status', 'brand new status'],
  ])('translate the status %s to “%s”', (status, text) => {
    expect(english.subscriptionStatus(status)).toBe(text);
  });

  it.each(['constructor', '__proto__', 'toString', 'x'.repeat(1000)])('return text for the unexpected status %s', (status) => {
    expect(english.subscriptionStatus(status)).toEqual(expect.any(String));
  });

  it('have a title and a hint for any error code, and for a missing one', () => {
    fc.assert(
      fc.property(fc.option(fc.string({ minLength: 1 }), { nil: undefined }), (code) => {
        expect(english.errorTitle(code as PortalErrorCode)).toMatch(/\w/);
        expect(english.errorHint(code as PortalErrorCode)).toMatch(/\w/);
      }),
    );
  });

  it('count the entries that are left out', () => {
    expect(english.leftOut(1)).toBe("We couldn't read one entry, so it isn't shown.");
    expect(english.leftOut(2)).toBe("We couldn't read 2 entries, so they aren't shown.");
    expect(english.leftOut(999)).toBe("We couldn't read 999 entries, so they aren't shown.");
  });

  it('say that there may be more entries than the thousand that are reported', () => {
    expect(english.leftOut(1000)).toBe("We couldn't read 1000 or more entries, so they aren't shown.");
  });
});
