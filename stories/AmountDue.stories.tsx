import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { AmountDue, Receipt } from '../src';
import { arabic } from './arabic';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { enter } from './keys';
import { pending, perUnit } from './prices';
import { amountDueControls } from './presets';

const meta = {
  title: 'Components/AmountDue',
  component: AmountDue,
  args: { amount: 2412, currency: 'usd', dueAt: new Date('2026-12-01T00:00:00Z') },
  argTypes: amountDueControls,
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof AmountDue>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Dollars: Story = {
  name: 'Due on a date',
  play: async ({ canvas }) => {
    await expect(canvas.getByText('$24.12')).toBeVisible();
    await expect(canvas.getByText('due Dec 1, 2026')).toBeVisible();
  },
};

/** The note names the discount and the tax. */
export const BeforeDiscountAndTax: Story = {
  name: 'Before discount and tax',
  args: { before: ['discount', 'tax', 'balance'] },
  play: ({ canvas }) => expect(canvas.getByText('before discount and tax')).toBeVisible(),
};

/** Too small to charge to a card. */
export const BelowTheMinimum: Story = {
  name: 'Below the smallest charge',
  args: { amount: 30, outcome: 'toBalance' },
  play: ({ canvas }) => expect(canvas.getByText("too small to charge on its own, so it's added to a later charge")).toBeVisible(),
};

/** The period ended before the amount was read, so the next due date is not known yet. */
export const NewPeriod: Story = {
  name: 'New period, not updated yet',
  args: { now: new Date('2026-12-01T08:00:00Z') },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Updating…')).toBeVisible();
    await expect(canvas.queryByText(/due /)).toBeNull();
  },
};

/** The yen has no minor unit. */
export const Yen: Story = { name: 'In yen, without decimals', args: { amount: 12_300, currency: 'jpy' }, play: ({ canvas }) => expect(canvas.getByText('¥12,300')).toBeVisible() };

export const UnknownCurrency: Story = { name: 'Unknown currency', args: { currency: 'us' }, play: ({ canvas }) => expect(canvas.getByText('24.12 us')).toBeVisible() };

/** An unknown amount is a dash, never "$0.00". */
export const UnknownAmount: Story = { name: 'Unknown amount', args: { amount: null }, play: ({ canvas }) => expect(canvas.getByText('—')).toBeVisible() };

/** An amount beyond the precision of a double keeps every digit. */
export const LargeAmount: Story = {
  name: 'Large amount',
  args: { amount: 9_007_199_254_740_993n },
  parameters: { width: 200 },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('$90,071,992,547,409.93')).toBeVisible();
    await fits(canvas.getByTestId('frame'));
  },
};

export const NothingDue: Story = {
  name: 'Nothing due',
  args: { amount: 0, dueAt: null },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Nothing due')).toBeVisible();
    await expect(canvas.queryByText(/due /)).toBeNull();
  },
};

/** No date, and the host's own note. */
export const CustomNote: Story = {
  name: 'With a note of your own',
  args: { dueAt: undefined, note: 'including tax' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('including tax')).toBeVisible();
    await expect(canvas.queryByText('before discount and tax')).toBeNull();
  },
};

/** The amount expands into its receipt. */
export const WithReceipt: Story = {
  name: 'With its receipt',
  args: { amount: 412, receipt: <Receipt meter={pending(2_412_350, 2_000_000, 412)} price={perUnit('0.001', { unit: 'token' })} currency="usd" /> },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.queryByText('$10 / 1M tokens')).toBeNull();
    await userEvent.tab();
    await enter(canvas.getAllByText('$4.12')[0]?.closest('summary') ?? null);
    await expect(await canvas.findByText('$10 / 1M tokens')).toBeVisible();
  },
};

export const Narrow: Story = {
  name: 'In 240 pixels',
  args: { amount: 123_456_789 },
  parameters: { width: 240 },
  play: ({ canvas }) => fits(canvas.getByTestId('frame')),
};

export const Dark: Story = { name: 'On a dark page', globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: ({ canvas }) => expect(canvas.getByText(/٢٤٫١٢/)).toBeVisible(),
};
