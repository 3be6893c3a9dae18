'use client';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Countdown } from '../components/Countdown';
import { formatTime } from '../core/format';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/usage';
import { localeText } from '../i18n/localeText';
import type { ListState } from '../react/useListState';

interface FreshnessProps {
  state: ListState;
  /** Whether to show the time of the data even if nothing failed. */
  showAsOf?: boolean | undefined;
}

/** The notes below a list: how many items were left out; whether the last refresh failed; the time of the data. */
export function Freshness({ state, showAsOf = false }: FreshnessProps): ReactNode {
  const { locale, messages, timeZone } = useWords(noticeWords);
  const { asOf, error, isFetching, isStale, issues, retry } = state;
  // Without a `timeZone`, a server formats the time in its own zone. A different key replaces that text after hydration.
  const place = useSyncExternalStore(noChange, () => 'browser', () => 'server');
  if (asOf === null) return null;
  const time = formatTime(asOf, locale, timeZone);
  return (
    <>
      {issues.length > 0 && (
        <p className="mf-hint" role="status">
          {messages.leftOut(issues.length)}
        </p>
      )}
      {isStale && (
        <div className="mf-foot" role="status">
          <p className="mf-hint">
            <span key={place} {...localeText} className="mf-text">{messages.stale(time)}</span>
            {error !== null && <Countdown error={error} />}
          </p>
          <button type="button" className="mf-button" aria-disabled={isFetching} onClick={isFetching ? undefined : retry}>
            {messages.retry}
          </button>
        </div>
      )}
      {showAsOf && !isStale && <p key={place} {...localeText} className="mf-hint">{messages.asOf(time)}</p>}
    </>
  );
}

function noChange(): () => void {
  return () => {};
}
