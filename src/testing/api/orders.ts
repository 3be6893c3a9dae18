import { type Calendar, dayMs, wireDate } from '../customers/calendar';
import type { CustomerSeed, PurchaseSeed, SubscriptionSeed } from '../customers/seed';
import { wireOrder, wireOrderItem } from '../fixtures/billing';
import { stableId, stableNumber } from '../fixtures/identity';
import { wireProduct } from '../fixtures/objects';
import type { WireSubscription } from '../fixtures/wire';
import type { WireOrder, WireOrderItem } from '../fixtures/wireOrders';
import { type ChargeTerms, computeCharge, discountAt } from './charge';
import { planAmount } from './plan';

/**
 * The order that began the current period of a subscription: paid, pending if it is past due, or void if it was never paid. None
 * in a trial. Polar voids what is pending when a subscription ends.
 */
export function latestOrder(subscription: WireSubscription, seed: SubscriptionSeed, tax: ChargeTerms['tax'], calendar: Calendar): WireOrder | undefined {
  const { status, product, current_period_start, current_period_end } = subscription;
  if (status === 'trialing') return undefined;
  const id = stableId('order', subscription.id, 'cycle');
  const period = { start_timestamp: current_period_start, end_timestamp: current_period_end };
  const usage = seed.lastUsageAmount ?? 0;
  const items = [
    item(id, quantifiedName(subscription, seed), planAmount(seed, subscription), { ...period, product_price_id: subscription.prices[0]?.id ?? null }),
    ...(usage === 0 ? [] : [item(id, 'Usage', usage, { product_price_id: null })]),
  ];
  // A temporary discount that has not reduced a charge has not reduced this order either.
  const isUnused = seed.discount?.appliedMonthsAgo === undefined && (seed.discount?.lasts ?? 'forever') !== 'forever';
  const discount = isUnused ? undefined : discountAt(Date.parse(current_period_start), seed.discount, calendar);
  const amounts = computeCharge(items, { discount, tax, balance: 0 });
  const { product: _product, prices: _prices, meters: _meters, pending_update: _update, ...rest } = subscription;
  return wireOrder({
    id,
    created_at: wireDate(Date.parse(current_period_start) + stableNumber(id, 60_000), id),
    status: status === 'past_due' ? 'pending' : status === 'unpaid' ? 'void' : 'paid',
    ...amounts,
    refundable_amount: Math.max(0, amounts.net_amount + amounts.applied_balance_amount),
    refundable_tax_amount: amounts.tax_amount,
    currency: subscription.currency,
    invoice_number: `LUMEN-${stableNumber(id, 9000) + 1000}`,
    seats: subscription.seats,
    units: subscription.units,
    customer_id: subscription.customer_id,
    discount_id: amounts.discount_amount === 0 ? null : subscription.discount_id,
    subscription_id: subscription.id,
    next_payment_attempt_at: status === 'past_due' ? wireDate(calendar.day(2) + dayMs / 2) : null,
    product,
    subscription: rest,
    items: items.map((one) => ({ ...one, created_at: current_period_start })),
  });
}

/** The order of a one-time purchase, paid two months ago. */
export function purchaseOrder({ externalId }: CustomerSeed, { product: name, amount, currency }: PurchaseSeed, calendar: Calendar): WireOrder {
  const id = stableId('order', externalId, name);
  const created_at = wireDate(calendar.month(-2) + stableNumber(id, 20 * dayMs), id);
  const product = wireProduct({ name, recurring_interval: null, recurring_interval_count: null, is_recurring: false, created_at });
  return wireOrder({
    id,
    created_at,
    currency,
    billing_reason: 'purchase',
    invoice_number: `LUMEN-${stableNumber(id, 9000) + 1000}`,
    customer_id: stableId('customer', externalId),
    subscription_id: null,
    product,
    items: [{ ...item(id, name, amount, {}), created_at }],
  });
}

/** The label of a plan on an order, such as "Lumen Workspace (8 seats)". */
function quantifiedName({ product, seats, units }: WireSubscription, { unitLabel }: SubscriptionSeed): string {
  if (seats !== null) return `${product.name} (${seats} seat${seats === 1 ? '' : 's'})`;
  if (units === null) return product.name;
  const forms = unitLabel?.['en'] ?? { '=1': 'unit', other: 'units' };
  return `${product.name} (${units} ${forms[`=${units}`] ?? forms['other'] ?? ''})`;
}

function item(orderId: string, label: string, amount: number, rest: Partial<WireOrderItem>): WireOrderItem {
  return wireOrderItem({ id: stableId('order-item', orderId, label), label, amount, ...rest });
}
