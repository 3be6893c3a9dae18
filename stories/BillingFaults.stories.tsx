import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Billing, subscriptionQueries } from '../src';
import { parseSubscriptionList } from '../src/core';
import { wirePage, wireSubscription } from '../src/testing';
import { readsWell, totalsIn } from './checks';
import { now } from './clock';
import { changing, forbidding, intruding, silent } from './network';
import { portal } from './portal';

/** What the customer sees of their bills while they load, and when a request fails or a response is incomplete. An unknown amount is "—", never a guess. */
const meta = {
  title: 'Faults/Billing',
  component: Billing,
  afterEach: readsWell,
} satisfies Meta<typeof Billing>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A placeholder with the shape of a bill, and a status for screen readers. */
export const Loading: Story = {
  name: 'Loading',
  decorators: [portal('ada', { network: silent })],
  play: ({ canvas }) => expect(canvas.getByRole('status')).toHaveTextContent('Loading…'),
};

/** A hotel's sign-in page arrived instead of data. */
export const Failed: Story = {
  name: 'Failed to load',
  decorators: [portal('ada', { network: intruding(Infinity) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent("We couldn't load this");
    await expect(canvas.queryByText(/Welcome|\$/)).toBeNull();
  },
};

/** The button sends the failed request again. */
export const RetrySucceeds: Story = {
  name: 'Fails, then loads',
  decorators: [portal('ada', { network: intruding(1, /subscriptions\/$/) })],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /^Try again/ }));
    await expect((await canvas.findAllByText('$43.41'))[0]).toBeVisible();
  },
};

/** When a refresh fails, the older data stays, with its time. */
export const Stale: Story = {
  name: 'Refresh failed: last amounts kept',
  decorators: [
    portal('ada', {
      network: intruding(Infinity),
      prepare: (client, source, scope) => {
        const { queryKey } = subscriptionQueries.list({ source, scope });
        client.setQueryData(queryKey, parseSubscriptionList(wirePage([wireSubscription()])), { updatedAt: now.getTime() - 3_600_000 });
      },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Couldn't refresh\. Showing data from 1:02\sPM\./)).toBeVisible();
    await expect(canvas.getByText('due Dec 1, in 17 days')).toBeVisible();
  },
};

/** Without Polar's charge preview, the amount excludes prorations, discount, tax and balance. A note names all of these but the balance. */
export const WithoutPreview: Story = {
  name: 'Charge preview not available',
  decorators: [portal('fay', { network: forbidding(/charge-preview$/) })],
  play: async ({ canvas }) => {
    const team = await canvas.findByRole('article', { name: 'Lumen Team' });
    await expect(totalsIn(team)).toEqual(['$160.20', 'due Dec 1, in 17 days']);
    await expect(canvas.queryByText(/could not|cannot|Unused time/i)).toBeNull();
  },
};

/** The bill is complete without the wallets, so the customer reads nothing about them. */
export const WithoutWallets: Story = {
  name: 'Wallets not available',
  decorators: [portal('bo', { network: forbidding(/\/wallets\//) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('article')).toHaveLength(2);
    await expect(canvas.queryByText(/Wallets|We couldn't/)).toBeNull();
  },
};

/** One meter of the bill is invalid. A note says so, and the meter's cost stands as "Other usage", because the preview has the whole amount. */
export const OneInvalidMeter: Story = {
  name: 'One meter unreadable',
  decorators: [
    portal('ada', {
      network: changing(/./, (items) => items.map((item) => ({ ...item, meters: [null, ...(item['meters'] as unknown[]).slice(1)] }))),
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("We couldn't read some details of this bill. Its total is still complete.")).toBeVisible();
    await expect(canvas.queryByText(/one entry/)).toBeNull();
    // The server knows the meter, so its preview has the whole amount.
    await expect(totalsIn(await canvas.findByRole('article'))).toEqual(['$43.41', 'due Dec 1, in 17 days']);
    await expect(canvas.queryByText('AI tokens')).toBeNull();
    await expect(canvas.getByText('Other usage').closest('.mf-line')).toHaveTextContent('$4.12');
  },
};

/** All subscriptions are invalid, which is not the same as no subscription. */
export const AllInvalid: Story = {
  name: 'All subscriptions unreadable',
  decorators: [portal('ada', { network: changing(/\/subscriptions\/$/, (items) => items.map(() => null)) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("We couldn't read one entry, so it isn't shown.")).toBeVisible();
    await expect(canvas.queryByText('No subscription')).toBeNull();
  },
};

/** A member without a billing role. */
export const Forbidden: Story = {
  name: 'No permission',
  decorators: [portal('ada', { network: forbidding() })],
  play: async ({ canvas }) => expect(await canvas.findByRole('alert')).toHaveTextContent("You don't have access to this"),
};
