'use client';
import type { ReactNode } from 'react';
import { Countdown } from '../components/Countdown';
import { formatTime, isPortalError, type List } from '../core';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/usage';
import { isToldToWait } from './useProblem';

/** What a refresh is known by. */
export interface RefreshingQuery {
  data: List<unknown> | undefined;
  isError: boolean;
  failureReason: unknown;
  dataUpdatedAt: number;
  isFetching: boolean;
  refetch: () => unknown;
}

interface RefreshingProps {
  /** Default: asks this question again. */
  onRetry?: () => void;
  /** Whether to say how old the data is when all is well, too. */
  showAsOf?: boolean | undefined;
  query: RefreshingQuery;
}

/** What is to be said about data that is shown: that it is old because a refresh failed, that a part of it is left out, when it is from. */
export function Refreshing({ query, showAsOf = false, onRetry = () => void query.refetch() }: RefreshingProps): ReactNode {
  const { locale, messages, timeZone } = useWords(noticeWords);
  if (query.data === undefined) return null;
  const { failureReason, isFetching } = query;
  const { issues } = query.data;
  const isOld = query.isError || isToldToWait(failureReason);
  const time = formatTime(new Date(query.dataUpdatedAt), locale, timeZone);
  return (
    <>
      {issues.length > 0 && (
        <p className="mf-hint" role="status">
          {messages.leftOut(issues.length)}
        </p>
      )}
      {isOld && (
        <div className="mf-foot" role="status">
          <p className="mf-hint">
            {messages.stale(time)}
            {isPortalError(failureReason) && <Countdown error={failureReason} />}
          </p>
          <button type="button" className="mf-button" aria-disabled={isFetching} onClick={isFetching ? undefined : onRetry}>
            {messages.retry}
          </button>
        </div>
      )}
      {showAsOf && !isOld && <p className="mf-hint">{messages.asOf(time)}</p>}
    </>
  );
}
