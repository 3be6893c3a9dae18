import type { PortalErrorCode } from '../../core';
import type { Messages } from '../messages';

const notSetUp = ['This is not set up yet', 'Whoever runs this page has to finish it.'] as const;
const errors: Partial<Record<PortalErrorCode, readonly [title: string, hint: string]>> = {
  session_expired: ['Your session has expired', 'Sign in again, or try once more.'],
  unauthorized: ['Your session has expired', 'Sign in again, or try once more.'],
  no_token: ['You are not signed in', 'Sign in to see this.'],
  forbidden: ['You may not see this', 'Ask the owner of the account for access.'],
  not_found: ['This is not here', 'It may have been removed.'],
  ambiguous_meter: ['This name is not unique', 'Two meters have it, so neither is shown.'],
  rate_limited: ['Too many requests', 'This goes on by itself, there is nothing to do.'],
  timeout: ['This takes too long', 'The service did not answer in time.'],
  unreachable: ['The service cannot be reached', 'Check your connection, then try again.'],
  invalid_option: notSetUp,
  organization_token: notSetUp,
  unexpected_failure: ['This cannot be shown', 'Something on this page went wrong. Please try again.'],
  server_error: ['The service has a problem', 'It is not you. Please try again in a moment.'],
};

/** English for what is loading, old, incomplete or failed. */
export const noticeWords = {
  loading: 'Loading…',
  retry: 'Try again',
  signIn: 'Sign in',
  errorTitle: (code) => (code === undefined ? undefined : errors[code]?.[0]) ?? 'This cannot be shown',
  errorHint: (code) => (code === undefined ? undefined : errors[code]?.[1]) ?? 'The answer was not what we expected. Please try again.',
  stale: (time) => `Could not refresh. As of ${time}.`,
  asOf: (time) => `As of ${time}`,
  nextTry: (wait) => `Next try ${wait}`,
  leftOut: (count) => (count === 1 ? 'One entry could not be read and is left out.' : `${count} entries could not be read and are left out.`),
} satisfies Partial<Messages>;
