'use client';
import { forwardRef } from 'react';
import { isPortalError } from '../core/errors';
import { useWords } from '../i18n/context';
import { errorWords } from '../i18n/english/errors';
import { Countdown } from './Countdown';
import { type ErrorNoticeProps, OutageNotice } from './Notice';
import { SignIn } from './SignIn';

/**
 * Tells the customer what failed, with a button to try again. Never shows the error's own message, which is written for
 * developers. Renders a `div` with `role="alert"` and `data-code`.
 */
export const ErrorNotice = forwardRef<HTMLDivElement, ErrorNoticeProps>(function ErrorNotice(props, ref) {
  const { signInUrl, children, ...rest } = props;
  const { error } = rest;
  const { messages } = useWords(errorWords);
  return (
    <OutageNotice {...rest} ref={ref} words={messages} wait={isPortalError(error) && <Countdown error={error} />}>
      {children}
      <SignIn error={error} url={signInUrl} />
    </OutageNotice>
  );
});
