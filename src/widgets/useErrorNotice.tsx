'use client';
import type { ReactNode } from 'react';
import { type ErrorNoticeProps, OutageNotice } from '../components/Notice';
import { isPortalError } from '../core/errors';
import { outages } from '../i18n/english/notices';
import { useBriefWait } from '../react/useBriefWait';
import { useIsFromServer } from './useIsFromServer';
import { useViews } from './useViews';

/** Milliseconds: longer than a download takes on most networks. */
const patience = 3000;

/**
 * Draws the notice of an error; `null` for a moment, while it downloads. Few pages have an error that isn't an outage, so its
 * words, its countdown and its link come only then. If that takes long or fails, the notice has a general text.
 * @param canWait whether something else stands in its place until then. If not, the general text comes first.
 */
export function useErrorNotice(error: unknown, canWait = true): ((props: ErrorNoticeProps) => ReactNode) | null {
  const isNeeded = isPortalError(error) && (error.retryAfter !== undefined || !Object.hasOwn(outages, error.code));
  const [views] = useViews(isNeeded);
  const isFromServer = useIsFromServer();
  const isWaiting = useBriefWait(isNeeded && views === undefined, canWait && !isFromServer, patience);
  return isWaiting ? null : (props) => (views ? <views.ErrorNotice {...props} /> : <OutageNotice {...props} />);
}
