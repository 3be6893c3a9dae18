import type { QueryClient } from '@tanstack/react-query';
import { asksPreview, billQueries, walletQueries } from './billqueries';
import { meterListQuery, type Portal, subscriptionListQuery } from './queries';

/**
 * Asks everything that `Usage` and `Billing` are going to ask, before React does: at module time, in a route
 * loader, or on a server. Asks each question once and never rejects: what failed is asked again by the widget that
 * needs it, with patience, while the page is there already.
 */
export async function prefetchPortal(queryClient: QueryClient, portal: Portal): Promise<void> {
  const once = { retry: false };
  const subscriptions = queryClient.fetchQuery({ ...subscriptionListQuery(portal), ...once }).then(
    ({ items }) => {
      const asked = items.filter((subscription) => asksPreview(portal, subscription));
      return Promise.all(asked.map(({ id }) => queryClient.prefetchQuery(billQueries.preview(portal, id))));
    },
    () => [],
  );
  await Promise.all([
    queryClient.prefetchQuery({ ...meterListQuery(portal, { all: true }), ...once }),
    portal.source.can.wallets && queryClient.prefetchQuery({ ...walletQueries.list(portal), ...once }),
    subscriptions,
  ]);
}
