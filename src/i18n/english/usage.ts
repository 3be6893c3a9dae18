import type { PortalErrorCode } from '../../core/errors';
import type { UsageKind } from '../../core/usage';
import type { Messages, UnitWords, UsageWords } from '../messages';

// Each object below is one unit of tree shaking: no spreads between them, so that a page bundles only those it imports.

/** English for one meter: its units, its numbers and its status. */
export const usageWords = {
  unitName,
  usageValue,
  usageStatus: ({ kind, state, limited, over, remaining, percent }) => {
    switch (state) {
      case 'over':
        return isBilled[kind] ? `${over} over, billed as used` : `${over} over`;
      case 'spent':
        return isBilled[kind] ? 'All included units used' : 'None left';
      case 'near':
      case 'within':
        return limited ? `${remaining} left · ${percent} used` : withoutCredits[kind];
      case 'idle':
        return limited ? `${remaining} left` : 'Nothing used yet';
      case 'unknown':
        return 'Not known right now';
    }
  },
  usageText: (words) => {
    const value = usageValue(words);
    if (words.state === 'over') return `${value}, ${words.over} over`;
    return words.state === 'unknown' || !words.limited ? value : `${value}, ${words.remaining} left`;
  },
  unnamedMeter: 'Usage',
  balance: ({ state, limited, over, remaining, consumed, unit }) => {
    if (state === 'over') return `${over} ${unit} over`;
    if (state === 'unknown') return '—';
    return limited ? `${remaining} ${unit} left` : `${consumed} ${unit} used`;
  },
} satisfies Partial<Messages>;

/** Shown in place of a date that has passed while the date of the next period is not known yet. */
export const updating = 'Period over, updating';

/** English for the list of meters. */
export const listWords = {
  usageTitle: 'Usage',
  noUsage: 'No usage yet',
  noUsageHint: 'It shows here as soon as there is something to count.',
  renewsOn: (date) => `Renews ${date}`,
  updating,
  soFar: (amount) => `${amount} so far`,
  search: 'Search usage',
  sort: 'Sort by',
  sortPressing: 'Most pressing',
  sortName: 'Name',
  sortConsumed: 'Most used',
  noMatch: (query) => `Nothing is called “${query}”.`,
  shown: (count, total) => `${count} of ${total}`,
  showMore: (count) => `Show ${count} more`,
} satisfies Partial<Messages>;

/** English for data that is loading, out of date, incomplete or failed to load. */
export const noticeWords = {
  loading: 'Loading…',
  retry: 'Try again',
  signIn: 'Sign in',
  errorTitle: (code) => errorWords(code)[0],
  errorHint: (code) => errorWords(code)[1],
  stale: (time) => `Could not refresh. As of ${time}.`,
  asOf: (time) => `As of ${time}`,
  nextTry: (wait) => `Next try ${wait}`,
  leftOut: (count) => (count === 1 ? 'One entry could not be read and is left out.' : `${count} entries could not be read and are left out.`),
} satisfies Partial<Messages>;

/** The English word for units, in the number that `count` requires. */
export function unitName({ unit, customLabel, count }: UnitWords): string {
  if (unit === 'custom' && customLabel) return customLabel;
  const word = unit === 'token' ? 'token' : 'unit';
  return count === 1 ? word : `${word}s`;
}

function usageValue({ limited, consumed, credited, unit }: UsageWords): string {
  return limited ? `${consumed} of ${credited} ${unit}` : `${consumed} ${unit}`;
}

/** Whether usage beyond the credits is known to be billed. */
const isBilled: Record<UsageKind, boolean> = { prepaid: false, included: true, payAsYouGo: true, counter: false, unknown: false };

/** The status of a meter without credits to compare with. */
const withoutCredits: Record<UsageKind, string> = {
  prepaid: 'Used so far',
  included: 'Used so far',
  payAsYouGo: 'Pay as you go',
  counter: 'No limit',
  unknown: 'Used so far',
};

type ErrorWords = readonly [title: string, hint: string];

const notSetUp: ErrorWords = ['This is not set up yet', 'Whoever runs this page has to finish it.'];
const unexpected: ErrorWords = ['This cannot be shown', 'The answer was not what we expected. Please try again.'];
const signedOut: ErrorWords = ['Your session has expired', 'Sign in again, or try once more.'];

const errors: Record<PortalErrorCode, ErrorWords> = {
  invalid_data: unexpected,
  unexpected_response: unexpected,
  invalid_request: unexpected,
  session_expired: signedOut,
  unauthorized: signedOut,
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

/** Also for errors without a code, and for codes of another version of this package. */
function errorWords(code: PortalErrorCode | undefined): ErrorWords {
  return code !== undefined && Object.hasOwn(errors, code) ? errors[code] : unexpected;
}
