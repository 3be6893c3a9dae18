'use client';
import { useQueries } from '@tanstack/react-query';
import { isPortalError } from '../core/errors';
import { rangeTotal } from '../core/history';
import type { HistoryView } from '../core/historyViews';
import { day, type UsagePeriod } from '../core/pace';
import type { MeterBreakdown } from '../core/schemas/breakdown';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { useFailure } from './useFailure';
import { usePortal } from './PortalProvider';
import { breakdownQuery } from './breakdownQuery';
import { historyQueries } from './historyQueries';
import { usePortalQuery } from './usePortalQuery';

type Counts = Pick<MeterQuantities, 'quantities' | 'total'>;

/** The histories of one view of a meter. */
export interface Histories {
  /** `undefined` while it loads. */
  history: Counts | undefined;
  /** The history of the time before it, if requested and loaded. */
  before: Counts | undefined;
  /** The history by the values of a metadata key; `null` if the source doesn't break this meter down. */
  breakdown: MeterBreakdown | null | undefined;
  /** Why there is no history; `null` unless loading failed. */
  failure: unknown;
  isFetching: boolean;
  retry: () => void;
}

interface HistoriesOptions {
  meterId: string;
  view: HistoryView;
  compare: boolean;
  /** The metadata key. */
  by: string | undefined;
  timeZone: string | undefined;
}

/** Loads what one view of a meter's history shows. */
export function useHistories({ meterId, view, compare, by, timeZone }: HistoriesOptions): Histories {
  const portal = usePortal();
  const { interval } = view;
  const [whole] = view.ranges;
  const isOne = view.ranges.length === 1;
  const rangeOf = (range: UsagePeriod): UsageRange => (isOne ? { ...range, interval, timeZone } : daysOf(range));
  const wantsParts = by !== undefined && isOne && whole !== undefined && portal.source.can.breakdown === true;
  const parts = usePortalQuery(() => ({ ...breakdownQuery(portal, meterId, by ?? '', rangeOf(whole ?? never)), enabled: wantsParts }));
  const isRefused = isPortalError(parts.error) && refusals.has(parts.error.code);
  const isPlain = !wantsParts || isRefused;
  const plain = [...(isPlain ? view.ranges : []), ...(compare ? view.before : [])];
  const results = useQueries({ queries: plain.map((range) => historyQueries.one(portal, { meterId }, rangeOf(range))) }, portal.queryClient);
  const own = results.slice(0, isPlain ? view.ranges.length : 0);
  const others = results.slice(own.length);
  const failed = own.find(({ isError }) => isError) ?? own[0] ?? parts;
  const failure = useFailure(isPlain ? failed : parts);
  // Bars that came one after the other would move the slider's place.
  const isWaiting = own.some(({ data, failureCount }) => data === undefined && failureCount === 0);
  return {
    history: isPlain ? combined(isWaiting ? [] : own.map(({ data }) => data), view, isOne) : parts.data?.total,
    before: others.every(({ data, failureCount }) => data !== undefined || failureCount > 0) && others.some(({ data }) => data) ? combined(others.map(({ data }) => data), view, isOne) : undefined,
    breakdown: isPlain ? null : parts.data,
    failure,
    isFetching: [...own, parts].some(({ isFetching }) => isFetching),
    retry: () => void Promise.all([...own, ...(wantsParts ? [parts] : [])].filter(({ isError }) => isError).map(async (query) => query.refetch())),
  };
}

/** The codes by which a source says that it has no breakdown of this meter by this key. */
const refusals: ReadonlySet<string> = new Set(['invalid_request', 'not_found', 'forbidden']);
const unknown: Counts = { quantities: [], total: null };
const never = { start: new Date(NaN), end: new Date(NaN) };

/** One history as it is, or a bar for each of several. */
function combined(histories: readonly (Counts | undefined)[], { ranges }: HistoryView, isOne: boolean): Counts | undefined {
  if (isOne) return histories[0];
  if (histories.every((one) => one === undefined)) return undefined;
  // Of a young subscription only the latest periods have one as long before.
  const missing = ranges.length - histories.length;
  return { quantities: ranges.map(({ start }, place) => ({ timestamp: start, quantity: rangeTotal(histories[place - missing] ?? unknown) })), total: null };
}

/** The days that begin in a period. Polar counts whole days, so each counts for one period. */
function daysOf({ start, end }: UsagePeriod): UsageRange {
  const startOf = (date: Date) => Number(date) - (Number(date) % day);
  return { start: new Date(startOf(start)), end: new Date(Math.max(startOf(end), startOf(start) + day)) };
}
