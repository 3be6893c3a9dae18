'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PortalError } from '../core/errors';
import type { List } from '../core/schemas/list';
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
  /** One error for each part that could not be read. The list is incomplete unless this is empty. */
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

interface ListStateOptions {
  /** True while items must not be shown yet, although the query has data. */
  isWaiting?: boolean;
  /** The query whose age and last refresh to report, if not the list's own. */
  refreshed?: Pick<UseQueryResult, 'data' | 'dataUpdatedAt' | 'error' | 'failureReason' | 'isError'>;
  retry?: () => void;
}

const noIssues: readonly PortalError[] = [];

/** The state of a list that a query loads. */
export function useListState(query: UseQueryResult<List<unknown>>, options: ListStateOptions = {}): ListState {
  const { isWaiting, refreshed = query, retry = () => void query.refetch() } = options;
  const failure = useFailure(query);
  const list = isWaiting ? undefined : query.data;
  const age = Math.max(list?.age ?? 0, (refreshed.data as Partial<List<unknown>> | undefined)?.age ?? 0);
  const isStale = !!list && (refreshed.isError || isDeferred(refreshed.failureReason));
  const reason = isStale ? (refreshed.failureReason ?? refreshed.error) : failure;
  const error = useMemo(() => (reason === null ? null : asPortalError(reason)), [reason]);
  return {
    status: list ? (list.items.length + list.issues.length > 0 ? 'ready' : 'empty') : failure === null ? 'loading' : 'error',
    error,
    isStale,
    issues: list?.issues ?? noIssues,
    asOf: list ? new Date(refreshed.dataUpdatedAt - age) : null,
    isCached: age > 0,
    isFetching: query.isFetching,
    retry,
  };
}
