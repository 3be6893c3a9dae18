import { PortalError } from '../core/errors';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { UsageRange } from '../sources/source';
import { rangeQuery } from './historyQueries';
import type { Portal, PortalQuery } from './queries';

/** The history of one meter by the values of a metadata key. Only for a source that may have it (`source.can.breakdown`). */
export function breakdownQuery(portal: Portal, meterId: string, by: string, range: UsageRange): PortalQuery<MeterBreakdown> {
  return rangeQuery(portal, ['meters', 'breakdown', meterId, by], range, async (context) => {
    const parts = portal.source.breakdown?.(meterId, by, range, context);
    if (parts) return parts;
    throw new PortalError('not_found', 'There is no breakdown. This source does not read one. Check `source.can.breakdown` first.');
  });
}
