import { queryOptions } from '@tanstack/react-query';
import { type CustomerCustomerMeter, type MeterList, PortalError } from '../core';
import { key, meterListQuery, policy, type Portal } from './queries';
import { whileWanted } from './whilewanted';

/** Which meter. */
export type MeterReference = { meterId: string } | { id: string };

/**
 * Questions about meters, as TanStack Query options: for `useQuery`, and for `prefetchQuery` in a route
 * loader, on a server or at module time.
 */
export const meterQueries = {
  /** All that match, with the readable ones never hidden by others: `{ items, pagination, issues }`. */
  list: meterListQuery,
  /** One, by the id of what it counts (`meterId`) or by its own (`id`). */
  one: (portal: Portal, which: MeterReference) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'meters', 'one', which),
      queryFn: whileWanted(portal, async (context): Promise<CustomerCustomerMeter> => {
        if ('id' in which) return portal.source.meter(which.id, context);
        const list = await portal.source.meters({ meterId: which.meterId }, context);
        return only(list, (meter) => meter.meterId === which.meterId);
      }),
    }),
  /** One, by its exact name. Polar's own filter means "contains", so the answer is narrowed down here. */
  named: (portal: Portal, name: string) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'meters', 'named', name),
      queryFn: whileWanted(portal, async (context): Promise<CustomerCustomerMeter> => {
        const list = await portal.source.meters({ query: name, all: true }, context);
        return only(list, ({ meter }) => meter.name === name);
      }),
    }),
};

/** What a meter has left, in units; `null` when not known. */
export function selectBalance(meter: CustomerCustomerMeter): number | null {
  return meter.balance;
}

function only(list: MeterList, matches: (meter: CustomerCustomerMeter) => boolean): CustomerCustomerMeter {
  const found = list.items.filter(matches);
  const [meter] = found;
  if (meter !== undefined && found.length === 1) return meter;
  const [issue] = list.issues;
  if (meter === undefined && issue !== undefined) throw issue;
  throw meter === undefined
    ? new PortalError('not_found', 'This customer has no such meter. It may be archived, or no subscription or benefit covers it now. Check the id or the exact name.')
    : new PortalError('ambiguous_meter', `${found.length} meters have this name. A balance of either would be a guess. Ask by meterId instead.`);
}
