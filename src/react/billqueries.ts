import { queryOptions } from '@tanstack/react-query';
import { type Bill, billOf, type ChargePreview, type CustomerSubscription, mayPreview, type WalletList } from '../core';
import { key, policy, type Portal, steady } from './queries';
import { whileWanted } from './whilewanted';

/**
 * Questions about bills, as TanStack Query options. Apart from the questions about usage: who shows only that
 * does not download the arithmetic of money.
 */
export const billQueries = {
  /** What one subscription charges next, with the server's prorations where it tells them. */
  one: (portal: Portal, subscriptionId: string) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'subscriptions', 'bill', subscriptionId),
      queryFn: async (query): Promise<Bill> => {
        const subscription = await whileWanted(portal, (context) => portal.source.subscription(subscriptionId, context))(query);
        if (!asksPreview(portal, subscription)) return billOf(subscription);
        // An extra that nothing relies on: no failure of it takes the bill away, or the prorations already known.
        const preview = billQueries.preview(portal, subscriptionId);
        const known = query.client.getQueryData<ChargePreview | null>(preview.queryKey);
        return billOf(subscription, await query.client.fetchQuery(preview).catch(() => known));
      },
    }),
  /** What the server expects to charge next; `null` where it does not say. Asked once; after a failure that passes, with the next refresh. */
  preview: (portal: Portal, subscriptionId: string) =>
    queryOptions({
      ...policy(portal),
      // Changes with a change of plan, not with use; and where it is not granted, asking again says so in the console.
      ...steady,
      retry: false,
      queryKey: key(portal, 'subscriptions', 'preview', subscriptionId),
      queryFn: whileWanted(portal, (context): Promise<ChargePreview | null> => portal.source.chargePreview(subscriptionId, context)),
    }),
};

/** Whether a preview is to be asked for: the source has some, and this subscription is going to charge something. */
export function asksPreview({ source }: Portal, subscription: CustomerSubscription): boolean {
  return source.can.chargePreview && mayPreview(subscription);
}

/** Questions about wallets. */
export const walletQueries = {
  list: (portal: Portal) =>
    queryOptions({
      ...policy(portal),
      queryKey: key(portal, 'wallets', 'list'),
      queryFn: whileWanted(portal, (context): Promise<WalletList> => portal.source.wallets({}, context)),
    }),
};
