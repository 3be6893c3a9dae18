import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Projection } from '../src';
import { arabic } from './arabic';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { byTiers, pending, perUnit } from './prices';

/** The middle of November. */
const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const now = new Date('2026-11-16T00:00:00Z');

const meta = {
  title: 'Components/Projection',
  component: Projection,
  args: { meter: pending(2_412_350, 2_000_000, 412), period, now, price: perUnit('0.001', { unit: 'token' }), currency: 'usd' },
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof Projection>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Already over: the credits are a mark on the bar, the estimate is dotted. */
export const OverCredits: Story = {
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText("At this pace, you'll use 4.82M tokens by the end of the period, for $28.25 in total.")).toBeVisible();
    await expect(canvas.getByText('An estimate that assumes steady use. Before discount and tax.')).toBeVisible();
    const [fill, estimate, credits] = ['.mf-usage-fill', '.mf-projection-estimate', '.mf-projection-credits'].map((part) => canvasElement.querySelector(part));
    await expect(fill).toHaveAttribute('width', '50%');
    await expect(estimate).toHaveAttribute('x2', '100%');
    await expect(credits).toHaveAttribute('x1', '41.45%');
  },
};

/** The credits last: no cost, and the bar shows the share of the credits that the estimate uses. */
export const WithinCredits: Story = {
  args: { meter: pending(400, 1000, 0), price: perUnit('5') },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText("At this pace, you'll use 800 units by the end of the period, for $0.00 in total.")).toBeVisible();
    await expect(canvasElement.querySelector('.mf-projection')).toHaveAttribute('data-over', 'false');
    await expect(canvasElement.querySelector('.mf-projection-credits')).toBeNull();
  },
};

/** Without a price, the estimate names the day on which the credits run out. */
export const RunsOut: Story = {
  args: { meter: pending(75, 100, null), price: null },
  play: ({ canvas }) => expect(canvas.getByText("At this pace, you'll use 150 units by the end of the period. Your credits run out on Nov 21, 2026.")).toBeVisible(),
};

export const OverWithoutPrice: Story = {
  args: { meter: pending(120, 100, null), price: null },
  play: ({ canvas }) => expect(canvas.getByText("At this pace, you'll use 240 units by the end of the period, 140 over.")).toBeVisible(),
};

export const PayAsYouGo: Story = {
  args: { meter: pending(48_230, 0, 1929), price: perUnit('0.04', { unit: { label: 'requests' } }) },
  play: ({ canvas }) => expect(canvas.getByText("At this pace, you'll use 96,460 requests by the end of the period, for $38.58 in total.")).toBeVisible(),
};

/** The estimated cost stops at the cap. */
export const Capped: Story = {
  args: { meter: pending(30_000, 0, 15_000), price: perUnit('0.5', { cap: 20_000 }) },
  play: ({ canvas }) => expect(canvas.getByText("At this pace, you'll use 60,000 units by the end of the period, for $200.00 in total.")).toBeVisible(),
};

/** At the end of the month, the rate of the next tier applies to all units. */
export const NextTier: Story = {
  args: { meter: pending(60, 0, 6000), price: byTiers('volume', [[100, '100'], [null, '60']]) },
  play: ({ canvas }) => expect(canvas.getByText("At this pace, you'll use 120 units by the end of the period, for $72.00 in total.")).toBeVisible(),
};

export const Yen: Story = {
  args: { meter: pending(742.5, 600, 1781), price: perUnit('12.5', { unit: { label: 'minutes' }, currency: 'jpy' }), currency: 'jpy' },
  play: ({ canvas }) => expect(canvas.getByText("At this pace, you'll use 1,485 minutes by the end of the period, for ¥11,063 in total.")).toBeVisible(),
};

/** No estimate before 15 % of the period and three days have passed. */
export const TooEarly: Story = { args: { now: new Date('2026-11-05T11:00:00Z') }, play: rendersNothing };

/** 15 % of November are four and a half days. */
export const EarliestEstimate: Story = {
  args: { now: new Date('2026-11-05T12:00:00Z') },
  play: ({ canvas }) => expect(canvas.getByText(/^At this pace, you'll use 16\.08M tokens/)).toBeVisible(),
};

export const NothingUsed: Story = { args: { meter: pending(0, 1000, 0) }, play: rendersNothing };

/** A meter that is never reset has no period, so there is no estimate. */
export const NeverReset: Story = { args: { period: null }, play: rendersNothing };

export const UnknownUsage: Story = { args: { meter: pending(null, 1000, 0) }, play: rendersNothing };

export const Narrow: Story = { parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: async ({ canvas, canvasElement }) => {
    const fill = canvasElement.querySelector('.mf-usage-fill')?.getBoundingClientRect();
    await expect(fill?.right).toBeCloseTo(canvas.getByTestId('frame').getBoundingClientRect().right, 0);
  },
};

async function rendersNothing({ canvas }: { canvas: { getByTestId: (id: string) => HTMLElement } }): Promise<void> {
  await expect(canvas.getByTestId('frame')).toBeEmptyDOMElement();
}
