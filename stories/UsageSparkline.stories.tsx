import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { Usage } from '../src';
import { PortalError } from '../src/core';
import { wireMeter } from '../src/testing';
import { arabic } from './arabic';
import { fits, readsWell } from './checks';
import { proxied } from './proxy';

const { meter_id: requests } = wireMeter({ name: 'API requests' });
const { meter_id: images } = wireMeter({ name: 'Image credits' });

/** A meter that is paid as it is used has no limit and so no bar. If the source has histories, a chart of the meter's days takes the bar's place: the latest day is the darkest, those to come are faint. */
const meta = {
  title: 'Widgets/Usage, days of a meter',
  component: Usage,
  decorators: [proxied()],
  args: { meters: [{ meterId: requests }, { meterId: images }] },
  afterEach: readsWell,
} satisfies Meta<typeof Usage>;

export default meta;
type Story = StoryObj<typeof meta>;

const barsIn = (element: HTMLElement) => [...element.querySelectorAll('.mf-spark > rect')];

/** The status line is below the chart, as below a bar. */
export const Days: Story = {
  name: 'A bar for each day',
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(barsIn(canvasElement)).toHaveLength(30));
    const [first, last] = [barsIn(canvasElement)[0], barsIn(canvasElement).at(-1)];
    await expect(first?.getBoundingClientRect().left ?? NaN).toBeLessThan(last?.getBoundingClientRect().left ?? NaN);
    await fits(canvasElement);
  },
};

/** The chart's space is reserved, so nothing moves when the days arrive. */
export const Loading: Story = {
  name: 'While the days load',
  decorators: [proxied({ change: () => ({ history: () => new Promise(() => {}) }) })],
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByText('API requests');
    await waitFor(() => expect(canvasElement.querySelector('.mf-spark')?.getBoundingClientRect().height).toBe(24));
    await expect(barsIn(canvasElement)).toEqual([]);
  },
};

/** The server may refuse a history. The row is complete without it. */
export const Refused: Story = {
  name: 'Without permission for the days',
  decorators: [proxied({ change: () => ({ history: () => Promise.reject(new PortalError('forbidden', 'Made for a story.')) }) })],
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByText('API requests');
    await waitFor(() => expect(canvasElement.querySelector('.mf-spark')).toBeNull());
    await expect(canvas.queryByRole('alert')).toBeNull();
  },
};

/** Days without use keep a thin line in the chart. */
export const NoUse: Story = {
  name: 'Without any use',
  decorators: [
    proxied({
      change: (source) => ({
        history: async (...request) => {
          const found = await source.history(...request);
          return { ...found, quantities: found.quantities.map((one) => ({ ...one, quantity: 0 })), total: 0 };
        },
      }),
    }),
  ],
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(barsIn(canvasElement)).toHaveLength(30));
    await expect(new Set(barsIn(canvasElement).map((bar) => bar.getAttribute('height')))).toEqual(new Set(['4%']));
  },
};

/** There is no chart at all. */
export const NoHistories: Story = {
  name: 'From a source without histories',
  decorators: [proxied({ change: ({ can }) => ({ can: { ...can, history: false } }) })],
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByText('API requests');
    await expect(canvasElement.querySelector('.mf-spark')).toBeNull();
  },
};

export const Dark: Story = { ...Days, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = { ...Days, name: 'In 240 pixels', decorators: [proxied({ width: 240 })] };

/** Time runs from right to left. */
export const RightToLeft: Story = {
  name: 'Right to left',
  decorators: [arabic],
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(barsIn(canvasElement)).toHaveLength(30));
    const [first, last] = [barsIn(canvasElement)[0], barsIn(canvasElement).at(-1)];
    await expect(first?.getBoundingClientRect().left ?? NaN).toBeGreaterThan(last?.getBoundingClientRect().left ?? NaN);
  },
};
