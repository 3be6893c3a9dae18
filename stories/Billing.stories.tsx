import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { Billing } from '../src';
import type { CustomerSeed, SubscriptionStanding } from '../src/testing';
import { arabicWords } from './arabic';
import { fits, readsWell, totalsIn } from './checks';
import { arrows, enter } from './keys';
import { changing } from './network';
import { portal } from './portal';
import { widgetControls } from './presets';

const meta = {
  title: 'Widgets/Billing',
  component: Billing,
  argTypes: widgetControls,
  afterEach: readsWell,
} satisfies Meta<typeof Billing>;

export default meta;
type Story = StoryObj<typeof meta>;

export const OneSubscription: Story = {
  name: 'One plan, credits and overage',
  decorators: [portal('ada')],
  play: async ({ canvas }) => {
    const bill = within(await canvas.findByRole('article', { name: 'Lumen Pro' }));
    await expect(totalsIn(canvas.getByRole('article'))).toEqual(['$43.41', 'due Dec 1, in 17 days']);
    await expect(bill.getByText('$43.41', { selector: '.mf-steps *' })).toBeVisible();
    await expect(canvas.getByText(/^About/).closest('.mf-forecast')).toHaveTextContent(/^About \$96 by then at this pace$/);
    for (const [name, amount] of [['Base price', '$20.00'], ['AI tokens', '$4.12'], ['API requests', '$19.29'], ['Emails sent', '$0.00']] as const) {
      await expect(bill.getByText(name).closest('div')).toHaveTextContent(amount);
    }
    await expect(bill.getByText('Active')).toBeVisible();
  },
};

/** A yearly plan in yen with meters that settle monthly, and a trial in euros. Currencies are never added. */
export const YearlyPlanAndTrial: Story = {
  name: 'A yearly plan and a trial',
  decorators: [portal('bo')],
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('article')).toHaveLength(2);
    await expect(canvas.getAllByText('¥120,000')).toHaveLength(2);
    await expect(canvas.getByText('Trial')).toBeVisible();
    const trial = canvas.getByRole('article', { name: 'Lumen Voice' });
    await expect(trial).toHaveTextContent('First charge after your trial');
    await expect(totalsIn(trial)).toEqual(['€33.50', 'due Nov 23, in 9 days']);
    // Usage in a trial is not billed, so there is no estimate of its cost.
    await expect(within(trial).queryByText(/At this pace|What if/)).toBeNull();
  },
};

export const NoSubscription: Story = {
  name: 'No subscription',
  decorators: [portal('cy')],
  play: async ({ canvas }) => expect(await canvas.findByText('No subscription')).toBeVisible(),
};

/** Sixty metered prices: lines at $0.00 are collapsed. */
export const ManyMeters: Story = {
  name: 'A plan with many meters',
  decorators: [portal('dee')],
  play: async ({ canvas, userEvent }) => {
    const fold = await canvas.findByText(/\d+ lines at \$0\.00/);
    const inside = within(fold.parentElement ?? fold);
    const free = /^(Storage|Bandwidth|Function calls)/;
    await expect(inside.queryByText(free)).toBeNull();
    await userEvent.click(fold);
    await expect((await inside.findAllByText(free))[0]).toBeVisible();
    await userEvent.click(fold);
  },
};

export const Ended: Story = {
  name: 'An ended plan',
  decorators: [portal('eve')],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Ended', { selector: '.mf-pill' })).toBeVisible();
    await expect(canvas.getByText('Nothing due')).toBeVisible();
  },
};

/**
 * Three plans: one with a discount and a plan change this month, one that is ending, one that is paused. Metered lines expand
 * with the keyboard, those of the first plan into their arithmetic, an estimate and a "what if".
 */
export const ThreePlans: Story = {
  name: 'Three plans',
  decorators: [portal('fay')],
  play: async ({ canvas, userEvent }) => {
    const team = await canvas.findByRole('article', { name: 'Lumen Team' });
    await expect(await within(team).findByText('Unused time on Lumen Pro')).toBeVisible();
    await expect(totalsIn(team)).toEqual(['$167.88', 'due Dec 1, in 17 days']);
    await expect(within(team).getByText('−$10.67')).toBeVisible();
    await expect(team).toHaveTextContent('Discount');
    // Three charges count the same $25.00.
    await expect(canvas.getAllByText('up to $25.00 from your balance')).toHaveLength(3);
    await expect(totalsIn(canvas.getByRole('article', { name: 'Lumen Mail' }))).toEqual(['$41.20', 'due Dec 1, in 17 days']);
    await expect(totalsIn(canvas.getByRole('article', { name: 'Lumen Scenes' }))).toEqual(['$37.88', 'due Jan 1']);

    await expect(within(team).queryByText('50,000 × $0.35 / 1,000 searches')).toBeNull();
    const summary = within(team).getByText('Searches').closest('summary');
    summary?.focus();
    await enter(summary);
    await expect(await within(team).findByText('50,000 × $0.35 / 1,000 searches')).toBeVisible();
    const slider = within(team).getByRole('slider', { name: 'What if you use more searches?' });
    await userEvent.tab();
    const before = slider.getAttribute('aria-valuetext');
    await arrows(slider, 1);
    await expect(slider).not.toHaveAttribute('aria-valuetext', before);
  },
};

/** All lines expanded: a reached cap, tiers, and an amount that may still change. */
export const AllExpanded: Story = {
  name: 'Everything unfolded',
  decorators: [portal('fay')],
  play: async ({ canvas, canvasElement, userEvent }) => {
    await canvas.findByText('Unused time on Lumen Pro');
    for (const summary of canvasElement.querySelectorAll('summary')) await userEvent.click(summary);
    await expect(await canvas.findByText('Capped at')).toBeVisible();
    await expect(canvas.getByText("You've reached the cap, so more usage this period costs nothing.")).toBeVisible();
    await expect(canvas.getByText('By our count this usage costs $53.96. The cost so far may still change to match.')).toBeVisible();
  },
};

/** One plan with a failed payment, and one that is paused without a resume date. */
export const PastDueAndPaused: Story = {
  name: 'One plan past due, one paused',
  decorators: [portal('gil')],
  play: async ({ canvas, userEvent }) => {
    const api = await canvas.findByRole('article', { name: 'Lumen API' });
    await expect(within(api).getByText('Past due')).toHaveAttribute('data-tone', 'critical');
    await expect(api).toHaveTextContent('Payment overdue');
    await expect(totalsIn(api)).toEqual(['$332.40', 'outstanding', '$418.76', 'due Dec 1, in 17 days']);
    const archive = canvas.getByRole('article', { name: 'Lumen Archive' });
    await expect(within(archive).getByText('Nothing is due until you resume')).toBeVisible();

    await userEvent.tab();
    await enter(canvas.getAllByRole('article')[0]?.querySelector('summary') ?? null);
    await expect(await within(api).findByText('$0.35 / 1,000 requests')).toBeVisible();
  },
};

/** The host's own way to pay, shown where a payment is overdue. */
export const PayNow: Story = {
  name: 'With a link to pay',
  args: { action: ({ bill }) => bill.title === 'pastDue' && <a href="#pay">Pay now</a> },
  decorators: [portal('gil')],
  play: async ({ canvas }) => {
    const api = await canvas.findByRole('article', { name: 'Lumen API' });
    await expect(within(api).getByRole('link', { name: 'Pay now' })).toBeVisible();
    await expect(canvas.getAllByRole('link')).toHaveLength(1);
  },
};

/** Canceled at the end of the period: meters settle once more, the base price is not charged again. */
export const Ending: Story = {
  name: 'Canceled, ends at the next date',
  decorators: [portal(one('ending'))],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Ends Dec 1')).toBeVisible();
    await expect(canvas.getByText('Final charge')).toBeVisible();
    await expect(totalsIn(canvas.getByRole('article'))).toEqual(['$4.12', 'due Dec 1, in 17 days']);
    await expect(canvas.queryByText('$20.00')).toBeNull();
    // A customer who is leaving gets no "what if".
    await expect(canvas.queryByText(/What if/)).toBeNull();
  },
};

/** Nothing is charged until the plan resumes. */
export const Paused: Story = {
  name: 'Paused',
  decorators: [portal(one('paused'))],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Paused', { selector: '.mf-pill' })).toBeVisible();
    await expect(canvas.getByText('Charge after your pause')).toBeVisible();
    await expect(canvas.getByText('due Jan 1')).toBeVisible();
  },
};

/** A payment failed. */
export const PastDue: Story = {
  name: 'Past due',
  // The latest order is the unpaid renewal.
  decorators: [portal('ada', { network: changing(/./, (items) => items.map((item, place) => ({ ...item, ...('due_amount' in item ? place === 0 && { status: 'pending', due_amount: 2412 } : { status: 'past_due' }) }))) })],
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Past due')).toHaveAttribute('data-tone', 'critical');
    await expect(totalsIn(canvasElement)).toEqual(['$24.12', 'outstanding', '$43.41', 'due Dec 1, in 17 days']);
  },
};

export const Dark: Story = { ...YearlyPlanAndTrial, name: 'On a dark page', globals: { theme: 'dark' } };

export const Narrow: Story = {
  name: 'In 240 pixels',
  decorators: [portal('bo', { width: 240 })],
  play: async ({ canvas }) => {
    await canvas.findAllByRole('article');
    await fits(canvas.getByTestId('frame'));
  },
};

export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [portal('ada', { messages: arabicWords })],
  play: async ({ canvas }) => expect((await canvas.findAllByText(/٤٣٫٤١/))[0]).toBeVisible(),
};

/** A customer with one subscription in a given state and $4.12 of overage. */
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
