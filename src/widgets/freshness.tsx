'use client';
import type { ReactNode } from 'react';
import { retryButton } from '../components/Notice';
import { formatTime } from '../core/formatDate';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { localeText } from '../i18n/localeText';
import type { ListState } from '../react/useListState';
import { needsWords } from './useErrorNotice';
import { useIsFirst } from './useIsFirst';
import { useIsHydrating } from './useIsFromServer';
import { useViews } from './useViews';

interface StalenessProps {
  state: ListState;
  /** Whether to show the time of the data even if nothing failed. */
  showAsOf?: boolean | undefined;
  /** What is stale, for the name of the button: "Usage". */
  subject: string;
}

/**
 * The line above a list: the time of the data, and after a failed refresh a note and a button. The live region exists before
 * its text, because screen readers announce only changes inside of it.
 */
export function Staleness({ state, showAsOf, subject }: StalenessProps): ReactNode {
  const { locale, messages, timeZone } = useWords(noticeWords);
  const { asOf, error, isCached, isFetching, isStale, retry } = state;
  const isFirst = useIsFirst(isStale && `stale ${error?.code}`);
  // Without a `timeZone`, a server formats the time in its own zone. A different key replaces that text after hydration.
  const isHydrating = useIsHydrating();
  const [views] = useViews(isStale && needsWords(error));
  return (
    asOf && (
      <div className="mf-stale">
        <div className={isStale ? 'mf-hint mf-icon' : 'mf-hint'} role={isFirst ? 'status' : undefined}>
          {(isStale || showAsOf || isCached) && <span key={String(isHydrating)} {...localeText} className="mf-text">{(isStale ? messages.stale : messages.asOf)(formatTime(asOf, locale, timeZone))}</span>}
          {views && <views.Reason error={error} />}
        </div>
        {views && <views.SignIn error={error} />}
        {isStale && retryButton(messages, retry, isFetching, subject)}
      </div>
    )
  );
}

/** The line below a list: how many issues it has, each counted as an entry. */
export function Issues({ state: { asOf, issues } }: { state: ListState }): ReactNode {
  const { messages } = useWords(noticeWords);
  return (
    asOf && (
      <div className="mf-hint mf-issues" role="status">
        {issues.length > 0 && messages.leftOut(issues.length)}
      </div>
    )
  );
}
