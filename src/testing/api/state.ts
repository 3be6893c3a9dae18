import { stableId } from '../fixtures/identity';
import type {
  WireBenefitGrant,
  WireCustomer,
  WireMeter,
  WireState,
  WireStateMeter,
  WireStateSubscription,
  WireStateSubscriptionMeter,
  WireSubscription,
  WireSubscriptionMeter,
} from '../fixtures/wire';

/** The customer state, as a merchant reads it: no names of meters, no prices, only active and trialing subscriptions. */
export function customerStateOf(
  profile: WireCustomer,
  meters: readonly WireMeter[],
  subscriptions: readonly WireSubscription[],
): WireState {
  const active = subscriptions.flatMap((subscription) => toStateSubscription(subscription) ?? []);
  const activeIds = new Set(active.map(({ id }) => id));
  return {
    ...profile,
    active_subscriptions: active,
    granted_benefits: subscriptions.filter(({ id }) => activeIds.has(id)).flatMap(toStateGrants),
    active_meters: meters.map(toStateMeter),
  };
}

function toStateMeter({ meter: _name, customer_id: _owner, ...rest }: WireMeter): WireStateMeter {
  return rest;
}

function toStateSubscriptionMeter({ meter: _name, ...rest }: WireSubscriptionMeter): WireStateSubscriptionMeter {
  return rest;
}

function toStateSubscription(subscription: WireSubscription): WireStateSubscription | undefined {
  const { status, meters } = subscription;
  if (status !== 'active' && status !== 'trialing') return undefined;
  return {
    id: subscription.id,
    created_at: subscription.created_at,
    modified_at: subscription.modified_at,
    custom_field_data: {},
    metadata: {},
    status,
    amount: subscription.amount,
    currency: subscription.currency,
    recurring_interval: subscription.recurring_interval,
    current_period_start: subscription.current_period_start,
    current_period_end: subscription.current_period_end,
    trial_start: subscription.trial_start,
    trial_end: subscription.trial_end,
    cancel_at_period_end: subscription.cancel_at_period_end,
    canceled_at: subscription.canceled_at,
    started_at: subscription.started_at,
    ends_at: subscription.ends_at,
    product_id: subscription.product_id,
    discount_id: subscription.discount_id,
    seats: subscription.seats,
    units: subscription.units,
    meters: meters.map(toStateSubscriptionMeter),
  };
}

function toStateGrants(subscription: WireSubscription): WireBenefitGrant[] {
  return subscription.product.benefits.map((benefit) => ({
    id: stableId('grant', subscription.id, benefit.id),
    created_at: subscription.created_at,
    modified_at: null,
    granted_at: subscription.current_period_start,
    benefit_id: benefit.id,
    benefit_type: benefit.type,
    benefit_metadata: {},
    properties: {},
  }));
}
