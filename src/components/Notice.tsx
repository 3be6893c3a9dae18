'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { isPortalError } from '../core/errors';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import type { Messages } from '../i18n/messages';
import { classNames } from './classNames';

export interface NoticeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'title'> {
  /** The first line: what happened. */
  title: ReactNode;
  /** `quiet` for an empty state, `problem` for a failure. Default: `quiet`. */
  kind?: 'quiet' | 'problem' | undefined;
}

/** A title, with a sentence or a button as children, in place of content that is missing. Renders a `div` with `data-kind`. */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice(props, ref) {
  const { title, kind, className, children, ...rest } = props;
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-notice', className)} data-kind={kind ?? 'quiet'}>
      <div className="mf-notice-title">{title}</div>
      {children}
    </div>
  );
});

export interface ErrorNoticeProps extends Omit<NoticeProps, 'title' | 'kind'> {
  /** The error that was thrown. The code of a `PortalError` selects the text; other errors get a general one. */
  error: unknown;
  /** Called by the "Try again" button. Without it there is no button. */
  onRetry?: (() => void) | undefined;
  /** What failed to load, for the name of the button: "Try again: Usage". */
  subject?: string | undefined;
  /** Whether a retry is in progress. Disables the button. */
  retrying?: boolean | undefined;
  /** Your sign-in page: an http(s) URL or a path. Adds a link when the customer is signed out. */
  signInUrl?: string | undefined;
}

interface OwnProps extends ErrorNoticeProps {
  /** Words for more codes than those of an outage. */
  words?: Pick<Messages, 'errorTitle' | 'errorHint'>;
  /** Shown after the hint: a text that says when to try again, such as a `Countdown`. */
  wait?: ReactNode;
}

/** `ErrorNotice` with words for an outage only, a general text for other errors, and no link. */
export const OutageNotice = forwardRef<HTMLDivElement, OwnProps>(function OutageNotice(props, ref) {
  const { error, onRetry, retrying = false, subject, signInUrl: _, words, wait, children, ...rest } = props;
  const { messages } = useWords(noticeWords);
  const { errorTitle, errorHint } = words ?? messages;
  const code = isPortalError(error) ? error.code : undefined;
  return (
    <Notice role="alert" {...rest} ref={ref} kind="problem" title={errorTitle(code)} data-code={code}>
      <div className="mf-notice-text">
        <span className="mf-text">{errorHint(code)}</span>
        {wait}
      </div>
      {children}
      {onRetry && retryButton(messages, onRetry, retrying, subject)}
    </Notice>
  );
});

/** The "Try again" button. */
export function retryButton(messages: Pick<Messages, 'retry' | 'retryOf'>, onRetry: () => void, retrying: boolean, subject: string | undefined): ReactNode {
  return (
    // `aria-disabled`, because `disabled` would drop the focus of the customer who just pressed the button.
    <button type="button" className="mf-button" aria-label={subject && messages.retryOf(subject)} aria-disabled={retrying} onClick={retrying ? undefined : onRetry}>
      {messages.retry}
    </button>
  );
}
