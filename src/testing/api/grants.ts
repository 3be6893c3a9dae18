import type { CustomerSeed, MeterSeed } from '../customers/seed';
import { wireCreditGrant } from '../fixtures/billing';
import { stableId } from '../fixtures/identity';
import type { WireCustomer, WireSubscription } from '../fixtures/wire';
import type { WireCreditGrant, WirePortalCustomer } from '../fixtures/wireCreditGrant';
import type { WireOrder } from '../fixtures/wireOrders';

/** The objects that a customer's grants are made from. */
interface GrantSources {
  seed: CustomerSeed;
  profile: WireCustomer;
  subscriptions: readonly WireSubscription[];
  /** One purchase order for each purchase of the seed, at the same index. */
  purchases: readonly WireOrder[];
}

/**
 * The meter credits of a customer, granted by a subscription or by a purchase. Credits of an active subscription renew with
 * each period. When it pauses or ends, Polar revokes them and no longer lists them. While a payment is overdue they stay, as
 * a merchant's grace period allows.
 */
export function creditGrants({ seed, profile, subscriptions, purchases }: GrantSources): WireCreditGrant[] {
  const customer = toPortalCustomer(profile);
  const rollsOver = (meterId: string) => meterNamed(seed, meterId)?.rollover ?? false;
  const granting = subscriptions.filter(({ status }) => ['active', 'trialing', 'past_due'].includes(status));
  const bySubscription = granting.flatMap((subscription) => subscription.product.benefits.map((benefit) => grantOf(subscription, benefit)));
  return [...bySubscription, ...purchases.map(grantOfPurchase)];

  function grantOf(subscription: WireSubscription, benefit: WireSubscription['product']['benefits'][number]): WireCreditGrant {
    const { units, meter_id } = benefit.properties;
    const creditedAt = subscription.current_meter_period_start ?? subscription.current_period_start;
    const granted_at = subscription.started_at ?? subscription.created_at;
    return wireCreditGrant({
      id: stableId('grant', subscription.id, benefit.id),
      created_at: granted_at,
      modified_at: creditedAt,
      granted_at,
      customer_id: profile.id,
      subscription_id: subscription.id,
      customer,
      benefit: { ...benefit, properties: { units, meter_id, rollover: rollsOver(meter_id) } },
      properties: lastCredit(meter_id, units, creditedAt),
    });
  }

  function grantOfPurchase(order: WireOrder, index: number): WireCreditGrant {
    const { meter = '', units = 0, product = '' } = seed.purchases?.[index] ?? {};
    const meter_id = stableId('meter', meter);
    return wireCreditGrant({
      id: stableId('grant', order.id),
      name: meter,
      units,
      rollover: true,
      created_at: order.created_at,
      granted_at: order.created_at,
      customer_id: profile.id,
      subscription_id: null,
      order_id: order.id,
      customer,
      benefit: { id: stableId('benefit', product, meter) },
      properties: lastCredit(meter_id, units, order.created_at),
    });
  }
}

/** Polar writes this date with Python's `isoformat()`. */
function lastCredit(last_credited_meter_id: string, last_credited_units: number, date: string) {
  return { last_credited_meter_id, last_credited_units, last_credited_at: date.replace('Z', '+00:00') };
}

function meterNamed({ meters = [] }: CustomerSeed, meterId: string): MeterSeed | undefined {
  return meters.find(({ name }) => stableId('meter', name) === meterId);
}

function toPortalCustomer(profile: WireCustomer): WirePortalCustomer {
  const { id, created_at, modified_at, email, email_verified, name, billing_name, billing_address, tax_id, default_payment_method_id, type, locale } = profile;
  return { id, created_at, modified_at, email, email_verified, name, billing_name, billing_address, tax_id, default_payment_method_id, type, locale, oauth_accounts: {} };
}
