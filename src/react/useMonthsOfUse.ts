'use client';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { MonthOfUse } from '../core/offers';
import type { MeterQuantities } from '../core/schemas/quantities';
import { usePortal } from './PortalProvider';
import { historyQueries } from './historyQueries';

/** What the customer used on some meters in each of the last whole calendar months before the component mounted, in UTC. */
export interface MonthsOfUse {
  /** The earliest month first. Units are `null` if unknown or still loading. */
  months: readonly MonthOfUse[];
  /** True while a history loads. */
  isPending: boolean;
}

/**
 * Loads how much a customer has used in the last whole months, for `compareOffers()`. Sends one request for each meter, if the
 * source has histories (`source.can.history`); otherwise all units are unknown.
 * @param count of months, from 1 to 12. Default: 3.
 */
export function useMonthsOfUse(meterIds: readonly string[], count?: number): MonthsOfUse {
  const portal = usePortal();
  const [now] = useState(() => new Date());
  const size = Math.min(12, Math.max(1, Math.trunc(count ?? 3) || 1));
  const monthAt = (place: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + place - size, 1));
  const starts: Date[] = [];
  for (let place = 0; place < size; place += 1) starts.push(monthAt(place));
  const range = { start: monthAt(0), end: monthAt(size), interval: 'month' as const };
  const queries = meterIds.map((meterId) => ({ ...historyQueries.one(portal, { meterId }, range), enabled: portal.source.can.history }));
  const results = useQueries({ queries }, portal.queryClient);
  const months = starts.map((start, place) => ({
    start,
    used: Object.fromEntries(meterIds.map((meterId, index) => [meterId, unitsOf(results[index]?.data, start, place, size)])),
  }));
  return { months, isPending: results.some(({ isLoading }) => isLoading) };
}

/** The units of one month; `null` unless the history has exactly the months of the request. */
function unitsOf(history: MeterQuantities | undefined, start: Date, place: number, size: number): number | null {
  const month = history?.quantities[place];
  return history?.quantities.length === size && Number(month?.timestamp) === Number(start) ? (month?.quantity ?? null) : null;
}
