import { hasEnded, isActive, isEnding, isPausing } from './account';
import type { CreditGrant } from './schemas/creditGrant';
import type { CustomerSubscription } from './schemas/subscription';

/** Where some of a customer's credits come from. */
export interface CreditSource {
  grant: CreditGrant;
  /** Units that each credit grants; `null` when unknown. */
  units: number | null;
  /** True for credits of a one-time order, which never renew. */
  isBought: boolean;
  /** Name of the product whose subscription grants the credits; `null` when unknown. */
  productName: string | null;
  /** When the latest credit was made; `null` when unknown. */
  creditedAt: Date | null;
  /** When the next credit is due; `null` if there is none, or if it depends on a payment, a pause or a cancellation. */
  renewsAt: Date | null;
  /** Whether unused credits stay when new ones are credited; `null` when unknown, and for credits of an order. */
  rollsOver: boolean | null;
}

/**
 * Joins each credit grant with the subscription that grants it. Leaves out grants that are revoked or not granted yet.
 * @param subscriptions the known ones. A grant of any other subscription has no name and no renewal date.
 */
export function creditSourcesOf(grants: readonly CreditGrant[], subscriptions: readonly CustomerSubscription[] = []): CreditSource[] {
  return grants.filter(({ isGranted }) => isGranted).map((grant) => {
    const { benefit, properties, orderId, subscriptionId } = grant;
    const isBought = (subscriptionId ?? null) === null && (orderId ?? null) !== null;
    const subscription = subscriptions.find(({ id }) => id === subscriptionId);
    return {
      grant,
      units: benefit.properties.units,
      isBought,
      productName: subscription?.product.name || null,
      creditedAt: properties.lastCreditedAt ?? null,
      renewsAt: subscription ? renewalOf(subscription) : null,
      rollsOver: isBought ? null : (benefit.properties.rollover ?? null),
    };
  });
}

function renewalOf(subscription: CustomerSubscription): Date | null {
  const isOngoing = isActive(subscription) && !hasEnded(subscription) && !isEnding(subscription) && !isPausing(subscription);
  return isOngoing ? (subscription.currentMeterPeriodEnd ?? subscription.currentPeriodEnd) : null;
}
