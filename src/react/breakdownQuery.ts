import { isPortalError } from '../core/errors';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { UsageRange } from '../sources/source';
import { rangeQuery } from './historyQueries';
import type { Portal, PortalQuery } from './queries';

/** The codes by which a source says that it has no breakdown of this meter by this key. */
const refusals: ReadonlySet<string> = new Set(['invalid_request', 'not_found', 'forbidden']);

/** The history of one meter by the values of a metadata key. Without parts if the source doesn't break this meter down. */
export function breakdownQuery(portal: Portal, meterId: string, by: string, range: UsageRange): PortalQuery<MeterBreakdown> {
  const { source } = portal;
  return rangeQuery(portal, ['meters', 'breakdown', meterId, by], range, async (context) => {
    try {
      const parts = await source.breakdown?.(meterId, by, range, context);
      if (parts) return parts;
    } catch (error) {
      if (!(isPortalError(error) && refusals.has(error.code))) throw error;
    }
    const total = await source.history(meterId, range, context);
    return { total, parts: [], other: total, issues: [] };
  });
}
