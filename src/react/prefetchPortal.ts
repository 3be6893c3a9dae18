import type { QueryClient } from '@tanstack/react-query';
import { needsProducts, orderListQuery, outstandingFilters, previewQuery, productQueries, walletQueries, wantsPreview } from './billQueries';
import { creditGrantListQuery, meterListQuery, subscriptionListQuery } from './queries';
import type { Portal } from './portalQuery';
import { usableSource } from './usableSource';

/**
 * Sends every request that `Usage` and `Billing` need, except for histories, before React renders: at module time, in a route
 * loader, or on a server. Sends each once and never rejects: if one fails, the widget that needs it sends it again when it mounts,
 * or once a `Retry-After` has expired.
 */
export async function prefetchPortal(queryClient: QueryClient, given: Portal): Promise<void> {
  // As in the provider: without a scope, one customer could see the data of another.
  const portal = { ...given, queryClient, source: usableSource(given.source, given.scope) };
  const once = { retry: false };
  const loadBills = async () => {
    const { items } = await queryClient.fetchQuery({ ...subscriptionListQuery(portal), ...once });
    const previewed = items.filter((subscription) => wantsPreview(portal, subscription));
    const overdue = outstandingFilters(portal, items);
    const orders = overdue && queryClient.prefetchQuery({ ...orderListQuery(portal, overdue), ...once });
    const products = needsProducts(portal, items) && queryClient.prefetchQuery(productQueries.list(portal));
    await Promise.all([orders, products, ...previewed.map((subscription) => queryClient.prefetchQuery(previewQuery(portal, subscription)))]);
  };
  await Promise.all([
    queryClient.prefetchQuery({ ...meterListQuery(portal, { all: true }), ...once }),
    portal.source.can.grants === true && queryClient.prefetchQuery({ ...creditGrantListQuery(portal), ...once }),
    portal.source.can.wallets && queryClient.prefetchQuery({ ...walletQueries.list(portal), ...once }),
    // The request may fail, and a host's own source may resolve with anything.
    loadBills().catch(() => {}),
  ]);
}
