import { describe, expect, it } from 'vitest';
import { isPortalError, parseChargePreview, parseWallet, parseWalletList } from '../../src/core';
import { wirePage, wireWallet } from '../../src/testing';

const answer = {
  base_amount: 2000,
  metered_amount: 412,
  proration_amount: -655,
  prorations: [{ label: 'Unused time on Lumen Basic', amount: -655 }],
  subtotal_amount: 1757,
  discount_amount: 0,
  net_amount: 1757,
  tax_amount: null,
  total_amount: 1757,
};

function fault(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    if (isPortalError(error)) return [error.code, ...error.path];
    throw error;
  }
  return undefined;
}

describe('a charge preview', () => {
  it('is read from the API and from an SDK alike, unknown keys dropped', () => {
    const preview = {
      baseAmount: 2000,
      meteredAmount: 412,
      prorationAmount: -655,
      prorations: [{ label: 'Unused time on Lumen Basic', amount: -655 }],
      subtotalAmount: 1757,
      discountAmount: 0,
      netAmount: 1757,
      taxAmount: null,
      totalAmount: 1757,
    };
    expect(parseChargePreview({ ...answer, currency: 'usd' })).toEqual(preview);
    expect(parseChargePreview(preview)).toEqual(preview);
  });

  it('needs nothing but its prorations', () => {
    expect(parseChargePreview({ prorations: [] })).toStrictEqual({ prorations: [] });
  });

  it('does not take a number that is none for one', () => {
    expect(parseChargePreview({ ...answer, total_amount: NaN, prorations: [{ label: 'x', amount: null }] })).toMatchObject({ totalAmount: null, prorations: [{ amount: null }] });
  });

  it.each<[string, unknown, unknown[]]>([
    ['is nothing', null, []],
    ['is text', 'ok', []],
    ['has no prorations', { ...answer, prorations: undefined }, ['prorations']],
    ['has prorations of another shape', { ...answer, prorations: {} }, ['prorations']],
    ['has one bad proration, without which it would be a wrong one', { ...answer, prorations: [...answer.prorations, { label: 'x', amount: '5' }] }, ['prorations', 1, 'amount']],
    ['has a proration without a name', { ...answer, prorations: [{ amount: 5 }] }, ['prorations', 0, 'label']],
    ['has text for an amount', { ...answer, total_amount: '1757' }, ['total_amount']],
  ])('is refused with its path when it %s', (_, input, path) => {
    expect(fault(() => parseChargePreview(input))).toEqual(['invalid_data', ...path]);
  });
});

describe('a wallet', () => {
  it('may hold less than nothing, or what nobody knows', () => {
    expect(parseWallet(wireWallet({ balance: -450, currency: 'eur' }))).toMatchObject({ balance: -450, currency: 'eur' });
    expect(parseWallet({ ...wireWallet(), balance: null })).toMatchObject({ balance: null });
    expect(parseWallet({ ...wireWallet(), balance: 9_007_199_254_740_991 })).toMatchObject({ balance: 9_007_199_254_740_991 });
  });

  it('without a currency is refused, and hides no other', () => {
    const { currency: _, ...bad } = wireWallet();
    expect(fault(() => parseWallet(bad))).toEqual(['invalid_data', 'currency']);
    const { items, issues } = parseWalletList(wirePage([bad, wireWallet({ currency: 'jpy' })]));
    expect(items.map(({ currency }) => currency)).toEqual(['jpy']);
    expect(issues.map(({ path }) => path)).toEqual([['items', 0, 'currency']]);
  });
});
