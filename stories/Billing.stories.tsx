import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { Billing, subscriptionQueries } from '../src';
import { parseSubscriptionList } from '../src/core';
import { type CustomerSeed, type SubscriptionStanding, wirePage, wireSubscription } from '../src/testing';
import { arabicWords } from './arabic';
import { fits, readsWell } from './checks';
import { changing, forbidding, intruding, silent } from './network';
import { portal } from './portal';

const meta = {
  title: 'Widgets/Billing',
  component: Billing,
  afterEach: readsWell,
} satisfies Meta<typeof Billing>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Ada: Story = {
  decorators: [portal('ada')],
  play: async ({ canvas }) => {
    const bill = within(await canvas.findByRole('article', { name: 'Lumen Pro' }));
    await expect(bill.getByText('$43.41')).toBeVisible();
    await expect(bill.getByText('Due Dec 1, 2026')).toBeVisible();
    for (const [name, amount] of [['Base price', '$20.00'], ['AI tokens', '$4.12'], ['API requests', '$19.29'], ['Emails sent', '$0.00']] as const) {
      await expect(bill.getByText(name).closest('div')).toHaveTextContent(amount);
    }
    await expect(bill.getByText('Active')).toBeVisible();
  },
};

/** Yen by the year with meters that settle monthly, and a trial in euros: never added. */
export const Bo: Story = {
  decorators: [portal('bo')],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('article')).toHaveLength(2);
    await expect(canvas.getAllByText('¥120,000')).toHaveLength(2);
    await expect(canvas.getByText('Trial')).toBeVisible();
    await expect(canvas.getAllByText('€29.00')).toHaveLength(2);
  },
};

export const Cy: Story = {
  decorators: [portal('cy')],
  play: async ({ canvas }) => expect(await canvas.findByText('No subscription')).toBeVisible(),
};

/** Sixty metered prices: those that cost nothing are folded away. */
export const Dee: Story = {
  decorators: [portal('dee')],
  play: async ({ canvas, userEvent }) => {
    const fold = await canvas.findByText(/\d+ more at \$0\.00/);
    await userEvent.tab();
    await expect(fold).toHaveFocus();
    await userEvent.click(fold);
    await expect(canvas.getAllByText('$0.00')[0]).toBeVisible();
    await userEvent.click(fold);
  },
};

export const Eve: Story = {
  decorators: [portal('eve')],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Ended')).toBeVisible();
    await expect(canvas.getByText('Nothing due')).toBeVisible();
  },
};

/** Cancelled for the end of the period: meters settle once more, the base price does not. */
export const Ending: Story = {
  decorators: [portal(one('ending'))],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Ends Dec 1, 2026')).toBeVisible();
    await expect(canvas.getAllByText('$4.12')).toHaveLength(2);
    await expect(canvas.queryByText('$20.00')).toBeNull();
  },
};

/** Nothing is charged before it resumes. */
export const Paused: Story = {
  decorators: [portal(one('paused'))],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Paused')).toBeVisible();
    await expect(canvas.getByText('Due Jan 1, 2027')).toBeVisible();
  },
};

/** A payment failed. */
export const PastDue: Story = {
  decorators: [portal('ada', { network: changing(/./, (items) => items.map((item) => ({ ...item, status: 'past_due' }))) })],
  play: async ({ canvas }) => expect(await canvas.findByText('Past due')).toHaveAttribute('data-tone', 'critical'),
};

export const Loading: Story = {
  decorators: [portal('ada', { network: silent })],
  play: ({ canvas }) => expect(canvas.getByRole('status')).toHaveTextContent('Loading…'),
};

export const RetryWorks: Story = {
  decorators: [portal('ada', { network: intruding(1) })],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }));
    await expect(await canvas.findByText('$43.41')).toBeVisible();
  },
};

/** Data once shown stays when a refresh fails, and is called old. */
export const Stale: Story = {
  decorators: [
    portal('ada', {
      network: intruding(Infinity),
      prepare: (client, source, scope) => {
        const { queryKey } = subscriptionQueries.list({ source, scope });
        client.setQueryData(queryKey, parseSubscriptionList(wirePage([wireSubscription()])), { updatedAt: Date.UTC(2026, 10, 14, 14, 2) });
      },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Could not refresh\. As of 2:02\sPM\./)).toBeVisible();
    await expect(canvas.getByText('Due Dec 1, 2026')).toBeVisible();
  },
};

/** A meter of the bill cannot be read: its price is left out of the lines, and it is said. */
export const OneBadMeter: Story = {
  decorators: [
    portal('ada', {
      network: changing(/./, (items) => items.map((item) => ({ ...item, meters: [null, ...(item['meters'] as unknown[]).slice(1)] }))),
    }),
  ],
  play: async ({ canvas }) => expect(await canvas.findByText('One entry could not be read and is left out.')).toBeVisible(),
};

export const Forbidden: Story = {
  decorators: [portal('ada', { network: forbidding() })],
  play: async ({ canvas }) => expect(await canvas.findByRole('alert')).toHaveTextContent('You may not see this'),
};

export const Dark: Story = { ...Bo, globals: { theme: 'dark' } };

export const Narrow: Story = {
  decorators: [portal('bo', { width: 240 })],
  play: async ({ canvas }) => {
    await canvas.findAllByRole('article');
    await fits(canvas.getByTestId('frame'));
  },
};

export const RightToLeft: Story = {
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [portal('ada', { messages: arabicWords })],
  play: async ({ canvas }) => expect(await canvas.findByText(/٤٣٫٤١/)).toBeVisible(),
};

/** A customer with one subscription that stands so, and $4.12 of overage on it. */
function one(standing: SubscriptionStanding): CustomerSeed {
  return {
    externalId: 'fay',
    name: 'Fay Lindqvist',
    email: 'fay@example.com',
    meters: [{ name: 'AI tokens', consumed: 2_412_350, credited: 2_000_000, unit: 'token' }],
    subscriptions: [
      { plan: 'Lumen Pro', amount: 2000, currency: 'usd', standing, prices: [{ meter: 'AI tokens', unitAmount: '0.001000000000' }] },
    ],
  };
}
