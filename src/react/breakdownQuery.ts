import { PortalError } from '../core/errors';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { SourceContext, UsageRange } from '../sources/source';
import { type Portal, type PortalQuery, portalQuery, steady } from './queries';

/**
 * The history of one meter by the values of a metadata key. Only for a source that may have it (`source.can.breakdown`).
 */
export const breakdownQuery = (portal: Portal, meterId: string, by: string, range: UsageRange): PortalQuery<MeterBreakdown> => {
  const { start, end, interval = 'day', timeZone } = range;
  const key = ['meters', 'breakdown', meterId, by, Number(start), Number(end), interval, timeZone ?? null];
  const load = async (context: SourceContext) => {
    const parts = portal.source.breakdown?.(meterId, by, range, context);
    if (parts) return parts;
    throw new PortalError('not_found', 'There is no breakdown. This source does not read one. Check `source.can.breakdown` first.');
  };
  return { ...portalQuery(portal, key, load), ...steady };
};
