import { creditGrantListQuery, meterListQuery, subscriptionListQuery } from '../react/queries';
import { walletQueries } from '../react/billQueries';
import type { Portal, PortalQuery } from '../react/portalQuery';
import type { MeterFilters } from '../sources/source';

/** The queries of a widget that need no response of another query. */
export type QueriesOf = (portal: Portal, setting: (name: string) => unknown) => readonly PortalQuery<unknown>[];

/** The first requests of `Usage`. */
export const usageQueries: QueriesOf = (portal, setting) => [
  meterListQuery(portal, { ...(setting('filters') as MeterFilters | undefined), all: true }),
  subscriptionListQuery(portal),
  ...(portal.source.can.grants === true ? [creditGrantListQuery(portal)] : []),
];

/** The first request of `DueAmounts`. */
export const amountDueQueries: QueriesOf = (portal) => [subscriptionListQuery(portal)];

/** The first requests of `Billing`. */
export const billingQueries: QueriesOf = (portal) => [subscriptionListQuery(portal), ...(portal.source.can.wallets ? [walletQueries.list(portal)] : [])];
