import type { PortalErrorCode } from '../../core/errors';
import type { UsageKind } from '../../core/usage';
import type { Messages, UnitWords, UsageWords } from '../messages';

// Each object below is one unit of tree shaking. Don't spread one into another: a page would bundle both.

/** English for one meter: its units, its numbers and its status. */
export const usageWords = {
  unitName,
  usageValue,
  usageStatus: ({ kind, state, limited, consumed, over, remaining, percent }) => {
    switch (state) {
      case 'over':
        return billsOverage[kind] ? `${over} over, billed as you go` : `${over} over`;
      case 'spent':
        return billsOverage[kind] ? 'All included units used' : `${remaining} left`;
      case 'near':
      case 'within':
        return limited ? `${remaining} left · ${percent} used` : withoutCredits[kind](consumed);
      case 'idle':
        return limited ? `${remaining} left` : 'Nothing used yet';
      case 'unknown':
        return 'Not available right now';
    }
  },
  usageText: (words) => {
    const value = usageValue(words);
    if (words.state === 'over') return `${value}, ${words.over} over`;
    return words.state === 'unknown' || isUnlimited(words) ? value : `${value}, ${words.remaining} left`;
  },
  unnamedMeter: 'Usage',
  balance: (words) => {
    const { state, over, remaining, consumed, unit } = words;
    if (state === 'over') return `${over} ${unit} over`;
    if (state === 'unknown') return '—';
    return isUnlimited(words) ? `${consumed} ${unit} used` : `${remaining} ${unit} left`;
  },
} satisfies Partial<Messages>;

/** Shown in place of a date that has passed while the date of the next period is not known yet. */
export const updating = 'New period, updating…';

/** English for the list of meters. */
export const listWords = {
  usageTitle: 'Usage',
  noUsage: 'No usage yet',
  noUsageHint: 'Your usage will appear here once you get started.',
  renewsOn: (date) => `Renews ${date}`,
  creditsRollOver: 'Unused credits roll over',
  updating,
  soFar: (amount) => `${amount} so far`,
  search: 'Search usage',
  sort: 'Sort by',
  sortPressing: 'Most urgent',
  sortName: 'Name',
  sortConsumed: 'Most used',
  noMatch: (query) => `No results for “${query}”`,
  shown: (count, total) => `${count} of ${total}`,
  showMore: (count) => `Show ${count} more`,
} satisfies Partial<Messages>;

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
  nextTry: (wait) => `Trying again ${wait}`,
  leftOut: (count) => (count === 1 ? "We couldn't read one entry, so it isn't shown." : `We couldn't read ${count} entries, so they aren't shown.`),
} satisfies Partial<Messages>;

/** The English word for units, singular or plural by `count`. */
export function unitName({ unit, customLabel, count }: UnitWords): string {
  if (unit === 'custom' && customLabel) return customLabel;
  const word = unit === 'token' ? 'token' : 'unit';
  return count === 1 ? word : `${word}s`;
}

function usageValue({ limited, consumed, credited, unit }: UsageWords): string {
  return limited ? `${consumed} of ${credited} ${unit}` : `${consumed} ${unit}`;
}

/** Whether usage beyond the credits is known to be billed. */
const billsOverage: Record<UsageKind, boolean> = { prepaid: false, included: true, payAsYouGo: true, counter: false, unknown: false };

const usedSoFar = () => 'Used so far';

/** The status of a meter without credits to compare with. Only the host knows whether there is a limit, so the text doesn't mention one. */
const withoutCredits: Record<UsageKind, (consumed: string) => string> = {
  prepaid: usedSoFar,
  included: usedSoFar,
  payAsYouGo: () => 'Pay as you go',
  counter: (consumed) => `${consumed} used`,
  unknown: usedSoFar,
};

/** Whether "left" has no meaning. A meter without credits has 0 left only if the host blocks its use. */
function isUnlimited({ limited, state }: UsageWords): boolean {
  return !limited && state !== 'spent';
}

type ErrorWords = readonly [title: string, hint: string];

const notSetUp: ErrorWords = ["This page isn't set up yet", 'Contact support.'];
const notLoaded = "We couldn't load this";
const unexpected: ErrorWords = [notLoaded, 'The server sent something unexpected.'];
const failed: ErrorWords = [notLoaded, 'Something went wrong on this page. Try again.'];
const expired: ErrorWords = ['Your session has expired', 'Sign in again to continue.'];

const errors: Record<PortalErrorCode, ErrorWords> = {
  invalid_data: unexpected,
  unexpected_response: unexpected,
  invalid_request: [notLoaded, 'Something is wrong with this page. Contact support.'],
  session_expired: expired,
  unauthorized: expired,
  no_token: ["You're not signed in", 'Sign in to continue.'],
  forbidden: ["You don't have access to this", 'Ask the account owner for access.'],
  not_found: ['Not found', 'It may have been removed.'],
  ambiguous_meter: [notLoaded, 'Two meters share this name. Contact support.'],
  rate_limited: ['Too many requests right now', "We'll try again automatically."],
  timeout: ['This is taking too long', "The server didn't respond in time. Try again."],
  unreachable: ["We couldn't reach the server", 'Check your connection and try again.'],
  invalid_option: notSetUp,
  organization_token: notSetUp,
  unexpected_failure: failed,
  server_error: ['The server ran into a problem', 'Try again in a moment.'],
};

/** Errors without a code, and with a code of another version of this package, get a general text. */
function errorWords(code: PortalErrorCode | undefined): ErrorWords {
  return code !== undefined && Object.hasOwn(errors, code) ? errors[code] : failed;
}
