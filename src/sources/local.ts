import { type CustomerCustomerMeter, type CustomerSubscription, hasEnded, type List, PortalError } from '../core';
import type { MeterFilters, PageFilters, SubscriptionFilters } from './source';

/** What Polar's server does with the filters, for sources whose own server cannot. */
export function meterMatches({ meterId, query = '' }: MeterFilters): (meter: CustomerCustomerMeter) => boolean {
  const ids = meterId === undefined ? undefined : [meterId].flat();
  const needle = query.toLowerCase();
  return (meter) => (ids === undefined || ids.includes(meter.meterId)) && meter.meter.name.toLowerCase().includes(needle);
}

/** The same for subscriptions. */
export function subscriptionMatches({ active, productId, query = '' }: SubscriptionFilters): (subscription: CustomerSubscription) => boolean {
  const ids = productId === undefined ? undefined : [productId].flat();
  const needle = query.toLowerCase();
  return (subscription) => (active === undefined || active === !hasEnded(subscription)) && (ids === undefined || ids.includes(subscription.product.id)) && subscription.product.name.toLowerCase().includes(needle);
}

/** A page of what is here already, in its own order. */
export function cutPage<T>(items: T[], { page: number = 1, limit = 100, all = false }: PageFilters, issues: PortalError[]): List<T> {
  const pagination = { totalCount: items.length + issues.length, maxPage: Math.ceil(items.length / limit) };
  return { items: all ? items : items.slice((number - 1) * limit, number * limit), pagination, issues };
}

/** The one with this id. */
export function oneOf<T extends { id: string }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (found !== undefined) return found;
  throw new PortalError('not_found', 'Nothing has this id. It was removed, or is not active. Check the id.');
}
