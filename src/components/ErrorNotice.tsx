'use client';
import { forwardRef } from 'react';
import { isPortalError, type PortalErrorCode } from '../core/errors';
import { safeHref } from '../core/href';
import { useWords } from '../i18n/context';
import { errorWords } from '../i18n/english/errors';
import { Countdown } from './Countdown';
import { type ErrorNoticeProps, OutageNotice } from './Notice';

const signedOut: readonly (PortalErrorCode | undefined)[] = ['session_expired', 'unauthorized', 'no_token'];

/**
 * Tells the customer what failed, with a button to try again. Never shows the error's own message, which is written for
 * developers. Renders a `div` with `role="alert"` and `data-code`.
 */
export const ErrorNotice = forwardRef<HTMLDivElement, ErrorNoticeProps>(function ErrorNotice(props, ref) {
  const { signInUrl, children, ...rest } = props;
  const { error } = rest;
  const { messages } = useWords(errorWords);
  const isKnown = isPortalError(error);
  const href = signedOut.includes(isKnown ? error.code : undefined) ? safeHref(signInUrl) : undefined;
  return (
    <OutageNotice {...rest} ref={ref} words={messages} wait={isKnown && <Countdown error={error} />}>
      {children}
      {href && (
        <a className="mf-button" href={href} rel="noopener noreferrer">
          {messages.signIn}
        </a>
      )}
    </OutageNotice>
  );
});
