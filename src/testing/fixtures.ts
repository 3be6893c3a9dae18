import { stableId } from './identity';
import { wirePriceFixed, wirePriceMeteredUnit } from './prices';
import type {
  WireMeter,
  WireMeterName,
  WireOrganization,
  WirePage,
  WireProduct,
  WireStateMeter,
  WireSubscription,
  WireSubscriptionMeter,
  WireWallet,
} from './wire';

/** Lets a test name the meter, from which the ids follow, and change any part of it. */
interface NamedMeter {
  /** Shorthand for `meter.name`. */
  name?: string;
  meter?: Partial<WireMeterName>;
}

/** Anything of a customer meter that should differ. */
export type WireMeterOverrides = Partial<Omit<WireMeter, 'meter'>> & NamedMeter;
/** Anything of a state meter that should differ. */
export type WireStateMeterOverrides = Partial<WireStateMeter> & { name?: string };
/** Anything of a subscription meter that should differ. */
export type WireSubscriptionMeterOverrides = Partial<Omit<WireSubscriptionMeter, 'meter'>> & NamedMeter;
/** Anything of a product that should differ. */
export type WireProductOverrides = Partial<WireProduct>;
/** Anything of a subscription that should differ. `name` is shorthand for `product.name`. */
export type WireSubscriptionOverrides = Partial<Omit<WireSubscription, 'product'>> & {
  name?: string;
  product?: WireProductOverrides;
};
/** Anything of a wallet that should differ. */
export type WireWalletOverrides = Partial<WireWallet>;

const customerId = stableId('customer', 'ada');
const dates = { created_at: '2026-03-02T08:15:00.273645Z', modified_at: '2026-11-14T13:37:00Z' };

/** A customer meter on the wire: 1,250 of 5,000 AI tokens used unless told otherwise. `balance` follows from the two. */
export function wireMeter(overrides: WireMeterOverrides = {}): WireMeter {
  const { name = overrides.meter?.name ?? 'AI tokens', meter, ...rest } = overrides;
  const named = wireMeterName(name, rest.meter_id, meter);
  return {
    id: stableId('customer-meter', 'ada', name),
    ...dates,
    customer_id: customerId,
    meter_id: named.id,
    ...usage(rest),
    meter: named,
    ...rest,
  };
}

/** A meter of a customer state on the wire: as {@link wireMeter}, without a name. */
export function wireStateMeter(overrides: WireStateMeterOverrides = {}): WireStateMeter {
  const { name = 'AI tokens', ...rest } = overrides;
  return {
    id: stableId('customer-meter', 'ada', name),
    ...dates,
    meter_id: stableId('meter', name),
    ...usage(rest),
    ...rest,
  };
}

/** A subscription meter on the wire: 1,250 of 5,000 AI tokens used, nothing due, unless told otherwise. */
export function wireSubscriptionMeter(overrides: WireSubscriptionMeterOverrides = {}): WireSubscriptionMeter {
  const { name = overrides.meter?.name ?? 'AI tokens', meter, ...rest } = overrides;
  const named = wireMeterName(name, rest.meter_id, meter);
  return {
    id: stableId('subscription-meter', 'ada', name),
    ...dates,
    meter_id: named.id,
    consumed_units: 1250,
    credited_units: 5000,
    amount: 0,
    meter: named,
    ...rest,
  };
}

/**
 * A subscription on the wire: active, monthly, $20.00, with one meter priced per token, unless told otherwise.
 * The product lists the same prices as the subscription, under the same id.
 */
export function wireSubscription(overrides: WireSubscriptionOverrides = {}): WireSubscription {
  const { name = overrides.product?.name ?? 'Lumen Pro', product, ...rest } = overrides;
  const prices = rest.prices ?? [wirePriceFixed(), wirePriceMeteredUnit()];
  const whole = wireProduct({ name, prices, ...product });
  return {
    id: stableId('subscription', 'ada', name),
    ...dates,
    amount: 2000,
    currency: 'usd',
    recurring_interval: 'month',
    recurring_interval_count: 1,
    status: 'active',
    current_period_start: '2026-11-01T00:00:00Z',
    current_period_end: '2026-12-01T00:00:00Z',
    current_meter_period_start: null,
    current_meter_period_end: null,
    trial_start: null,
    trial_end: null,
    cancel_at_period_end: false,
    canceled_at: null,
    started_at: '2026-03-01T00:00:00Z',
    ends_at: null,
    ended_at: null,
    past_due_at: null,
    pause_at_period_end: false,
    paused_at: null,
    resumes_at: null,
    customer_id: customerId,
    product_id: whole.id,
    discount_id: null,
    checkout_id: null,
    seats: null,
    units: null,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
    product: whole,
    prices,
    meters: [wireSubscriptionMeter()],
    pending_update: null,
    ...rest,
  };
}

/** A product on the wire: public, monthly, without prices or benefits unless told otherwise. */
export function wireProduct(overrides: WireProductOverrides = {}): WireProduct {
  const { name = 'Lumen Pro', ...rest } = overrides;
  const organization = rest.organization ?? wireOrganization();
  return {
    id: stableId('product', name),
    created_at: '2026-01-05T09:30:00.482913Z',
    modified_at: null,
    name,
    description: null,
    visibility: 'public',
    trial_interval: null,
    trial_interval_count: null,
    recurring_interval: 'month',
    recurring_interval_count: 1,
    meter_interval: null,
    meter_interval_count: null,
    is_recurring: true,
    is_archived: false,
    organization_id: organization.id,
    prices: [],
    benefits: [],
    medias: [],
    organization,
    ...rest,
  };
}

/** The merchant on the wire: Lumen, which shows usage, unless told otherwise. */
export function wireOrganization(overrides: Partial<WireOrganization> = {}): WireOrganization {
  return {
    id: stableId('organization', 'Lumen'),
    created_at: '2025-06-02T10:00:00Z',
    modified_at: null,
    name: 'Lumen',
    slug: 'lumen',
    avatar_url: null,
    proration_behavior: 'prorate',
    allow_customer_updates: true,
    customer_portal_settings: {
      usage: { show: true },
      subscription: { update_seats: true, update_plan: true },
    },
    ...overrides,
  };
}

/** A wallet on the wire: $15.00 unless told otherwise. */
export function wireWallet(overrides: WireWalletOverrides = {}): WireWallet {
  const currency = overrides.currency ?? 'usd';
  return {
    id: stableId('wallet', 'ada', currency),
    ...dates,
    customer_id: customerId,
    balance: 1500,
    currency,
    ...overrides,
  };
}

/** A page of a list on the wire: all items on one page unless told otherwise. */
export function wirePage<Item>(items: Item[], pagination: Partial<WirePage<Item>['pagination']> = {}): WirePage<Item> {
  return {
    items,
    pagination: { total_count: items.length, max_page: items.length === 0 ? 0 : 1, ...pagination },
  };
}

function wireMeterName(
  name: string,
  id = stableId('meter', name),
  overrides: Partial<WireMeterName> = {},
): WireMeterName {
  return { id, created_at: '2026-01-05T09:30:00.482913Z', modified_at: null, name, ...overrides };
}

function usage({ consumed_units = 1250, credited_units = 5000 }: Partial<WireStateMeter>) {
  return { consumed_units, credited_units, balance: credited_units - consumed_units };
}
