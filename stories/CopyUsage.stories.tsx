import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { CopyBilling, CopyUsage, Usage } from '../src';
import { readsWell } from './checks';
import { Stack } from './frames';
import { portal } from './portal';

const meta = {
  title: 'Components/CopyUsage',
  component: CopyUsage,
  decorators: [portal('ada')],
  afterEach: readsWell,
} satisfies Meta<typeof CopyUsage>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Pressing Enter on the button copies the usage in the chosen format. */
export const BelowUsage: Story = {
  name: 'Below the usage',
  render: (args) => (
    <Stack width={640}>
      <Usage />
      <CopyUsage {...args} />
    </Stack>
  ),
  play: async ({ canvas, userEvent }) => {
    const button = canvas.getByRole('button', { name: 'Copy' });
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Format' }), 'CSV');
    button.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(canvas.getByText(/^(?:Copied as CSV|Couldn't copy)/)).toBeVisible());
    // Beside the button, the result stands at the middle of it.
    const [beside, result] = [button, canvas.getByText(/^(?:Copied as CSV|Couldn't copy)/)].map((element) => element.getBoundingClientRect()) as [DOMRect, DOMRect];
    const distance = (result.top + result.bottom - beside.top - beside.bottom) / 2;
    await expect(Math.abs(distance) <= 1 || result.top >= beside.bottom).toBe(true);
  },
};

export const Dark: Story = { ...BelowUsage, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...BelowUsage, name: 'In 240 pixels', decorators: [portal('ada', { width: 240 })] };

/** One format needs no list. */
export const OneFormat: Story = {
  name: 'One format',
  args: { formats: ['support'] },
  play: async ({ canvas }) => expect(canvas.queryByRole('combobox')).toBeNull(),
};

/** The same for bills. */
export const OfBills: Story = {
  name: 'Copies bills',
  render: () => <CopyBilling />,
  play: async ({ canvas }) => expect(await canvas.findByRole('group', { name: 'Copy: Billing' })).toBeVisible(),
};
