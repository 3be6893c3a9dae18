'use client';
import type { ReactNode } from 'react';
import { formatTime, type List } from '../core';
import { noticeWords, useWords } from '../i18n';

interface RefreshingProps {
  /** Default: asks this question again. */
  onRetry?: () => void;
  query: { data: List<unknown> | undefined; isError: boolean; dataUpdatedAt: number; isFetching: boolean; refetch: () => unknown };
}

/** What is to be said about data that is shown: that it is old because a refresh failed, that a part of it is left out. */
export function Refreshing({ query, onRetry = () => void query.refetch() }: RefreshingProps): ReactNode {
  const { locale, messages, timeZone } = useWords(noticeWords);
  if (query.data === undefined) return null;
  const { issues } = query.data;
  return (
    <>
      {issues.length > 0 && (
        <p className="mf-hint" role="status">
          {messages.leftOut(issues.length)}
        </p>
      )}
      {query.isError && (
        <div className="mf-foot" role="status">
          <p className="mf-hint">{messages.stale(formatTime(new Date(query.dataUpdatedAt), locale, timeZone))}</p>
          <button type="button" className="mf-button" aria-disabled={query.isFetching} onClick={onRetry}>
            {messages.retry}
          </button>
        </div>
      )}
    </>
  );
}
