import * as fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AmountDue, Balance, ErrorNotice, type MeterProps, PortalError, type PortalErrorCode, UsageBar, UsageSkeleton, UsageTrack } from '../../src';
import { parsePrice } from '../../src/core';
import { LocalizationContext } from '../../src/i18n/context';
import { localize } from '../../src/i18n/localize';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../../src/testing';
import { cases } from '../support/cases';
import { forbidden } from './conformance';

const oddNumbers = [NaN, Infinity, -Infinity, 0, -0, -3, 5e-324, 1e-7, 0.30000000000000004, 0.999999999999, 1e21, 2 ** 53, 2 ** 63 - 1, Number.MAX_VALUE, -Number.MAX_VALUE];
const number = fc.oneof(fc.constantFrom(undefined, null, ...oddNumbers), fc.double(), fc.integer(), fc.nat(100));
const hostile = [
  '',
  ' ',
  '<img src=x onerror=alert(1)>',
  '</span><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '\u202Egnp.exe\u2066',
  '\u0000\u001b[31m',
  '__proto__',
  'constructor',
  '\ud800',
  '👩‍👩‍👧‍👦'.repeat(50),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
  'x'.repeat(10_000),
  'مرحبا',
  'javascript:alert(1)',
  '{{7*7}}${7*7}',
];
const name = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 20 }).filter((text) => !forbidden.test(text)));
const unit = fc.oneof(fc.constant(undefined), name, fc.record({ unit: name, customLabel: fc.oneof(name, fc.constantFrom(null, undefined)) }));
const price = fc.constantFrom(undefined, null, ...[wirePriceFixed(), wirePriceMeteredUnit(), wirePriceMeteredTiers(), { id: 'p', amount_type: 'by_the_moon' }].map((one) => parsePrice(one)));
const terms = fc.oneof(fc.constant(undefined), fc.record({ price, whenSpent: fc.constantFrom(undefined, 'billed', 'blocked', 'unknown') }));
const counts = { consumedUnits: number, creditedUnits: number, balance: number };
const meter = fc.oneof(fc.constant(undefined), fc.record({ ...counts, meter: fc.oneof(fc.constant(undefined), fc.record({ name })) }));
const meterProps: fc.Arbitrary<MeterProps> = fc.record({ ...counts, meter, name: fc.oneof(fc.constant(undefined), name), unit, terms }, { requiredKeys: [] });
const locale = fc.constantFrom('en', 'de', 'ar', 'hi', 'fr-CH', 'ja', 'th-u-ca-buddhist', 'no_such', '', 'x'.repeat(200));
const date = fc.oneof(fc.constantFrom(undefined, null, new Date(NaN), new Date(8.64e15), new Date(-8.64e15)), fc.date({ noInvalidDate: false }));

/** The HTML of a component from a server, its elements and its text. */
function draw(element: ReactElement, locale: string) {
  const html = renderToString(<LocalizationContext.Provider value={localize({ locale })}>{element}</LocalizationContext.Provider>);
  const place = document.createElement('div');
  place.innerHTML = html;
  return { html, tags: new Set([...place.querySelectorAll('*')].map(({ tagName }) => tagName.toLowerCase())), text: place.textContent };
}

function expectFit(element: ReactElement, locale: string): void {
  const { html, tags, text } = draw(element, locale);
  expect(html).not.toMatch(forbidden);
  expect(html).not.toMatch(/\sstyle=|\son\w+="/);
  for (const tag of ['img', 'script', 'a', 'iframe']) expect(tags).not.toContain(tag);
  // No control or direction character of the input. A locale may add its own around numbers.
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
  expect(text.length).toBeLessThan(2500);
}

describe('Random props never show NaN, control characters or markup', () => {
  it('in a UsageBar', () => {
    fc.assert(fc.property(meterProps, locale, (props, locale) => expectFit(<UsageBar {...props} />, locale)), { numRuns: cases(60, 300) });
  });

  it('in a Balance', () => {
    fc.assert(fc.property(meterProps, locale, (props, locale) => expectFit(<Balance {...props} />, locale)), { numRuns: cases(40, 200) });
  });

  it('in an AmountDue', () => {
    const amount = fc.oneof(number, fc.bigInt());
    const currency = fc.constantFrom('usd', 'JPY', 'isk', 'clf', 'us', '', 'zzz', '123', '€');
    fc.assert(
      fc.property(amount, currency, date, locale, (amount, currency, dueAt, locale) => expectFit(<AmountDue amount={amount} currency={currency} dueAt={dueAt} />, locale)),
      { numRuns: cases(40, 200) },
    );
  });

  it('in an ErrorNotice', () => {
    const code = name.filter((text) => text !== '').map((text) => text as PortalErrorCode);
    const error = fc.oneof(fc.anything(), fc.tuple(code, name).map(([code, message]) => new PortalError(code, message)));
    fc.assert(
      fc.property(error, locale, (error, locale) => {
        const notice = <ErrorNotice error={error} onRetry={() => {}} />;
        expectFit(notice, locale);
        expect(draw(notice, locale).text).toBe("We couldn't load thisSomething went wrong on this page. Try again.Try again");
      }),
      { numRuns: cases(40, 200) },
    );
  });

  it('in a UsageSkeleton', () => {
    fc.assert(fc.property(fc.integer({ min: -5, max: 50 }), locale, (rows, locale) => expectFit(<UsageSkeleton rows={rows} />, locale)), { numRuns: cases(10, 50) });
  });
});

describe('UsageBar with random numbers', () => {
  it('keeps its value in its range', () => {
    fc.assert(
      fc.property(number, number, number, (consumedUnits, creditedUnits, balance) => {
        const place = document.createElement('div');
        place.innerHTML = renderToString(<UsageBar {...{ consumedUnits, creditedUnits, balance }}>{(usage) => <UsageTrack usage={usage} />}</UsageBar>);
        const meter = place.querySelector('[role=meter]');
        if (meter === null) return;
        const [min, max, now] = ['min', 'max', 'now'].map((name) => Number(meter.getAttribute(`aria-value${name}`)));
        expect(min).toBe(0);
        expect(max).toBeCloseTo(creditedUnits!, 15);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(max!);
      }),
      { numRuns: cases(100, 500) },
    );
  });

  it('is full only when spent, and has a tick for the limit only when over', () => {
    const units = fc.oneof(fc.integer({ min: -10, max: 1e9 }), fc.double({ min: -10, max: 1e9, noNaN: true }), fc.nat(10));
    fc.assert(
      fc.property(units, units, fc.oneof(fc.constant(undefined), units), (consumedUnits, creditedUnits, balance) => {
        const place = document.createElement('div');
        place.innerHTML = renderToString(<UsageBar {...{ consumedUnits, creditedUnits, balance }} />);
        const track = place.querySelector('svg');
        const state = place.firstElementChild?.getAttribute('data-state');
        const full = track?.querySelector('.mf-usage-fill')?.getAttribute('x2') === '100%';
        expect(full).toBe(track !== null && state === 'spent');
        expect(place.querySelector('.mf-usage-limit') !== null).toBe(state === 'over');
      }),
      { numRuns: cases(100, 500) },
    );
  });
});
