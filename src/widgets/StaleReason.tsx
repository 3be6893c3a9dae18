'use client';
import type { ReactNode } from 'react';
import { Countdown } from '../components/Countdown';
import { isSignedOut, SignIn } from '../components/SignIn';
import type { PortalError } from '../core/errors';
import { useWords } from '../i18n/context';
import { errorWords } from '../i18n/english/errors';
import { localeText } from '../i18n/localeText';
import { usePortal } from '../react/PortalProvider';

interface StaleReasonProps {
  error: PortalError | null;
}

/** Follows the note on stale data: that the customer has to sign in, or when the next attempt comes. Renders nothing for any other failure. */
export function StaleReason({ error }: StaleReasonProps): ReactNode {
  const { messages } = useWords(errorWords);
  if (isSignedOut(error)) return <span {...localeText} className="mf-text">{` ${messages.errorHint(error.code)}`}</span>;
  return error && <Countdown error={error} />;
}

/** The link beside that note. */
export function StaleSignIn({ error }: StaleReasonProps): ReactNode {
  const { signInUrl } = usePortal();
  return <SignIn error={error} url={signInUrl} />;
}
