import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UsageRing } from '../src';
import { readsWell } from './checks';
import { meterStates } from './meterStates';
import { meterControls } from './presets';

const meta = {
  title: 'Components/UsageRing',
  component: UsageRing,
  args: { name: 'Emails', consumedUnits: 3137, creditedUnits: 10_000 },
  argTypes: meterControls,
  afterEach: readsWell,
} satisfies Meta<typeof UsageRing>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  name: 'Credits partly used',
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Emails: 3,137 of 10,000 used, 6,863 left')).toBeInTheDocument();
    await expect(canvas.getByText('Emails')).toBeVisible();
  },
};

export const States: Story = {
  name: 'Every state of a meter',
  ...meterStates(UsageRing),
};
