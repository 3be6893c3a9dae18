import { decimalOf, type Decimal, pythonText, type Tiers } from './charge-oracle.money';
import type { Plan, Price, Scenario } from './charge-oracle.scenario';
import { amountOf, metersOf, previewOf, subscriptionAmount } from './charge-oracle.server';

const stamp = { created_at: '2026-01-01T00:00:00Z', modified_at: null };
const ids = new Map<string, string>();
const organizationId = idOf('organization');

export interface Wire {
  /** `GET /v1/customer-portal/subscriptions/{id}` */
  subscription: ReturnType<typeof subscriptionWire>;
  /** `GET …/charge-preview`; null is a 404. */
  preview: ReturnType<typeof previewWire>;
  /** `GET /v1/customer-portal/orders/?subscription_id=…`, the pending ones. */
  orders: ReturnType<typeof ordersWire>;
}

/** The payloads that a portal customer gets in a scenario. */
export function wireOf(scenario: Scenario): Wire {
  return { subscription: subscriptionWire(scenario), preview: previewWire(scenario), orders: ordersWire(scenario) };
}

/** The same id for the same name, in the form of a UUID 4. */
export function idOf(name: string): string {
  const known = ids.get(name);
  if (known !== undefined) return known;
  let hash = 0xcbf29ce484222325n;
  for (const letter of name) hash = ((hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  const hex = hash.toString(16).padStart(16, '0');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(1, 4)}-${hex.slice(4, 16)}`;
  ids.set(name, id);
  return id;
}

function subscriptionWire(scenario: Scenario) {
  const { status, plan, periodStart, periodEnd, meterEnd, cancel, pause, resumesAt, pending, discount } = scenario;
  const ended = status === 'canceled' || status === 'unpaid' || status === 'incomplete_expired';
  const started = status !== 'incomplete' && status !== 'incomplete_expired';
  return {
    id: idOf('subscription'),
    ...stamp,
    amount: Number(subscriptionAmount(scenario)),
    currency: scenario.currency,
    recurring_interval: plan.interval,
    recurring_interval_count: 1,
    status,
    current_period_start: periodStart,
    current_period_end: periodEnd,
    current_meter_period_start: meterEnd === null ? null : periodStart,
    current_meter_period_end: meterEnd,
    trial_start: status === 'trialing' ? periodStart : null,
    trial_end: status === 'trialing' ? periodEnd : null,
    cancel_at_period_end: cancel,
    canceled_at: cancel || ended ? periodStart : null,
    started_at: started ? periodStart : null,
    ends_at: cancel ? periodEnd : ended ? periodStart : null,
    ended_at: ended ? periodStart : null,
    past_due_at: status === 'past_due' ? periodStart : null,
    pause_at_period_end: pause,
    paused_at: status === 'paused' ? periodStart : null,
    resumes_at: resumesAt,
    customer_id: idOf('customer'),
    product_id: idOf(plan.name),
    discount_id: discount === null ? null : idOf('discount'),
    checkout_id: null,
    seats: scenario.seats,
    units: scenario.units,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
    product: productWire(plan, scenario.currency),
    prices: pricesWire(plan, scenario.currency),
    meters: metersOf(plan).map((price) => ({
      id: idOf(`subscription meter ${price.meter.name}`),
      ...stamp,
      consumed_units: scenario.usage[price.meter.name]?.consumed ?? 0,
      credited_units: scenario.usage[price.meter.name]?.credited ?? 0,
      amount: Number(amountOf(price, scenario.usage)),
      meter_id: idOf(price.meter.name),
      meter: { id: idOf(price.meter.name), ...stamp, name: price.meter.name },
    })),
    pending_update: pending && {
      id: idOf('pending update'),
      ...stamp,
      applies_at: periodEnd,
      product_id: pending.plan && idOf(pending.plan.name),
      seats: pending.seats,
      units: pending.units,
    },
  };
}

function previewWire(scenario: Scenario) {
  const preview = previewOf(scenario);
  return (
    preview && {
      base_amount: Number(preview.base),
      metered_amount: Number(preview.metered),
      proration_amount: preview.prorations.reduce((total, { amount }) => total + Number(amount), 0),
      prorations: preview.prorations.map(({ label, amount }) => ({ label, amount: Number(amount) })),
      subtotal_amount: Number(preview.subtotal),
      discount_amount: Number(preview.discount),
      net_amount: Number(preview.net),
      tax_amount: Number(preview.tax),
      total_amount: Number(preview.total),
      applied_balance_amount: Number(preview.applied),
      due_amount: Number(preview.due),
    }
  );
}

/** A pending order, without the copies of the product and the subscription that it carries. */
function ordersWire({ status, overdue, currency, periodStart, plan }: Scenario) {
  if (status !== 'past_due') return [];
  return overdue.map((due, index) => ({
    id: idOf(`order ${index}`),
    created_at: periodStart,
    modified_at: null,
    status: 'pending',
    paid: false,
    subtotal_amount: Number(due),
    discount_amount: 0,
    net_amount: Number(due),
    tax_amount: 0,
    total_amount: Number(due),
    applied_balance_amount: 0,
    due_amount: Number(due),
    refunded_amount: 0,
    refunded_tax_amount: 0,
    refundable_amount: Number(due),
    refundable_tax_amount: 0,
    currency,
    billing_reason: 'subscription_cycle',
    billing_name: null,
    billing_address: null,
    invoice_number: `POLAR-${index + 1}`,
    is_invoice_generated: false,
    receipt_number: null,
    seats: null,
    units: null,
    customer_id: idOf('customer'),
    product_id: idOf(plan.name),
    discount_id: null,
    subscription_id: idOf('subscription'),
    checkout_id: null,
    next_payment_attempt_at: '2026-11-03T00:00:00Z',
    product: null,
    subscription: null,
    items: [{ id: idOf(`item ${index}`), ...stamp, label: plan.name, amount: Number(due), tax_amount: 0, proration: false, product_price_id: null }],
    description: plan.name,
  }));
}

function productWire(plan: Plan, currency: string) {
  return {
    id: idOf(plan.name),
    ...stamp,
    trial_interval: null,
    trial_interval_count: null,
    name: plan.name,
    description: null,
    visibility: 'public',
    recurring_interval: plan.interval,
    recurring_interval_count: 1,
    meter_interval: null,
    meter_interval_count: null,
    is_recurring: true,
    is_archived: false,
    organization_id: organizationId,
    prices: pricesWire(plan, currency),
    benefits: [],
    medias: [],
    organization: {
      ...stamp,
      id: organizationId,
      name: 'Lumen',
      slug: 'lumen',
      avatar_url: null,
      proration_behavior: 'prorate',
      allow_customer_updates: true,
      customer_portal_settings: {
        usage: { show: true },
        subscription: { update_seats: true, update_plan: true },
        customer: { allow_email_change: false },
      },
    },
  };
}

function pricesWire(plan: Plan, currency: string) {
  return plan.prices.map((price, index) => ({
    ...stamp,
    id: idOf(`${plan.name} price ${index}`),
    source: 'catalog',
    price_currency: currency,
    tax_behavior: null,
    is_archived: false,
    product_id: idOf(plan.name),
    ...termsWire(price),
  }));
}

function termsWire(price: Price) {
  switch (price.kind) {
    case 'fixed':
      return { amount_type: 'fixed' as const, price_amount: Number(price.amount) };
    case 'custom':
      return { amount_type: 'custom' as const, minimum_amount: 0, maximum_amount: null, preset_amount: null };
    case 'seats':
      return { amount_type: 'seat_based' as const, seat_tiers: { seat_tier_type: price.tiers.mode, tiers: seatTiersWire(price.tiers) } };
    case 'units':
      return {
        amount_type: 'unit_based' as const,
        tiers: { type: price.tiers.mode, tiers: price.tiers.tiers.map(({ bound, rate }) => ({ bound, unit_amount: String(rate) })) },
        minimum_units: null,
        maximum_units: price.tiers.tiers.at(-1)?.bound ?? null,
        unit_label: price.label,
      };
    case 'metered': {
      const { meter, rate, cap } = price;
      return {
        amount_type: 'metered_unit' as const,
        unit_amount: pythonText(columnOf(decimalOf(rate))),
        cap_amount: cap === null ? null : Number(cap),
        meter_id: idOf(meter.name),
        meter: { id: idOf(meter.name), name: meter.name, unit: meter.unit, custom_label: meter.label, custom_multiplier: meter.multiplier },
      };
    }
  }
}

function seatTiersWire({ tiers }: Tiers) {
  return tiers.map(({ bound, rate }, index) => ({
    min_seats: (tiers[index - 1]?.bound ?? 0) + 1,
    max_seats: bound,
    price_per_seat: Number(rate),
  }));
}

/** As the database column `Numeric(17, 12)` returns it. */
function columnOf({ coefficient, exponent }: Decimal): Decimal {
  return { coefficient: coefficient * 10n ** BigInt(exponent + 12), exponent: -12 };
}
