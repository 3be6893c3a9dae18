'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { HistoryView } from '../core/historyView';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { historyQueries, rangeQuery } from './historyQueries';
import type { Portal, PortalQuery } from './portalQuery';
import { usePortalQuery } from './usePortalQuery';

/** What a chart of one view of a meter shows. */
export interface ViewedHistory extends Pick<MeterQuantities, 'quantities' | 'total'> {
  /** The units of the time before, bar by bar. `undefined` if they weren't requested, if there is no earlier time, or if another query loads them. */
  before?: MeterQuantities['quantities'] | undefined;
  /** The usage with each value of a metadata key, and the usage with any other; `undefined` if not requested, or if the source doesn't break this meter down. */
  breakdown?: Pick<MeterBreakdown, 'parts' | 'other'> | undefined;
}

export interface HistoryWanted extends HistoryView {
  meterId: string;
  /** The edges of the view, without those of the time before if that isn't wanted. */
  edges: readonly Date[];
  /** The metadata key. */
  by: string | undefined;
  timeZone: string | undefined;
}

/**
 * Makes the query for a history. `query` is `rangeQuery`: a part that is downloaded later must not import it, because bundlers
 * would then divide the page's own files.
 */
export type HistoryQuery = (portal: Portal, wanted: HistoryWanted, range: UsageRange, query: typeof rangeQuery) => PortalQuery<ViewedHistory>;

/** Loads what one view of a meter's history shows: the bars, and the units of the time before, bar by bar, if that is wanted. */
export function useHistories(wanted: HistoryWanted, enabled: boolean, queryOf: HistoryQuery = historyQueries.one): { query: UseQueryResult<ViewedHistory>; before: ViewedHistory['before'] } {
  const { name, count, interval, edges, timeZone } = wanted;
  const first = edges.length - 1 - count;
  // A view without edges has no `start` and no `end`: the caller must not enable it.
  const rangeOf = (from: number, to: number): UsageRange => ({ start: edges[from] as Date, end: edges[to] as Date, interval, timeZone });
  const query = usePortalQuery((portal) => ({ ...queryOf(portal, wanted, rangeOf(first, first + count), rangeQuery), enabled }));
  const earlier = usePortalQuery((portal) => ({ ...historyQueries.one(portal, wanted, rangeOf(0, first)), enabled: enabled && first > 0 && name !== 'periods' }));
  return { query, before: query.data?.before ?? earlier.data?.quantities };
}
