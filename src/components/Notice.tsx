'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { isPortalError, type PortalErrorCode } from '../core/errors';
import { safeHref } from '../core/href';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/notices';
import { Countdown } from './Countdown';
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
      <p className="mf-notice-title">{title}</p>
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

const signedOut: readonly (PortalErrorCode | undefined)[] = ['session_expired', 'unauthorized', 'no_token'];

/**
 * Tells the customer what failed, with a button to try again. Never shows the error's own message, which is written for
 * developers. Renders a `div` with `role="alert"` and `data-code`.
 */
export const ErrorNotice = forwardRef<HTMLDivElement, ErrorNoticeProps>(function ErrorNotice(props, ref) {
  const { error, onRetry, retrying = false, signInUrl, subject, children, ...rest } = props;
  const { messages } = useWords(noticeWords);
  const code = isPortalError(error) ? error.code : undefined;
  const href = signedOut.includes(code) ? safeHref(signInUrl) : undefined;
  return (
    <Notice role="alert" {...rest} ref={ref} kind="problem" title={messages.errorTitle(code)} data-code={code}>
      <p className="mf-notice-text">
        <span className="mf-text">{messages.errorHint(code)}</span>
        {isPortalError(error) && <Countdown error={error} />}
      </p>
      {children}
      {href && (
        <a className="mf-button" href={href} rel="noopener noreferrer">
          {messages.signIn}
        </a>
      )}
      {onRetry && (
        // `aria-disabled`, because `disabled` would drop the focus of the customer who just pressed the button.
        <button type="button" className="mf-button" aria-label={subject && messages.retryOf(subject)} aria-disabled={retrying} onClick={retrying ? undefined : onRetry}>
          {messages.retry}
        </button>
      )}
    </Notice>
  );
});
