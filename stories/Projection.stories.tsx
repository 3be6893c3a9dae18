import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Projection } from '../src';
import { arabic } from './arabic';
import { fits, readsWell } from './checks';
import { framed } from './frames';
import { byTiers, pending, perUnit } from './prices';
import { amountControls } from './presets';

const period = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
/** The middle of the period. */
const now = new Date('2026-11-16T00:00:00Z');

const meta = {
  title: 'Components/Projection',
  component: Projection,
  args: { meter: pending(2_412_350, 2_000_000, 412), period, now, price: perUnit('0.001', { unit: 'token' }), currency: 'usd' },
  argTypes: amountControls,
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof Projection>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Already over the credits: the estimate says what the period will cost. */
export const OverCredits: Story = {
  name: 'Already over, billed',
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)).toEqual([['About 4.82M tokens by Dec 1', '≈ $28'], ['At this pace, before discount and tax']]),
};

/** The credits last: no cost. */
export const WithinCredits: Story = {
  name: 'Credits last the whole period',
  args: { meter: pending(400, 1000, 0), price: perUnit('5') },
  play: async ({ canvasElement }) => {
    await expect(rowsIn(canvasElement)).toEqual([['About 800 units by Dec 1', '≈ $0.00'], ['At this pace, before discount and tax']]);
    await expect(canvasElement.querySelector('.mf-projection')).toHaveAttribute('data-over', 'false');
  },
};

/** Without a price, the estimate names the day on which the credits run out. */
export const RunsOut: Story = {
  name: 'Credits run out early',
  args: { meter: pending(75, 100, null), price: null },
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)).toEqual([['About 150 units by Dec 1'], ['At this pace, your credits run out around Nov 21']]),
};

export const OverWithoutPrice: Story = {
  name: 'Over, without a price',
  args: { meter: pending(120, 100, null), price: null },
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)).toEqual([['About 240 units by Dec 1'], ['At this pace, 140 over your credits']]),
};

export const PayAsYouGo: Story = {
  name: 'Pay as you go',
  args: { meter: pending(48_230, 0, 1929), price: perUnit('0.04', { unit: { label: 'requests' } }) },
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)).toEqual([['About 96,500 requests by Dec 1', '≈ $39'], ['At this pace, before discount and tax']]),
};

/** The estimated cost stops at the cap. */
export const Capped: Story = {
  name: 'Capped cost',
  args: { meter: pending(30_000, 0, 15_000), price: perUnit('0.5', { cap: 20_000 }) },
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)).toEqual([['About 60,000 units by Dec 1', '≈ $200'], ['At this pace, capped at $200.00, before discount and tax']]),
};

/** At the end of the month, the rate of the next tier applies to all units. */
export const NextTier: Story = {
  name: 'Reaches the next tier',
  args: { meter: pending(60, 0, 6000), price: byTiers('volume', [[100, '100'], [null, '60']]) },
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)[0]).toEqual(['About 120 units by Dec 1', '≈ $72']),
};

export const Yen: Story = {
  name: 'In yen',
  args: { meter: pending(742.5, 600, 1781), price: perUnit('12.5', { unit: { label: 'minutes' }, currency: 'jpy' }), currency: 'jpy' },
  play: ({ canvasElement }) => expect(rowsIn(canvasElement)[0]).toEqual(['About 1,490 minutes by Dec 1', '≈ ¥11,063']),
};

/** Renders nothing before 15% of the period and three days have passed. */
export const TooEarly: Story = { name: 'Too early for an estimate', args: { now: new Date('2026-11-05T11:00:00Z') }, play: rendersNothing };

/** 15% of November is four and a half days. */
export const EarliestEstimate: Story = {
  name: 'The earliest estimate',
  args: { now: new Date('2026-11-05T12:00:00Z') },
  play: ({ canvas }) => expect(canvas.getByText('About 16.1M tokens by Dec 1')).toBeVisible(),
};

/** Renders nothing: there is no pace to extend. */
export const NothingUsed: Story = { name: 'Nothing used', args: { meter: pending(0, 1000, 0) }, play: rendersNothing };

/** Renders nothing: such a meter has no period. */
export const NeverReset: Story = { name: 'A meter that never resets', args: { period: null }, play: rendersNothing };

/** Renders nothing: an unknown number gives no estimate. */
export const UnknownUsage: Story = { name: 'Unknown usage', args: { meter: pending(null, 1000, 0) }, play: rendersNothing };

export const Narrow: Story = { name: 'In 240 pixels', parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { name: 'On a dark page', globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: async ({ canvas, canvasElement }) => {
    const amount = canvasElement.querySelector('.mf-outlook-value')?.getBoundingClientRect();
    await expect(amount?.left).toBeCloseTo(canvas.getByTestId('frame').getBoundingClientRect().left, 0);
  },
};

async function rendersNothing({ canvas }: { canvas: { getByTestId: (id: string) => HTMLElement } }): Promise<void> {
  await expect(canvas.getByTestId('frame')).toBeEmptyDOMElement();
}

/** Each row: what is expected, and what it costs. */
function rowsIn(element: Element): (string | null)[][] {
  return [...element.querySelectorAll('.mf-outlook')].map((row) => [...row.children].map(({ textContent }) => textContent));
}
