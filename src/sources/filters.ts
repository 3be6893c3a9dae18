import { isActive, isRevoked } from '../core/account';
import { PortalError } from '../core/errors';
import type { List } from '../core/schemas/list';
import { depthOf, mostReported } from '../core/schemas/payload';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { CustomerSubscription } from '../core/schemas/subscription';
import type { MeterFilters, PageFilters, SubscriptionFilters } from './source';

// Polar's API can filter, sort and page. These functions do it for sources whose server can't.

/** Whether a meter matches the filters. */
export function meterMatches({ meterId, query }: MeterFilters): (meter: CustomerCustomerMeter) => boolean {
  const isWanted = isOneOf(meterId);
  const contains = containing(query);
  return (meter) => isWanted(meter.meterId) && contains(meter.meter.name);
}

/** Whether a subscription matches the filters. As on Polar's server, past due and paused ones match neither `active: true` nor `active: false`. */
export function subscriptionMatches({ active, productId, query }: SubscriptionFilters): (subscription: CustomerSubscription) => boolean {
  const isWanted = isOneOf(productId);
  const contains = containing(query);
  return (subscription) => (active === undefined || (active ? isActive : isRevoked)(subscription)) && isWanted(subscription.product.id) && contains(subscription.product.name);
}

/** An empty list of ids matches everything, as in a query, where it adds no parameter. */
function isOneOf(ids: string | readonly string[] | undefined): (id: string) => boolean {
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
 * Sorts meters without changing the list; equal ones keep their order. An unknown value counts as highest, as in Polar's
 * database.
 * @throws PortalError `invalid_request` for a sort field that Polar does not know.
 */
export function sortMeters(meters: readonly CustomerCustomerMeter[], sorting: MeterFilters['sorting'] = []): CustomerCustomerMeter[] {
  const orders = [sorting].flat().map((order) => {
    const name = order.replace(/^-/, '');
    const key = Object.hasOwn(sortKeys, name) ? sortKeys[name] : undefined;
    if (!key) throw new PortalError('invalid_request', `Unknown sort field. Polar can't sort meters by it. Use one of ${Object.keys(sortKeys).join(', ')}.`);
    return (a: CustomerCustomerMeter, b: CustomerCustomerMeter) => compareUnknownLast(key(a), key(b)) * (name === order ? 1 : -1);
  });
  return [...meters].sort((a, b) => orders.reduce((difference, order) => difference || order(a, b), 0));
}

function compareUnknownLast(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/**
 * Cuts one page out of a whole list, in the list's order.
 * @param totalCount the number of items on the server, if it isn't that of the list; `null` if unknown.
 * @throws PortalError `invalid_request` for an invalid `page` or `limit`.
 */
export function cutPage<T>(items: T[], filters: PageFilters, issues: PortalError[], totalCount = countOf(items, issues)): List<T> {
  checkPage(filters);
  const { page = 1, limit = 100, all = false } = filters;
  const size = Math.min(limit, 100);
  const pagination = { totalCount, maxPage: totalCount === null ? null : Math.ceil(totalCount / size) };
  return { items: all ? items : items.slice((page - 1) * size, page * size), pagination, issues };
}

/** @throws PortalError `invalid_request` where Polar would respond with 422, because not every proxy passes a 422 on. */
export function checkPage({ page = 1, limit = 1 }: PageFilters): void {
  if (Number.isInteger(page) && page > 0 && Number.isInteger(limit) && limit > 0) return;
  throw new PortalError('invalid_request', 'Invalid pagination. `page` and `limit` must be whole numbers of at least 1. Check the filters.');
}

/** How many items a whole list has; `null` if more of them may be unreadable than were reported. */
function countOf(items: readonly unknown[], issues: readonly PortalError[]): number | null {
  return issues.length < mostReported ? items.length + countUnreadable(issues) : null;
}

/** Counts items that could not be read. */
export function countUnreadable(issues: readonly PortalError[]): number {
  return issues.filter((issue) => depthOf(issue) === 1).length;
}

/** @throws PortalError `not_found` when no item has this id. */
export function findById<T extends { id: string }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (found !== undefined) return found;
  throw new PortalError('not_found', 'No item has this id. The item may have been removed, or is not active. Check the id.');
}
