'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PortalError } from '../core/errors';
import type { List } from '../core/schemas/list';
import { isShown } from '../core/schemas/payload';
import { asPortalError } from './report';
import { isDeferred, useFailure } from './useFailure';

/** The state of a list: whether to show its items, and what to say beside them or in their place. */
export interface ListState {
  /** `loading`: no items yet. `error`: no items, see `error`. `empty`: the customer has none. `ready`: show the items. */
  status: 'loading' | 'error' | 'empty' | 'ready';
  /** Why there are no items, or why the last refresh failed; `null` if nothing failed. */
  error: PortalError | null;
  /** True when the last refresh failed: the items are those of `asOf`. */
  isStale: boolean;
  /** One error for each part of the list that could not be read, up to 1,000 for a page's items. Joined lists report their own. Unreadable counts of pages, and benefits of a plan, are no part of a list: only `onError` gets them. */
  issues: readonly PortalError[];
  /** When the data was received; `null` while there is none. */
  asOf: Date | null;
  /** True if a cache or service worker delivered an older response: `asOf` is then the time of that one. */
  isCached: boolean;
  /** True while a request is running: for a "Try again" button. */
  isFetching: boolean;
  /** Sends the failed requests again. */
  retry: () => void;
}

/**
 * The state of a list that a query loads.
 * @param isWaiting True while items must not be shown yet, although the query has data.
 * @param joined What the items are joined with. The list is as old as the oldest of all data, and stale if any last refresh failed.
 */
export function useListState(query: UseQueryResult<List<unknown>>, isWaiting?: boolean, joined: readonly UseQueryResult<List<unknown>>[] = []): ListState {
  const failure = useFailure(query);
  const list = isWaiting ? undefined : query.data;
  const issues = useMemo(() => list?.issues.filter?.(isShown) ?? [], [list]);
  const parts = [query, ...joined.filter(({ data }) => data)];
  const failed = list && parts.find(({ isError, failureReason }) => isError || isDeferred(failureReason));
  const reason = failed ? (failed.failureReason ?? failed.error) : failure;
  const error = useMemo(() => (reason === null ? null : asPortalError(reason)), [reason]);
  return {
    status: list ? (list.items.length + issues.length ? 'ready' : 'empty') : failure === null ? 'loading' : 'error',
    error,
    isStale: !!failed,
    issues,
    asOf: list ? new Date(Math.min(...parts.map(({ data, dataUpdatedAt }) => dataUpdatedAt - (data?.age ?? 0)))) : null,
    isCached: parts.some(({ data }) => data?.age),
    isFetching: query.isFetching,
    retry: () => {
      void query.refetch();
      for (const part of joined) if (part.errorUpdateCount) void part.refetch();
    },
  };
}
