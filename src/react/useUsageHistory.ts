'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { MeterQuantities } from '../core/schemas/quantities';
import type { UsageRange } from '../sources/source';
import { historyQueries } from './historyQueries';
import { usePortalQuery } from './usePortalQuery';

/** Milliseconds by which `new Date()` may differ between two renders of the same range. */
const tolerance = 60_000;

/**
 * The usage of a meter, interval by interval: for `UsageHistory` or a chart of your own. Sends a request only if the
 * source has histories (`source.can.history`, such as the read-only proxy); otherwise the result stays pending.
 * You may create the range in each render: a difference of less than a minute counts as the same range.
 */
export function useUsageHistory(meter: { meterId: string }, range: UsageRange): UseQueryResult<MeterQuantities> {
  const stableRange = useStableRange(range);
  return usePortalQuery((portal) => ({ ...historyQueries.one(portal, meter, stableRange), enabled: portal.source.can.history }));
}

/** The range of an earlier render, as long as it is about the same: otherwise each render with `new Date()` would be a new query. */
function useStableRange(range: UsageRange): UsageRange {
  const [held, hold] = useState(range);
  // NaN compares false, so an invalid date counts as the same. Otherwise each render would set the state again, endlessly.
  const differs = (a: Date, b: Date) => Math.abs(Number(a) - Number(b)) >= tolerance;
  const isOther = differs(held.start, range.start) || differs(held.end, range.end) || held.interval !== range.interval || held.timeZone !== range.timeZone;
  if (isOther) hold(range);
  return isOther ? range : held;
}
