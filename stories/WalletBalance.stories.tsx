import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { WalletBalance } from '../src';
import { parseWallet } from '../src/core';
import { wireWallet } from '../src/testing';
import { arabic } from './arabic';
import { fits, linesIn, readsWell } from './checks';
import { framed } from './frames';
import { walletControls } from './presets';

const meta = {
  title: 'Components/WalletBalance',
  component: WalletBalance,
  args: { wallet: parseWallet(wireWallet()) },
  argTypes: walletControls,
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof WalletBalance>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Dollars: Story = { name: 'A balance in dollars', play: ({ canvasElement }) => expect(linesIn(canvasElement)).toEqual(['Wallet (USD): $15.00']) };

/** A wallet can be overdrawn. */
export const Negative: Story = {
  name: 'Below zero',
  args: { wallet: { balance: -450, currency: 'eur' } },
  play: async ({ canvas, canvasElement }) => {
    await expect(linesIn(canvasElement)).toEqual(['Wallet (EUR): −€4.50']);
    await expect(canvas.getByText('−€4.50').closest('.mf-wallet')).toHaveAttribute('data-state', 'negative');
  },
};

export const Yen: Story = {
  name: 'In yen',
  args: { wallet: { balance: 12_300, currency: 'jpy' } },
  play: ({ canvasElement }) => expect(linesIn(canvasElement)).toEqual(['Wallet (JPY): ¥12,300']),
};

/** An unknown balance is a dash, never "$0.00". */
export const UnknownBalance: Story = {
  name: 'Unknown balance',
  args: { wallet: { balance: null, currency: 'usd' } },
  play: ({ canvasElement }) => expect(linesIn(canvasElement)).toEqual(['Wallet (USD): —']),
};

/** A currency code that the browser does not know. */
export const UnknownCurrency: Story = {
  name: 'Unknown currency',
  args: { wallet: { balance: 1500, currency: 'lumen' } },
  play: ({ canvas }) => expect(canvas.getByText('15.00 lumen')).toBeVisible(),
};

/** One line per currency, never added, with the amounts in one column. */
export const SeveralWallets: Story = {
  name: 'Several wallets',
  render: () => (
    <>
      {[
        { balance: 123_456_789, currency: 'usd' },
        { balance: -450, currency: 'eur' },
        { balance: 12_300, currency: 'jpy' },
        { balance: 0, currency: 'gbp' },
      ].map((wallet) => (
        <WalletBalance key={wallet.currency} wallet={wallet} />
      ))}
    </>
  ),
  play: async ({ canvasElement }) => {
    const edges = [...canvasElement.querySelectorAll('.mf-wallet > :last-child')].map((figure) => figure.getBoundingClientRect().right);
    await expect(new Set(edges).size).toBe(1);
  },
};

export const Narrow: Story = { ...SeveralWallets, name: 'In 240 pixels', parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { ...SeveralWallets, name: 'On a dark page', globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: ({ canvas }) => expect(canvas.getByText(/١٥٫٠٠/)).toBeVisible(),
};
