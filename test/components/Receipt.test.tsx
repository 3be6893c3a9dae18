import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, type LocalizationProviderProps, Receipt, type ReceiptProps } from '../../src';
import { type MeteredPrice, parsePrice, type ProductPrice } from '../../src/core';
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
  const rows = [...root.querySelectorAll('.mf-line')].map((row) => [...row.children].map(({ textContent }) => textContent));
  const spoken = [...root.children].filter((child) => child !== drawn).map(({ textContent }) => textContent);
  return { root, drawn, rows, spoken };
}

describeConformance('Receipt', (host) => <Receipt meter={used} price={tokens} currency="usd" {...host} />, { root: 'div', className: 'mf-receipt' });
describeConformance('Receipt without a claim', (host) => <Receipt meter={used} price={null} currency="usd" {...host} />, { root: 'div', className: 'mf-receipt' });

describe('a receipt', () => {
  it('shows each step from what was used to what is due', () => {
    expect(read({}).rows).toEqual([
      ['Used', '2,412,350 tokens'],
      ['Included', '-2,000,000'],
      ['Over', '412,350'],
      ['412,350 × $10 / 1M tokens', '$4.1235'],
      ['Rounded', '$4.12'],
      ['Amount due', '$4.12'],
    ]);
  });

  it('says it once to a screen reader, as a sentence, and hides the steps from it', () => {
    const { drawn, rows, spoken } = read({});
    expect(spoken).toEqual(['2,412,350 tokens used, 2,000,000 included. 412,350 billed at $10 / 1M tokens: $4.12.']);
    expect(drawn?.querySelectorAll('.mf-line')).toHaveLength(rows.length);
  });

  it('has no step that does nothing: no credits, no rounding, no cap', () => {
    expect(read({ meter: { consumedUnits: 48_000, creditedUnits: 0, amount: 2400 }, price: requests }).rows).toEqual([
      ['Used', '48,000 requests'],
      ['48,000 × $0.50 / 1,000 requests', '$24.00'],
      ['Amount due', '$24.00'],
    ]);
  });

  it('shows a rate below a cent in full', () => {
    const price = parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: '0.000000000001' }));
    expect(read({ meter: { consumedUnits: 3, creditedUnits: 0, amount: 0 }, price }).rows[1]).toEqual(['3 × $0.00000000000001 / unit', '$0.00000000000003']);
  });

  it('shows a line for each tier, and the cap that ends them', () => {
    const { root, rows, spoken } = read({ meter: { consumedUnits: 200_000, creditedUnits: 10_000, amount: 5000 }, price: emails });
    expect(rows).toEqual([
      ['Used', '200,000 emails'],
      ['Included', '-10,000'],
      ['Over', '190,000'],
      ['10,000 × $1 / 1,000 emails', '$10.00'],
      ['180,000 × $0.50 / 1,000 emails', '$90.00'],
      ['Subtotal', '$100.00'],
      ['Capped at', '$50.00'],
      ['Amount due', '$50.00'],
    ]);
    expect(spoken).toEqual([
      '200,000 emails used, 10,000 included. 190,000 billed at $1 / 1,000 emails, then $0.50 / 1,000 emails: $50.00, the most you can be charged.',
    ]);
    expect(root).toHaveAttribute('data-settled', 'true');
  });

  it('of nothing over comes to nothing', () => {
    const { rows, spoken } = read({ meter: { consumedUnits: 25, creditedUnits: 100, amount: 0 }, price: parsePrice(wirePriceMeteredUnit({ unit: 'scalar', unit_amount: '0.05' })) });
    expect(rows).toEqual([
      ['Used', '25 units'],
      ['Included', '-100'],
      ['Over', '0'],
      ['0 × $0.0005 / unit', '$0.00'],
      ['Amount due', '$0.00'],
    ]);
    expect(spoken).toEqual(['25 units used, 100 included. 0 billed: $0.00.']);
  });

  it('says calmly that the server is still counting, and shows what that reports', () => {
    const { root, rows, spoken } = read({ meter: { ...used, amount: 300 } });
    expect(rows.at(-1)).toEqual(['Amount so far', '$3.00']);
    expect(root).toHaveAttribute('data-settled', 'false');
    expect(spoken).toEqual([
      '2,412,350 tokens used, 2,000,000 included. 412,350 billed at $10 / 1M tokens: $4.12. Amount so far: $3.00.',
      "We're still counting. This should come to $4.12.",
    ]);
  });

  it('shows a dash where the server reports nothing yet, and never its own sum in place of it', () => {
    const { rows, spoken } = read({ meter: { ...used, amount: null } });
    expect(rows.at(-1)).toEqual(['Amount so far', '—']);
    expect(spoken.at(-1)).toBe("We're still counting. This should come to $4.12.");
  });

  it('sums the parts of several rates, and rounds the sum once', () => {
    const price = parsePrice(wirePriceMeteredTiers({ unit: 'scalar', tiers: { type: 'graduated', tiers: [{ bound: 1, unit_amount: '0.25' }, { bound: null, unit_amount: '0.125' }] } }));
    expect(read({ meter: { consumedUnits: 2, creditedUnits: 0, amount: 0 }, price }).rows).toEqual([
      ['Used', '2 units'],
      ['1 × $0.0025 / unit', '$0.0025'],
      ['1 × $0.00125 / unit', '$0.00125'],
      ['Subtotal', '$0.00375'],
      ['Rounded', '$0.00'],
      ['Amount due', '$0.00'],
    ]);
  });

  it('is written in the customer’s way and words', () => {
    const { rows } = read({ currency: 'eur', price: { ...tokens, priceCurrency: 'eur' } }, { locale: 'de', messages: { used: 'Verbraucht', unitName: () => 'Token' } });
    expect(rows[0]).toEqual(['Verbraucht', '2.412.350 Token']);
    expect(rows.at(-1)?.[1]).toBe('4,12\u00a0€');
  });
});

describe('a receipt that cannot be given', () => {
  const none = { consumedUnits: 200, creditedUnits: 100, amount: 412 };
  it.each<[string, Partial<ReceiptProps>, string]>([
    ['without a price', { price: undefined }, '$4.12'],
    ['where there is none', { price: null }, '$4.12'],
    ['with several prices', { price: [tokens, emails] }, '$4.12'],
    ['with a price of no meter', { price: parsePrice(wirePriceFixed()) }, '$4.12'],
    ['with a price to come', { price: { id: 'p', kind: 'other', amountType: 'by_the_moon' } }, '$4.12'],
    ['with a price in another currency', { currency: 'eur' }, '€4.12'],
    ['with a cap below zero', { price: { ...tokens, capAmount: -1 } }, '$4.12'],
    ['with tiers out of order', { price: parsePrice(wirePriceMeteredTiers({ tiers: { type: 'volume', tiers: [{ bound: 10, unit_amount: '1' }, { bound: 5, unit_amount: '2' }] } })) }, '$4.12'],
    ['for part of a unit on tiers', { price: emails, meter: { ...none, consumedUnits: 200.5 } }, '$4.12'],
    ['for use that is not known', { meter: { ...none, consumedUnits: null } }, '$4.12'],
    ['for use that is no number', { meter: { ...none, consumedUnits: NaN } }, '$4.12'],
    ['for use without end', { meter: { ...none, consumedUnits: Infinity } }, '$4.12'],
    ['for credits that are not known', { meter: { ...none, creditedUnits: null } }, '$4.12'],
    ['for an amount that is not known either', { meter: { consumedUnits: null, creditedUnits: 0, amount: null } }, '—'],
    ['for an amount that is no number', { meter: { consumedUnits: NaN, creditedUnits: NaN, amount: NaN } }, '—'],
    ['for no amount', { meter: { consumedUnits: null, creditedUnits: null } }, '—'],
  ])('%s says so, and shows what is reported', (_, props, reported) => {
    const { root, drawn, rows, spoken } = read({ meter: none, ...props });
    expect([root.dataset['claim'], root.dataset['settled'], drawn]).toEqual(['none', undefined, null]);
    expect(rows).toEqual([['Amount so far', reported]]);
    expect(spoken[0]).toBe("We can't break this amount down.");
    expect(root.textContent).not.toMatch(forbidden);
  });
});

it('never shows what is meant for machines, whatever it is given', () => {
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
