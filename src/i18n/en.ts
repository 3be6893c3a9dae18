import type { PortalErrorCode } from '../core';
import type { Messages } from './messages';

const errors: Partial<Record<PortalErrorCode, readonly [title: string, hint: string]>> = {
  session_expired: ['Your session has expired', 'Sign in again, or try once more.'],
  unauthorized: ['Your session has expired', 'Sign in again, or try once more.'],
  no_token: ['You are not signed in', 'Sign in to see this.'],
  forbidden: ['You may not see this', 'Ask the owner of the account for access.'],
  not_found: ['This is not here', 'It may have been removed.'],
  ambiguous_meter: ['This name is not unique', 'Two meters have it, so neither is shown.'],
  rate_limited: ['Too many requests', 'This goes on by itself in about a minute.'],
  timeout: ['This takes too long', 'The service did not answer in time.'],
  unreachable: ['The service cannot be reached', 'Check your connection, then try again.'],
  server_error: ['The service has a problem', 'It is not you. Please try again in a moment.'],
};

const statuses: Readonly<Record<string, string>> = {
  active: 'Active',
  trialing: 'Trial',
  past_due: 'Past due',
  unpaid: 'Unpaid',
  canceled: 'Ended',
  paused: 'Paused',
  incomplete: 'Incomplete',
  incomplete_expired: 'Ended',
};

/** English, the language that is always there. */
export const english: Messages = {
  locale: 'en',
  unitName: ({ unit, customLabel, count }) => {
    if (unit === 'custom' && customLabel) return customLabel;
    const word = unit === 'token' ? 'token' : 'unit';
    return count === 1 ? word : `${word}s`;
  },
  usageValue: ({ limited, consumed, credited, unit }) => (limited ? `${consumed} of ${credited} ${unit}` : `${consumed} ${unit}`),
  usageStatus: ({ kind, state, limited, over, remaining, percent }) => {
    switch (state) {
      case 'over':
        return kind === 'included' ? `${over} over, billed as used` : `${over} over`;
      case 'spent':
        return kind === 'included' ? 'All included units used' : 'None left';
      case 'near':
      case 'within':
        if (limited) return `${remaining} left · ${percent} used`;
        return kind === 'payAsYouGo' ? 'Pay as you go' : kind === 'counter' ? 'No limit' : 'Used so far';
      case 'idle':
        return limited ? `${remaining} left` : 'Nothing used yet';
      case 'unknown':
        return 'Not known right now';
    }
  },
  usageText: (words) => {
    const value = english.usageValue(words);
    if (words.state === 'over') return `${value}, ${words.over} over`;
    return words.state === 'unknown' || !words.limited ? value : `${value}, ${words.remaining} left`;
  },
  unnamedMeter: 'Usage',
  balance: ({ state, limited, over, remaining, consumed, unit }) => {
    if (state === 'over') return `${over} ${unit} over`;
    return limited ? `${remaining} ${unit} left` : `${consumed} ${unit} used`;
  },
  renewsOn: (date) => `Renews ${date}`,
  endsOn: (date) => `Ends ${date}`,
  soFar: (amount) => `${amount} so far`,

  usageTitle: 'Usage',
  billingTitle: 'Billing',
  loading: 'Loading…',
  noUsage: 'No usage yet',
  noUsageHint: 'It shows here as soon as there is something to count.',
  noBilling: 'No subscription',
  noBillingHint: 'What you owe shows here once you have one.',
  retry: 'Try again',
  errorTitle: (code) => (code && errors[code]?.[0]) ?? 'This cannot be shown',
  errorHint: (code) => (code && errors[code]?.[1]) ?? 'The answer was not what we expected. Please try again.',
  stale: (time) => `Could not refresh. As of ${time}.`,
  leftOut: (count) => (count === 1 ? 'One entry could not be read and is left out.' : `${count} entries could not be read and are left out.`),

  search: 'Search usage',
  sort: 'Sort by',
  sortPressing: 'Most pressing',
  sortName: 'Name',
  sortConsumed: 'Most used',
  noMatch: (query) => `Nothing is called “${query}”.`,
  shown: (count, total) => `${count} of ${total}`,
  showMore: (count) => `Show ${count} more`,

  basePrice: 'Base price',
  dueOn: (date) => `Due ${date}`,
  atNothing: (count, amount) => `${count} more at ${amount}`,
  beforeTax: 'before discount and tax',
  nothingDue: 'Nothing due',
  subscriptionStatus: (status) => statuses[status] ?? status.replace(/_/g, ' '),
};
