'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { unitsIn } from '../core/history';
import type { HistoryView } from '../core/historyViews';
import type { MeterQuantities } from '../core/schemas/quantities';
import { breakdownQuery, type HistoryParts } from './breakdownQuery';
import { historyQueries } from './historyQueries';
import { type PeriodUnits, periodsQuery } from './periodsQuery';
import { usePortalQuery } from './usePortalQuery';

type Counts = Pick<MeterQuantities, 'quantities' | 'total'>;

/** The histories of one view of a meter. */
export interface Histories {
  /** The request for the bars. */
  query: UseQueryResult<unknown>;
  /** The bars; `undefined` while they load. */
  history: Counts | undefined;
  /** The units of the time before, bar by bar; `undefined` unless requested and loaded. */
  before: readonly (number | null)[] | undefined;
  /** The bars by the values of a metadata key, if requested and loaded. Without parts if the source doesn't break this meter down. */
  breakdown: HistoryParts | undefined;
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

/** Loads what one view of a meter's history shows. */
export function useHistories({ meterId, view, compare, by, timeZone, enabled }: HistoriesOptions): Histories {
  const { name, interval, ranges: [range], before: [rangeBefore] } = view;
  const isByPeriod = name === 'periods';
  const rangeOf = (one = never) => ({ ...one, interval, timeZone });
  const query = usePortalQuery<Counts | PeriodUnits | HistoryParts>((portal) => ({
    ...(isByPeriod ? periodsQuery(portal, meterId, view, compare) : by ? breakdownQuery(portal, meterId, by, rangeOf(range)) : historyQueries.one(portal, { meterId }, rangeOf(range))),
    enabled,
  }));
  const earlier = usePortalQuery((portal) => ({ ...historyQueries.one(portal, { meterId }, rangeOf(rangeBefore)), enabled: enabled && compare && !isByPeriod && !!rangeBefore }));
  const { data } = query;
  const breakdown = data && 'parts' in data ? data : undefined;
  return {
    query,
    history: breakdown ? breakdown.total : (data as Counts | undefined),
    before: data && 'before' in data ? data.before : compare && earlier.data ? unitsIn(earlier.data.quantities) : undefined,
    breakdown,
  };
}

const never = { start: new Date(NaN), end: new Date(NaN) };
