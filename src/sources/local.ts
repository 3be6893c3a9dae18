import { type CustomerCustomerMeter, type CustomerSubscription, type List, PortalError } from '../core';
import { isActive } from '../core/account';
import type { MeterFilters, PageFilters, SubscriptionFilters } from './source';

/** What Polar's server does with the filters, for sources whose own server cannot. */
export function meterMatches({ meterId, query }: MeterFilters): (meter: CustomerCustomerMeter) => boolean {
  const isOne = among(meterId);
  const contains = containing(query);
  return (meter) => isOne(meter.meterId) && contains(meter.meter.name);
}

/** The same for subscriptions: active are those that Polar's server calls so, without a due or paused one. */
export function subscriptionMatches({ active, productId, query }: SubscriptionFilters): (subscription: CustomerSubscription) => boolean {
  const isOne = among(productId);
  const contains = containing(query);
  return (subscription) => (active === undefined || active === isActive(subscription)) && isOne(subscription.product.id) && contains(subscription.product.name);
}

/** No ids are no filter: a server never sees an empty one. */
function among(ids: string | readonly string[] | undefined): (id: string) => boolean {
  const wanted = [ids ?? []].flat();
  return (id) => wanted.length === 0 || wanted.includes(id);
}

function containing(query = ''): (text: string) => boolean {
  const needle = query.toLowerCase();
  return (text) => text.toLowerCase().includes(needle);
}

const sortKeys: Record<string, (meter: CustomerCustomerMeter) => string | number | null> = {
  created_at: ({ createdAt }) => Number(createdAt),
  modified_at: ({ modifiedAt }) => modifiedAt && Number(modifiedAt),
  meter_id: ({ meterId }) => meterId,
  meter_name: ({ meter }) => meter.name,
  consumed_units: ({ consumedUnits }) => consumedUnits,
  credited_units: ({ creditedUnits }) => creditedUnits,
  balance: ({ balance }) => balance,
};

/**
 * Meters in the order asked for, or as they came; what is not known counts as highest, as in Polar's database.
 * @throws PortalError `invalid_request` for an order that Polar does not know.
 */
export function sortMeters(meters: readonly CustomerCustomerMeter[], sorting: MeterFilters['sorting'] = []): CustomerCustomerMeter[] {
  const orders = [sorting].flat().map((order) => {
    const name = order.replace(/^-/, '');
    const key = Object.hasOwn(sortKeys, name) ? sortKeys[name] : undefined;
    if (!key) throw new PortalError('invalid_request', 'Meters cannot be sorted so. Polar does not know this order. Check `sorting`.');
    return (a: CustomerCustomerMeter, b: CustomerCustomerMeter) => compare(key(a), key(b)) * (name === order ? 1 : -1);
  });
  return [...meters].sort((a, b) => orders.reduce((difference, order) => difference || order(a, b), 0));
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/**
 * A page of what is here already, in its own order.
 * @param totalCount how many there are, where that is more than what is here; `null` when not known.
 * @throws PortalError `invalid_request` for a page that there cannot be.
 */
export function cutPage<T>(items: T[], filters: PageFilters, issues: PortalError[], totalCount: number | null = items.length + hidden(issues)): List<T> {
  checkPlace(filters);
  const { page = 1, limit = 100, all = false } = filters;
  const size = Math.min(limit, 100);
  const pagination = { totalCount, maxPage: totalCount === null ? null : Math.ceil(totalCount / size) };
  return { items: all ? items : items.slice((page - 1) * size, page * size), pagination, issues };
}

/** @throws PortalError `invalid_request` where Polar answers 422: not every server between can say so. */
export function checkPlace({ page = 1, limit = 1 }: PageFilters): void {
  if (Number.isInteger(page) && page > 0 && Number.isInteger(limit) && limit > 0) return;
  throw new PortalError('invalid_request', 'There is no such page. Pages and limits are whole numbers from 1. Check the filters.');
}

/** Items that could not be read. What is wrong inside of one has its own place in it: `items.0.prices.1`. */
export function hidden(issues: readonly PortalError[]): number {
  return issues.filter(({ path }) => path.filter((step) => typeof step === 'number').length === 1).length;
}

/** The one with this id. */
export function oneOf<T extends { id: string }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (found !== undefined) return found;
  throw new PortalError('not_found', 'Nothing has this id. It was removed, or is not active. Check the id.');
}
