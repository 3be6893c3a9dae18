import { PortalError } from '../core/errors';
import { type List, parseMeterList, parseSubscriptionList } from '../core/schemas/list';
import { withoutNulls } from '../core/withoutNulls';
import { toBaseUrl } from '../http/address';
import { checkTimeout, defaultTimeout } from '../http/options';
import type { Fetch } from '../http/request';
import { checkPage, countUnreadable, cutPage, findById, meterMatches, sortMeters, subscriptionMatches } from './filters';
import { type Parameters, readPages, toQuery } from './pages';
import { requestPortal } from './request';
import type { MeterFilters, PageFilters, PortalSource, SourceContext, SubscriptionFilters } from './source';

/** Where better-auth's endpoints are. */
export interface BetterAuthSourceOptions {
  /** Where better-auth is mounted: a path like `'/api/auth'` (the default), or an https URL (http on localhost). */
  baseUrl?: string;
  /** Sends the requests. Default: the global `fetch` at the time of each request. */
  fetch?: Fetch;
  /** Milliseconds for one whole response. Default: 10,000. */
  timeout?: number;
}

/**
 * A customer's data from the endpoints of `@polar-sh/better-auth` (its `usage` and `portal` plugins). The merchant's own
 * session cookie identifies the customer; no Polar token reaches the browser. The plugin can't sort, find one item, or filter by
 * id or name, and it reads the filter `active=false` as `true`: for such a request, this source reads the first 1,000 items and
 * searches them itself. It reads nothing but meters and subscriptions. The plugin responds with 500 to every failure of Polar,
 * whatever the cause.
 * @throws PortalError `invalid_option` when the options can't work.
 */
export function createBetterAuthSource(options?: BetterAuthSourceOptions): PortalSource {
  const { baseUrl = '/api/auth', fetch, timeout = defaultTimeout } = withoutNulls(options);
  checkTimeout(timeout);
  const base = toBaseUrl(baseUrl, 'baseUrl', "a URL, or a path like '/api/auth'");
  const credentials = base.sameOrigin ? 'same-origin' : 'include';
  const get = (path: string, place: Parameters, { signal }: SourceContext = {}) =>
    requestPortal(`${base.root()}${path}?${toQuery(place)}`, { fetch, headers: { Accept: 'application/json' }, credentials, kind: 'list', timeout, signal });
  const meters = (filters: PageFilters, context?: SourceContext) =>
    readPages(filters, async (place) => parseMeterList(await get('/usage/meters/list', place, context)));
  const subscriptions = (filters: PageFilters, context?: SourceContext) =>
    readPages(filters, async (place) => parseSubscriptionList(await get('/customer/subscriptions/list', place, context)));

  return {
    key: `better-auth:${base.name}`,
    can: { wallets: false, chargePreview: false, history: false },
    meters: async (given, context) => {
      const { sorting = [], ...filters } = withoutNulls(given);
      checkPage(filters);
      if (!isNarrowed(filters) && sorting.length === 0) return meters(filters, context);
      const read = await meters({ all: true }, context);
      const found = sortMeters(read.items, sorting).filter(meterMatches(filters));
      return cutPage(found, filters, read.issues, countFound(found, read, filters));
    },
    meter: async (id, context) => findById((await meters({ all: true }, context)).items, id),
    subscriptions: async (given, context) => {
      const filters = withoutNulls(given);
      checkPage(filters);
      if (!isNarrowed(filters)) return subscriptions(filters, context);
      const read = await subscriptions({ all: true }, context);
      const found = read.items.filter(subscriptionMatches(filters));
      return cutPage(found, filters, read.issues, countFound(found, read, filters));
    },
    subscription: async (id, context) => findById((await subscriptions({ all: true }, context)).items, id),
    wallets: () => Promise.reject(new PortalError('not_found', 'This source has no wallets. It reads meters and subscriptions only. Check `source.can.wallets` first.')),
    chargePreview: () => Promise.resolve(null),
    history: () => Promise.reject(new PortalError('not_found', 'This source has no history. It reads meters and subscriptions only. Check `source.can.history` first.')),
  };
}

type Filters = MeterFilters & SubscriptionFilters;

/** Whether the filters select items, and not just a page. */
function isNarrowed({ meterId = [], productId = [], query = '', active }: Filters): boolean {
  return [meterId, productId].flat(2).length > 0 || query !== '' || active !== undefined;
}

/** How many items the filters match in all. Unknown when a filter searched an incomplete list. */
function countFound<T>(found: readonly T[], { items, pagination: { totalCount }, issues }: List<T>, filters: Filters): number | null {
  if (!isNarrowed(filters)) return totalCount;
  const isWhole = totalCount !== null && items.length + countUnreadable(issues) >= totalCount;
  return isWhole ? found.length + countUnreadable(issues) : null;
}
