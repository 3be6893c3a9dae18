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

  it('mention billing only if the price is known', () => {
    const billing = /bill|cost|\$|pay|price|charge/i;
    for (const state of states) {
      for (const kind of ['unknown', 'prepaid', 'counter'] as const) {
        expect(english.usageStatus(words(kind, state, true))).not.toMatch(billing);
        expect(english.usageStatus(words(kind, state, false))).not.toMatch(billing);
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
  });
});
