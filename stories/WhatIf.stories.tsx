import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { WhatIf } from '../src';
import { arabic } from './arabic';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { arrows } from './keys';
import { byTiers, pending, perUnit } from './prices';
import { amountControls } from './presets';

const meta = {
  title: 'Components/WhatIf',
  component: WhatIf,
  args: { meter: pending(1250, 1000, 1250), price: perUnit('5'), currency: 'usd', most: 2000 },
  argTypes: amountControls,
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof WhatIf>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The arrow keys move the slider in round steps. The cost follows, in the text and for screen readers. */
export const ByKeyboard: Story = {
  name: 'Moved with the keyboard',
  play: async ({ canvas, userEvent }) => {
    const slider = canvas.getByRole('slider', { name: 'What if you use more units?' });
    await expect(slider).toHaveAttribute('max', '20');
    await shows(canvas, 'With 500 more units', '$37.50', '+$25.00');
    await userEvent.tab();
    await expect(slider).toHaveFocus();
    await arrows(canvas.getByRole('slider'), 1);
    await shows(canvas, 'With 600 more units', '$42.50', '+$30.00');
    await expect(slider.getAttribute('aria-valuetext')).toMatch(/^600 more units: \$42\.50/);
    await arrows(canvas.getByRole('slider'), 20);
    await shows(canvas, 'With 2,000 more units', '$112.50', '+$100.00');
    await arrows(canvas.getByRole('slider'), -20);
    await shows(canvas, 'With 0 more units', '$12.50', '+$0.00');
  },
};

/** Included units are used first and cost nothing. */
export const WithinCredits: Story = {
  name: 'Within the credits',
  args: { meter: pending(400, 1000, 0) },
  play: async ({ canvas, userEvent }) => {
    await shows(canvas, 'With 500 more units', '$0.00', '+$0.00');
    await userEvent.tab();
    await arrows(canvas.getByRole('slider'), 2);
    await shows(canvas, 'With 700 more units', '$5.00', '+$5.00');
  },
};

/** The distance to the cap, and a note once it is reached. */
export const CapReached: Story = {
  name: 'Cap reached',
  args: { price: perUnit('5', { cap: 5000 }) },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText('Cap of $50.00 at 750 more units')).toBeVisible();
    await userEvent.tab();
    await arrows(canvas.getByRole('slider'), 3);
    await shows(canvas, 'With 800 more units', '$50.00', '+$37.50');
    await expect(canvas.getByText('This reaches the cap, so more usage this period costs nothing.')).toBeVisible();
  },
};

/** The distance to the next rate. */
export const NextTier: Story = {
  name: 'The next tier',
  args: { price: byTiers('graduated', [[1000, '5'], [null, '3']]) },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText('Rate changes at 750 more units')).toBeVisible();
    await userEvent.tab();
    await arrows(canvas.getByRole('slider'), 5);
    await shows(canvas, 'With 1,000 more units', '$57.50', '+$45.00');
    await expect(canvas.queryByText(/Rate changes/)).toBeNull();
  },
};

/** With volume pricing the next rate applies to all units, so more can cost less. */
export const CheaperByVolume: Story = {
  name: 'Cheaper by volume',
  args: { meter: pending(1950, 1000, 4750), price: byTiers('volume', [[1000, '5'], [null, '3']]) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await arrows(canvas.getByRole('slider'), -4);
    await shows(canvas, 'With 100 more units', '$31.50', '−$16.00');
    await expect(canvas.getByText('This reaches a lower price for all your units.')).toBeVisible();
  },
};

export const CapAndTier: Story = {
  name: 'A cap and a tier',
  args: { price: byTiers('graduated', [[1000, '5'], [null, '3']], { cap: 8000 }) },
  play: ({ canvas }) => expect(canvas.getByText('Rate changes at 750 more units · Cap of $80.00 at 1,750 more units')).toBeVisible(),
};

/** By default the slider goes up to a round number, at least the usage so far, or the credits if they are more. */
export const Tokens: Story = {
  name: 'Tokens',
  args: { meter: pending(2_412_350, 2_000_000, 412), price: perUnit('0.001', { unit: 'token' }), most: undefined },
  play: ({ canvas }) => shows(canvas, 'With 1M more tokens', '$14.12', '+$10.00'),
};

/** Without a price that can be explained, nothing is rendered. */
export const NoPrice: Story = {
  name: 'No price',
  args: { price: null },
  play: ({ canvas }) => expect(canvas.getByTestId('frame')).toBeEmptyDOMElement(),
};

export const Narrow: Story = { ...CapAndTier, name: 'In 240 pixels', parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { ...CapAndTier, name: 'On a dark page', globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: ({ canvas }) => expect(canvas.getByRole('status')).toHaveTextContent(/٣٧٫٥٠/),
};

/** Expects the slider's units, the amount with them, and the difference. A word joiner keeps the sign beside its number. */
async function shows(canvas: { getByRole: (role: string) => HTMLElement; getByText: (text: string) => HTMLElement }, units: string, amount: string, difference: string): Promise<void> {
  await expect(canvas.getByRole('status')).toHaveTextContent(`${units}${amount}`);
  await expect(canvas.getByText(difference.replace(/^(.)/, '$1\u2060'))).toBeVisible();
}
