import type { QueryClient } from '@tanstack/react-query';
import { asksPreview, billQueries, walletQueries } from './billqueries';
import { meterListQuery, type Portal, subscriptionListQuery } from './queries';

/**
 * Asks everything that `Usage` and `Billing` are going to ask, before React does: at module time, in a route
 * loader, or on a server. Never rejects: what failed is asked again by the widget that needs it.
 */
export async function prefetchPortal(queryClient: QueryClient, portal: Portal): Promise<void> {
  const subscriptions = queryClient.fetchQuery(subscriptionListQuery(portal)).then(
    ({ items }) => {
      const asked = items.filter((subscription) => asksPreview(portal, subscription));
      return Promise.all(asked.map(({ id }) => queryClient.prefetchQuery(billQueries.preview(portal, id))));
    },
    () => [],
  );
  await Promise.all([
    queryClient.prefetchQuery(meterListQuery(portal, { all: true })),
    portal.source.can.wallets && queryClient.prefetchQuery(walletQueries.list(portal)),
    subscriptions,
  ]);
}
