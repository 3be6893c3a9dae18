import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { BillSummary, Receipt } from '../src';
import { type Bill, billOf, type CustomerSubscription, parseChargePreview, parseSubscription } from '../src/core';
import { wirePriceFixed, wirePriceMeteredUnit, wireSubscription, wireSubscriptionMeter, type WireSubscriptionOverrides } from '../src/testing';
import { arabic } from './arabic';
import { endsWithSeveralWords, fits, linesIn, readsWell, totalsIn } from './checks';
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
  name: 'First charge, after a trial',
  args: { bill: bill({ status: 'trialing', trial_end: december, meters: [tokens(0, 0)] }) },
  play: shows('firstCharge', 'First charge after your trial', ['$20.00', 'due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $0.00']),
};

export const NextCharge: Story = {
  name: 'Next charge',
  play: shows('nextCharge', 'Next charge', ['$24.12', 'due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

/** Canceled at the end of the period: the usage is settled, the base price is not charged again. */
export const FinalCharge: Story = {
  name: 'Final charge of a canceled plan',
  args: { bill: bill({ cancel_at_period_end: true, ends_at: december }) },
  play: shows('finalCharge', 'Final charge', ['$4.12', 'due Dec 1, 2026'], ['AI tokens: $4.12']),
};

export const ChargeOnResume: Story = {
  name: 'Paused with a resume date',
  args: { bill: bill({ status: 'paused', resumes_at: january }) },
  play: shows('chargeOnResume', 'Charge after your pause', ['$24.12', 'due Jan 1, 2027'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

export const PastDue: Story = {
  name: 'Past due, amount known',
  args: { bill: overdue([2380]) },
  play: shows('pastDue', 'Payment overdue', ['$23.80', 'outstanding', '$24.12', 'due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

/** A customer who may not see the orders sees a dash, never "$0.00". */
export const PastDueUnknown: Story = {
  name: 'Past due, amount unknown',
  args: { bill: overdue(null) },
  play: shows('pastDue', 'Payment overdue', ['—', 'outstanding amount not known right now', '$24.12', 'due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: $4.12']),
};

/** A scheduled pause: the date on which it starts, and the charge on resume. */
export const PausesThenResumes: Story = {
  name: 'Pauses soon, then resumes',
  args: { bill: bill({ pause_at_period_end: true, resumes_at: january }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Pauses on Dec 1, 2026')).toBeVisible();
    await expect(totalsIn(canvasElement)).toEqual(['$24.12', 'due Jan 1, 2027']);
  },
};

/** Without a resume date there is no charge to announce. */
export const PausesWithoutEnd: Story = {
  name: 'Pauses soon, no resume date',
  args: { bill: bill({ pause_at_period_end: true }) },
  play: shows('pauses', 'Pauses on Dec 1, 2026', [], []),
};

export const Paused: Story = {
  name: 'Paused without a resume date',
  args: { bill: bill({ status: 'paused' }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Nothing is due until you resume')).toBeVisible();
    await expect(totalsIn(canvasElement)).toEqual([]);
  },
};

export const Ended: Story = {
  name: 'Ended',
  args: { bill: bill({ status: 'canceled', ended_at: '2026-11-01T00:00:00Z', meters: [] }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Nothing due')).toBeVisible();
    await expect(linesIn(canvasElement)).toEqual([]);
  },
};

/** A yearly plan with meters that settle every month: two dates and two totals, which are never added. */
export const TwoDueDates: Story = {
  name: 'Two due dates',
  args: { bill: yearly([wirePriceFixed(), wirePriceMeteredUnit()], [tokens(2_412_350, 412)]) },
  play: async ({ canvas, canvasElement }) => {
    await expect(totalsIn(canvasElement)).toEqual(['$4.12', 'due Dec 1, 2026', '$200.00', 'due Jul 1, 2027']);
    await expect(canvas.getByText('Credits renew Dec 1, 2026')).toBeVisible();
  },
};

/** Credits that renew every month, while only the yearly price is charged. */
export const SeparateRenewalDate: Story = {
  name: 'Renews and charges on different days',
  args: { bill: yearly([wirePriceFixed()], [tokens(0, 0)]) },
  play: ({ canvas }) => expect(canvas.getByText('Credits renew Dec 1, 2026')).toBeVisible(),
};

/** Without the server's preview the amount of the discount is unknown. */
export const Discount: Story = {
  name: 'With a discount',
  args: { bill: bill({ discount_id: '6f1e0b1c-7a3d-4a55-9d3c-0d7f0c8e1a11' }) },
  play: ({ canvas }) => expect(canvas.getByText(/before discount and tax/)).toBeVisible(),
};

/** The steps from the lines to the amount to pay, as the server previews them. */
export const DiscountTaxAndBalance: Story = {
  name: 'Discount, tax and balance used',
  args: { bill: previewed({ discount_amount: 412, tax_amount: 380, total_amount: 2380, applied_balance_amount: -300, due_amount: 2080 }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(totalsIn(canvasElement)).toEqual(['$20.80', 'due Dec 1, 2026']);
    await expect(canvas.getByText('$3.00 from your balance')).toBeVisible();
    await expect(canvas.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['$24.12', '−$4.12', '$3.80', '$23.80', '−$3.00', '$20.80']);
  },
};

export const TaxIncluded: Story = {
  name: 'Tax included',
  args: { bill: previewed({ net_amount: 2032, tax_amount: 380 }) },
  play: ({ canvas }) => expect(canvas.getByText('includes $3.80 tax')).toBeVisible(),
};

export const BelowTheMinimum: Story = {
  name: 'Below the smallest charge',
  args: { bill: previewed({ base_amount: 0, metered_amount: 30, subtotal_amount: 30, net_amount: 30, total_amount: 30, due_amount: 30 }) },
  play: ({ canvas }) => expect(canvas.getByText("too small to charge on its own, so it's added to a later charge")).toBeVisible(),
};

const seats = { seats: 8, prices: [{ ...wirePriceFixed(), amount_type: 'seat_based', seat_tiers: { seat_tier_type: 'volume', tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 500 }] } }], meters: [] } as unknown as WireSubscriptionOverrides;

/** Eight seats now, fewer from the next period on. */
export const FewerSeats: Story = {
  name: 'Fewer seats from the next period',
  args: { bill: bill({ ...seats, amount: 4000, pending_update: { applies_at: december, product_id: null, seats: 6, units: null } } as WireSubscriptionOverrides) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('6 seats from Dec 1, 2026')).toBeVisible();
    await expect(linesIn(canvasElement)).toEqual(['Lumen Pro\u00a0· 6 seats: $30.00']);
  },
};

/** A cheaper plan from the next period on. */
export const AnotherPlan: Story = {
  name: 'Another plan from the next period',
  args: { bill: previewed({ base_amount: 900, subtotal_amount: 900, metered_amount: 0, net_amount: 900, total_amount: 900, due_amount: 900 }, { pending_update: { applies_at: december, product_id: 'basic' } } as WireSubscriptionOverrides) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Plan changes to Lumen Basic on Dec 1, 2026')).toBeVisible();
    await expect(linesIn(canvasElement)).toEqual(['Lumen Basic: $9.00']);
  },
};

const prorations = [
  { label: 'Unused time on Lumen Pro', amount: -1067 },
  { label: 'Remaining time on Lumen Team', amount: 3200 },
];

/** Prorations after a change of plan, as the server reports them: signed, and part of the total. */
export const Prorations: Story = {
  name: 'Prorated after a plan change',
  args: { bill: previewed({ prorations, proration_amount: 2133, subtotal_amount: 4545, net_amount: 4545, total_amount: 4545, due_amount: 4545 }) },
  play: shows('nextCharge', 'Next charge', ['$45.45', 'due Dec 1, 2026'], [
    'Base price: $20.00',
    'AI tokens: $4.12',
    'Unused time on Lumen Pro: −$10.67',
    'Remaining time on Lumen Team: $32.00',
  ]),
};

/** The prorations exceed the charge, so the rest becomes credit. */
export const NegativeTotal: Story = {
  name: 'A negative total becomes credit',
  args: { bill: previewed({ prorations: [{ label: 'Unused time on Lumen Team', amount: -6000 }], subtotal_amount: -3588, net_amount: -3588, total_amount: -3588, due_amount: 0 }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(totalsIn(canvasElement)).toEqual(['$0.00', 'due Dec 1, 2026']);
    await expect(canvas.getByText('$35.88 goes to your balance')).toBeVisible();
  },
};

/** One unknown line makes the total unknown, never smaller. */
export const UnknownAmount: Story = {
  name: 'One amount unknown',
  args: { bill: bill({ meters: [{ ...tokens(2_412_350, 412), amount: null as unknown as number }] }) },
  play: shows('nextCharge', 'Next charge', ['—', 'due Dec 1, 2026'], ['Base price: $20.00', 'AI tokens: —']),
};

/** More than five lines at $0.00 are collapsed. */
export const ManyFreeLines: Story = {
  name: 'Many meters without usage',
  args: { bill: bill({ meters: [tokens(2_412_350, 412), ...'ABCDEF'.split('').map((letter) => wireSubscriptionMeter({ name: `Region ${letter}` }))] }) },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const fold = canvas.getByText('6 lines at $0.00');
    await userEvent.tab();
    await enter(fold);
    await expect(await canvas.findByText('Region F')).toBeVisible();
    await expect(linesIn(canvasElement)).toHaveLength(8);
  },
};

/** The bar of parts is full, although most parts are narrower than a gap between two of them. */
export const ManySmallParts: Story = {
  name: 'Many small parts',
  args: { bill: bill({ meters: [tokens(2_412_350, 412), ...'ABCDEFGHIJKLMNOPQRST'.split('').map((letter) => wireSubscriptionMeter({ name: `Region ${letter}`, amount: 4 }))] }) },
  play: async ({ canvasElement }) => {
    const gaps = [...canvasElement.querySelectorAll('.mf-mix-part')].map((part) => getComputedStyle(part).clipPath !== 'none');
    // The plan, the tokens, two regions in colors of their own, and 18 gray regions as one part.
    await expect(gaps).toEqual([false, true, true, true, true, ...Array.from({ length: 17 }, () => false)]);
  },
};

/** The host's own way to pay, below the first amount. */
export const WithAction: Story = {
  name: 'With a button of your own',
  args: { bill: overdue([2380]), action: <a href="#pay">Pay now</a> },
  play: ({ canvas }) => expect(canvas.getByRole('link', { name: 'Pay now' })).toBeVisible(),
};

/** Halfway through the period: what the charge comes to at the pace so far. */
export const Forecast: Story = {
  name: 'With an estimate',
  args: { now: new Date('2026-11-16T00:00:00Z'), period: { start: new Date('2026-11-01T00:00:00Z'), end: new Date(december) } },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('.mf-forecast')).toHaveTextContent('About $48 by then at this pace');
    await endsWithSeveralWords(canvasElement.querySelector('.mf-forecast') as HTMLElement);
    await endsWithSeveralWords(canvasElement.querySelector('.mf-amount-note') as HTMLElement);
    await expect(canvas.getByText('due Dec 1, in 15 days')).toBeVisible();
    await expect(canvas.getByText('412,350 over at $10 / 1M tokens')).toBeVisible();
  },
};

/** Lines with details expand, with the keyboard as well. */
export const ExpandableLines: Story = {
  name: 'Lines that unfold',
  args: { details: ({ meter, price }) => meter && <Receipt className="mf-details" meter={meter} price={price} currency="usd" /> },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.queryByText('$10 / 1M tokens')).toBeNull();
    await userEvent.tab();
    await enter(canvas.getByText('AI tokens').closest('summary'));
    await expect(await canvas.findByText('$10 / 1M tokens')).toBeVisible();
  },
};

export const Narrow: Story = { ...Prorations, name: 'In 240 pixels', parameters: { width: 240 }, play: ({ canvas }) => fits(canvas.getByTestId('frame')) };

export const Dark: Story = { ...Prorations, name: 'On a dark page', globals: { theme: 'dark' } };

export const RightToLeft: Story = {
  name: 'Right to left',
  ...TwoDueDates,
  globals: { locale: 'ar-EG', direction: 'rtl' },
  decorators: [arabic],
  play: ({ canvas }) => expect(canvas.getAllByText(/٢٠٠٫٠٠/)).toHaveLength(2),
};

/** By default, a monthly plan for $20.00 with $4.12 of tokens, and no preview. */
function bill(overrides: WireSubscriptionOverrides = {}): Bill {
  return billOf(subscribed(overrides));
}

/** The same with the server's preview. By default it adds nothing. */
function previewed(figures: Record<string, unknown>, overrides: WireSubscriptionOverrides = {}): Bill {
  const whole = { base_amount: 2000, metered_amount: 412, subtotal_amount: 2412, discount_amount: 0, net_amount: 2412, tax_amount: 0, total_amount: 2412, applied_balance_amount: 0, due_amount: 2412, prorations: [] };
  const net = typeof figures['discount_amount'] === 'number' ? { net_amount: 2412 - figures['discount_amount'] } : {};
  return billOf(subscribed(overrides), parseChargePreview({ ...whole, ...net, ...figures }), { products: { basic: { name: 'Lumen Basic' } } });
}

/** The bill of an overdue payment, with these orders; `null` if the customer may not see them. */
function overdue(amounts: number[] | null): Bill {
  const subscription = subscribed({ status: 'past_due', past_due_at: '2026-11-01T00:00:00Z' });
  return billOf(subscription, null, { orders: amounts && amounts.map((dueAmount) => ({ subscriptionId: subscription.id, status: 'pending', dueAmount })) });
}

function subscribed(overrides: WireSubscriptionOverrides): CustomerSubscription {
  return parseSubscription(wireSubscription({ meters: [tokens(2_412_350, 412)], ...overrides }));
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
