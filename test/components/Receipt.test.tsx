import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { LocalizationProvider, type LocalizationProviderProps, Receipt, type ReceiptProps } from '../../src';
import { type MeteredPrice, parsePrice, type ProductPrice } from '../../src/core/schemas/price';
import { wirePriceFixed, wirePriceMeteredTiers, wirePriceMeteredUnit } from '../../src/testing';
import { describeConformance, forbidden } from './conformance';

const tokens = parsePrice(wirePriceMeteredUnit()) as MeteredPrice;
const emails = parsePrice(wirePriceMeteredTiers()) as MeteredPrice;
const requests = parsePrice(wirePriceMeteredUnit({ unit: { label: 'requests', multiplier: 1000 }, unit_amount: '0.050000000000' }));
const used = { consumedUnits: 2_412_350, creditedUnits: 2_000_000, amount: 412 };

function read(props: Partial<ReceiptProps>, language: LocalizationProviderProps = {}) {
  const { container } = render(
    <LocalizationProvider {...language}>
      <Receipt meter={used} price={tokens} currency="usd" {...props} />
    </LocalizationProvider>,
  );
  const root = container.firstElementChild as HTMLElement;
  const drawn = root.querySelector('[aria-hidden="true"]');
  const rows = [...root.querySelectorAll('.mf-line')].map((row) => [...row.children].map(({ textContent }) => textContent).filter((text) => text !== ''));
  const spoken = [...root.children].filter((child) => child !== drawn).map(({ textContent }) => textContent);
  return { root, drawn, rows, spoken };
}

describeConformance('Receipt without a price', (host) => <Receipt meter={used} price={null} currency="usd" {...host} />, { root: 'div', className: 'mf-receipt' });

describe('Receipt', () => {
  it('shows each step from the units used to the amount due', () => {
    expect(read({}).rows).toEqual([
      ['Used', '2,412,350 tokens'],
      ['−', 'Included', '2,000,000'],
      ['=', 'Over', '412,350'],
      ['×', '$10\u00a0/\u00a01M tokens', '$4.1235'],
      ['Cost so far, rounded', '$4.12'],
    ]);
  });

  it('gives screen readers a short text and hides the steps from them', () => {
    const { drawn, rows, spoken } = read({});
    expect(spoken).toEqual(['2,412,350 tokens used, 2,000,000 included. 412,350 billable at $10\u00a0/\u00a01M tokens: $4.12.']);
    expect(drawn?.querySelectorAll('.mf-line')).toHaveLength(rows.length);
  });

  it('names a single unit in the singular', () => {
    const { rows, spoken } = read({ meter: { consumedUnits: 1, creditedUnits: 0, amount: 0 } });
    expect(rows[0]).toEqual(['Used', '1 token']);
    expect(spoken[0]).toBe('1 token used, 0 included. 1 billable at $10\u00a0/\u00a01M tokens: $0.00.');
  });

  it('leaves out a unit that is a plural if the number is 1, because its singular is unknown', () => {
    const { rows, spoken } = read({ meter: { consumedUnits: 1, creditedUnits: 0, amount: 0 }, price: emails });
    expect(rows[0]).toEqual(['Used', '1']);
    expect(spoken[0]).toMatch(/^1 used, 0 included\. 1 billable at /);
  });

  it('omits credits, rounding and cap if they change nothing', () => {
    expect(read({ meter: { consumedUnits: 48_000, creditedUnits: 0, amount: 2400 }, price: requests }).rows).toEqual([
      ['Used', '48 requests'],
      ['×', '$0.50 each', '$24.00'],
      ['Cost so far', '$24.00'],
    ]);
  });

  it.each([
    ['as “each” if the label is a plural', 'minutes', 1, '1', '$0.01 each'],
    ['as “each” if the label is one word, a plural, with a multiplier', 'minutes', 100, '1', '$1 each'],
    ['per unit if the label isn’t a plural', 'GB', 1, '1', '$0.01\u00a0/\u00a0GB'],
    ['per unit if the label names the multiplier', 'hundred minutes', 100, '1', '$1\u00a0/\u00a0hundred minutes'],
    ['per thousand units if one costs less than a cent', 'minutes', 1, '0.01', '$0.10\u00a0/\u00a01,000 minutes'],
  ])('quotes a price %s', (_, label, multiplier, unitAmount, rate) => {
    const price = parsePrice(wirePriceMeteredUnit({ unit: { label, multiplier }, unit_amount: unitAmount }));
    const { rows, spoken } = read({ meter: { consumedUnits: 300, creditedUnits: 0, amount: 300 }, price });
    expect(rows[1]?.[1]).toBe(rate);
    expect(spoken[0]).toContain(`${300 / multiplier} billable at ${rate}: `);
  });

  it('shows every digit of a rate below a cent', () => {
    const price = parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: '0.000000000001' }));
    expect(read({ meter: { consumedUnits: 3, creditedUnits: 0, amount: 0 }, price }).rows[1]).toEqual(['×', '$0.00000000000001\u00a0/\u00a0unit', '$0.00000000000003']);
  });

  it('shows a line per tier, and the cap', () => {
    const { root, rows, spoken } = read({ meter: { consumedUnits: 200_000, creditedUnits: 10_000, amount: 5000 }, price: emails });
    expect(rows).toEqual([
      ['Used', '200,000 emails'],
      ['−', 'Included', '10,000'],
      ['=', 'Over', '190,000'],
      ['10,000 × $1\u00a0/\u00a01,000 emails', '$10.00'],
      ['+', '180,000 × $0.50\u00a0/\u00a01,000 emails', '$90.00'],
      ['=', 'Subtotal', '$100.00'],
      ['Capped at', '$50.00'],
      ['Cost so far', '$50.00'],
    ]);
    expect(spoken).toEqual([
      '200,000 emails used, 10,000 included. 190,000 billable at $1\u00a0/\u00a01,000 emails, then $0.50\u00a0/\u00a01,000 emails: $50.00, because the cost is capped.',
    ]);
    expect(root).toHaveAttribute('data-settled', 'true');
  });

  it('shows $0.00 when nothing is over the credits', () => {
    const { rows, spoken } = read({ meter: { consumedUnits: 25, creditedUnits: 100, amount: 0 }, price: parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: '0.05' })) });
    expect(rows).toEqual([
      ['Used', '25 units'],
      ['−', 'Included', '100'],
      ['=', 'Over', '0'],
      ['×', '$0.0005\u00a0/\u00a0unit', '$0.00'],
      ['Cost so far', '$0.00'],
    ]);
    expect(spoken).toEqual(['25 units used, 100 included. 0 billable: $0.00.']);
  });

  it('shows the server’s amount and notes that it may still change', () => {
    const { root, rows, spoken } = read({ meter: { ...used, amount: 300 } });
    expect(rows.at(-1)).toEqual(['Cost so far', '$3.00']);
    expect(root).toHaveAttribute('data-settled', 'false');
    expect(spoken).toEqual([
      '2,412,350 tokens used, 2,000,000 included. 412,350 billable at $10\u00a0/\u00a01M tokens: $4.12. Cost so far: $3.00.',
      'By our count this usage costs $4.12. The cost so far may still change to match.',
    ]);
  });

  it('says that usage in a trial is free, unless the server reports an amount', () => {
    // Polar counts no event of a trial, so neither "0 used" nor any other number of units is true.
    for (const meter of [{ ...used, amount: 0 }, { consumedUnits: 0, creditedUnits: 0, amount: 0 }]) {
      const { rows, root } = read({ meter, inTrial: true });
      expect([rows, root.textContent]).toEqual([[], 'Free during your trial']);
    }
    expect(read({ meter: { ...used, amount: 300 }, inTrial: true }).spoken.at(-1)).toBe('By our count this usage costs $4.12. The cost so far may still change to match.');
  });

  it('shows a dash for an unknown server amount, never its own sum', () => {
    const { rows, spoken } = read({ meter: { ...used, amount: null } });
    expect(rows.at(-1)).toEqual(['Cost so far', '—']);
    expect(spoken.at(-1)).toBe('By our count this usage costs $4.12. The cost so far may still change to match.');
  });

  it('has a row for each of two tiers with the same units and rate', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const price = parsePrice(wirePriceMeteredTiers({ unit: 'scalar', tiers: { type: 'graduated', tiers: [{ bound: 5, unit_amount: '2' }, { bound: 10, unit_amount: '2' }, { bound: null, unit_amount: '1' }] } }));
    const { rows } = read({ price, meter: { consumedUnits: 10, creditedUnits: 0, amount: 20 } });
    expect(rows.filter(([operator = '']) => operator.startsWith('5 ×') || operator === '+')).toHaveLength(2);
    // React reports two children with one key.
    expect(error).not.toHaveBeenCalled();
    error.mockRestore();
  });

  it('adds the tiers exactly and rounds the sum once', () => {
    const price = parsePrice(wirePriceMeteredTiers({ unit: 'scalar', tiers: { type: 'graduated', tiers: [{ bound: 1, unit_amount: '0.25' }, { bound: null, unit_amount: '0.125' }] } }));
    expect(read({ meter: { consumedUnits: 2, creditedUnits: 0, amount: 0 }, price }).rows).toEqual([
      ['Used', '2 units'],
      ['1 × $0.0025\u00a0/\u00a0unit', '$0.0025'],
      ['+', '1 × $0.00125\u00a0/\u00a0unit', '$0.00125'],
      ['=', 'Subtotal', '$0.00375'],
      ['Cost so far, rounded', '$0.00'],
    ]);
  });

  it('does not mention rounding where the cap or the server’s own amount decides', () => {
    const price = parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: '0.333000000000', cap_amount: 1 }));
    expect(read({ meter: { consumedUnits: 5, creditedUnits: 0, amount: 1 }, price }).rows.slice(1)).toEqual([['×', '$0.00333\u00a0/\u00a0unit', '$0.01665'], ['Capped at', '$0.01'], ['Cost so far', '$0.01']]);
    expect(read({ meter: { ...used, amount: 300 } }).root).not.toHaveTextContent('rounded');
  });

  it('uses the locale and messages of the provider', () => {
    const { rows } = read({ currency: 'eur', price: { ...tokens, priceCurrency: 'eur' } }, { locale: 'de', messages: { used: 'Verbraucht', unitName: () => 'Token' } });
    expect(rows[0]).toEqual(['Verbraucht', '2.412.350 Token']);
    expect(rows.at(-1)?.[1]).toBe('4,12\u00a0€');
  });
});

describe('Receipt without an explanation', () => {
  const unexplained = { consumedUnits: 200, creditedUnits: 100, amount: 412 };
  it.each<[string, Partial<ReceiptProps>, string]>([
    ['without a price', { price: undefined }, '$4.12'],
    ['with `null` as price', { price: null }, '$4.12'],
    ['with several prices', { price: [tokens, emails] }, '$4.12'],
    ['with a fixed price', { price: parsePrice(wirePriceFixed()) }, '$4.12'],
    ['with an unknown kind of price', { price: { id: 'p', kind: 'other', amountType: 'by_the_moon' } }, '$4.12'],
    ['with a price in another currency', { currency: 'eur' }, '€4.12'],
    ['with a negative cap', { price: { ...tokens, capAmount: -1 } }, '$4.12'],
    ['with tiers out of order', { price: parsePrice(wirePriceMeteredTiers({ tiers: { type: 'volume', tiers: [{ bound: 10, unit_amount: '1' }, { bound: 5, unit_amount: '2' }] } })) }, '$4.12'],
    ['for a fractional unit on tiers', { price: emails, meter: { ...unexplained, consumedUnits: 200.5 } }, '$4.12'],
    ['for unknown usage', { meter: { ...unexplained, consumedUnits: null } }, '$4.12'],
    ['for NaN as usage', { meter: { ...unexplained, consumedUnits: NaN } }, '$4.12'],
    ['for infinite usage', { meter: { ...unexplained, consumedUnits: Infinity } }, '$4.12'],
    ['for unknown credits', { meter: { ...unexplained, creditedUnits: null } }, '$4.12'],
    ['for unknown usage and amount', { meter: { consumedUnits: null, creditedUnits: 0, amount: null } }, '—'],
    ['for NaN as usage, credits and amount', { meter: { consumedUnits: NaN, creditedUnits: NaN, amount: NaN } }, '—'],
    ['for a missing amount', { meter: { consumedUnits: null, creditedUnits: null } }, '—'],
  ])('%s says that it can’t break the amount down, and shows the server’s amount', (_, props, reported) => {
    const { root, drawn, rows, spoken } = read({ meter: unexplained, ...props });
    expect([root.dataset['claim'], root.dataset['settled'], drawn]).toEqual(['none', undefined, null]);
    expect(rows).toEqual([['Cost so far', reported]]);
    expect(spoken[0]).toBe("We can't break this amount down.");
    expect(root.textContent).not.toMatch(forbidden);
  });
});

it('Receipt never shows NaN, undefined or a style attribute, for any numbers', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE), fc.integer(), fc.constantFrom(null, NaN, Infinity, 0));
  const rate = fc.constantFrom('0.001000000000', '0', '1', '-1', 'free', '0.000000000001');
  const price = fc.oneof(
    fc.constantFrom<ProductPrice | null | undefined>(null, undefined, tokens, emails),
    fc.record({ id: fc.constant('p'), kind: fc.constant('unit' as const), amountType: fc.constant('metered_unit'), unitAmount: rate, capAmount: fc.oneof(fc.integer(), fc.constant(null)), meterId: fc.constant('m') }),
  );
  fc.assert(
    fc.property(number, number, number, price, fc.constantFrom('usd', 'jpy', 'xyz', ''), (consumedUnits, creditedUnits, amount, price, currency) => {
      const html = renderToStaticMarkup(<Receipt meter={{ consumedUnits, creditedUnits, amount }} price={price} currency={currency} />);
      expect(html).not.toMatch(forbidden);
      expect(html).not.toMatch(/\sstyle=/);
    }),
    { numRuns: 300 },
  );
});
