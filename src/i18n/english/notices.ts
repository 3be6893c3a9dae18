import type { PortalErrorCode } from '../../core/errors';
import { mostReported } from '../../core/schemas/payload';
import type { Messages } from '../messages';

/** English for data that is loading, out of date, incomplete or failed to load. */
export const noticeWords = {
  loading: 'Loading…',
  retry: 'Try again',
  retryOf: (subject) => `Try again: ${subject}`,
  signIn: 'Sign in',
  errorTitle: (code) => errorWords(code)[0],
  errorHint: (code) => errorWords(code)[1],
  stale: (time) => `Couldn't refresh. Showing data from ${time}.`,
  asOf: (time) => `As of ${time}`,
  nextTry: (wait) => `Try again ${wait}.`,
  leftOut: (count) => (count === 1 ? "We couldn't read one entry, so it isn't shown." : `We couldn't read ${count}${count < mostReported ? '' : ' or more'} entries, so they aren't shown.`),
} satisfies Partial<Messages>;

type ErrorWords = readonly [title: string, hint: string];

const notSetUp: ErrorWords = ["This page isn't set up yet", 'Contact support.'];
const notLoaded = "We couldn't load this";
const unexpected: ErrorWords = [notLoaded, 'Something unexpected came back. Try again later.'];
const failed: ErrorWords = [notLoaded, 'Something went wrong on this page. Try again.'];

const errors: Record<PortalErrorCode, ErrorWords> = {
  invalid_data: unexpected,
  unexpected_response: unexpected,
  invalid_request: [notLoaded, 'Something went wrong on this page. Contact support.'],
  session_expired: ['Your session has expired', 'Sign in again.'],
  unauthorized: ['Sign in to see this', 'Your session may have expired.'],
  no_token: ["We couldn't confirm your sign-in", 'Try again, or sign in.'],
  forbidden: ["You don't have access to this", 'Ask the account owner for access.'],
  not_found: ['Not found', 'It may not exist yet.'],
  ambiguous_meter: [notLoaded, 'Some meters share a name. Contact support.'],
  rate_limited: ['Too many requests right now', 'Please wait a moment.'],
  timeout: ['This took too long', "The server didn't respond. Try again."],
  unreachable: ["We couldn't reach the server", 'Check your connection. Try again.'],
  invalid_option: notSetUp,
  organization_token: notSetUp,
  unexpected_failure: failed,
  server_error: ['The server ran into a problem', 'Try again later.'],
};

/** Errors without a code, and with a code of another version of this package, get a general text. */
function errorWords(code: PortalErrorCode | undefined): ErrorWords {
  return code !== undefined && Object.hasOwn(errors, code) ? errors[code] : failed;
}
