'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { HistoryView } from '../core/historyView';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import { type RangeLoader, rangeQuery } from './historyQueries';
import { usePortalQuery } from './usePortalQuery';

/** What a chart of one view of a meter shows. */
export interface ViewedHistory extends Pick<MeterQuantities, 'quantities' | 'total'> {
  /** The units of the periods before, period by period; `undefined` if they weren't requested, or if there are none. */
  before?: MeterQuantities['quantities'] | undefined;
  /** The usage with each value of a metadata key, the largest first, and the usage with any other; `undefined` if not requested, or if the source doesn't break this meter down. */
  parts?: readonly (MeterBreakdown['other'] & { value?: string })[];
}

export interface HistoryWanted extends HistoryView {
  meterId: string;
  /** The edges of what to load. */
  edges: readonly Date[];
  /** The metadata key; empty if usage isn't broken down. */
  by: string;
  timeZone: string | undefined;
}

/** Requests the history of a view. */
export type HistoryLoader = RangeLoader<HistoryWanted, ViewedHistory>;

/** Loads the history of a meter from the first to the last edge; nothing if there are fewer than two. */
export function useViewedHistory(wanted: HistoryWanted, enabled: boolean, load?: HistoryLoader): UseQueryResult<ViewedHistory> {
  const { interval, edges, timeZone } = wanted;
  const range = { start: edges[0] as Date, end: edges.at(-1) as Date, interval, timeZone };
  return usePortalQuery((portal) => ({ ...rangeQuery(portal, wanted, range, load), enabled: enabled && edges.length > 1 }));
}
