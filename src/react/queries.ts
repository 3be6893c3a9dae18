import { PortalError } from '../core/errors';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { CreditGrantList, MeterList, SubscriptionList } from '../core/schemas/list';
import { withoutNulls } from '../core/withoutNulls';
import type { MeterFilters, PortalSource, SubscriptionFilters } from '../sources/source';
import { type Portal, portalQuery, type PortalQuery } from './portalQuery';

/** Identifies one customer meter: by the id of its meter (`meterId`), or by its own (`id`). */
export type MeterReference = { meterId: string } | { id: string };

/** `meterQueries.list`. A separate constant, because bundlers keep an object whole and `Usage` needs only this query. */
export const meterListQuery = (portal: Portal, given?: MeterFilters): PortalQuery<MeterList> => {
  const filters = withoutNulls(given);
  return portalQuery(portal, ['meters', 'list', filters], (context) => portal.source.meters(filters, context));
};

/** Meter queries, as TanStack Query options: for `useQuery`, and for `prefetchQuery` in a route loader or on a server. */
export const meterQueries = {
  /** The meters that match, as `{ items, pagination, issues }`: the first 100, unless the filters select another page or `all`. */
  list: meterListQuery,
  /** One meter, by an id. */
  one: (portal: Portal, which: MeterReference): PortalQuery<CustomerCustomerMeter> => {
    const { id, meterId = '' } = which as { id?: string; meterId?: string };
    // Not `which` itself: it may be a whole meter, whose numbers would make each refresh another query.
    return portalQuery(portal, ['meters', 'one', id === undefined ? { meterId } : { id }], async (context) => {
      if (id !== undefined) return portal.source.meter(id, context);
      const list = await portal.source.meters({ meterId }, context);
      return onlyMatch(list, (meter) => meter.meterId === meterId);
    });
  },
  /** One meter, by its exact name. Polar's own filter means "contains", so the response is narrowed down here. */
  named: (portal: Portal, name: string): PortalQuery<CustomerCustomerMeter> =>
    portalQuery(portal, ['meters', 'named', name], async (context) => {
      const list = await portal.source.meters({ query: name, all: true }, context);
      return onlyMatch(list, ({ meter }) => meter.name === name);
    }),
};

/** `subscriptionQueries.list`. A separate constant, because bundlers keep an object whole and `Usage` needs only this query. */
export const subscriptionListQuery = (portal: Portal, given?: SubscriptionFilters): PortalQuery<SubscriptionList> => {
  const filters = withoutNulls(given);
  return portalQuery(portal, ['subscriptions', 'list', filters], (context) => portal.source.subscriptions(filters, context));
};

/** Subscription queries, as TanStack Query options. */
export const subscriptionQueries = {
  /** The subscriptions that match, as `{ items, pagination, issues }`: the first 100, unless the filters select another page or `all`. */
  list: subscriptionListQuery,
};

/** `creditGrantQueries.list` for a source whose `can.grants` is true. A separate constant, so that a page with `Usage` doesn't download the error for other sources. */
export const creditGrantListQuery = (portal: Portal): PortalQuery<CreditGrantList> =>
  portalQuery(portal, ['grants', 'list'], (context) => (portal.source as Required<PortalSource>).creditGrants({ all: true }, context));

/** Credit grant queries, as TanStack Query options. */
export const creditGrantQueries = {
  /** All credit grants: `{ items, pagination, issues }`. Fails with `not_found` if the source reads none. */
  list: (portal: Portal): PortalQuery<CreditGrantList> => {
    const query = creditGrantListQuery(portal);
    if (portal.source.creditGrants) return query;
    const error = new PortalError('not_found', 'This source reads no credit grants. It lacks `creditGrants`. Check `source.can.grants` first.');
    return { ...query, queryFn: () => Promise.reject(error) };
  },
};

/** The balance of a meter, in units; `null` if unknown. A constant, so that TanStack Query reuses its result. */
export function selectBalance(meter: CustomerCustomerMeter): number | null {
  return meter.balance;
}

/**
 * The one meter of a list that matches.
 * @throws PortalError `not_found` or `ambiguous_meter`, or the reason why a meter of the list could not be read.
 */
export function onlyMatch(list: Pick<MeterList, 'items' | 'issues'>, matches: (meter: CustomerCustomerMeter) => boolean): CustomerCustomerMeter {
  const found = list.items.filter(matches);
  const [meter] = found;
  if (meter !== undefined && found.length === 1) return meter;
  const [issue] = list.issues;
  if (meter === undefined && issue !== undefined) throw issue;
  throw meter === undefined
    ? new PortalError('not_found', 'This customer has no such meter. It may be archived, or no longer granted. Check the id or the exact name.')
    : new PortalError('ambiguous_meter', `${found.length} meters have this name. Pass \`meterId\` instead.`);
}
