import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Credits } from '../src';
import type { CustomerSeed } from '../src/testing';
import { fits, readsWell } from './checks';
import { changing, intruding, silent } from './network';
import { portal } from './portal';
import { widgetControls } from './presets';

const meta = {
  title: 'Widgets/Credits',
  component: Credits,
  argTypes: widgetControls,
  afterEach: readsWell,
} satisfies Meta<typeof Credits>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A customer of a backup service, with a plan and a top-up for the same meter, counted in bytes and shown in GB. */
const storage: CustomerSeed = {
  externalId: 'storage',
  name: 'Storage',
  email: 'storage@example.com',
  meters: [{ name: 'Storage', consumed: 20e9, credited: 80e9, unit: { label: 'GB', multiplier: 1e9 } }],
  subscriptions: [{ plan: 'Vault', amount: 900, currency: 'usd', prices: [{ meter: 'Storage', unitAmount: '0.00000001' }], grants: ['Storage'] }],
  purchases: [{ product: 'Vault Pack', amount: 500, currency: 'usd', meter: 'Storage', units: 20e9 }],
};

const grants = /\/benefit-grants\//;

/** Credits of three meters from one plan. Those of one meter roll over. */
export const SeveralMeters: Story = {
  name: 'Credits of several meters',
  decorators: [portal('ada')],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(3);
    await expect(canvas.getByText('AI tokens: 2M tokens from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026')).toBeVisible();
    await expect(canvas.getByText('Image credits: 500 from Lumen Pro, credited Nov 1, 2026; next renewal Dec 1, 2026; unused credits roll over')).toBeVisible();
  },
};

/** The plan that was canceled no longer grants anything; a pack that was bought once never renews. */
export const BoughtCredits: Story = {
  name: 'Bought credits',
  decorators: [portal('eve')],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(1);
    await expect(canvas.getByText(/^Image credits: 500 bought, credited .*; no renewal$/)).toBeVisible();
  },
};

/** A plan and a top-up for one meter. Bytes with the label "GB" are divided by its multiplier. */
export const PlanAndTopUp: Story = {
  name: 'A plan and a top-up',
  decorators: [portal(storage, { width: 320 })],
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Storage: 80 GB from Vault, credited Nov 1, 2026; next renewal Dec 1, 2026')).toBeVisible();
    await expect(canvas.getByText(/^Storage: 20 GB bought, credited .*; no renewal$/)).toBeVisible();
    await fits(canvasElement);
  },
};

/** A revoked grant is not shown. */
export const RevokedGrant: Story = {
  name: 'A revoked grant',
  decorators: [portal('ada', { network: changing(grants, ([first, ...rest]) => [{ ...first, is_granted: false, is_revoked: true }, ...rest]) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(2);
  },
};

/** A canceled plan: its credits end with it, so they neither renew nor roll over. */
export const CanceledPlan: Story = {
  name: 'Credits of a canceled plan',
  decorators: [portal('ada', { network: changing(/\/subscriptions\//, (items) => items.map((item) => ({ ...item, cancel_at_period_end: true }))) })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Image credits: 500 from Lumen Pro, credited Nov 1, 2026')).toBeVisible();
    await expect(canvas.queryByText(/renew|roll/)).toBeNull();
  },
};

/** A customer without credits. */
export const NoCredits: Story = {
  name: 'No credits',
  decorators: [portal('cy')],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No credits')).toBeVisible();
    await expect(canvas.queryByRole('listitem')).toBeNull();
  },
};

/** As many lines as the host expects. */
export const Loading: Story = {
  name: 'Loading',
  decorators: [portal('ada', { network: silent })],
  args: { expected: 3 },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Loading…');
    await expect(canvas.getByRole('region', { name: 'Credits' })).toHaveAttribute('aria-busy', 'true');
  },
};

/** A hotel's sign-in page arrived instead of grants. The second attempt succeeds. */
export const Failed: Story = {
  name: 'Failed to load',
  decorators: [portal('ada', { network: intruding(1, grants) })],
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent("We couldn't load this");
    await userEvent.click(canvas.getByRole('button', { name: 'Try again: Credits' }));
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(3);
  },
};
