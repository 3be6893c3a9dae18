import type { Meta, StoryObj } from '@storybook/react-vite';
import { type ReactNode, useEffect } from 'react';
import { expect, waitFor } from 'storybook/test';
import { Usage, type UsageProps, useExpectChange } from '../src';
import { arabicWords } from './arabic';
import { endsWithSeveralWords, fits, readsWell, reads } from './checks';
import { portal } from './portal';
import { usageControls } from './presets';

const meta = {
  title: 'Widgets/Usage',
  component: Usage,
  argTypes: usageControls,
  afterEach: readsWell,
} satisfies Meta<typeof Usage>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Every kind of meter, the most urgent first. */
export const EveryKind: Story = {
  name: 'Every kind of meter',
  decorators: [portal('ada')],
  play: async ({ canvas }) => {
    const rows = await canvas.findAllByRole('listitem');
    const names = ['Image credits', 'AI tokens', 'Emails sent', 'API requests', 'Projects created'];
    await expect(rows.map((row) => names.find((name) => row.textContent.startsWith(name)))).toEqual(names);
    await reads(canvas.getByText('AI tokens: 2.41 million of 2 million tokens used, 412,350 over, $4.12 so far, renews December 1'));
    await expect(canvas.getByText('2.41M tokens used · 2M included · 412,350 over at $10 / 1M')).toBeVisible();
    const period = canvas.getByText('Today is day 14 of 30 · credits renew Dec 1');
    await expect(getComputedStyle(period, '::before').content).toBe('""');
    await expect(period).toBeVisible();
    // The date doesn't stand alone on its line.
    await endsWithSeveralWords(period, 3);
    await expect(canvas.getByText('48,230 requests · pay as you go, $0.40 / 1,000')).toBeVisible();
    const region = canvas.getByRole('region', { name: 'Usage' });
    await expect(region).toHaveAttribute('aria-busy', 'false');
    // Live regions without text take no room.
    await expect(region.getBoundingClientRect().bottom).toBeCloseTo(canvas.getByRole('list').getBoundingClientRect().bottom, 0);
    await expect(canvas.queryByRole('searchbox')).toBeNull();
  },
};

/** Very large and very small numbers, yen, and a trial whose usage is not billed. */
export const ExtremeNumbers: Story = {
  name: 'Extreme numbers',
  decorators: [portal('bo')],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(6);
    await expect(canvas.getByText('0.0000001')).toBeVisible();
    await expect(canvas.getByText(/^10,000T events · pay as you go/)).toBeVisible();
    await expect(canvas.getByText('+¥1,781')).toBeVisible();
    await expect(canvas.getByText('742.5 minutes used · 600 included · 142.5 over at ¥12.5 each')).toBeVisible();
    const trial = canvas.getByText('34 of 20 minutes used').closest('li');
    await expect(trial).toHaveTextContent('14 over');
    await expect(trial).not.toHaveTextContent(/billed|€/);
  },
};

/** A customer who has just signed up. */
export const NoUsage: Story = {
  name: 'No usage to show',
  decorators: [portal('cy')],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No usage to show')).toBeVisible();
    await expect(canvas.queryByRole('listitem')).toBeNull();
  },
};

/** 250 meters: one page of them, and a button for more. */
export const ManyMeters: Story = {
  name: 'Many meters',
  decorators: [portal('dee')],
  args: { layout: 'rows', pageSize: 20 },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('20 of 250')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Show 20 more' }));
    await expect(canvas.getAllByRole('listitem')).toHaveLength(40);
    await expect(canvas.getByText('40 of 250')).toBeVisible();
  },
};

/** The search filters by name. The keyboard reaches the search field first, then the sort order. */
export const Search: Story = {
  name: 'Searched',
  decorators: [portal('dee')],
  args: { layout: 'rows', pageSize: 20 },
  play: async ({ canvas, userEvent }) => {
    const search = await canvas.findByRole('searchbox', { name: 'Search usage' });
    await userEvent.tab();
    await expect(search).toHaveFocus();
    await userEvent.keyboard('webhooks E');
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(2));
    await userEvent.tab();
    await expect(canvas.getByRole('combobox', { name: 'Sort by' })).toHaveFocus();
    await userEvent.clear(search);
    await userEvent.type(search, 'no such thing');
    await expect(await canvas.findByText('No results for “no such thing”')).toBeVisible();
  },
};

/** Sorting by name, by usage and by urgency. */
export const Sort: Story = {
  name: 'Sorted',
  decorators: [portal('dee')],
  args: { layout: 'rows', pageSize: 20 },
  play: async ({ canvas, userEvent }) => {
    const sort = await canvas.findByRole('combobox', { name: 'Sort by' });
    const first = () => canvas.getAllByRole('listitem')[0];
    await userEvent.selectOptions(sort, 'Name');
    await expect(first()).toHaveTextContent('Backups af-south-1');
    await userEvent.selectOptions(sort, 'Most used');
    await expect(first()?.querySelector('.mf-usage-status')).toHaveTextContent(/^\d{2,3},\d{3} of/);
    await userEvent.selectOptions(sort, 'Most urgent');
    await expect(first()?.querySelector('[data-tone]')).toHaveAttribute('data-tone', 'critical');
  },
};

/** Three plans with four meters, all over their credits. */
export const BilledOverage: Story = {
  name: 'Over, billed as used',
  decorators: [portal('fay')],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(4);
    await expect(canvas.getByText('+$50.00')).toBeVisible();
    // No bar marks today, so there is nothing to explain.
    await expect(getComputedStyle(canvas.getByText(/^Today is day/), '::before').content).toBe('none');
  },
};

/** After a failed payment, usage is still counted and billed. */
export const PastDue: Story = {
  name: 'Past due',
  decorators: [portal('gil')],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/1\.03M over at/)).toBeVisible();
    await expect(canvas.getByText('688')).toBeVisible();
  },
};

/** The subscription has ended, and prepaid credits remain. */
export const EndedSubscription: Story = {
  name: 'Plan ended',
  decorators: [portal('eve')],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('180 of 500 used')).toBeVisible();
    await expect(canvas.queryByText(/Renews|so far/)).toBeNull();
  },
};

export const Dark: Story = { ...EveryKind, name: 'On a dark page', globals: { theme: 'dark' } };

/** A sidebar of 240 px. */
export const Narrow: Story = {
  name: 'In 240 pixels',
  decorators: [portal('ada', { width: 240 })],
  play: async ({ canvas }) => {
    await canvas.findAllByRole('listitem');
    await fits(canvas.getByTestId('frame'));
  },
};

/** Search and sorting in a sidebar of 240 px. */
export const NarrowWithSearch: Story = {
  name: 'Many meters in 240 pixels',
  decorators: [portal('dee', { width: 240 })],
  args: { layout: 'rows', pageSize: 5 },
  play: async ({ canvas }) => {
    await canvas.findAllByRole('listitem');
    await fits(canvas.getByTestId('frame'));
  },
};

/** A purchase was made, and Polar has not counted it yet. */
export const Expecting: Story = {
  name: 'While a change is on its way',
  decorators: [portal('ada')],
  args: { action: ({ usage }) => (usage.tone === 'warning' ? <a className="mf-button" href="#top-up">Top up</a> : null) },
  render: (args) => <Waiting {...args} />,
  play: async ({ canvas }) => expect(await canvas.findByText("Your change will show up here once it's processed.")).toBeVisible(),
};

function Waiting(props: UsageProps): ReactNode {
  const { expectChange } = useExpectChange();
  useEffect(() => void expectChange(() => false), [expectChange]);
  return <Usage {...props} />;
}

export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [portal('ada', { messages: arabicWords })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('٤٦٥ من ٥٠٠ وحدة')).toBeVisible();
    await expect(canvas.getByRole('region')).toHaveAttribute('dir', 'rtl');
    await expect(getComputedStyle(canvas.getByRole('region').querySelector('.mf-usage-track') as Element).transform).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  },
};
