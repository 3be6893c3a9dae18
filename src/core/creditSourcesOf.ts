import { isEnding, isPausing, phaseOf, renewsAt } from './account';
import { isBought, isInForce } from './grants';
import type { CreditGrant } from './schemas/creditGrant';
import type { CustomerSubscription } from './schemas/subscription';

/** Where some of a customer's credits come from. */
export interface CreditSource {
  /** The grant that the source stands for. */
  grant: CreditGrant;
  /** Units of the latest credit; if there is none yet, of the first one to come. `null` when unknown. */
  units: number | null;
  /** True for credits of a one-time order, which never renew. */
  isBought: boolean;
  /** Name of the product whose subscription grants the credits; `null` when unknown. */
  productName: string | null;
  /** When the latest credit was made; `null` when unknown. */
  creditedAt: Date | null;
  /** When the next credit is due; `null` if there is none, or if it depends on a payment, a pause, a cancellation or another plan. */
  renewsAt: Date | null;
  /** Whether unused credits stay when new ones are credited; `null` when unknown, and for credits that will not renew. */
  rollsOver: boolean | null;
}

/**
 * Joins each credit grant with the subscription that grants it. Leaves out grants that are revoked or not granted yet.
 * @param subscriptions those that are known. A grant of any other subscription has no name and no renewal date.
 */
export function creditSourcesOf(grants: readonly CreditGrant[], subscriptions: readonly CustomerSubscription[] = []): CreditSource[] {
  return grants.filter(isInForce).map((grant) => {
    const { benefit, properties, subscriptionId } = grant;
    // The merchant may have changed the benefit since the latest credit.
    const { lastCreditedUnits: units = benefit.properties.units, lastCreditedAt: creditedAt } = properties;
    const bought = isBought(grant);
    const subscription = subscriptions.find(({ id }) => id === subscriptionId);
    const renewal = subscription ? renewsAt(subscription) : null;
    const stays = !bought && (renewal !== null || !subscription || isSuspended(subscription));
    return {
      grant,
      units,
      isBought: bought,
      productName: subscription?.product.name || null,
      creditedAt,
      renewsAt: renewal,
      rollsOver: stays ? (benefit.properties.rollover ?? null) : null,
    };
  });
}

/** Whether credits renew as soon as an overdue payment is made. */
function isSuspended(subscription: CustomerSubscription): boolean {
  return phaseOf(subscription) === 'pastDue' && !isEnding(subscription) && !isPausing(subscription);
}
