'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { isPortalError, type PortalErrorCode } from '../core/errors';
import { safeHref } from '../core/href';
import { useWords } from '../i18n/context';
import { noticeWords } from '../i18n/english/usage';
import { classNames } from './classNames';
import { Countdown } from './Countdown';

export interface NoticeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'title'> {
  title: ReactNode;
  /** `quiet` for something that is merely so, `problem` for something that failed. */
  kind?: 'quiet' | 'problem' | undefined;
}

/** A title, a sentence and perhaps a button, in the place of something that is not there. Renders a `div`. */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice(props, ref) {
  const { title, kind = 'quiet', className, children, ...rest } = props;
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-notice', className)} data-kind={kind}>
      <p className="mf-notice-title">{title}</p>
      {children}
    </div>
  );
});

export interface ErrorNoticeProps extends Omit<NoticeProps, 'title' | 'kind'> {
  /** What was thrown: a PortalError is explained by its code, anything else in general words. */
  error: unknown;
  /** Makes a "Try again" button. */
  onRetry?: (() => void) | undefined;
  /** Whether a retry is under way. */
  retrying?: boolean | undefined;
  /** Where one signs in: an http(s) address or a path. Makes a link where that is what helps. */
  signInUrl?: string | undefined;
}

const signedOut: readonly (PortalErrorCode | undefined)[] = ['session_expired', 'unauthorized', 'no_token'];

/**
 * Says what failed in the customer's words, with a way to try again. Never shows the error's own message:
 * that is written for developers. Renders a `div` with `role="alert"`.
 */
export const ErrorNotice = forwardRef<HTMLDivElement, ErrorNoticeProps>(function ErrorNotice(props, ref) {
  const { error, onRetry, retrying = false, signInUrl, children, ...rest } = props;
  const { messages } = useWords(noticeWords);
  const code = isPortalError(error) ? error.code : undefined;
  const href = signedOut.includes(code) ? safeHref(signInUrl) : undefined;
  return (
    <Notice role="alert" {...rest} ref={ref} kind="problem" title={messages.errorTitle(code)} data-code={code}>
      <p className="mf-notice-text">
        {messages.errorHint(code)}
        {isPortalError(error) && <Countdown error={error} />}
      </p>
      {children}
      {href !== undefined && (
        <a className="mf-button" href={href} rel="noopener noreferrer">
          {messages.signIn}
        </a>
      )}
      {onRetry && (
        // aria-disabled and not disabled: a disabled button loses the focus of whoever has just pressed it.
        <button type="button" className="mf-button" aria-disabled={retrying} onClick={retrying ? undefined : onRetry}>
          {messages.retry}
        </button>
      )}
    </Notice>
  );
});
