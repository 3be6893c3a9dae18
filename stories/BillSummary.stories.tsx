import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { BillSummary, Receipt } from '../src';
import { type Bill, billOf, parseChargePreview, parseSubscription } from '../src/core';
import { wirePriceFixed, wirePriceMeteredUnit, wireSubscription, wireSubscriptionMeter, type WireSubscriptionOverrides } from '../src/testing';
import { arabic } from './arabic';
import { fits, linesIn, readsWell, totalsIn } from './checks';
import { framed } from './frames';
import { enter } from './keys';

const december = '2026-12-01T00:00:00Z';
const january = '2027-01-01T00:00:00Z';

const meta = {
  title: 'Components/BillSummary',
  component: BillSummary,
  args: { bill: bill() },
  decorators: [framed],
  afterEach: readsWell,
} satisfies Meta<typeof BillSummary>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Usage during a trial is not billed. */
export const FirstCharge: Story = {
  args: { bill: bill({ status: 'trialing', trial_end: december, meters: [tokens(0, 0)] }) },
  play: shows('firstCharge', 'First charge after your trial', ['$20.00', 'Due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $0.00']),
};

export const NextCharge: Story = {
  play: shows('nextCharge', 'Next charge', ['$24.12', 'Due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

/** Cancelled at the end of the period: the usage is settled, the base price is not charged again. */
export const FinalCharge: Story = {
  args: { bill: bill({ cancel_at_period_end: true, ends_at: december }) },
  play: shows('finalCharge', 'Final charge', ['$4.12', 'Due Dec 1, 2026'], ['Base price: $0.00', 'AI tokens: $4.12']),
};

export const ChargeOnResume: Story = {
  args: { bill: bill({ status: 'paused', resumes_at: january }) },
  play: shows('chargeOnResume', 'Charge on resume', ['$24.12', 'Due Jan 1, 2027'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

export const PastDue: Story = {
  args: { bill: bill({ status: 'past_due', past_due_at: '2026-11-01T00:00:00Z' }) },
  play: shows('pastDue', 'A payment is overdue.', ['$24.12', 'Due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

/** Without a resume date and without usage, nothing is due. */
export const Paused: Story = {
  args: { bill: bill({ status: 'paused', meters: [tokens(25, 0)] }) },
  play: shows('paused', 'Paused', ['$0.00', 'Nothing due'], ['AI tokens: $0.00']),
};

/** Usage from before the pause stays on the bill, without a due date. */
export const PausedWithUsage: Story = {
  args: { bill: bill({ status: 'paused' }) },
  play: async ({ canvasElement }) => {
    await expect(totalsIn(canvasElement)[0]).toBe('$4.12');
    await expect(linesIn(canvasElement)).toEqual(['AI tokens: $4.12']);
  },
};

export const Ended: Story = {
  args: { bill: bill({ status: 'canceled', ended_at: '2026-11-01T00:00:00Z', meters: [] }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Nothing due')).toBeVisible();
    await expect(linesIn(canvasElement)).toEqual([]);
  },
};

/** A yearly plan with meters that settle every month: two dates and two totals, which are never added. */
export const TwoDueDates: Story = {
  args: { bill: yearly([wirePriceFixed(), wirePriceMeteredUnit()], [tokens(2_412_350, 412)]) },
  play: async ({ canvas, canvasElement }) => {
    await expect(totalsIn(canvasElement)).toEqual(['$4.12', 'Due Dec 1, 2026', '$200.00', 'Due Jul 1, 2027']);
    await expect(canvas.getByText('Credits renew Dec 1, 2026 · Next invoice Jul 1, 2027')).toBeVisible();
  },
};

/** Credits renew every month, and only the yearly price is charged. */
export const SeparateRenewalDate: Story = {
  args: { bill: yearly([wirePriceFixed()], []) },
  play: async ({ canvas, canvasElement }) => {
    await expect(totalsIn(canvasElement)).toEqual(['$200.00', 'Due Jul 1, 2027']);
    await expect(canvas.getByText('Credits renew Dec 1, 2026 · Next invoice Jul 1, 2027')).toBeVisible();
  },
};

/** The API does not send the discounted amount, so the bill only announces the discount. */
export const Discount: Story = {
  args: { bill: bill({ discount_id: '6f1e0b1c-7a3d-4a55-9d3c-0d7f0c8e1a11' }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('$24.12')).toBeVisible();
    await expect(canvas.getByText("Your discount isn't included yet.")).toBeVisible();
  },
};

const prorations = [
  { label: 'Unused time on Lumen Pro', amount: -1067 },
  { label: 'Remaining time on Lumen Team', amount: 3200 },
];

/** Prorations after a change of plan, as the server reports them: signed, and part of the total. */
export const Prorations: Story = {
  args: { bill: bill({}, prorations) },
  play: shows('nextCharge', 'Next charge', ['$45.45', 'Due Dec 1, 2026'], [
    'Base price: $20.00',
    'AI tokens: $4.12',
    'Unused time on Lumen Pro: -$10.67',
    'Remaining time on Lumen Team: $32.00',
  ]),
};

/** The prorations exceed the charge. */
export const NegativeTotal: Story = {
  args: { bill: bill({}, [{ label: 'Unused time on Lumen Team', amount: -6000 }]) },
  play: ({ canvasElement }) => expect(totalsIn(canvasElement)).toEqual(['-$35.88', 'Due Dec 1, 2026']),
};

/** One unknown line makes the total unknown, never smaller. */
export const UnknownAmount: Story = {
  args: { bill: bill({ meters: [{ ...tokens(2_412_350, 412), amount: null as unknown as number }] }) },
  play: shows('nextCharge', 'Next charge', ['—', 'Due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: —']),
};

/** More than five lines at $0.00 are collapsed. */
export const ManyFreeLines: Story = {
  args: { bill: bill({ meters: [tokens(2_412_350, 412), ...'ABCDEF'.split('').map((letter) => wireSubscriptionMeter({ name: `Region ${letter}` }))] }) },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const fold = canvas.getByText('6 more at $0.00');
    await userEvent.tab();
    await enter(fold);
    await expect(await canvas.findByText('Region F')).toBeVisible();
    await expect(linesIn(canvasElement)).toHaveLength(8);
  },
};

/** Lines with details expand, with the keyboard as well. */
export const ExpandableLines: Story = {
  args: { details: ({ meter, price }) => meter && <Receipt className="mf-details" meter={meter} price={price} currency="usd" /> },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.queryByText('412,350 × $10 / 1M tokens')).toBeNull();
    await userEvent.tab();
    await enter(canvas.getByText('AI tokens').closest('summary'));
    await expect(await canvas.findByText('412,350 × $10 / 1M tokens')).toBeVisible();
  },
};

export const Narrow: Story = { ...Prorations, parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { ...Prorations, globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  ...TwoDueDates,
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: ({ canvas }) => expect(canvas.getAllByText(/٢٠٠٫٠٠/)).toHaveLength(2),
};

/** By default, a monthly plan for $20.00 with $4.12 of tokens. */
function bill(overrides: WireSubscriptionOverrides = {}, prorations?: { label: string; amount: number }[]): Bill {
  const subscription = parseSubscription(wireSubscription({ meters: [tokens(2_412_350, 412)], ...overrides }));
  return billOf(subscription, prorations && parseChargePreview({ prorations }));
}

function yearly(prices: WireSubscriptionOverrides['prices'] & object, meters: WireSubscriptionOverrides['meters'] & object): Bill {
  return bill({
    amount: 20_000,
    recurring_interval: 'year',
    current_period_start: '2026-07-01T00:00:00Z',
    current_period_end: '2027-07-01T00:00:00Z',
    current_meter_period_start: '2026-11-01T00:00:00Z',
    current_meter_period_end: december,
    prices,
    meters,
  });
}

function tokens(consumed_units: number, amount: number) {
  return wireSubscriptionMeter({ consumed_units, credited_units: 2_000_000, amount });
}

function shows(title: string, words: string, total: string[], lines: string[]): NonNullable<Story['play']> {
  return async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('.mf-summary')).toHaveAttribute('data-title', title);
    await expect(canvas.getByText(words)).toBeVisible();
    await expect(totalsIn(canvasElement)).toEqual(total);
    await expect(linesIn(canvasElement)).toEqual(lines);
  };
}
