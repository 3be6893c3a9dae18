import type { Meta, StoryObj } from '@storybook/react-vite';
import type { CSSProperties } from 'react';
import { expect, fireEvent, userEvent } from 'storybook/test';
import { HistorySkeleton, LocalizationProvider, UsageHistory } from '../src';
import type { MeterQuantities } from '../src/core';
import { arabic } from './arabic';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { historyControls } from './presets';

const day = 86_400_000;
/** November: busy weekdays, quiet weekends, a launch in the second week. */
const novemberUnits = [40, 310, 402, 388, 371, 295, 52, 61, 640, 912, 870, 655, 498, 120, 88, 420, 433, 415, 397, 360, 95];

/** A history with one bar per interval, and by default their sum as the total. */
function history(units: readonly (number | null)[], { start = '2026-11-01T00:00:00Z', length = day, total }: { start?: string; length?: number; total?: number | null } = {}): Pick<MeterQuantities, 'quantities' | 'total'> {
  const quantities = units.map((quantity, index) => ({ timestamp: new Date(Date.parse(start) + index * length), quantity }));
  const sum = units.reduce<number>((before, one) => before + (one ?? 0), 0);
  return { quantities, total: total === undefined ? sum : total };
}

function chartIn(element: HTMLElement): Element {
  const chart = element.querySelector('.mf-history-chart');
  if (chart === null) throw new Error('The story has no chart.');
  return chart;
}

/** The texts of one of the chart's drawings. */
function textsIn(element: HTMLElement, drawing: string): string[] {
  return [...element.querySelectorAll(`${drawing} > text`)].map(({ textContent }) => textContent ?? '');
}

const wholeMonth = [...novemberUnits, ...Array.from({ length: 9 }, () => 0)];

const meta = {
  title: 'Components/UsageHistory',
  component: UsageHistory,
  args: { history: history(wholeMonth), creditedUnits: 10_000, unit: 'images', now: new Date('2026-11-21T14:00:00Z') },
  argTypes: historyControls,
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof UsageHistory>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The month so far, the days to come at the same pace, and the pace at which the credits last. */
export const Month: Story = {
  name: 'A month, day by day',
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('7,822 images')).toBeVisible();
    await expect(canvas.getByText('For credits to last the whole period: 333 a day')).toBeVisible();
    const slider = canvas.getByRole('slider', { name: 'Usage by day' });
    await expect(slider).toHaveAttribute('aria-valuetext', 'Sat, Nov 21: 95 images');
    await expect(canvasElement.querySelectorAll('.mf-history-bar')).toHaveLength(21);
    await expect(canvasElement.querySelectorAll('.mf-history-coming')).toHaveLength(9);
    await expect(textsIn(canvasElement, '.mf-history-values')).toEqual(['800', '333']);
    await expect(textsIn(canvasElement, '.mf-history-axis')).toEqual(['Nov 1', '8', '15', '22', '29']);
    // A future day is unknown, not 0.
    await expect(canvas.getByRole('row', { name: 'Nov 30, 2026 —' })).toBeInTheDocument();
    await fits(canvasElement);
  },
};

/** The arrow keys select a day, whose value is shown and announced. */
export const ByKeyboard: Story = {
  name: 'Read with the keyboard',
  play: async ({ canvas }) => {
    await userEvent.tab();
    const slider = canvas.getByRole('slider');
    await expect(slider).toHaveFocus();
    // A simulated arrow key does not move a slider. test/page presses real keys.
    await fireEvent.change(slider, { target: { value: 19 } });
    await expect(slider).toHaveAttribute('aria-valuetext', 'Fri, Nov 20: 360 images');
    await expect(canvas.getByText('360 images')).toBeVisible();
    await userEvent.tab();
    await expect(canvas.getByText('7,822 images')).toBeVisible();
  },
};

/** The day under the pointer shows its value. */
export const ByPointer: Story = {
  name: 'Read with the pointer',
  play: async ({ canvas, canvasElement }) => {
    const chart = chartIn(canvasElement);
    const { left, top, width } = chart.getBoundingClientRect();
    await userEvent.pointer({ target: chart, coords: { clientX: left + (width * 9.5) / 30, clientY: top + 40 } });
    await expect(canvas.getByText('912 images')).toBeVisible();
    await expect(canvasElement.querySelector('.mf-history-title')).toHaveTextContent('Tue, Nov 10');
  },
};

/** Bars are hatched from the first unit beyond the credits. */
export const OverCredits: Story = {
  name: 'Over the credits',
  args: { creditedUnits: 5000 },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.mf-history-over')).toHaveLength(9);
    await expect(canvasElement.querySelectorAll('.mf-history-bar')).toHaveLength(13);
    await expect(canvas.getByText('After your credits ran out')).toBeVisible();
  },
};

/** A meter that takes the maximum: its days do not add up to the total, so they are not compared with the credits. */
export const NotASum: Story = {
  name: 'A meter that is not a sum',
  args: { history: history(wholeMonth, { total: 912 }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Highest: 912 images')).toBeVisible();
    await expect(canvasElement.querySelector('.mf-history-line')).toBeNull();
    await expect(canvas.queryByText(/Your credits last/)).toBeNull();
  },
};

export const WithoutCredits: Story = { name: 'Without credits', args: { creditedUnits: 0 } };

/** A day without a count is a gap in the chart and "—" in the table. */
export const MissingDay: Story = {
  name: 'A day is missing',
  args: { history: history([120, null, 90, 0, -5, 1e21], { total: null }), creditedUnits: null, now: undefined },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('row', { name: 'Nov 2, 2026 —' })).toBeInTheDocument();
    await expect(canvas.getByRole('row', { name: 'Nov 5, 2026 -5' })).toBeInTheDocument();
  },
};

export const NoHistory: Story = {
  name: 'No history',
  args: { history: history([]) },
  play: ({ canvas }) => expect(canvas.getByText('No history yet')).toBeVisible(),
};

export const NothingUsed: Story = {
  name: 'Nothing used',
  args: { history: history(Array.from({ length: 30 }, () => 0)) },
  play: ({ canvas }) => expect(canvas.getByText('0 images')).toBeVisible(),
};

/** 365 days in a sidebar: thin bars, none left out. */
export const YearInASidebar: Story = {
  name: 'A year in a sidebar',
  args: { history: history(Array.from({ length: 365 }, (_, index) => Math.round(200 + 180 * Math.sin(index / 20) + (index % 7) * 12)), { start: '2025-11-21T00:00:00Z' }), creditedUnits: null },
  parameters: { width: 240 },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.mf-history-bar')).toHaveLength(365);
    await fits(canvasElement);
  },
};

export const Hours: Story = {
  name: 'Hours of a day',
  args: { history: history([3, 1, 0, 0, 0, 2, 9, 24, 60, 88, 91, 76, 54, 80, 85, 79], { length: day / 24 }), interval: 'hour', creditedUnits: null, now: undefined },
  play: ({ canvas }) => expect(canvas.getByRole('slider', { name: 'Usage by hour' })).toHaveAttribute('aria-valuetext', 'Nov 1, 2026, 3:00 PM: 79 images'),
};

/** The bill beside the chart has a newer number. The history says so, instead of silently contradicting it. */
export const CountedApart: Story = {
  name: 'Chart and total differ',
  args: { consumedUnits: 7901 },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('7,822 images')).toBeVisible();
    await expect(canvas.getByText("You've used 7,901 images. This chart shows 7,822. It may have been loaded at a different time.")).toBeVisible();
  },
};

/** The same for bytes that are shown as GB: both numbers are divided by the multiplier. */
export const CountedApartInGigabytes: Story = {
  name: 'Chart and total differ, in GB',
  args: { history: history(wholeMonth.map((units) => units * 1e6)), consumedUnits: 7.9e9, unit: { unit: 'custom', customLabel: 'GB', customMultiplier: 1e9 }, creditedUnits: undefined },
  play: ({ canvas }) => expect(canvas.getByText("You've used 7.9 GB. This chart shows 7.822. It may have been loaded at a different time.")).toBeVisible(),
};

/** A maximum: its days don't add up to the total, so the chart can't be compared with the bill. */
export const MaximumBesideBill: Story = {
  name: 'A maximum beside the bill',
  args: { history: history(wholeMonth, { total: 912 }), consumedUnits: 980 },
  play: ({ canvas }) => expect(canvas.queryByText(/This chart shows/)).toBeNull(),
};

/** One custom property sets the height of the chart and its skeleton. */
export const CustomHeight: Story = {
  name: 'A taller chart',
  render: (args) => (
    <div style={{ '--mf-chart-height': '160px' } as CSSProperties}>
      <UsageHistory {...args} />
      <HistorySkeleton />
    </div>
  ),
  play: async ({ canvasElement }) => {
    const charts = [...canvasElement.querySelectorAll('.mf-history-chart > svg')];
    await expect(charts.map((chart) => chart.getBoundingClientRect().height)).toEqual([160, 160]);
    const tallest = Math.max(...[...canvasElement.querySelectorAll('.mf-history-bar')].map((bar) => bar.getBoundingClientRect().height));
    await expect(tallest).toBeCloseTo(160, 0);
  },
};

/** The largest text that a page may have, in a sidebar: fewer days are named, and no text touches another or leaves the chart. */
export const LargeText: Story = {
  name: 'Text at 200% in a sidebar',
  args: { history: history(wholeMonth.map((units) => units * 250)), creditedUnits: 2_000_000, unit: undefined },
  parameters: { width: 400 },
  globals: { locale: 'de-DE' },
  decorators: [
    (Story) => (
      <LocalizationProvider locale="de-DE">
        <div style={{ fontSize: '200%' }}>
          <Story />
        </div>
      </LocalizationProvider>
    ),
  ],
  play: async ({ canvasElement }) => {
    const frame = canvasElement.querySelector('.mf-history')?.getBoundingClientRect();
    const boxes = (drawing: string) => [...canvasElement.querySelectorAll(`${drawing} > text`)].map((text) => text.getBoundingClientRect()).filter(({ width }) => width > 0);
    const [days, values] = [boxes('.mf-history-axis'), boxes('.mf-history-values')];
    await expect(values.length).toBeGreaterThan(1);
    const sorted = values.toSorted((one, other) => one.top - other.top);
    await expect(sorted.slice(1).every(({ top }, place) => top > (sorted[place]?.bottom ?? NaN))).toBe(true);
    await expect(Math.max(...values.map(({ right }) => right))).toBeLessThanOrEqual((frame?.right ?? NaN) + 0.5);
    await expect(days.length).toBeGreaterThan(1);
    await expect(days.slice(1).every(({ left }, place) => left > (days[place]?.right ?? NaN))).toBe(true);
    await fits(canvasElement);
  },
};

/** Time runs from right to left. */
export const RightToLeft: Story = {
  name: 'Right to left',
  args: { unit: undefined },
  decorators: [arabic],
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => {
    const chart = chartIn(canvasElement);
    const bars = [...chart.querySelectorAll('.mf-history-bar')].map((bar) => bar.getBoundingClientRect().left);
    await expect(bars[0]).toBeGreaterThan(bars.at(-1) ?? 0);
  },
};
