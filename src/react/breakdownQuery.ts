import { isPortalError } from '../core/errors';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { UsageRange } from '../sources/source';
import { rangeQuery } from './historyQueries';
import type { Portal, PortalQuery } from './portalQuery';

/** A meter's history as a whole and by the values of a metadata key. */
export type HistoryParts = Pick<MeterBreakdown, 'total' | 'parts' | 'other'>;

/** The history of one meter by the values of a metadata key. Without parts if the source doesn't break this meter down. */
export function breakdownQuery(portal: Portal, meterId: string, by: string, range: UsageRange): PortalQuery<HistoryParts> {
  const { source } = portal;
  return rangeQuery<HistoryParts>(portal, ['meters', 'breakdown', meterId, by], range, async (context) => {
    const parts = await source.breakdown?.(meterId, by, range, context).catch((error: unknown) => {
      if (!isPortalError(error) || !['invalid_request', 'not_found', 'forbidden'].includes(error.code)) throw error;
    });
    if (parts) return parts;
    const total = await source.history(meterId, range, context);
    return { total, parts: [], other: total };
  });
}
