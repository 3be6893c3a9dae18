'use client';
import type { ReactNode } from 'react';
import { type ErrorNoticeProps, OutageNotice } from '../components/Notice';
import { isPortalError } from '../core/errors';
import { outages } from '../i18n/english/notices';
import { useBriefWait } from '../react/useBriefWait';
import { useIsFromServer } from './useIsFromServer';
import { useViews } from './useViews';

/**
 * Returns a function that draws the notice of an error. Every page has the words for an outage, and a general text. The words for
 * other errors, the countdown and the link are downloaded with the first error that needs one of them. Meanwhile this returns
 * `null` for up to three seconds; after that, or if the download fails, the notice does without them.
 * @param canWait whether something else is shown meanwhile. If not, or if the component's HTML came from a server, the notice is
 * shown at once.
 */
export function useErrorNotice(error: unknown, canWait = true): ((props: ErrorNoticeProps) => ReactNode) | null {
  const isNeeded = needsWords(error);
  const [views] = useViews(isNeeded);
  const isFromServer = useIsFromServer();
  // Three seconds are longer than a download takes on most networks.
  const isWaiting = useBriefWait(isNeeded && views === undefined, canWait && !isFromServer, 3000);
  return isWaiting ? null : (props) => (views ? <views.ErrorNotice {...props} /> : <OutageNotice {...props} />);
}

/** Whether an error needs more than the words for an outage, which every page has. */
export function needsWords(error: unknown): boolean {
  return isPortalError(error) && (error.retryAfter !== undefined || !Object.hasOwn(outages, error.code));
}
