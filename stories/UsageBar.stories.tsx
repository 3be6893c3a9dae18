import type { Meta, StoryObj } from '@storybook/react-vite';
import type { CSSProperties } from 'react';
import { expect } from 'storybook/test';
import { UsageBar, UsageSkeleton } from '../src';
import { parsePrice, type UsageTerms } from '../src/core';
import { wirePriceMeteredUnit } from '../src/testing';
import { textLinesIn, reads, readsWell } from './checks';
import { Stack } from './frames';
import { barControls } from './presets';

const price = parsePrice(wirePriceMeteredUnit({ name: 'Units', unit: 'scalar' }));

const meta = {
  title: 'Components/UsageBar',
  component: UsageBar,
  args: { name: 'Image credits', consumedUnits: 75, creditedUnits: 100 },
  argTypes: barControls,
  afterEach: readsWell,
} satisfies Meta<typeof UsageBar>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Default: Story = {
  name: 'Credits partly used',
  play: async ({ canvas }) => {
    await reads(canvas.getByText('Image credits: 75 of 100 used, 25 left'));
    await expect(canvas.getByText('25')).toBeVisible();
    await expect(canvas.getByText('75 of 100 used')).toBeVisible();
  },
};

/** Credits without billed overage: running out is a loss, so the bar warns, then alarms. */
export const Prepaid: Story = {
  name: 'Prepaid, in every state',
  ...credits({ price: null }, [
    ['Idle', 0, '100 left0 of 100 used', 'neutral'],
    ['Within', 25, '75 left25 of 100 used', 'neutral'],
    ['Near', 80, '20 left80 of 100 used', 'warning'],
    ['Spent', 100, '0 leftAll 100 used', 'critical'],
    ['Over', 120, '20 over120 of 100 used', 'critical'],
  ]),
};

/** Credits, then billed: going over costs something but breaks nothing, so the bar stays neutral. */
export const Included: Story = {
  name: 'Included, then billed, in every state',
  ...credits({ price }, [
    ['Idle', 0, '100 left0 of 100 used', 'neutral'],
    ['Within', 25, '75 left25 of 100 used', 'neutral'],
    ['Near', 80, '20 left80 of 100 used', 'neutral'],
    ['Spent', 100, '0 leftAll 100 used · overage is billed', 'neutral'],
    ['Over', 120, '20 over120 of 100 used · overage is billed', 'neutral'],
  ]),
};

/** The host blocks at the limit where Polar would bill: the bar warns and alarms again. */
export const Blocked: Story = {
  name: 'Blocked when spent',
  ...credits({ price, whenSpent: 'blocked' }, [
    ['Near', 99.5, '0.5 left99.5 of 100 used', 'warning'],
    ['Spent', 100, '0 leftAll 100 used. Use is blocked.', 'critical'],
  ]),
};

/** Unknown price: no claim about billing, and no alarm. */
export const PriceUnknown: Story = {
  name: 'Price unknown, in every state',
  ...credits(undefined, [
    ['Idle', 0, '100 left0 of 100 used', 'neutral'],
    ['Within', 25, '75 left25 of 100 used', 'neutral'],
    ['Near', 80, '20 left80 of 100 used', 'neutral'],
    ['Spent', 100, '0 leftAll 100 used', 'neutral'],
    ['Over', 120, '20 over120 of 100 used', 'neutral'],
  ]),
};

/** No credits: a number without a bar, because there is nothing to compare with. */
export const WithoutCredits: Story = {
  name: 'Without credits: no bar',
  render: () => (
    <Stack>
      <UsageBar name="Metered, idle" consumedUnits={0} creditedUnits={0} terms={{ price }} />
      <UsageBar name="Metered" consumedUnits={48_230} creditedUnits={0} terms={{ price }} cost="$19.29" rate="$0.40 / 1,000" />
      <UsageBar name="Counter, idle" consumedUnits={0} creditedUnits={0} terms={{ price: null }} />
      <UsageBar name="Counter" consumedUnits={1} creditedUnits={0} terms={{ price: null }} />
      <UsageBar name="Price unknown" consumedUnits={12} creditedUnits={0} />
      <UsageBar name="With a note" consumedUnits={3120} creditedUnits={0} terms={{ price }} note="Renews Dec 1" action={<a href="#top-up">Top up</a>} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    const parts = canvas.getByText('With a note').parentElement as HTMLElement;
    await expect(textLinesIn(parts)).toEqual([['With a note', '3,120'], ['Used so far\u00a0· pay as you go', 'Renews Dec 1', 'Top up']]);
    parts.style.inlineSize = '230px';
    await expect(textLinesIn(parts)).toEqual([['With a note', '3,120'], ['Used so far\u00a0· pay as you go'], ['Renews Dec 1', 'Top up']]);
    parts.style.inlineSize = '';
    await expect(canvas.getByTestId('frame').querySelector('svg')).toBeNull();
    await expect(canvas.getAllByText('Nothing used yet')).toHaveLength(2);
    await expect(canvas.getAllByText('Used so far')).toHaveLength(2);
    for (const text of ['$19.29', '48,230 used · pay as you go, $0.40 / 1,000', '1', '12']) await expect(canvas.getByText(text)).toBeVisible();
  },
};

/** A note and an action stand beside the status, with the action at the end, or below it if there is no room. */
export const WithNote: Story = { name: 'With a note and a link', args: { note: 'Renews Dec 1', action: <a href="#top-up">Top up</a> } };

/** Usage beyond the credits that is billed: the bar shows its cost so far. */
export const BilledOverage: Story = {
  name: 'Over, billed as used',
  args: { name: 'AI tokens', consumedUnits: 2_420_165, creditedUnits: 2_000_000, unit: { unit: 'token' }, terms: { price }, cost: '$4.20', rate: '$10 / 1M' },
  play: async ({ canvas }) => {
    await reads(canvas.getByText('AI tokens: 2.42 million of 2 million tokens used, 420,165 over, $4.20 so far'));
    await expect(canvas.getByText('+$4.20')).toBeVisible();
    await expect(canvas.getByText('2.42M tokens used · 2M included · 420,165 over at $10 / 1M')).toBeVisible();
  },
};

/** Today's place in the period, and the usage expected at its end. A bar beyond today fills faster than the calendar. */
export const Pace: Story = {
  name: 'Slower and faster than the calendar',
  render: () => (
    <Stack>
      <UsageBar name="Slower" consumedUnits={31} creditedUnits={100} elapsed={0.8} expectedUnits={39} />
      <UsageBar name="Faster" consumedUnits={75} creditedUnits={100} elapsed={0.5} expectedUnits={150} />
    </Stack>
  ),
  play: async ({ canvas }) => {
    for (const name of ['Slower', 'Faster']) {
      const [track, tick] = ['.mf-usage-track', '.mf-usage-today'].map((part) => ((canvas.getByText(name).parentElement as Element).querySelector(part) as Element).getBoundingClientRect()) as [DOMRect, DOMRect];
      await expect([track.top - tick.top, tick.bottom - track.bottom]).toEqual([4, 4]);
    }
  },
};

/** One custom property sets the height of bars and skeletons. */
export const CustomHeight: Story = {
  name: 'A taller bar',
  render: (args) => (
    <div style={{ '--mf-bar-height': '20px' } as CSSProperties}>
      <Stack>
        <UsageBar {...args} />
        <UsageSkeleton rows={1} />
      </Stack>
    </div>
  ),
  play: async ({ canvasElement }) => {
    const heights = [...canvasElement.querySelectorAll('.mf-usage-track')].map((track) => track.getBoundingClientRect().height);
    await expect(heights).toEqual([20, 20]);
  },
};

export const Dark: Story = { ...Prepaid, name: 'On a dark page', globals: { theme: 'dark' } };

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
        const bar = canvas.getByTestId(name);
        await reads(canvas.getByText(new RegExp(`^${name}: ${consumed} of 100 used, `)));
        await expect(bar).toHaveTextContent(status);
        await expect(bar).toHaveAttribute('data-tone', tone);
        await expect(bar).toHaveAttribute('data-state', name.toLowerCase());
      }
    },
  };
}
