import {
  type CustomerCustomerMeter,
  type CustomerSubscription,
  describeUsage,
  hasEnded,
  isMeteredPrice,
  type ProductPrice,
  type ProductPriceMeter,
  pressureOf,
  renewsAt,
  type SubscriptionList,
  type UsageTerms,
} from '../core';

/** What a subscription adds to a customer's meter. */
export interface JoinedMeter {
  meter: CustomerCustomerMeter;
  /** Absent while the price is not known. */
  terms: UsageTerms | undefined;
  /** What its units are called, where a price says so. */
  unit?: ProductPriceMeter;
  /** What is pending for this meter, where exactly one subscription bills it. */
  due?: { amount: number | null; currency: string };
  /** When its credits renew, where a subscription says so. */
  renewsAt?: Date;
  pressure: number;
}

/** What the host knows and Polar does not: whether running out blocks. */
export type WhenSpent = UsageTerms['whenSpent'];

/**
 * Joins each meter with its price and date, by the subscriptions that are not over, the most pressing first.
 * @param subscriptions absent when they are not known: then nothing is claimed about billing.
 */
export function joinMeters(
  meters: readonly CustomerCustomerMeter[],
  subscriptions: SubscriptionList | undefined,
  whenSpent?: WhenSpent,
): JoinedMeter[] {
  const known = subscriptions && byMeter(subscriptions);
  return meters
    .map((meter): JoinedMeter => {
      const found = known?.get(meter.meterId) ?? [];
      const terms = known && termsOf(meter.meterId, found, subscriptions.issues.length === 0, whenSpent);
      const unit = unitOf(meter.meterId, found);
      return { meter, terms, ...(unit && { unit }), ...pendingOf(meter.meterId, found), pressure: pressureOf(describeUsage(meter, terms)) };
    })
    .sort((a, b) => b.pressure - a.pressure || (b.meter.consumedUnits ?? 0) - (a.meter.consumedUnits ?? 0));
}

function byMeter({ items }: SubscriptionList): Map<string, CustomerSubscription[]> {
  const found = new Map<string, CustomerSubscription[]>();
  for (const subscription of items) {
    if (hasEnded(subscription)) continue;
    const ids = [...subscription.meters, ...subscription.prices].map((part) => ('meterId' in part ? part.meterId : undefined));
    for (const id of new Set(ids)) {
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), subscription]);
    }
  }
  return found;
}

/** Several prices for one meter, or one that cannot be read, leave no single thing to say about it. */
function termsOf(meterId: string, found: readonly CustomerSubscription[], complete: boolean, whenSpent: WhenSpent): UsageTerms | undefined {
  const prices = pricesOf(meterId, found);
  const [price] = prices;
  // What is used in a trial or a pause is not billed, so nothing is said about it.
  if (found.some(({ status }) => status === 'trialing' || status === 'paused')) return { whenSpent };
  if (price !== undefined) return prices.length === 1 && isMeteredPrice(price) ? { price, whenSpent } : { whenSpent };
  return found.length === 0 && complete ? { price: null, whenSpent } : { whenSpent };
}

function unitOf(meterId: string, found: readonly CustomerSubscription[]): ProductPriceMeter | undefined {
  return pricesOf(meterId, found).find(isMeteredPrice)?.meter;
}

function pricesOf(meterId: string, found: readonly CustomerSubscription[]): ProductPrice[] {
  return found.flatMap(({ prices }) => prices.filter((price) => 'meterId' in price && price.meterId === meterId));
}

function pendingOf(meterId: string, found: readonly CustomerSubscription[]): Pick<JoinedMeter, 'due' | 'renewsAt'> {
  const [subscription] = found;
  if (subscription === undefined || found.length > 1) return {};
  const pending = subscription.meters.find((meter) => meter.meterId === meterId);
  const renewal = renewsAt(subscription);
  return {
    ...(pending && { due: { amount: pending.amount, currency: subscription.currency } }),
    ...(renewal && { renewsAt: renewal }),
  };
}
