import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Usage, UsageSkeleton } from '../src';
import { wireMeter } from '../src/testing';
import { fits, readsWell, showsStates } from './checks';
import { portal } from './portal';

/** The layouts and variants of `Usage`: a table, cards, rings, numbers, groups and percentages. Except for bars in cards or compact rows, their code is one file, which a page downloads when it first needs it. */
const meta = {
  title: 'Widgets/Usage, layouts',
  component: Usage,
  afterEach: readsWell,
} satisfies Meta<typeof Usage>;

export default meta;
type Story = StoryObj<typeof meta>;

/** One line for each meter, chips that narrow them down, and icons in the space before the names. */
export const Table: Story = {
  name: 'Table of many meters',
  decorators: [portal('dee', { width: 760 })],
  args: { pageSize: 14 },
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('table');
    const name = canvas.getAllByRole('rowheader')[0] as Element;
    await expect(name).toHaveClass('mf-icon');
    await expect(getComputedStyle(name).paddingInlineStart).toBe('22px');
    await userEvent.click(canvas.getByRole('button', { name: /^Unused / }));
    await expect(canvas.getByRole('button', { name: /^Unused / })).toHaveAttribute('aria-pressed', 'true');
  },
};

/** The skeleton is as large as a table whose strip of alerts has one line. Nearly every long list has such a strip. */
export const SameSizeAsTable: Story = {
  name: 'A skeleton as large as the table',
  decorators: [portal('dee', { width: 760 })],
  args: { title: null, pageSize: 14 },
  render: (args) => (
    <>
      <div className="mf mf-widget">
        <div className="mf-frame">
          <UsageSkeleton rows={14} layout="table" />
        </div>
      </div>
      <Usage {...args} />
    </>
  ),
  play: async ({ canvas, canvasElement }) => {
    const table = await canvas.findByRole('table');
    const boxOf = (selector: string) => (canvasElement.querySelector(selector) as Element).getBoundingClientRect();
    const height = table.getBoundingClientRect().bottom - boxOf('.mf-head').top;
    await expect(boxOf('[data-state="loading"]').height).toBeCloseTo(height, 0);
    await expect(boxOf('.mf-table-bones').width).toBe(table.getBoundingClientRect().width);
  },
};

/** The search field of the loaded table stands beside the heading, so below a heading the skeleton leaves less room for it. */
export const SameSizeBelowHeading: Story = {
  name: 'A skeleton as large as a table with a heading',
  decorators: [portal('dee', { width: 760 })],
  args: { pageSize: 14 },
  render: (args) => (
    <>
      <div className="mf mf-widget">
        <div className="mf-frame" data-testid="skeleton">
          <div className="mf-head">
            <h2 className="mf-title">Usage</h2>
          </div>
          <div className="mf-body">
            <UsageSkeleton rows={14} layout="table" />
          </div>
        </div>
      </div>
      <Usage {...args} headingLevel={3} />
    </>
  ),
  play: async ({ canvas }) => {
    const table = await canvas.findByRole('table');
    const top = canvas.getByRole('heading', { level: 3 }).parentElement?.getBoundingClientRect().top ?? NaN;
    await expect(canvas.getByTestId('skeleton').getBoundingClientRect().height).toBeCloseTo(table.getBoundingClientRect().bottom - top, 0);
  },
};

/** A table in a sidebar has no bars. */
export const NarrowTable: Story = {
  name: 'A table without room',
  decorators: [portal('dee', { width: 320 })],
  args: { layout: 'table', pageSize: 6 },
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('table');
    await expect(canvasElement.querySelector('tbody .mf-table-bar')).not.toBeVisible();
    await fits(canvasElement);
  },
};

/** For a sidebar: a name, what is left and a bar. */
export const Compact: Story = {
  name: 'Compact, for a sidebar',
  decorators: [portal('ada', { width: 240 })],
  args: { layout: 'compact' },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    await expect(canvas.getByText('465 of 500 used')).not.toBeVisible();
    await showsStates(canvasElement);
  },
};

export const Cards: Story = {
  name: 'Cards',
  decorators: [portal('ada', { width: 760 })],
  args: { layout: 'cards' },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    await showsStates(canvasElement);
    // A card is narrow, wherever it stands, so the note below the status starts where the status does.
    const [note, status] = ['Unused credits roll over', '465 of 500 used'].map((text) => canvas.getByText(text).getBoundingClientRect()) as [DOMRect, DOMRect];
    await expect(note.top).toBeGreaterThanOrEqual(status.bottom);
    await expect(note.left).toBe(status.left);
    await expect(getComputedStyle(canvas.getByText('Unused credits roll over')).paddingInlineStart).toBe(getComputedStyle(canvas.getByText('465 of 500 used')).paddingInlineStart);
    // Bars side by side are at the same height.
    const bars = [...canvasElement.querySelectorAll('.mf-usage-track')].map((bar) => bar.getBoundingClientRect().top);
    await expect(bars[1]).toBe(bars[0]);
  },
};

export const Rings: Story = {
  name: 'Rings',
  decorators: [portal('ada', { width: 760 })],
  args: { layout: 'cards', variant: 'ring' },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('93%')).toBeVisible();
    await showsStates(canvasElement);
  },
};

export const Numbers: Story = {
  name: 'Numbers',
  decorators: [portal('ada', { width: 760 })],
  args: { layout: 'cards', variant: 'number' },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('+$4.12')).toBeVisible();
    await showsStates(canvasElement);
  },
};

/** Each plan above its meters, and meters of no plan at the end. */
export const BySubscription: Story = {
  name: 'Grouped by subscription',
  decorators: [portal('fay')],
  args: { groupBy: 'subscription' },
  play: async ({ canvas }) => expect(await canvas.findByRole('heading', { name: 'Lumen Mail', level: 3 })).toBeVisible(),
};

/** Shares of credits and amounts of money, without a number of units. */
export const InPercent: Story = {
  name: 'In percent',
  decorators: [portal('ada')],
  args: { show: 'percent' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('93% used')).toBeVisible();
    await expect(canvas.getByText('No percentage to show')).toBeVisible();
  },
};

/** Two meters in the host's order, with its own names. */
export const Chosen: Story = {
  name: 'Chosen, ordered and renamed',
  decorators: [portal('ada')],
  args: {
    meters: [
      { meterId: wireMeter({ name: 'Emails sent' }).meter_id, name: 'Newsletters', unit: 'emails' },
      { meterId: wireMeter({ name: 'Image credits' }).meter_id, whenSpent: 'blocked' },
    ],
  },
  play: async ({ canvas }) => expect(await canvas.findByText('3,120 of 10,000 emails used')).toBeVisible(),
};
