import { type List, parseMeterList, parseSubscriptionList, PortalError } from '../core';
import { toBase } from './address';
import { checkPlace, cutPage, hidden, meterMatches, oneOf, sortMeters, subscriptionMatches } from './local';
import { readPages, toQuery } from './pages';
import { type Fetch, requestJson } from './request';
import type { MeterFilters, PageFilters, PortalSource, SourceContext, SubscriptionFilters } from './source';

export interface BetterAuthSourceOptions {
  /** Where better-auth answers: a path like `'/api/auth'` (the default), or an https URL (http on localhost). */
  baseUrl?: string;
  /** What asks the network. Default: the global `fetch` of the moment. */
  fetch?: Fetch;
  /** Milliseconds for one whole answer. Default 10,000. */
  timeout?: number;
}

/**
 * A customer's data from the endpoints of `@polar-sh/better-auth` (its `usage` and `portal` plugins). The shop's own
 * session cookie says who asks; no Polar token comes near the browser. The plugin knows pages only: for filters, an
 * order or one item the first 1,000 items are read and looked through here. It has neither wallets, charge previews
 * nor history, and answers every fault with 500, also those that are not the server's.
 * @throws PortalError `invalid_option` when `baseUrl` cannot work.
 */
export function createBetterAuthSource({ baseUrl = '/api/auth', fetch, timeout = 10_000 }: BetterAuthSourceOptions = {}): PortalSource {
  const base = toBase(baseUrl, 'baseUrl', "a URL, or a path like '/api/auth'");
  const credentials = base.sameOrigin ? 'same-origin' : 'include';
  const ask = (path: string, place: { page: number; limit: number }, { signal }: SourceContext = {}) =>
    requestJson(`${base.url()}${path}?${toQuery(place)}`, { fetch, headers: { Accept: 'application/json' }, credentials, timeout, signal });
  const meters = (filters: PageFilters, context?: SourceContext) =>
    readPages(filters, async (place) => parseMeterList(await ask('/usage/meters/list', place, context)));
  const subscriptions = (filters: PageFilters, context?: SourceContext) =>
    readPages(filters, async (place) => parseSubscriptionList(await ask('/customer/subscriptions/list', place, context)));

  return {
    key: `better-auth:${base.name}`,
    can: { wallets: false, chargePreview: false, history: false },
    meters: async ({ sorting = [], ...filters } = {}, context) => {
      checkPlace(filters);
      if (!narrows(filters) && sorting.length === 0) return meters(filters, context);
      const read = await meters({ all: true }, context);
      const found = sortMeters(read.items, sorting).filter(meterMatches(filters));
      return cutPage(found, filters, read.issues, countOf(found, read, filters));
    },
    meter: async (id, context) => oneOf((await meters({ all: true }, context)).items, id),
    subscriptions: async (filters = {}, context) => {
      checkPlace(filters);
      if (!narrows(filters)) return subscriptions(filters, context);
      const read = await subscriptions({ all: true }, context);
      const found = read.items.filter(subscriptionMatches(filters));
      return cutPage(found, filters, read.issues, countOf(found, read, filters));
    },
    subscription: async (id, context) => oneOf((await subscriptions({ all: true }, context)).items, id),
    wallets: () => Promise.reject(new PortalError('not_found', 'The better-auth plugin has no wallets. It knows meters and subscriptions only. Ask `source.can.wallets` first.')),
    chargePreview: () => Promise.resolve(null),
    history: () => Promise.reject(new PortalError('not_found', 'The better-auth plugin has no history. It knows meters and subscriptions only. Ask `source.can.history` first.')),
  };
}

type Filters = MeterFilters & SubscriptionFilters;

/** Whether anything but a page is asked for. */
function narrows({ meterId = [], productId = [], query = '', active }: Filters): boolean {
  return [meterId, productId].flat(2).length > 0 || query !== '' || active !== undefined;
}

/** How many there are of what was found; of a list that is not here whole, a filter's share is not known. */
function countOf<T>(found: readonly T[], { items, pagination: { totalCount }, issues }: List<T>, filters: Filters): number | null {
  if (!narrows(filters)) return totalCount;
  const isWhole = totalCount !== null && items.length + hidden(issues) >= totalCount;
  return isWhole ? found.length + hidden(issues) : null;
}
