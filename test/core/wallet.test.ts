import { describe, expect, it } from 'vitest';
import { parseWallet, parseWalletList } from '../../src/core';
import { wirePage, wireWallet } from '../../src/testing';

describe('parseWallet()', () => {
  it('accepts a negative and an unknown balance', () => {
    expect(parseWallet(wireWallet({ balance: -450, currency: 'eur' }))).toMatchObject({ balance: -450, currency: 'eur' });
    expect(parseWallet({ ...wireWallet(), balance: null })).toMatchObject({ balance: null });
    expect(parseWallet({ ...wireWallet(), balance: 9_007_199_254_740_991 })).toMatchObject({ balance: 9_007_199_254_740_991 });
  });

  it('rejects a wallet without a currency, and parseWalletList() leaves it out', () => {
    const { currency: _, ...bad } = wireWallet();
    expect(() => parseWallet(bad)).toThrow(expect.objectContaining({ code: 'invalid_data', path: ['currency'] }));
    const { items, issues } = parseWalletList(wirePage([bad, wireWallet({ currency: 'jpy' })]));
    expect(items.map(({ currency }) => currency)).toEqual(['jpy']);
    expect(issues.map(({ path }) => path)).toEqual([['items', 0, 'currency']]);
  });
});
