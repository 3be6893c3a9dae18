import type { Meta, StoryObj } from '@storybook/react-vite';
import type { CSSProperties } from 'react';
import { expect } from 'storybook/test';
import { Projection, UsageBar, UsageSkeleton } from '../src';
import { parsePrice, type UsageTerms } from '../src/core';
import { wirePriceMeteredUnit } from '../src/testing';
import { readsWell, reports } from './checks';
import { Stack } from './frames';

const halfOfNovember = {
  period: { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') },
  now: new Date('2026-11-16T00:00:00Z'),
};
const price = parsePrice(wirePriceMeteredUnit({ name: 'Units', unit: 'scalar' }));

const meta = {
  title: 'Components/UsageBar',
  component: UsageBar,
  args: { name: 'Image credits', consumedUnits: 75, creditedUnits: 100 },
  afterEach: readsWell,
} satisfies Meta<typeof UsageBar>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  play: async ({ canvas }) => {
    await reports(canvas.getByRole('meter', { name: 'Image credits' }), { now: 75, max: 100, text: '75 of 100 units, 25 left' });
    await expect(canvas.getByText('75 of 100 units')).toBeVisible();
    await expect(canvas.getByText('25 left · 75% used')).toBeVisible();
  },
};

/** Credits without billed overage: running out is a loss, so the bar warns, then alarms. */
export const Prepaid: Story = credits({ price: null }, [
  ['Idle', 0, '100 left', 'neutral'],
  ['Within', 25, '75 left · 25% used', 'neutral'],
  ['Near', 80, '20 left · 80% used', 'warning'],
  ['Spent', 100, '0 left', 'critical'],
  ['Over', 120, '20 over', 'critical'],
]);

/** Credits, then billed: going over costs something but breaks nothing, so the bar stays neutral. */
export const Included: Story = credits({ price }, [
  ['Idle', 0, '100 left', 'neutral'],
  ['Within', 25, '75 left · 25% used', 'neutral'],
  ['Near', 80, '20 left · 80% used', 'neutral'],
  ['Spent', 100, 'All included units used', 'neutral'],
  ['Over', 120, '20 over, billed as you go', 'neutral'],
]);

/** The host blocks at the limit where Polar would bill: the bar warns and alarms again. */
export const Blocked: Story = credits({ price, whenSpent: 'blocked' }, [
  ['Near', 99.5, '0.5 left · 99% used', 'warning'],
  ['Spent', 100, 'All included units used', 'critical'],
]);

/** Unknown price: no claim about billing, and no alarm. */
export const PriceUnknown: Story = credits(undefined, [
  ['Idle', 0, '100 left', 'neutral'],
  ['Within', 25, '75 left · 25% used', 'neutral'],
  ['Near', 80, '20 left · 80% used', 'neutral'],
  ['Spent', 100, '0 left', 'neutral'],
  ['Over', 120, '20 over', 'neutral'],
]);

/** No credits: a number without a meter, because there is nothing to compare with. */
export const WithoutCredits: Story = {
  render: () => (
    <Stack>
      <UsageBar name="Metered, idle" consumedUnits={0} creditedUnits={0} terms={{ price }} />
      <UsageBar name="Metered" consumedUnits={48_230} creditedUnits={0} terms={{ price }} note="$19.29 so far" />
      <UsageBar name="Counter, idle" consumedUnits={0} creditedUnits={0} terms={{ price: null }} />
      <UsageBar name="Counter" consumedUnits={1} creditedUnits={0} terms={{ price: null }} />
      <UsageBar name="Price unknown" consumedUnits={12} creditedUnits={0} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('meter')).toBeNull();
    await expect(canvas.getAllByText('Nothing used yet')).toHaveLength(2);
    for (const text of ['48,230 units', '1 unit', 'Pay as you go', '1 used', 'Used so far']) await expect(canvas.getByText(text)).toBeVisible();
  },
};

/** A note follows the status, on its own line if there is no room. */
export const WithNote: Story = { args: { note: '$4.12 so far · Renews Dec 1, 2026' } };

/** One custom property sets the height of bars, skeletons and estimates. */
export const CustomHeight: Story = {
  render: (args) => (
    <div style={{ '--mf-bar-height': '20px' } as CSSProperties}>
      <Stack>
        <UsageBar {...args} />
        <UsageSkeleton rows={1} />
        <Projection {...halfOfNovember} meter={{ consumedUnits: 75, creditedUnits: 100 }} />
      </Stack>
    </div>
  ),
  play: async ({ canvasElement }) => {
    const heights = [...canvasElement.querySelectorAll('.mf-usage-track')].map((track) => track.getBoundingClientRect().height);
    await expect(heights).toEqual([20, 20, 20]);
  },
};

export const Dark: Story = { ...Prepaid, globals: { theme: 'dark' } };

type Row = [name: string, consumed: number, status: string, tone: string];

/** One bar per state of a meter with 100 credits, and the text and color of each. */
function credits(terms: UsageTerms | undefined, rows: Row[]): Story {
  return {
    render: () => (
      <Stack>
        {rows.map(([name, consumed]) => (
          <UsageBar key={name} name={name} consumedUnits={consumed} creditedUnits={100} terms={terms} data-testid={name} />
        ))}
      </Stack>
    ),
    play: async ({ canvas }) => {
      for (const [name, consumed, status, tone] of rows) {
        const text = `${consumed} of 100 units, ${consumed > 100 ? `${consumed - 100} over` : `${100 - consumed} left`}`;
        await reports(canvas.getByRole('meter', { name }), { now: Math.min(consumed, 100), max: 100, text });
        const bar = canvas.getByTestId(name);
        await expect(bar).toHaveTextContent(status);
        await expect(bar).toHaveAttribute('data-tone', tone);
        await expect(bar).toHaveAttribute('data-state', name.toLowerCase());
      }
    },
  };
}
