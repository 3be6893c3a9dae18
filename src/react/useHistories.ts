'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { unitsIn } from '../core/history';
import type { HistoryView } from '../core/historyViews';
import type { UsagePeriod } from '../core/pace';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { breakdownQuery, type HistoryParts } from './breakdownQuery';
import { historyQueries } from './historyQueries';
import { periodsQuery } from './periodsQuery';
import { usePortalQuery } from './usePortalQuery';

/** What a chart of one view of a meter shows. */
export interface ViewedHistory extends Pick<MeterQuantities, 'quantities' | 'total'>, Partial<HistoryParts> {
  /** The units of the time before, bar by bar; `undefined` unless requested and loaded. */
  before?: readonly (number | null)[] | undefined;
}

interface HistoriesOptions {
  meterId: string;
  view: HistoryView;
  compare: boolean;
  /** The metadata key. */
  by: string | undefined;
  timeZone: string | undefined;
  /** Whether to request anything. */
  enabled: boolean;
}

/** Loads what one view of a meter's history shows: the request for the bars, and the history, which is `undefined` until that has succeeded. */
export function useHistories({ meterId, view, compare, by, timeZone, enabled }: HistoriesOptions): { query: UseQueryResult<unknown>; history: ViewedHistory | undefined } {
  const isByPeriod = view.name === 'periods';
  const rangeOf = (all: readonly UsagePeriod[]): UsageRange => ({ start: all[0]?.start ?? never, end: all[all.length - 1]?.end ?? never, interval: view.interval, timeZone });
  const query = usePortalQuery<ViewedHistory>((portal) => ({
    ...(isByPeriod ? periodsQuery(portal, meterId, view, compare) : by ? breakdownQuery(portal, meterId, by, rangeOf(view.ranges)) : historyQueries.one(portal, { meterId }, rangeOf(view.ranges))),
    enabled,
  }));
  const earlier = usePortalQuery((portal) => ({ ...historyQueries.one(portal, { meterId }, rangeOf(view.before)), enabled: enabled && compare && !isByPeriod && view.before.length > 0 }));
  const { data } = query;
  return { query, history: data && compare && !isByPeriod ? { ...data, before: earlier.data && unitsIn(earlier.data.quantities) } : data };
}

const never = new Date(NaN);
