import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { CreditSources } from '../src';
import { parseCreditGrantList, parseSubscription } from '../src/core';
import { wireCreditGrant, wirePage, wireSubscription } from '../src/testing';
import { readsWell } from './checks';
import { framed } from './frames';

const subscription = wireSubscription({ name: 'Lumen Pro', status: 'active', current_period_end: '2026-12-01T00:00:00Z' });
const credited = (last_credited_units: number) => ({ last_credited_units, last_credited_at: '2026-11-01T00:00:00+00:00' });

const meta = {
  title: 'Components/CreditSources',
  component: CreditSources,
  args: {
    subscriptions: [parseSubscription(subscription)],
    grants: parseCreditGrantList(
      wirePage([
        wireCreditGrant({ id: 'plan', units: 500, rollover: true, subscription_id: subscription.id, order_id: null, properties: credited(500) }),
        wireCreditGrant({ id: 'pack', units: 200, rollover: true, subscription_id: null, order_id: 'order', properties: credited(200) }),
      ]),
    ).items,
  },
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof CreditSources>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Credits of a plan renew with it; bought credits never renew. */
export const PlanAndPack: Story = {
  name: 'Credits from a plan and a pack',
  play: async ({ canvas }) => {
    await expect(canvas.getByText('500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over')).toBeVisible();
    await expect(canvas.getByText('200 bought, credited Nov 1, 2026; no renewal')).toBeVisible();
  },
};
