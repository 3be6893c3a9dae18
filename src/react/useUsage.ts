'use client';
import { useMemo } from 'react';
import { type AccountMeter, joinMeters, type MeterOptions } from '../core/joinMeters';
import { type MeterAlert, needsAttention, type SharedPeriod, sharedPeriodOf } from '../core/outlook';
import { withoutNulls } from '../core/withoutNulls';
import type { MeterFilters } from '../sources/source';
import { useBriefWait } from './useBriefWait';
import { useCreditGrants } from './useCreditGrants';
import { type ListState, useListState } from './useListState';
import { useMeters } from './useMeters';
import { useSubscriptions } from './useSubscriptions';

/** Which meters, and what only the host knows about them. */
export interface UseUsageOptions extends MeterOptions {
  /** Which meters. Default: all of the customer's. */
  filters?: Omit<MeterFilters, 'page' | 'limit' | 'all'> | undefined;
}

/** Everything that `Usage` shows. */
export interface AccountUsage extends ListState {
  /** The meters, in the order of `options.meters` or the most urgent first, each with the meaning of its numbers, its price, pending amount, renewal date and unit. */
  meters: readonly AccountMeter[];
  /** The meters that need the customer's attention. `usage.state` says why. */
  alerts: readonly MeterAlert[];
  /** The period that most meters share, for one line above all of them; `null` if none is known. */
  period: SharedPeriod | null;
  /** How many meters match, which may be more than were loaded. */
  total: number;
  /** When the numbers, amounts and dates were received, if not at the same moment then the oldest of them. If a renewal date is earlier, the next one is not known yet. */
  datesAsOf: Date;
}

/**
 * All meters of the customer, joined with prices, pending amounts and renewal dates: for a layout of your own in place of
 * `Usage`. Waits for subscriptions, because the same meters would otherwise change color and order a moment later; when
 * subscriptions fail, the meters come without price, amount and date. It waits for credit grants only a moment, and only
 * if there are subscriptions. Until the grants arrive, fewer renewal dates are known, and a seat holder's meter seems unbilled.
 * Sources: `/v1/customer-portal/meters/`, `/v1/customer-portal/subscriptions/` and `/v1/customer-portal/benefit-grants/`.
 */
export function useUsage(options?: UseUsageOptions): AccountUsage {
  const { filters, whenSpent, units, meters: chosen } = withoutNulls(options);
  const meters = useMeters({ ...filters, all: true });
  const subscriptions = useSubscriptions();
  const grants = useCreditGrants();
  const isJoinable = subscriptions.isFetched || subscriptions.failureCount;
  // A grant says which subscription renews the credits. Without subscriptions it matters only to a seat holder, so a page without
  // any doesn't wait for one more request.
  const lacksGrants = useBriefWait(!!(meters.data && isJoinable && subscriptions.data?.items.length && grants.isLoading && !grants.isFetched && !grants.failureCount), !meters.data);
  const isWaiting = !isJoinable || lacksGrants;
  const joined = useMemo(
    () => (isWaiting || !meters.data ? [] : joinMeters(meters.data.items, subscriptions.data, { whenSpent, units, meters: chosen }, grants.data?.items)),
    [isWaiting, meters.data, subscriptions.data, whenSpent, units, chosen, grants.data],
  );
  // As old as the older of the two, because numbers from before a renewal are not those of the new period.
  const state = useListState(meters, isWaiting, [subscriptions]);
  // Unreadable meters are in `issues`, not on another page.
  const total = chosen ? joined.length : Math.max(joined.length, (meters.data?.pagination.totalCount ?? 0) - state.issues.length);
  // 0 while unknown.
  const readAt = +(state.asOf as Date);
  const dated = useMemo(() => {
    const now = new Date(readAt);
    // A host's own order doesn't say what is urgent.
    return { alerts: needsAttention([...joined].sort((a, b) => b.pressure - a.pressure), now), period: sharedPeriodOf(joined, now), datesAsOf: now };
  }, [joined, readAt]);
  return { ...state, status: chosen && state.status === 'ready' && !(joined.length + state.issues.length) ? 'empty' : state.status, meters: joined, total, ...dated };
}
