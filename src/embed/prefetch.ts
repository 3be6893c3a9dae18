import { creditGrantQueries, meterListQuery, subscriptionQueries, walletQueries } from '../react/queries';
import type { MeterFilters } from '../sources/source';
import { toolsFrom } from '../widgets/UsageList';
import { useViews } from '../widgets/useViews';
import type { QueriesOf } from './MeterfaceElement';

/** The first requests of `Usage`, and beside them the download that a long list needs. */
export const usageQueries: QueriesOf = (portal, setting) => {
  // After the requests for data, which matter more.
  if (Number(setting('expected')) >= toolsFrom) void Promise.resolve().then(useViews.download);
  return [
    meterListQuery(portal, { ...(setting('filters') as MeterFilters | undefined), all: true }),
    subscriptionQueries.list(portal),
    ...(portal.source.can.grants === true ? [creditGrantQueries.list(portal)] : []),
  ];
};

/** The first requests of `Billing`. */
export const billingQueries: QueriesOf = (portal) => [subscriptionQueries.list(portal), ...(portal.source.can.wallets ? [walletQueries.list(portal)] : [])];
