import type { PortalErrorCode } from '../../core/errors';
import type { Messages } from '../messages';
import { type ErrorWords, outages, errorText } from './notices';

/** English for every failure. Widgets download it when they need it. */
export const errorWords = {
  signIn: 'Sign in',
  errorTitle: (code) => errorText(code, errors)[0],
  errorHint: (code) => errorText(code, errors)[1],
  nextTry: (wait) => `Try again ${wait}.`,
} satisfies Partial<Messages>;

const notLoaded = "We couldn't load this";
const notSetUp: ErrorWords = ["This page isn't set up yet", 'Contact support.'];
const unexpected: ErrorWords = [notLoaded, "We couldn't read the server's answer. Try again later."];

const errors: Record<PortalErrorCode, ErrorWords> = {
  ...outages,
  invalid_data: unexpected,
  unexpected_response: unexpected,
  invalid_request: [notLoaded, 'Something went wrong on this page. Contact support.'],
  session_expired: ['Your session has expired', 'Sign in again.'],
  unauthorized: ['Sign in to see this', 'Your session may have expired.'],
  no_token: ["We couldn't confirm your sign-in", 'Try again, or sign in.'],
  forbidden: ["You don't have access to this", 'Ask the account owner for access.'],
  not_found: ['Not found', 'There may be nothing to show yet. If that seems wrong, contact support.'],
  ambiguous_meter: [notLoaded, 'Two items here were set up with the same name. Contact support.'],
  rate_limited: ['Too many requests right now', 'Please wait a moment.'],
  invalid_option: notSetUp,
  organization_token: notSetUp,
};
