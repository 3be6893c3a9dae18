import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UsageNumber } from '../src';
import { readsWell } from './checks';
import { Stack } from './frames';

const meta = {
  title: 'Components/UsageNumber',
  component: UsageNumber,
  args: { name: 'Emails', consumedUnits: 3137, creditedUnits: 10_000 },
  afterEach: readsWell,
} satisfies Meta<typeof UsageNumber>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Emails: 3,137 of 10,000 used, 6,863 left')).toBeInTheDocument();
    await expect(canvas.getByText('Emails')).toBeVisible();
  },
};

/** Every state side by side. */
export const States: Story = {
  render: () => (
    <Stack width={420}>
      <UsageNumber name="Emails" consumedUnits={3137} creditedUnits={10_000} terms={{ price: null }} />
      <UsageNumber name="Image credits" consumedUnits={469} creditedUnits={500} terms={{ price: null }} />
      <UsageNumber name="Seats" consumedUnits={5} creditedUnits={5} terms={{ price: null, whenSpent: 'blocked' }} />
      <UsageNumber name="Searches" consumedUnits={12_000} creditedUnits={10_000} />
      <UsageNumber name="Projects" consumedUnits={12} creditedUnits={0} terms={{ price: null }} />
      <UsageNumber name="Backups" />
    </Stack>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('31')).toBeVisible();
    await expect(canvas.getByText('—')).toBeVisible();
  },
};
