import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LocalizationProvider, WalletBalance, type WalletBalanceProps } from '../../src';
import { parseWallet } from '../../src/core';
import { wireWallet } from '../../src/testing';
import { describeConformance } from './conformance';

describeConformance('WalletBalance', (host) => <WalletBalance wallet={{ balance: -450, currency: 'eur' }} {...host} />, { root: 'div', className: 'mf-wallet' });

describe('a wallet', () => {
  it.each<[string, WalletBalanceProps['wallet'], string, string, string]>([
    ['of Polar’s', parseWallet(wireWallet()), 'Balance (USD)', '$15.00', 'positive'],
    ['with nothing in it', { balance: 0, currency: 'usd' }, 'Balance (USD)', '$0.00', 'positive'],
    ['in yen', { balance: 12_300, currency: 'jpy' }, 'Balance (JPY)', '¥12,300', 'positive'],
    ['with less than nothing', { balance: -450, currency: 'eur' }, 'Balance (EUR)', '-€4.50', 'negative'],
    ['that is not known', { balance: null, currency: 'usd' }, 'Balance (USD)', '—', 'unknown'],
    ['in a currency that nobody knows', { balance: 123, currency: 'moon' }, 'Balance (MOON)', '1.23 moon', 'positive'],
    ['of every digit', { balance: Number.MAX_SAFE_INTEGER, currency: 'usd' }, 'Balance (USD)', '$90,071,992,547,409.91', 'positive'],
  ])('%s', (_, wallet, label, balance, state) => {
    const root = render(<WalletBalance wallet={wallet} />).container.firstElementChild;
    expect([...(root?.children ?? [])].map(({ textContent }) => textContent)).toEqual([label, balance]);
    expect(root).toHaveAttribute('data-state', state);
  });

  it('is written in the customer’s way and words', () => {
    const { container } = render(
      <LocalizationProvider locale="de" messages={{ walletBalance: 'Guthaben' }}>
        <WalletBalance wallet={{ balance: -123_456, currency: 'eur' }} />
      </LocalizationProvider>,
    );
    expect(container).toHaveTextContent('Guthaben (EUR)-1.234,56 €');
  });
});
