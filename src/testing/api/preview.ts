import type { Calendar } from '../customers/calendar';
import type { SubscriptionSeed } from '../customers/seed';
import { stableId } from '../fixtures/identity';
import type { WireSubscription } from '../fixtures/wire';
import type { WireChargePreview } from '../fixtures/wireOrders';
import { type ChargeTerms, computeCharge, discountAt } from './charge';
import { planAmount } from './plan';

/** What a preview depends on besides the subscription. */
export interface PreviewTerms extends Omit<ChargeTerms, 'discount'> {
  seed: SubscriptionSeed;
  calendar: Calendar;
}

/**
 * The preview of the next charge: the plan, seats and units of a pending update, no base amount for a subscription that
 * ends, and the usage of all meters that the plan has a price for, even if it settles on another date. `undefined` where
 * Polar responds with 404.
 */
export function previewCharge(subscription: WireSubscription, { seed, calendar, ...terms }: PreviewTerms): WireChargePreview | undefined {
  if (!hasPreview(subscription)) return undefined;
  const prorations = (seed.prorations ?? []).map(({ label, amount }) => ({ label, amount }));
  const base = baseAmount(subscription, seed);
  const metered = meteredAmount(subscription, seed);
  const discount = discountAt(Date.parse(subscription.current_period_end), seed.discount, calendar);
  const items = [
    { amount: base, proration: false },
    { amount: metered, proration: false },
    ...prorations.map(({ amount }) => ({ amount, proration: true })),
  ];
  return {
    base_amount: base,
    metered_amount: metered,
    proration_amount: prorations.reduce((sum, { amount }) => sum + amount, 0),
    prorations,
    ...computeCharge(items, { discount, ...terms }),
  };
}

function hasPreview({ status, resumes_at }: WireSubscription): boolean {
  return status === 'active' || status === 'trialing' || (status === 'paused' && resumes_at !== null);
}

function baseAmount({ cancel_at_period_end, ends_at, seats, units }: WireSubscription, seed: SubscriptionSeed): number {
  if (cancel_at_period_end || ends_at !== null) return 0;
  const { plan = seed, ...pending } = seed.pending ?? {};
  return planAmount(plan, { seats: pending.seats ?? seats, units: pending.units ?? units });
}

/** Polar drops meters that the pending plan has no price for. It keeps the amounts of the others at the old price. */
function meteredAmount({ meters }: WireSubscription, { pending }: SubscriptionSeed): number {
  const kept = pending?.plan && new Set((pending.plan.prices ?? []).map(({ meter }) => stableId('meter', meter)));
  return meters.reduce((sum, { meter_id, amount }) => (kept === undefined || kept.has(meter_id) ? sum + amount : sum), 0);
}
