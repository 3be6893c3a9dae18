'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { MeterQuantities } from '../core';
import { historyQueries, type UsageRange } from './historyqueries';
import { usePortal } from './PortalProvider';

/** Milliseconds by which `new Date()` may differ from one rendering to the next. */
const tolerance = 60_000;

/**
 * What was used of a meter, interval by interval: for `UsageHistory`, or a chart of your own. Asked only of a source
 * that has histories (`source.can.history`: a read-only proxy); of any other it stays pending, and nothing is asked.
 * The range may be made anew in each rendering: one that differs by less than a minute is the same.
 */
export function useUsageHistory(meter: { meterId: string }, range: UsageRange): UseQueryResult<MeterQuantities> {
  const portal = usePortal();
  const steady = useSteady(range);
  return useQuery({ ...historyQueries.one(portal, meter, steady), enabled: portal.source.can.history }, portal.queryClient);
}

/** The range of an earlier rendering, as long as it is about the same: `new Date()` would be a new question each time. */
function useSteady(range: UsageRange): UsageRange {
  const [held, hold] = useState(range);
  // Written so that dates which are none count as the same, too: they would be held anew for ever.
  const differs = (a: Date, b: Date) => Math.abs(Number(a) - Number(b)) >= tolerance;
  const isOther = differs(held.start, range.start) || differs(held.end, range.end) || held.interval !== range.interval || held.timeZone !== range.timeZone;
  if (isOther) hold(range);
  return isOther ? range : held;
}
