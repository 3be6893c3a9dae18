import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { meterQueries, Usage } from '../src';
import { parseMeterList } from '../src/core';
import { wireMeter, wirePage } from '../src/testing';
import { readsWell } from './checks';
import { now } from './clock';
import { changing, forbidding, intruding, silent } from './network';
import { portal } from './portal';

/** What the customer sees while usage loads, and when a request fails or a response is incomplete. Numbers that were loaded before stay, with their time. */
const meta = {
  title: 'Faults/Usage',
  component: Usage,
  // The size that the list had in an earlier story would replace the number of rows that a host expects.
  beforeEach: () => sessionStorage.clear(),
  afterEach: readsWell,
} satisfies Meta<typeof Usage>;

export default meta;
type Story = StoryObj<typeof meta>;

/** As many rows as the host expects, each as high as that of a meter with a bar. */
export const Loading: Story = {
  name: 'Loading',
  decorators: [portal('ada', { network: silent })],
  args: { expected: 5 },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.mf-item')).toHaveLength(5);
    await expect(canvas.getByRole('status')).toHaveTextContent('Loading…');
    await expect(canvas.getByRole('region', { name: 'Usage' })).toHaveAttribute('aria-busy', 'true');
  },
};

/** The skeleton of a list with ten or more `expected` meters has the shape of a table. */
export const LoadingTable: Story = {
  name: 'A table is loading',
  decorators: [portal('dee', { network: silent, width: 760 })],
  args: { expected: 14 },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Loading…');
    await expect(canvasElement.querySelector('.mf-table-bones')).toBeVisible();
  },
};

/** A hotel's sign-in page arrived instead of data. */
export const Failed: Story = {
  name: 'Failed to load',
  decorators: [portal('ada', { network: intruding(Infinity) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent("We couldn't load this");
    await expect(canvas.queryByText(/Welcome/)).toBeNull();
  },
};

/** A retry with the keyboard succeeds, and loads the prices, too. */
export const RetrySucceeds: Story = {
  name: 'Fails, then loads',
  decorators: [portal('ada', { network: intruding(2) })],
  play: async ({ canvas, userEvent }) => {
    const retry = await canvas.findByRole('button', { name: /^Try again/ });
    await userEvent.tab();
    await expect(retry).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    await expect(canvas.queryByRole('alert')).toBeNull();
    await expect(await canvas.findByText('+$4.12')).toBeVisible();
    await expect(canvas.getByText(/412,350 over at \$10/)).toBeVisible();
  },
};

/** With `showAsOf`, the widget always shows the time of its data. */
export const AsOf: Story = {
  name: 'With the time of the data',
  decorators: [portal('ada')],
  args: { showAsOf: true },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^As of \d+:\d\d\s[AP]M$/)).toBeVisible();
  },
};

/** When a refresh fails, the older data stays, with its time. */
export const Stale: Story = {
  name: 'Refresh failed: last numbers kept',
  decorators: [
    portal('ada', {
      network: intruding(Infinity),
      prepare: (client, source, scope) => {
        const { queryKey } = meterQueries.list({ source, scope }, { all: true });
        const before = parseMeterList(wirePage([wireMeter(), wireMeter({ name: 'Images', consumed_units: 4800 })]));
        client.setQueryData(queryKey, before, { updatedAt: now.getTime() - 3_600_000 });
      },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Couldn't refresh\. Showing data from 1:02\sPM\./)).toBeVisible();
    await expect(canvas.getAllByRole('listitem')).toHaveLength(2);
    await expect(canvas.getByRole('button', { name: /^Try again/ })).toBeVisible();
    await expect(canvas.queryByRole('alert')).toBeNull();
  },
};

/** One of five meters is invalid: four are shown, with a note. */
export const OneInvalidMeter: Story = {
  name: 'One meter unreadable',
  decorators: [
    portal('ada', { network: changing(/\/meters\/$/, ([first, ...rest]) => [{ ...first, consumed_units: '25' }, ...rest]) }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("We couldn't read one entry, so it isn't shown.")).toBeVisible();
    await expect(canvas.getAllByRole('listitem')).toHaveLength(4);
  },
};

/** All meters are invalid, which is not the same as no usage. */
export const AllInvalidMeters: Story = {
  name: 'All meters unreadable',
  decorators: [portal('ada', { network: changing(/\/meters\/$/, (items) => items.map(() => null)) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("We couldn't read 5 entries, so they aren't shown.")).toBeVisible();
    await expect(canvas.queryByText('No usage to show')).toBeNull();
  },
};

/** Without prices: credits are shown, with no claim about billing and no alarm. */
export const WithoutSubscriptions: Story = {
  name: 'Prices not available',
  decorators: [portal('ada', { network: forbidding(/\/subscriptions\//) })],
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(5);
    await expect(canvas.queryByText(/billed|\$|renews|pay as you go/i)).toBeNull();
    await expect(canvasElement.querySelectorAll('[data-tone]:not([data-tone="neutral"])')).toHaveLength(0);
  },
};

/** A member without a billing role. */
export const Forbidden: Story = {
  name: 'No permission',
  decorators: [portal('ada', { network: forbidding() })],
  play: async ({ canvas }) => expect(await canvas.findByRole('alert')).toHaveTextContent("You don't have access to this"),
};
