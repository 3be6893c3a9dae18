import type { PortalErrorCode } from '../../core/errors';
import { mostReported } from '../../core/schemas/payload';
import type { Messages } from '../messages';

/** English for data that is loading, out of date or incomplete, and for an outage. All other errors get a general text here, and texts of their own in `errorWords`. */
export const noticeWords = {
  loading: 'Loading…',
  retry: 'Try again',
  retryOf: (subject) => `Try again: ${subject}`,
  errorTitle: (code) => errorText(code, outages)[0],
  errorHint: (code) => errorText(code, outages)[1],
  stale: (time) => `Couldn't refresh. Showing data from ${time}.`,
  asOf: (time) => `As of ${time}`,
  leftOut: (count) => (count === 1 ? "We couldn't read one entry, so it isn't shown." : `We couldn't read ${count}${count < mostReported ? '' : ' or more'} entries, so they aren't shown.`),
} satisfies Partial<Messages>;

export type ErrorWords = readonly [title: string, hint: string];

/** Texts for the errors of an outage, and the general text, `unexpected_failure`. During an outage, a page may fail to download other texts. */
export const outages = {
  timeout: ['This took too long', "The server didn't respond. Try again."],
  unreachable: ["We couldn't reach the server", 'Check your connection. Try again.'],
  server_error: ['The server ran into a problem', 'Please wait a moment.'],
  unexpected_failure: ["We couldn't load this", 'Something went wrong on this page. Try again.'],
} satisfies Partial<Record<PortalErrorCode, ErrorWords>>;

/** The text for a code; the general text if there is no code, or no text for it. */
export function errorText(code: PortalErrorCode | undefined, words: Partial<Record<PortalErrorCode, ErrorWords>>): ErrorWords {
  return (Object.hasOwn(words, code as PortalErrorCode) && words[code as PortalErrorCode]) || outages.unexpected_failure;
}
