import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { UsageHistory } from '../src';
import { wireMeter } from '../src/testing';
import { fits, readsWell } from './checks';
import { proxied } from './proxy';

const { meter_id: tokens } = wireMeter({ name: 'AI tokens' });
const { meter_id: requests } = wireMeter({ name: 'API requests' });

const meta = {
  title: 'Widgets/UsageHistory',
  component: UsageHistory,
  decorators: [proxied()],
  args: { meterId: tokens },
  afterEach: readsWell,
} satisfies Meta<typeof UsageHistory>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A bar for each period, and behind it the bar of the period six periods earlier, if the subscription is that old. */
export const LastPeriods: Story = {
  name: 'Six periods compared with the six before',
  args: { periods: 6, compare: true },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('slider', { name: 'Usage by period' })).toBeInTheDocument();
    await expect(await canvas.findByText('Behind a bar: usage 6 periods earlier')).toBeVisible();
    // The name of a month starts where its bar does.
    const [name, bar] = ['.mf-history-axis > text', '.mf-history-bar'].map((part) => canvasElement.querySelector(part)?.getAttribute('x'));
    await expect(name).toBe(bar);
    await fits(canvasElement);
  },
};

/** The three models that are used most have colors of their own. The legend shows the units of the whole period, or of the chosen day. */
export const ByModel: Story = {
  name: 'This period by model, compared with the last',
  args: { by: 'model', compare: true },
  play: async ({ canvas, canvasElement }) => {
    const key = await canvas.findByRole('list', { name: 'By model' });
    await waitFor(() => expect([...key.children].map(({ textContent }) => textContent?.split(' ')[0])).toEqual(['gpt-4', 'claude', 'mistral', 'Other']));
    // All coming days are in one outline: one for each would be lost among the bars of the previous period.
    await expect(canvasElement.querySelectorAll('.mf-history-coming')).toHaveLength(1);
    await fits(canvasElement);
  },
};

/** The customer chooses the meter and the time. */
export const Presets: Story = {
  name: 'With a choice of meter and time',
  args: { meterId: undefined, presets: true, compare: true },
  play: async ({ canvas, canvasElement }) => {
    await userEvent.selectOptions(await canvas.findByRole('combobox', { name: 'Time' }), 'Last 30 days');
    await userEvent.selectOptions(canvas.getByRole('combobox', { name: 'Meter' }), 'Emails sent');
    await expect(await canvas.findByText(/emails$/)).toBeVisible();
    await fits(canvasElement);
  },
};

export const CalendarMonths: Story = { name: 'Twelve calendar months', args: { meterId: requests, interval: 'month', compare: true } };

export const Dark: Story = { ...ByModel, name: 'By model on a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...ByModel, name: 'By model in 240 pixels', args: { by: 'model', compare: true, presets: true, meterId: undefined }, decorators: [proxied({ width: 240 })], play: async ({ canvas, canvasElement }) => {
  await canvas.findByText('Previous period', undefined);
  await fits(canvasElement);
} };
