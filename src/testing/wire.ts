/**
 * Polar's objects as they travel: snake_case, dates as ISO strings, money in minor units.
 * Only what a usage widget meets; `test/testing/wire.test.ts` holds these against Polar's own SDK types.
 */

/** What every stored object of Polar carries. `modified_at` is null until the first change. */
export interface WireRecord {
  id: string;
  created_at: string;
  modified_at: string | null;
}

/** One page of a list. `max_page` is 0 when there is nothing. */
export interface WirePage<Item> {
  items: Item[];
  pagination: { total_count: number; max_page: number };
}

/** A meter as the portal shows it: a name, no unit. */
export interface WireMeterName extends WireRecord {
  name: string;
}

/** Usage numbers of one customer on one meter. `balance` is credited − consumed and may be negative. */
export interface WireUsage {
  meter_id: string;
  consumed_units: number;
  credited_units: number;
  balance: number;
}

/** CustomerCustomerMeter: `/v1/customer-portal/meters/`. */
export interface WireMeter extends WireRecord, WireUsage {
  customer_id: string;
  meter: WireMeterName;
}

/** CustomerStateMeter: `active_meters[]` of a customer state. */
export interface WireStateMeter extends WireRecord, WireUsage {}

/** CustomerStateSubscriptionMeter: what is pending on the next invoice; `amount` in minor units. */
export interface WireStateSubscriptionMeter extends WireRecord {
  meter_id: string;
  consumed_units: number;
  credited_units: number;
  amount: number;
}

/** CustomerSubscriptionMeter: the same with the meter's name. */
export interface WireSubscriptionMeter extends WireStateSubscriptionMeter {
  meter: WireMeterName;
}

export type WireInterval = 'day' | 'week' | 'month' | 'year';

export type WireSubscriptionStatus =
  | 'incomplete'
  | 'incomplete_expired'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'canceled'
  | 'unpaid'
  | 'paused';

export type WireCancellationReason =
  | 'customer_service'
  | 'low_quality'
  | 'missing_features'
  | 'switched_service'
  | 'too_complex'
  | 'too_expensive'
  | 'unused'
  | 'other';

/** The meter inside a metered price: the only place where the portal tells a unit. */
export interface WirePriceMeter {
  id: string;
  name: string;
  unit: 'scalar' | 'token' | 'custom';
  custom_label: string | null;
  custom_multiplier: number | null;
}

interface WirePriceBase extends WireRecord {
  source: 'catalog' | 'ad_hoc';
  price_currency: string;
  tax_behavior: 'location' | 'inclusive' | 'exclusive' | null;
  is_archived: boolean;
  product_id: string;
}

interface WirePriceMetered extends WirePriceBase {
  /** Most that is ever charged for this meter in a period, in minor units. */
  cap_amount: number | null;
  meter_id: string;
  meter: WirePriceMeter;
}

/** The base fee. */
export interface WirePriceFixed extends WirePriceBase {
  amount_type: 'fixed';
  price_amount: number;
}

/** One rate per unit beyond the credits; `unit_amount` is a decimal string in minor units. */
export interface WirePriceMeteredUnit extends WirePriceMetered {
  amount_type: 'metered_unit';
  unit_amount: string;
}

/** Up to and including `bound` units (null: without end) at `unit_amount` minor units each. */
export interface WireTier {
  bound: number | null;
  unit_amount: string;
}

export interface WireTiers {
  type: 'volume' | 'graduated';
  tiers: WireTier[];
}

/** Rates by tier. Polar's OpenAPI document lacks it; its SDK knows it. */
export interface WirePriceMeteredTiers extends WirePriceMetered {
  amount_type: 'metered_tiers';
  tiers: WireTiers;
}

export type WirePrice = WirePriceFixed | WirePriceMeteredUnit | WirePriceMeteredTiers;

/** A benefit that grants credits on a meter. */
export interface WireBenefit extends WireRecord {
  type: 'meter_credit';
  description: string;
  selectable: boolean;
  deletable: boolean;
  is_deleted: boolean;
  organization_id: string;
  properties: { units: number; meter_id: string };
}

export interface WireOrganization extends WireRecord {
  name: string;
  slug: string;
  avatar_url: string | null;
  proration_behavior: 'invoice' | 'prorate' | 'next_period' | 'reset';
  allow_customer_updates: boolean;
  customer_portal_settings: {
    /** `show: false` is the merchant's wish to hide usage. */
    usage: { show: boolean };
    subscription: { update_seats: boolean; update_plan: boolean };
  };
}

export interface WireProduct extends WireRecord {
  name: string;
  description: string | null;
  visibility: 'draft' | 'private' | 'public';
  trial_interval: WireInterval | null;
  trial_interval_count: number | null;
  recurring_interval: WireInterval | null;
  recurring_interval_count: number | null;
  meter_interval: WireInterval | null;
  meter_interval_count: number | null;
  is_recurring: boolean;
  is_archived: boolean;
  organization_id: string;
  prices: WirePrice[];
  benefits: WireBenefit[];
  medias: never[];
  organization: WireOrganization;
}

/** A change of plan, seats or units that waits for the next period. */
export interface WirePendingUpdate extends WireRecord {
  applies_at: string;
  product_id: string | null;
  seats: number | null;
  units: number | null;
}

/** What the portal and the customer state both tell about a subscription. */
interface WireSubscriptionBase extends WireRecord {
  amount: number;
  currency: string;
  recurring_interval: WireInterval;
  current_period_start: string;
  current_period_end: string;
  trial_start: string | null;
  trial_end: string | null;
  cancel_at_period_end: boolean;
  canceled_at: string | null;
  started_at: string | null;
  ends_at: string | null;
  product_id: string;
  discount_id: string | null;
  seats: number | null;
  units: number | null;
}

/** CustomerSubscription: `/v1/customer-portal/subscriptions/`. `amount` is the base amount in minor units. */
export interface WireSubscription extends WireSubscriptionBase {
  status: WireSubscriptionStatus;
  recurring_interval_count: number;
  current_meter_period_start: string | null;
  current_meter_period_end: string | null;
  ended_at: string | null;
  past_due_at: string | null;
  pause_at_period_end: boolean;
  paused_at: string | null;
  resumes_at: string | null;
  customer_id: string;
  checkout_id: string | null;
  customer_cancellation_reason: WireCancellationReason | null;
  customer_cancellation_comment: string | null;
  product: WireProduct;
  prices: WirePrice[];
  meters: WireSubscriptionMeter[];
  pending_update: WirePendingUpdate | null;
}

/** CustomerStateSubscription: only active and trialing ones, and no prices. */
export interface WireStateSubscription extends WireSubscriptionBase {
  metadata: Record<string, string | number | boolean>;
  custom_field_data: Record<string, string | number | boolean | null>;
  status: 'active' | 'trialing';
  meters: WireStateSubscriptionMeter[];
}

/** CustomerWallet: money, in minor units of `currency`; may be negative. */
export interface WireWallet extends WireRecord {
  customer_id: string;
  balance: number;
  currency: string;
}

/** CustomerIndividual. */
export interface WireCustomer extends WireRecord {
  metadata: Record<string, string | number | boolean>;
  external_id: string | null;
  email: string;
  email_verified: boolean;
  type: 'individual';
  name: string | null;
  billing_name: string | null;
  billing_address: null;
  tax_id: null;
  locale: string | null;
  organization_id: string;
  default_payment_method_id: string | null;
  deleted_at: string | null;
  first_user_event_at: string | null;
  avatar_url: string | null;
}

export interface WireBenefitGrant extends WireRecord {
  granted_at: string;
  benefit_id: string;
  benefit_type: 'meter_credit';
  benefit_metadata: Record<string, string | number | boolean>;
  properties: Record<string, never>;
}

/** CustomerState: `/v1/customers/{id}/state`, for the merchant only. */
export interface WireState extends WireCustomer {
  active_subscriptions: WireStateSubscription[];
  granted_benefits: WireBenefitGrant[];
  active_meters: WireStateMeter[];
}

/** CustomerSession: the answer of `POST /v1/customer-sessions/`. `customer_portal_url` contains the token. */
export interface WireSession extends WireRecord {
  token: string;
  expires_at: string;
  return_url: string | null;
  customer_portal_url: string;
  customer_id: string;
  customer: WireCustomer;
}

/** One entry of a 422's `detail`. It echoes what was sent. */
export interface WireIssue {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}
