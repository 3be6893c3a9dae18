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
  return { root, words: [...(root?.querySelectorAll('.mf-outlook') ?? [])].map((row) => [...row.children].map(({ textContent }) => textContent)) };
}

const pace = 'At this pace';

describe('Projection', () => {
  it.each<[string, Partial<ProjectionProps>, string[][]]>([
    ['the cost, with a price and a currency', { price, currency: 'usd' }, [['About 1,500 units by Dec 1', '≈ $2.50'], [`${pace}, before discount and tax`]]],
    ['one cost for a meter that costs something already', { meter: { consumedUnits: 1500, creditedUnits: 1000, amount: 250 }, price, currency: 'usd' }, [['About 4,500 units by Dec 1', '≈ $18'], [`${pace}, before discount and tax`]]],
    ['the cap, if it limits the cost', { price: { ...price, capAmount: 200 }, currency: 'usd' }, [['About 1,500 units by Dec 1', '≈ $2.00'], [`${pace}, capped at $2.00, before discount and tax`]]],
    ['no cap, if the cost is lower', { price: { ...price, capAmount: 900 }, currency: 'usd' }, [['About 1,500 units by Dec 1', '≈ $2.50'], [`${pace}, before discount and tax`]]],
    ['the day on which the credits run out', {}, [['About 1,500 units by Dec 1'], [`${pace}, your credits run out around Nov 21`]]],
    ['the units over at the end of the period', { meter: { consumedUnits: 1500, creditedUnits: 1000 } }, [['About 4,500 units by Dec 1'], [`${pace}, 3,500 over your credits`]]],
    ['only the units if there are no credits to be over', { meter: { consumedUnits: 1500, creditedUnits: 0 } }, [['About 4,500 units by Dec 1'], [pace]]],
    ['only the units if the credits last', { meter: { consumedUnits: 100, creditedUnits: 1000 } }, [['About 300 units by Dec 1'], [pace]]],
    ['only the units if the credits are unknown', { meter: { consumedUnits: 100, creditedUnits: null } }, [['About 300 units by Dec 1'], [pace]]],
    ['no more than three significant digits', { meter: { consumedUnits: 48_893, creditedUnits: null } }, [['About 147,000 units by Dec 1'], [pace]]],
    ['no cost without a currency', { price }, [['About 1,500 units by Dec 1'], [`${pace}, your credits run out around Nov 21`]]],
    ['no cost for an unknown kind of price', { price: { id: 'p', kind: 'other', amountType: 'by_the_moon' }, currency: 'usd' }, [['About 1,500 units by Dec 1'], [`${pace}, your credits run out around Nov 21`]]],
    ['the unit of the price', { price: { ...price, meter: { id: 'm', name: 'M', unit: 'custom', customLabel: 'images' } } }, [['About 1,500 images by Dec 1'], [`${pace}, your credits run out around Nov 21`]]],
    ['units divided by the multiplier of their label', { meter: { consumedUnits: 5e11, creditedUnits: null }, price: { ...price, meter: { id: 'm', name: 'M', unit: 'custom', customLabel: 'GB', customMultiplier: 1e9 } } }, [['About 1,500 GB by Dec 1'], [pace]]],
  ])('shows %s', (_, props, words) => {
    expect(read(props).words).toEqual(words);
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
    expect(words[0]).toEqual(['1.500 bis 20. Nov.']);
  });

  it('says in `data-over` whether the projected usage exceeds the credits', () => {
    const over = [half, { consumedUnits: 100, creditedUnits: 1000 }, { consumedUnits: 100, creditedUnits: null }].map((meter) => read({ meter }).root?.getAttribute('data-over'));
    expect(over).toEqual(['true', 'false', 'false']);
  });

  it('never shows NaN, undefined or a style attribute, for any numbers', () => {
    const units = fc.oneof(fc.integer({ min: -10, max: 1e6 }), fc.double({ min: 0, max: 1e15, noNaN: true }), fc.double());
    fc.assert(
      fc.property(units, fc.option(units), fc.integer({ min: period.start.getTime(), max: period.end.getTime() }), (consumedUnits, creditedUnits, now) => {
        const html = renderToStaticMarkup(<Projection meter={{ consumedUnits, creditedUnits }} period={period} now={new Date(now)} price={price} currency="usd" />);
        expect(html).not.toMatch(forbidden);
        expect(html).not.toMatch(/\sstyle=/);
      }),
      { numRuns: 300 },
    );
  });
});
