import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, type LocalizationProviderProps, Projection, type ProjectionProps } from '../../src';
import type { MeteredUnitPrice } from '../../src/core';
import { describeConformance, forbidden } from './conformance';

const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const on = (day: number) => new Date(Date.UTC(2026, 10, day));
const price: MeteredUnitPrice = { id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount: '0.5', capAmount: null, meterId: 'm', priceCurrency: 'usd' };
const half = { consumedUnits: 500, creditedUnits: 1000 };

function read(props: Partial<ProjectionProps>, language: LocalizationProviderProps = {}) {
  const { container } = render(
    <LocalizationProvider {...language}>
      <Projection meter={half} period={period} now={on(11)} {...props} />
    </LocalizationProvider>,
  );
  const root = container.firstElementChild;
  const line = (selector: string) => ['x1', 'x2'].map((name) => root?.querySelector(selector)?.getAttribute(name) ?? null);
  return {
    root,
    words: [...(root?.querySelectorAll('p') ?? [])].map(({ textContent }) => textContent),
    drawn: { used: root?.querySelector('.mf-usage-fill')?.getAttribute('width') ?? null, estimate: line('.mf-projection-estimate'), credits: line('.mf-projection-credits')[0] },
  };
}

describeConformance('Projection', (host) => <Projection meter={half} period={period} now={on(11)} price={price} currency="usd" {...host} />, {
  root: 'div',
  className: 'mf-projection',
});

const assumes = 'An estimate that assumes steady use.';

describe('a projection says', () => {
  it.each<[string, Partial<ProjectionProps>, string]>([
    ['what it will cost, where that is known', { price, currency: 'usd' }, "At this pace, you'll use 1,500 units by the end of the period, for $2.50 in total."],
    ['when credits end', {}, "At this pace, you'll use 1,500 units by the end of the period. Your credits run out on Nov 21, 2026."],
    ['how far over it will be', { meter: { consumedUnits: 1500, creditedUnits: 1000 } }, "At this pace, you'll use 4,500 units by the end of the period, 3,500 over."],
    ['only how much, where credits last', { meter: { consumedUnits: 100, creditedUnits: 1000 } }, "At this pace, you'll use 300 units by the end of the period."],
    ['only how much, where credits are not known', { meter: { consumedUnits: 100, creditedUnits: null } }, "At this pace, you'll use 300 units by the end of the period."],
    ['no cost without a currency', { price }, "At this pace, you'll use 1,500 units by the end of the period. Your credits run out on Nov 21, 2026."],
    ['no cost for a price that explains nothing', { price: { id: 'p', kind: 'other', amountType: 'by_the_moon' }, currency: 'usd' }, "At this pace, you'll use 1,500 units by the end of the period. Your credits run out on Nov 21, 2026."],
    ['the price’s units', { price: { ...price, meter: { id: 'm', name: 'M', unit: 'custom', customLabel: 'images' } } }, "At this pace, you'll use 1,500 images by the end of the period. Your credits run out on Nov 21, 2026."],
  ])('%s', (_, props, sentence) => {
    expect(read(props).words).toEqual([sentence, sentence.includes('$') ? `${assumes} Before discount and tax.` : assumes]);
  });

  it.each<[string, Partial<ProjectionProps>]>([
    ['while it is too early', { now: on(3) }],
    ['before the period and after it', { now: new Date('2026-12-01T00:00:00Z') }],
    ['at a moment that is none', { now: new Date(NaN) }],
    ['where nothing resets the meter', { period: null }],
    ['where nothing was used', { meter: { consumedUnits: 0, creditedUnits: 1000 } }],
    ['below zero', { meter: { consumedUnits: -5, creditedUnits: 1000 } }],
    ['where use is not known', { meter: { consumedUnits: null, creditedUnits: 1000 } }],
    ['where use is no number', { meter: { consumedUnits: NaN, creditedUnits: 1000 } }],
  ])('nothing %s', (_, props) => {
    expect(read({ price, currency: 'usd', ...props }).root).toBeNull();
  });

  it('all of it in the customer’s way, words and time zone', () => {
    const { words } = read({}, { locale: 'de', timeZone: 'Pacific/Midway', messages: { projection: ({ units, spentOn }) => `${units} bis ${spentOn}` } });
    expect(words[0]).toBe('1.500 bis 20.11.2026');
  });
});

describe('its bar', () => {
  it.each<[string, Partial<ProjectionProps>, ReturnType<typeof read>['drawn'], over: string]>([
    ['dashes the estimate, and marks the credits in it', {}, { used: '33.33%', estimate: ['33.33%', '100%'], credits: '66.67%' }, 'true'],
    ['ends with the credits where they last', { meter: { consumedUnits: 100, creditedUnits: 1000 } }, { used: '10%', estimate: ['10%', '30%'], credits: null }, 'false'],
    ['has no mark where there are no credits', { meter: { consumedUnits: 100, creditedUnits: 0 } }, { used: '33.33%', estimate: ['33.33%', '100%'], credits: null }, 'true'],
    ['has no mark where they are not known', { meter: { consumedUnits: 100, creditedUnits: null } }, { used: '33.33%', estimate: ['33.33%', '100%'], credits: null }, 'false'],
    ['marks credits that are gone', { meter: { consumedUnits: 1500, creditedUnits: 900 } }, { used: '33.33%', estimate: ['33.33%', '100%'], credits: '20%' }, 'true'],
  ])('%s', (_, props, drawn, over) => {
    const { root, drawn: seen } = read(props);
    expect(seen).toEqual(drawn);
    expect(root).toHaveAttribute('data-over', over);
    expect(root?.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
  });

  it('stays within itself, by attributes and not by styles, whatever is drawn', () => {
    const units = fc.oneof(fc.integer({ min: -10, max: 1e6 }), fc.double({ min: 0, max: 1e15, noNaN: true }));
    fc.assert(
      fc.property(units, fc.option(units), fc.integer({ min: period.start.getTime(), max: period.end.getTime() }), (consumedUnits, creditedUnits, now) => {
        const html = renderToStaticMarkup(<Projection meter={{ consumedUnits, creditedUnits }} period={period} now={new Date(now)} price={price} currency="usd" />);
        const shares = [...html.matchAll(/ (?:x1|x2|width)="([^"]*)%"/g)].map(([, share]) => Number(share));
        const [, x1, x2] = /estimate" x1="([^"]*)%" x2="([^"]*)%/.exec(html) ?? [];
        expect(shares.filter((share) => !(share >= 0 && share <= 100))).toEqual([]);
        expect(Number(x1 ?? 0)).toBeLessThanOrEqual(Number(x2 ?? 0));
        expect(html).not.toMatch(forbidden);
        expect(html).not.toMatch(/\sstyle=/);
      }),
      { numRuns: 300 },
    );
  });
});
