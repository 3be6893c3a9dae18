import { describe, expect, it } from 'vitest';
import type { BillLine } from '../../src/core/billLines';
import type { Charge } from '../../src/core/charges';
import { forecastOf } from '../../src/core/forecast';
import type { MeteredUnitPrice } from '../../src/core/schemas/price';
import type { CustomerSubscriptionMeter } from '../../src/core/schemas/customerSubscriptionMeter';

const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
/** A third of the period has passed. */
const now = new Date('2026-11-11T00:00:00Z');
const price: MeteredUnitPrice = { id: 'p', kind: 'unit', amountType: 'metered_unit', unitAmount: '1', capAmount: null, meterId: 'm' };

/** A line of 1,000 units at one cent each. At this pace, it will be 3,000 units by the end of the period. */
function lineOf(change: Partial<BillLine> = {}): BillLine {
  const meter = { meterId: 'm', consumedUnits: 1000, creditedUnits: 0, amount: 1000 } as CustomerSubscriptionMeter;
  return { kind: 'meter', name: 'Requests', amount: 1000, meterId: 'm', meter, price, ...change };
}

const plan: BillLine = { kind: 'base', name: 'Pro', amount: 500 };

function forecast(change: Partial<Charge>, at = now, currency = 'usd') {
  const charge: Charge = { dueAt: period.end, lines: [plan, lineOf()], subtotal: 1500, discount: 0, tax: 0, taxIncluded: null, total: 1500, appliedBalance: 0, due: 1500, outcome: 'charged', certainty: 'exact', ...change };
  return forecastOf(charge, period, at, currency);
}

describe('forecastOf()', () => {
  it('adds the usage expected at the pace so far to the sum of the lines', () => {
    expect(forecast({})).toEqual({ subtotal: 3500, more: 2000, before: [] });
    expect(forecast({ lines: [plan, lineOf(), lineOf()], subtotal: 2500 })).toEqual({ subtotal: 6500, more: 4000, before: [] });
  });

  it('adds up the lines itself if the subtotal is unknown', () => {
    expect(forecast({ subtotal: null })).toEqual({ subtotal: 3500, more: 2000, before: [] });
    expect(forecast({ subtotal: null, lines: [{ ...plan, amount: null }, lineOf()] })).toBeNull();
  });

  it('takes the server’s subtotal, which may contain more than the lines', () => {
    expect(forecast({ subtotal: 1700 })).toEqual({ subtotal: 3700, more: 2000, before: [] });
  });

  it.each<[string, Partial<Charge>, string[]]>([
    ['a discount', { discount: 150 }, ['discount']],
    ['a discount of unknown size', { discount: null }, ['discount']],
    ['tax that is added', { tax: 300, taxIncluded: false }, ['tax']],
    ['tax that is unknown', { tax: null }, ['tax']],
    ['a discount and tax', { discount: 150, tax: 300, taxIncluded: false }, ['discount', 'tax']],
  ])('says that it doesn’t contain %s', (_, change, before) => {
    expect(forecast(change)?.before).toEqual(before);
  });

  it('contains the tax that the prices include', () => {
    expect(forecast({ tax: 300, taxIncluded: true })?.before).toEqual([]);
  });

  it.each<[string, Partial<Charge>]>([
    ['of another day than the end of the period', { dueAt: new Date('2026-12-02T00:00:00Z') }],
    ['without a date', { dueAt: null }],
    ['that is only an estimate', { certainty: 'estimate' }],
    ['without usage', { lines: [plan] }],
    ['with usage that the server reports for all meters at once', { lines: [plan, lineOf(), { kind: 'usage', name: null, amount: 40 }] }],
    ['with usage of an unknown amount', { lines: [plan, lineOf(), lineOf({ amount: null })] }],
    ['with a meter whose numbers are missing', { lines: [plan, { kind: 'meter', name: 'Requests', amount: 1000 }] }],
    ['with a meter whose price is unknown', { lines: [plan, { kind: 'meter', name: 'Requests', amount: 1000, meter: lineOf().meter! }] }],
    ['with a meter whose price is in another currency', { lines: [plan, lineOf({ price: { ...price, priceCurrency: 'eur' } })] }],
    ['whose usage already costs more than the pace explains', { lines: [plan, lineOf({ amount: 9000 })], subtotal: 9500 }],
    ['that already costs what the pace gives', { lines: [plan, lineOf({ amount: 3000 })], subtotal: 3500 }],
    ['whose sum is too large to be exact', { subtotal: Number.MAX_VALUE }],
  ])('gives no estimate of a charge %s', (_, change) => {
    expect(forecast(change)).toBeNull();
  });

  it('never expects less for one meter than the server reports, whatever the other meters add', () => {
    expect(forecast({ lines: [plan, lineOf({ amount: 9000 }), lineOf()], subtotal: 10_500 })).toEqual({ subtotal: 12_500, more: 2000, before: [] });
  });

  it('doesn’t estimate prorations, which are not usage', () => {
    expect(forecast({ lines: [plan, { kind: 'proration', name: 'Unused time', amount: -200 }, lineOf()], subtotal: 1300 })).toEqual({ subtotal: 3300, more: 2000, before: [] });
  });

  it('gives no estimate too early in the period, or in a currency other than the price’s', () => {
    expect(forecast({}, new Date('2026-11-02T00:00:00Z'))).toBeNull();
    expect(forecast({ lines: [plan, lineOf({ price: { ...price, priceCurrency: 'usd' } })] }, now, 'jpy')).toBeNull();
  });
});
