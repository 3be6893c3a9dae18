'use client';
import type { ReactNode } from 'react';
import { isPortalError, type PortalError, type PortalErrorCode } from '../core/errors';
import { safeHref } from '../core/href';
import { useWords } from '../i18n/context';
import { errorWords } from '../i18n/english/errors';

const signedOut: readonly PortalErrorCode[] = ['session_expired', 'unauthorized', 'no_token'];

/** Whether signing in may mend an error. */
export function isSignedOut(error: unknown): error is PortalError {
  return isPortalError(error) && signedOut.includes(error.code);
}

/** A link to the sign-in page. Renders nothing if signing in wouldn't mend the error, and without a safe address. */
export function SignIn({ error, url }: { error: unknown; url: string | undefined }): ReactNode {
  const { messages } = useWords(errorWords);
  const href = isSignedOut(error) ? safeHref(url) : undefined;
  return (
    href && (
      <a className="mf-button" href={href} rel="noopener noreferrer">
        {messages.signIn}
      </a>
    )
  );
}
