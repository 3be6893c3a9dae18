import { isPortalError } from '../core/errors';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { rangeQuery } from './historyQueries';
import type { Portal, PortalQuery } from './portalQuery';

/** The usage with each value of a metadata key, and that with any other. */
export type HistoryParts = Pick<MeterBreakdown, 'parts' | 'other'>;

/** The history of one meter as a whole and by the values of a metadata key. Without parts if the source doesn't break this meter down. */
export function breakdownQuery(portal: Portal, meterId: string, by: string, range: UsageRange): PortalQuery<MeterQuantities & Partial<HistoryParts>> {
  const { source } = portal;
  return rangeQuery(portal, ['meters', 'breakdown', meterId, by], range, async (context) => {
    const found = await source.breakdown?.(meterId, by, range, context).catch((error: unknown) => {
      if (!isPortalError(error) || !['invalid_request', 'not_found', 'forbidden'].includes(error.code)) throw error;
    });
    return found ? { ...found, ...found.total } : source.history(meterId, range, context);
  });
}
