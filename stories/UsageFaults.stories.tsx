import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { meterQueries, Usage } from '../src';
import { parseMeterList } from '../src/core';
import { wireMeter, wirePage } from '../src/testing';
import { readsWell } from './checks';
import { changing, forbidding, intruding, silent } from './network';
import { portal } from './portal';

/** What goes wrong, and what the customer sees then. */
const meta = {
  title: 'Widgets/Usage/Faults',
  component: Usage,
  afterEach: readsWell,
} satisfies Meta<typeof Usage>;

export default meta;
type Story = StoryObj<typeof meta>;

/** As many rows as the host expects, each as high as what comes in its place. */
export const Loading: Story = {
  decorators: [portal('ada', { network: silent })],
  args: { expected: 5 },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Loading…');
    await expect(canvas.getByRole('region', { name: 'Usage' })).toHaveAttribute('aria-busy', 'true');
  },
};

/** A page of a hotel's network in place of data. */
export const Failed: Story = {
  decorators: [portal('ada', { network: intruding(Infinity) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent("We couldn't load this");
    await expect(canvas.queryByText(/Welcome/)).toBeNull();
  },
};

/** The same, gone at the second try, from the keyboard; prices come back, too. */
export const RetryWorks: Story = {
  decorators: [portal('ada', { network: intruding(2) })],
  play: async ({ canvas, userEvent }) => {
    const retry = await canvas.findByRole('button', { name: 'Try again' });
    await userEvent.tab();
    await expect(retry).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    await expect(canvas.queryByRole('alert')).toBeNull();
    await expect(await canvas.findByText('$4.12 so far · Renews Dec 1, 2026')).toBeVisible();
    await expect(canvas.getByText('412,350 over, billed as used')).toBeVisible();
  },
};

/** The host wants it said how old the numbers are, while all is well. */
export const AsOf: Story = {
  decorators: [portal('ada')],
  args: { showAsOf: true },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^As of \d+:\d\d\s[AP]M$/)).toBeVisible();
  },
};

/** Data once shown stays when a refresh fails, and is called old. */
export const Stale: Story = {
  decorators: [
    portal('ada', {
      network: intruding(Infinity),
      prepare: (client, source, scope) => {
        const { queryKey } = meterQueries.list({ source, scope }, { all: true });
        const before = parseMeterList(wirePage([wireMeter(), wireMeter({ name: 'Images', consumed_units: 4800 })]));
        client.setQueryData(queryKey, before, { updatedAt: Date.UTC(2026, 10, 14, 14, 2) });
      },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Couldn't refresh\. Showing data from 2:02\sPM\./)).toBeVisible();
    await expect(canvas.getAllByRole('meter')).toHaveLength(2);
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(canvas.queryByRole('alert')).toBeNull();
  },
};

/** One of five cannot be read: four are shown, and it is said. */
export const OneBadItem: Story = {
  decorators: [
    portal('ada', { network: changing(/\/meters\/$/, ([first, ...rest]) => [{ ...first, consumed_units: '25' }, ...rest]) }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("We couldn't read one entry, so it isn't shown.")).toBeVisible();
    await expect(canvas.getAllByRole('listitem')).toHaveLength(4);
  },
};

/** None can be read: that is not "No usage". */
export const AllBadItems: Story = {
  decorators: [portal('ada', { network: changing(/\/meters\/$/, (items) => items.map(() => null)) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("We couldn't read 5 entries, so they aren't shown.")).toBeVisible();
    await expect(canvas.queryByText('No usage yet')).toBeNull();
  },
};

/** Prices are not known: credits are shown, nothing is claimed about billing, and nothing alarms. */
export const WithoutSubscriptions: Story = {
  decorators: [portal('ada', { network: forbidding(/\/subscriptions\//) })],
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    await expect(canvas.queryByText(/billed|\$|Renews|Pay as you go|\d used$/)).toBeNull();
    await expect(canvasElement.querySelectorAll('[data-tone]:not([data-tone="neutral"])')).toHaveLength(0);
  },
};

/** A member without a billing role. */
export const Forbidden: Story = {
  decorators: [portal('ada', { network: forbidding() })],
  play: async ({ canvas }) => expect(await canvas.findByRole('alert')).toHaveTextContent("You don't have access to this"),
};
