import type { PortalError } from '../core/errors';
import type { HistoryLoader } from './useViewedHistory';

/** Loads the history of one meter as a whole and by the values of a metadata key. Without parts if the source doesn't break this meter down. */
export const loadBreakdown: HistoryLoader = async (source, { meterId, by }, range, context) => {
  const breakdown = await source.breakdown?.(meterId, by, range, context).catch((error: Partial<PortalError>) => {
    if (!/invalid_request|not_found|forbidden/.test(error.code as string)) throw error;
  });
  if (!breakdown) return source.history(meterId, range, context);
  // An unknown total is sorted as 0. The rest comes last.
  return { ...breakdown.total, parts: [...breakdown.parts.toSorted(({ total: units }, { total: nextUnits }) => (nextUnits as number) - (units as number)), breakdown.other].filter(({ total }) => total !== 0) };
};
