import {
  type WireChargePreview,
  type WireOrder,
  wireOrder,
  wirePriceFixed,
  wirePriceMeteredUnit,
  wirePriceSeatBased,
  wirePriceUnitBased,
  wireSubscriptionMeter,
  type WireSubscriptionOverrides,
  type WireSeatTiers,
} from '../../src/testing';

/** A customer made up from Polar's server code, with every text that `Billing` must show for the subscription. */
export interface InventedCustomer {
  name: string;
  subscription: WireSubscriptionOverrides;
  /** `null`: 404, as for every status that has no preview. */
  preview: Partial<WireChargePreview> | null;
  orders?: WireOrder[];
  /** Every text of the bill, by hand from `_compute_charge_preview`, `cycle`, `resume` and `compute_order_amounts`. */
  bill: string[];
}

const trialEnd = '2026-11-23T00:00:00Z';
const dec1 = '2026-12-01T00:00:00Z';
const jan1 = '2027-01-01T00:00:00Z';
const jun1 = '2027-06-01T00:00:00Z';
const trial = { status: 'trialing', trial_start: '2026-11-09T00:00:00Z', trial_end: trialEnd, current_period_end: trialEnd } as const;
const canceled = (ends_at: string) => ({ cancel_at_period_end: true, canceled_at: '2026-11-05T00:00:00Z', ends_at });
const yearly = { recurring_interval: 'year', current_period_end: jun1, current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: dec1 } as const;
const pastDue = { status: 'past_due', past_due_at: '2026-11-01T00:00:00Z' } as const;
const paused = { status: 'paused', paused_at: '2026-11-10T00:00:00Z' } as const;

/** A plan with a fixed price and no meters. */
export function flat(amount: number, price_currency = 'usd'): WireSubscriptionOverrides {
  return { amount, currency: price_currency, prices: [wirePriceFixed({ price_amount: amount, price_currency })], meters: [] };
}

/** A fixed price and API calls at 0.1 minor units each. */
export function metered(amount: number, consumed_units: number, meterAmount: number, credited_units = 0): WireSubscriptionOverrides {
  return {
    amount,
    prices: [wirePriceFixed({ price_amount: amount }), wirePriceMeteredUnit({ name: 'API calls', unit: 'scalar', unit_amount: '0.100000000000' })],
    meters: [wireSubscriptionMeter({ name: 'API calls', consumed_units, credited_units, amount: meterAmount })],
  };
}

/** A preview of a base amount and usage, without discount, tax or balance. */
export function plainPreview(base_amount: number, metered_amount = 0): Partial<WireChargePreview> {
  const total = base_amount + metered_amount;
  return { base_amount, metered_amount, proration_amount: 0, prorations: [], subtotal_amount: total, discount_amount: 0, net_amount: total, tax_amount: 0, total_amount: total, applied_balance_amount: 0, due_amount: total };
}

function seats(count: number, seat_tier_type: WireSeatTiers['seat_tier_type'], amount: number): WireSubscriptionOverrides {
  const tiers = [
    { min_seats: 1, max_seats: 5, price_per_seat: 1000 },
    { min_seats: 6, max_seats: 10, price_per_seat: 800 },
    { min_seats: 11, max_seats: null, price_per_seat: 500 },
  ];
  return { amount, seats: count, meters: [], prices: [wirePriceSeatBased({ seat_tiers: { seat_tier_type, tiers, minimum_seats: 1, maximum_seats: null } })] };
}

function devices(count: number, amount: number, unit_label: Record<string, Record<string, string>> | null): WireSubscriptionOverrides {
  return { amount, units: count, meters: [], prices: [wirePriceUnitBased({ unit_label })] };
}

function pending(changes: { product_id?: string; seats?: number; units?: number }): Pick<WireSubscriptionOverrides, 'pending_update'> {
  const record = { id: '4f1c8f0e-7c3b-4d55-9b55-0a5d3a3f2a10', created_at: '2026-11-05T00:00:00Z', modified_at: null };
  return { pending_update: { ...record, applies_at: dec1, product_id: null, seats: null, units: null, ...changes } };
}

/** The product that is called Lumen Light. */
export const light = '0d1f3c1e-53a4-4c1b-8f0a-6d2f3a1b9c11';

/** Trials, cancellations, pauses, overdue payments and ended subscriptions. */
export const courses: InventedCustomer[] = [
  {
    name: 'a trial with a lasting discount of 20 %',
    subscription: { ...metered(2900, 0, 0), ...trial, amount: 2320, discount_id: light },
    preview: { ...plainPreview(2900), discount_amount: 580, net_amount: 2320, total_amount: 2320, due_amount: 2320 },
    bill: ['First charge after your trial', '$23.20', 'due Nov 23, in 9 days', 'Base price: $29.00', 'API calls: $0.00', 'Subtotal: $29.00', 'Discount: −$5.80', 'Total: $23.20'],
  },
  {
    name: 'a trial that is canceled: no line, no order',
    subscription: { ...flat(2900), ...trial, ...canceled(trialEnd) },
    preview: plainPreview(0),
    bill: ['Final charge', '$0.00', 'due Nov 23, in 9 days'],
  },
  {
    name: 'a trial that changes its plan when it ends',
    subscription: { ...flat(2900), ...trial, ...pending({ product_id: light }) },
    preview: plainPreview(1900),
    bill: ['First charge after your trial', 'Plan changes to Lumen Light on Nov 23', '$19.00', 'due Nov 23, in 9 days', 'Lumen Light: $19.00'],
  },
  {
    name: 'a canceled yearly plan whose usage settles monthly',
    subscription: { ...metered(12_000, 5000, 400, 1000), ...yearly, ...canceled(jun1) },
    preview: plainPreview(0, 400),
    bill: ['Final charge', '$4.00', 'due Dec 1, in 17 days', 'before tax', 'API calls: $4.00', '$0.00', 'due Jun 1, 2027', 'Credits renew Dec 1'],
  },
  {
    name: 'a cancellation with usage and a proration that exceeds it',
    subscription: { ...metered(2000, 2000, 200), ...canceled(dec1) },
    preview: {
      ...plainPreview(0, 200),
      prorations: [{ label: 'Unused time on Lumen Pro', amount: -500 }],
      proration_amount: -500,
      subtotal_amount: -300,
      net_amount: -300,
      total_amount: -300,
      due_amount: 0,
    },
    bill: ['Final charge', '$0.00', 'due Dec 1, in 17 days', '$3.00 goes to your balance', 'API calls: $2.00', 'Unused time on Lumen Pro: −$5.00', 'Total: −$3.00'],
  },
  {
    name: 'an end date without the flag of a cancellation',
    subscription: { ...metered(2000, 2000, 200), ends_at: dec1 },
    preview: plainPreview(0, 200),
    bill: ['Final charge', '$2.00', 'due Dec 1, in 17 days', 'API calls: $2.00'],
  },
  {
    name: 'a pause that has begun, with usage left and a resume date',
    subscription: { ...metered(1500, 4000, 400), ...paused, resumes_at: jan1 },
    preview: plainPreview(1500, 400),
    bill: ['Charge after your pause', '$19.00', 'due Jan 1', 'Base price: $15.00', 'API calls: $4.00', 'Total: $19.00'],
  },
  {
    name: 'a pause without an end, with usage left',
    subscription: { ...metered(1500, 4000, 400), ...paused },
    preview: null,
    bill: ['Paused', 'Nothing is due until you resume'],
  },
  {
    name: 'a yearly plan that will pause, whose usage settles monthly',
    subscription: { ...metered(12_000, 5000, 500), ...yearly, pause_at_period_end: true, resumes_at: '2027-09-01T00:00:00Z' },
    preview: plainPreview(12_000, 500),
    bill: ['Charge after your pause', 'Pauses on Jun 1, 2027', '$5.00', 'due Dec 1, in 17 days', 'before tax', 'API calls: $5.00', '$120.00', 'due Sep 1, 2027', 'before tax', 'Base price: $120.00'],
  },
  {
    name: 'a plan that will pause, with a discount that may expire before it resumes',
    subscription: { ...flat(2000), amount: 1000, discount_id: light, pause_at_period_end: true, resumes_at: jan1 },
    preview: { ...plainPreview(2000), discount_amount: 1000, net_amount: 1000, total_amount: 1000, due_amount: 1000 },
    bill: ['Charge after your pause', 'Pauses on Dec 1', '$10.00', 'due Jan 1', 'estimate', 'Base price: $20.00', 'Subtotal: $20.00', 'Discount: −$10.00', 'Total: $10.00'],
  },
  {
    name: 'a subscription that was revoked, with usage left on its meter',
    subscription: { ...metered(2000, 5000, 500), status: 'canceled', ended_at: '2026-11-10T00:00:00Z', ends_at: '2026-11-10T00:00:00Z' },
    preview: null,
    bill: ['Ended', 'Nothing due'],
  },
  {
    name: 'a subscription whose first payment is missing',
    subscription: { ...metered(2000, 5000, 500), status: 'incomplete', started_at: null },
    preview: null,
    bill: ['Not started'],
  },
  {
    name: 'two unpaid orders of a plan that is past due',
    subscription: { ...metered(2000, 5000, 500), ...pastDue },
    preview: null,
    orders: [wireOrder({ status: 'pending', due_amount: 2000 }), wireOrder({ id: light, status: 'pending', due_amount: 2450 }), wireOrder({ id: trialEnd, status: 'paid', due_amount: 900 })],
    bill: ['Payment overdue', '$44.50', 'outstanding', '$25.00', 'due Dec 1, in 17 days', 'estimate · before tax · adjustments may follow', 'Base price: $20.00', 'API calls: $5.00', 'Subtotal: $25.00'],
  },
  {
    name: 'an unpaid order for usage that settles apart from a plan whose payments are in order',
    subscription: { ...metered(12_000, 5000, 500), current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: dec1, current_period_end: '2027-06-01T00:00:00Z' },
    preview: null,
    orders: [wireOrder({ status: 'pending', due_amount: 450, billing_reason: 'subscription_meter_cycle', next_payment_attempt_at: '2026-11-20T00:00:00Z' })],
    bill: ['Next charge', '$4.50', 'outstanding', '$5.00', 'due Dec 1, in 17 days', 'before tax', 'API calls: $5.00', '$120.00', 'due Jun 1, 2027', 'before tax · adjustments may follow', 'Base price: $120.00'],
  },
  {
    name: 'a plan that is past due and canceled',
    subscription: { ...metered(2000, 5000, 500), ...pastDue, ...canceled(dec1) },
    preview: null,
    orders: [wireOrder({ status: 'pending', due_amount: 2000 })],
    bill: ['Payment overdue', '$20.00', 'outstanding', '$5.00', 'due Dec 1, in 17 days', 'estimate · before tax · adjustments may follow', 'API calls: $5.00'],
  },
  {
    name: 'a plan that is past due and changes to another',
    subscription: { ...flat(2000), ...pastDue, ...pending({ product_id: light }) },
    preview: null,
    orders: [wireOrder({ status: 'pending', due_amount: 2000 })],
    bill: ['Payment overdue', '$20.00', 'outstanding', 'Plan changes to Lumen Light on Dec 1', '—', 'due Dec 1, in 17 days', 'before discount and tax · adjustments may follow', 'Lumen Light: —'],
  },
  {
    name: 'a past-due plan with fewer seats, by volume, from the next period',
    subscription: { ...seats(12, 'volume', 6000), ...pastDue, ...pending({ seats: 10 }) },
    preview: null,
    orders: [wireOrder({ status: 'pending', due_amount: 6000 })],
    bill: ['Payment overdue', '$60.00', 'outstanding', '10 seats from Dec 1', '$80.00', 'due Dec 1, in 17 days', 'before tax · adjustments may follow', 'Lumen Pro · 10 seats: $80.00'],
  },
  {
    name: 'an active plan with an order that isn’t paid yet',
    subscription: flat(2000),
    preview: plainPreview(2000),
    orders: [wireOrder({ status: 'pending', due_amount: 450, billing_reason: 'subscription_cycle' })],
    bill: ['Next charge', '$20.00', 'due Dec 1, in 17 days', 'Base price: $20.00'],
  },
];

/** Plans by their prices: seats, devices, free, capped, and with a period of its own for usage. */
export const plans: InventedCustomer[] = [
  { name: 'seats in graduated tiers', subscription: seats(12, 'graduated', 10_000), preview: plainPreview(10_000), bill: ['Next charge', '$100.00', 'due Dec 1, in 17 days', 'Lumen Pro · 12 seats: $100.00'] },
  { name: 'one device', subscription: devices(1, 400, { en: { '=1': 'device', other: 'devices' } }), preview: plainPreview(400), bill: ['Next charge', '$4.00', 'due Dec 1, in 17 days', 'Lumen Pro · 1 device: $4.00'] },
  { name: 'units without a name', subscription: devices(2, 800, null), preview: plainPreview(800), bill: ['Next charge', '$8.00', 'due Dec 1, in 17 days', 'Lumen Pro · 2 units: $8.00'] },
  {
    name: 'fewer devices from the next period, named in another language only',
    subscription: { ...devices(3, 1200, { de: { '=1': 'Gerät', other: 'Geräte' } }), ...pending({ units: 1 }) },
    preview: plainPreview(400),
    bill: ['Next charge', '1 Gerät from Dec 1', '$4.00', 'due Dec 1, in 17 days', 'Lumen Pro · 1 Gerät: $4.00'],
  },
  {
    name: 'a change of plan together with seats',
    subscription: { ...seats(12, 'volume', 6000), ...pending({ product_id: light, seats: 4 }) },
    preview: plainPreview(3600),
    bill: ['Next charge', 'Plan changes to Lumen Light on Dec 1', '4 seats from Dec 1', '$36.00', 'due Dec 1, in 17 days', 'Lumen Light · 4 seats: $36.00'],
  },
  {
    name: 'a change of plan that brings a discount of 10 %',
    subscription: { ...flat(4000), ...pending({ product_id: light }) },
    preview: { ...plainPreview(2500), discount_amount: 250, net_amount: 2250, total_amount: 2250, due_amount: 2250 },
    bill: ['Next charge', 'Plan changes to Lumen Light on Dec 1', '$22.50', 'due Dec 1, in 17 days', 'Lumen Light: $25.00', 'Subtotal: $25.00', 'Discount: −$2.50', 'Total: $22.50'],
  },
  { name: 'a free plan with usage', subscription: metered(0, 2500, 250), preview: plainPreview(0, 250), bill: ['Next charge', '$2.50', 'due Dec 1, in 17 days', 'API calls: $2.50', 'Base price: $0.00', 'Total: $2.50'] },
  {
    name: 'usage at its cap',
    subscription: { ...metered(1000, 90_000, 5000), prices: [wirePriceFixed({ price_amount: 1000 }), wirePriceMeteredUnit({ name: 'API calls', unit: 'scalar', unit_amount: '0.100000000000', cap_amount: 5000 })] },
    preview: plainPreview(1000, 5000),
    bill: ['Next charge', '$60.00', 'due Dec 1, in 17 days', 'API calls: $50.00', 'Base price: $10.00', 'Total: $60.00'],
  },
  { name: 'a preview that counts more usage than the meter yet', subscription: metered(1000, 3000, 300), preview: plainPreview(1000, 303), bill: ['Next charge', '$13.03', 'due Dec 1, in 17 days', 'Base price: $10.00', 'Usage: $3.03', 'Total: $13.03'] },
  {
    name: 'usage that settles on the day of the plan',
    subscription: { ...metered(1000, 3000, 300), current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: dec1 },
    preview: plainPreview(1000, 300),
    bill: ['Next charge', '$13.00', 'due Dec 1, in 17 days', 'Base price: $10.00', 'API calls: $3.00', 'Total: $13.00'],
  },
  {
    name: 'usage whose own period ends after the plan’s: the renewal bills it',
    subscription: { ...metered(1000, 3000, 300), current_meter_period_start: '2026-11-01T00:00:00Z', current_meter_period_end: '2027-02-01T00:00:00Z' },
    preview: plainPreview(1000, 300),
    bill: ['Next charge', '$13.00', 'due Dec 1, in 17 days', 'Base price: $10.00', 'API calls: $3.00', 'Total: $13.00'],
  },
];

