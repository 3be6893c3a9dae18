import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, type LocalizationProviderProps, Projection, type ProjectionProps } from '../../src';
import type { MeteredUnitPrice } from '../../src/core/schemas/price';
import { forbidden } from './conformance';

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

const assumes = 'An estimate that assumes steady use.';

describe('Projection', () => {
  it.each<[string, Partial<ProjectionProps>, string]>([
    ['the cost, with a price and a currency', { price, currency: 'usd' }, "At this pace, you'll use 1,500 units by the end of the period, for $2.50 in total."],
    ['the day on which the credits run out', {}, "At this pace, you'll use 1,500 units by the end of the period. Your credits run out on Nov 21, 2026."],
    ['the units over at the end of the period', { meter: { consumedUnits: 1500, creditedUnits: 1000 } }, "At this pace, you'll use 4,500 units by the end of the period, 3,500 over."],
    ['only the units if the credits last', { meter: { consumedUnits: 100, creditedUnits: 1000 } }, "At this pace, you'll use 300 units by the end of the period."],
    ['only the units if the credits are unknown', { meter: { consumedUnits: 100, creditedUnits: null } }, "At this pace, you'll use 300 units by the end of the period."],
    ['no cost without a currency', { price }, "At this pace, you'll use 1,500 units by the end of the period. Your credits run out on Nov 21, 2026."],
    ['no cost for an unknown kind of price', { price: { id: 'p', kind: 'other', amountType: 'by_the_moon' }, currency: 'usd' }, "At this pace, you'll use 1,500 units by the end of the period. Your credits run out on Nov 21, 2026."],
    ['the unit of the price', { price: { ...price, meter: { id: 'm', name: 'M', unit: 'custom', customLabel: 'images' } } }, "At this pace, you'll use 1,500 images by the end of the period. Your credits run out on Nov 21, 2026."],
  ])('shows %s', (_, props, sentence) => {
    expect(read(props).words).toEqual([sentence, sentence.includes('$') ? `${assumes} Before discount and tax.` : assumes]);
  });

  it.each<[string, Partial<ProjectionProps>]>([
    ['too early in the period', { now: on(3) }],
    ['after the end of the period', { now: new Date('2026-12-01T00:00:00Z') }],
    ['at an invalid date', { now: new Date(NaN) }],
    ['for a meter that is never reset', { period: null }],
    ['without usage', { meter: { consumedUnits: 0, creditedUnits: 1000 } }],
    ['for negative usage', { meter: { consumedUnits: -5, creditedUnits: 1000 } }],
    ['for unknown usage', { meter: { consumedUnits: null, creditedUnits: 1000 } }],
    ['for NaN as usage', { meter: { consumedUnits: NaN, creditedUnits: 1000 } }],
  ])('renders nothing %s', (_, props) => {
    expect(read({ price, currency: 'usd', ...props }).root).toBeNull();
  });

  it('uses the locale, messages and time zone of the provider', () => {
    const { words } = read({}, { locale: 'de', timeZone: 'Pacific/Midway', messages: { projection: ({ units, spentOn }) => `${units} bis ${spentOn}` } });
    expect(words[0]).toBe('1.500 bis 20.11.2026');
  });
});

describe('Projection bar', () => {
  it.each<[string, Partial<ProjectionProps>, ReturnType<typeof read>['drawn'], over: string]>([
    ['dots the estimate and marks the credits', {}, { used: '33.33%', estimate: ['33.33%', '100%'], credits: '66.67%' }, 'true'],
    ['stands for the credits if they last', { meter: { consumedUnits: 100, creditedUnits: 1000 } }, { used: '10%', estimate: ['10%', '30%'], credits: null }, 'false'],
    ['has no mark without credits', { meter: { consumedUnits: 100, creditedUnits: 0 } }, { used: '33.33%', estimate: ['33.33%', '100%'], credits: null }, 'true'],
    ['has no mark for unknown credits', { meter: { consumedUnits: 100, creditedUnits: null } }, { used: '33.33%', estimate: ['33.33%', '100%'], credits: null }, 'false'],
    ['marks credits that are used up', { meter: { consumedUnits: 1500, creditedUnits: 900 } }, { used: '33.33%', estimate: ['33.33%', '100%'], credits: '20%' }, 'true'],
  ])('%s', (_, props, drawn, over) => {
    const { root, drawn: seen } = read(props);
    expect(seen).toEqual(drawn);
    expect(root).toHaveAttribute('data-over', over);
    expect(root?.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
  });

  it('never exceeds its width and has no style attribute, for any numbers', () => {
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
