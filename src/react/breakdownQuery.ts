import type { PortalError } from '../core/errors';
import type { HistoryQuery } from './useHistories';

/** The history of one meter as a whole and by the values of a metadata key. Without parts if the source doesn't break this meter down. */
export const breakdownQuery: HistoryQuery = (portal, { meterId, by = '' }, range, query) =>
  query(portal, ['meters', 'breakdown', meterId, by], range, async (context) => {
    const breakdown = await portal.source.breakdown?.(meterId, by, range, context).catch((error: Partial<PortalError>) => {
      if (!/invalid_request|not_found|forbidden/.test(`${error.code}`)) throw error;
    });
    return breakdown ? { ...breakdown.total, breakdown } : portal.source.history(meterId, range, context);
  });
