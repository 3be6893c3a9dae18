'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { HistoryView } from '../core/historyViews';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import { breakdownQuery } from './breakdownQuery';
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
  breakdown: Pick<MeterBreakdown, 'parts' | 'other'> | undefined;
}

interface HistoriesOptions {
  meterId: string;
  /** `undefined` requests nothing. */
  view: HistoryView | undefined;
  compare: boolean;
  /** The metadata key. */
  by: string | undefined;
  timeZone: string | undefined;
}

/** Loads what one view of a meter's history shows. */
export function useHistories({ meterId, view, compare, by, timeZone }: HistoriesOptions): Histories {
  const { name, interval, ranges: [range = never], before } = view ?? none;
  const isByPeriod = name === 'periods';
  const [rangeBefore] = compare && !isByPeriod ? before : [];
  const rangeOf = (one = never) => ({ ...one, interval, timeZone });
  const query = usePortalQuery<Counts | PeriodUnits | MeterBreakdown>((portal) => ({
    ...(view && isByPeriod ? periodsQuery(portal, meterId, view, compare) : by ? breakdownQuery(portal, meterId, by, rangeOf(range)) : historyQueries.one(portal, { meterId }, rangeOf(range))),
    enabled: view !== undefined,
  }));
  const earlier = usePortalQuery((portal) => ({ ...historyQueries.one(portal, { meterId }, rangeOf(rangeBefore)), enabled: rangeBefore !== undefined }));
  const { data } = query;
  const breakdown = data && 'parts' in data ? data : undefined;
  return {
    query,
    history: breakdown ? breakdown.total : (data as Counts | undefined),
    before: data && 'before' in data ? data.before : earlier.data?.quantities.map(({ quantity }) => quantity),
    breakdown,
  };
}

const never = { start: new Date(NaN), end: new Date(NaN) };
const none: HistoryView = { name: 'period', count: 0, interval: 'day', ranges: [], before: [] };
