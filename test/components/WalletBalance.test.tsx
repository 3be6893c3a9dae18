import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, WalletBalance, type WalletBalanceProps } from '../../src';
import { parseWallet } from '../../src/core';
import { wireWallet } from '../../src/testing';

describe('WalletBalance', () => {
  it.each<[string, WalletBalanceProps['wallet'], string, string, string]>([
    ['a wallet parsed from Polar', parseWallet(wireWallet()), 'Wallet (USD)', '$15.00', 'positive'],
    ['an empty wallet', { balance: 0, currency: 'usd' }, 'Wallet (USD)', '$0.00', 'positive'],
    ['yen without a decimal point', { balance: 12_300, currency: 'jpy' }, 'Wallet (JPY)', '¥12,300', 'positive'],
    ['a negative balance', { balance: -450, currency: 'eur' }, 'Wallet (EUR)', '−€4.50', 'negative'],
    ['an unknown balance', { balance: null, currency: 'usd' }, 'Wallet (USD)', '—', 'unknown'],
    ['an infinite balance as unknown', { balance: Infinity, currency: 'usd' }, 'Wallet (USD)', '—', 'unknown'],
    ['a missing balance as unknown', { currency: 'usd' } as WalletBalanceProps['wallet'], 'Wallet (USD)', '—', 'unknown'],
    ['an unknown currency', { balance: 123, currency: 'moon' }, 'Wallet (MOON)', '1.23 moon', 'positive'],
    ['every digit of a large balance', { balance: Number.MAX_SAFE_INTEGER, currency: 'usd' }, 'Wallet (USD)', '$90,071,992,547,409.91', 'positive'],
  ])('shows %s', (_, wallet, label, balance, state) => {
    const root = render(<WalletBalance wallet={wallet} />).container.firstElementChild;
    expect([...(root?.children ?? [])].map(({ textContent }) => textContent)).toEqual([label, balance]);
    expect(root).toHaveAttribute('data-state', state);
  });

  it('uses the locale and messages of the provider', () => {
    const { container } = render(
      <LocalizationProvider locale="de" messages={{ walletBalance: 'Guthaben' }}>
        <WalletBalance wallet={{ balance: -123_456, currency: 'eur' }} />
      </LocalizationProvider>,
    );
    expect(container).toHaveTextContent('Guthaben (EUR)−1.234,56 €');
  });
});
