import type { PortalErrorCode } from '../../core/errors';
import type { Messages } from '../messages';
import type { AlertWords, UnitWords, UsageWords } from '../words';

// Each object below is one unit of tree shaking. Don't spread one into another: a page would bundle both.

export const unnamedMeter = 'Usage';

/** English for one meter: its units, its numbers and its status. */
export const usageWords = {
  unitName,
  usageValue,
  usageStatus: ({ kind, state, hero, limited, blocked, consumed, credited, over, noun, rate }) => {
    const of = (quantity: string) => counted(quantity, noun);
    const at = rate === null ? '' : ` at ${rate}`;
    const next = kind === 'included' && !blocked ? ` · overage is billed${at}` : ban(blocked);
    const used = `${limited ? `${consumed} of ${of(credited)}` : of(consumed)} used`;
    if (state === 'unknown') return 'Not available right now';
    if (state === 'over') {
      if (hero === 'overCost') return `${of(consumed)} used · ${credited} included · ${over} over${at}`;
      return used + next;
    }
    if (state === 'spent') return `${limited ? `All ${of(credited)} used` : used}${next}`;
    if (limited) return used;
    if (state === 'idle') return 'Nothing used yet';
    if (kind !== 'payAsYouGo') return hero === 'used' ? 'So far' : 'Used so far';
    const price = rate === null ? '' : `, ${rate}`;
    return hero === 'used' ? `Pay as you go${price}` : `${noun === null ? used : of(consumed)} · pay as you go${price}`;
  },
  usageText: (words) => {
    const { state, hero, limited, blocked, consumed, credited, over, unit, noun } = words;
    if (hero === 'unknown') return 'not available right now';
    const used = `${limited ? `${consumed} of ${counted(credited, noun)}` : counted(consumed, unit)} used`;
    const answer = hero === 'used' || hero === 'count' ? '' : `, ${usageValue(words).replace('+', '')}`;
    return `${used}${hero === 'overCost' ? `, ${over} over` : ''}${answer}${blocked && (state === 'spent' || state === 'over') ? ', further use is blocked' : ''}`;
  },
  usageSentence: (name, parts) => `${name}: ${parts.join(', ')}`,
  unnamedMeter,
} satisfies Partial<Messages>;

/** English for the balance of one meter as a phrase. */
export const balanceWords = {
  balance: ({ hero, figure, consumed, over, unit }) => {
    if (hero === 'unknown') return '—';
    if (hero === 'over' || hero === 'overCost') return `${over} ${unit} over`;
    return hero === 'left' || hero === 'spent' ? `${figure} ${unit} left` : `${consumed} ${unit} used`;
  },
} satisfies Partial<Messages>;

/** English for the list of meters. */
export const listWords = {
  usageTitle: 'Usage',
  noUsage: 'No usage yet',
  noUsageHint: 'Your usage will appear here once you get started.',
  unitName,
  rate,
  rateEach: (price) => `${price} each`,
  renewsOn: (date) => `Renews ${date}`,
  renewsInSentence: (date) => `renews ${date}`,
  periodLine: ({ day, days, renewsOn }) => `Today is day ${day} of ${days}${renewsOn === null ? '' : ` · credits renew ${renewsOn}`}`,
  creditsRollOver: 'Unused credits roll over',
  creditsRollOverInSentence: 'unused credits roll over',
  updating: 'Updating…',
  newPeriod: 'New period, updating…',
  alert,
  moreAlerts: (count) => `And ${count} more ${count === '1' ? 'needs' : 'need'} attention.`,
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

/** No verb has to agree with the name, which may be singular or plural: "will run out", "none left". */
function alert({ state, blocked, name, figure, over, measure, spentOn, renewsOn, daysEarly, days }: AlertWords): string {
  const until = renewsOn === null ? '' : ` until ${renewsOn}`;
  if (state === 'near') {
    if (spentOn === null) return `${name}: only ${counted(figure, measure)} left${until}.`;
    return `${name} will run out around ${spentOn} at this pace${daysEarly ? `, ${daysEarly === 1 ? 'a day' : `${days} days`} before renewal` : ''}.`;
  }
  return `${name}: ${state === 'over' ? `${counted(over, measure)} over, ` : ''}none left${blocked ? ', and further use is blocked' : ''}${until}.`;
}

/** "$10 / 1M tokens" */
export function rate(price: string, unit: string): string {
  return `${price} / ${unit}`;
}

/** "≈ 37 left" */
export function about(amount: string): string {
  return `≈ ${amount}`;
}

/** The English word for units, singular or plural by `count`. */
export function unitName({ unit, customLabel, count }: UnitWords): string {
  if (unit === 'custom' && customLabel) return customLabel;
  const word = unit === 'token' ? 'token' : 'unit';
  return count === 1 ? word : `${word}s`;
}

function counted(quantity: string, noun: string | null): string {
  return noun === null ? quantity : `${quantity} ${noun}`;
}

function ban(blocked: boolean): string {
  return blocked ? '. Further use is blocked.' : '';
}

function usageValue({ hero, figure, measure, noun }: UsageWords): string {
  if (hero === 'unknown') return figure;
  if (hero === 'count') return counted(figure, noun);
  if (hero === 'cost' || hero === 'overCost') return `${figure} so far`;
  return `${counted(figure, measure)} ${hero === 'spent' ? 'left' : hero}`;
}

type ErrorWords = readonly [title: string, hint: string];

const notSetUp: ErrorWords = ["This page isn't set up yet", 'Contact support.'];
const notLoaded = "We couldn't load this";
const unexpected: ErrorWords = [notLoaded, 'Something unexpected came back. Try again later.'];
const failed: ErrorWords = [notLoaded, 'Something went wrong on this page. Try again.'];

const errors: Record<PortalErrorCode, ErrorWords> = {
  invalid_data: unexpected,
  unexpected_response: unexpected,
  invalid_request: [notLoaded, 'Something is wrong with this page. Contact support.'],
  session_expired: ['Your session has expired', 'Sign in again to continue.'],
  unauthorized: ['Sign in to see this', 'Your session may have expired.'],
  no_token: ["We couldn't confirm your sign-in", 'Try again, or sign in.'],
  forbidden: ["You don't have access to this", 'Ask the account owner for access.'],
  not_found: ['Not found', 'It may have been removed.'],
  ambiguous_meter: [notLoaded, 'Two meters share this name. Contact support.'],
  rate_limited: ['Too many requests right now', 'Please wait a moment.'],
  timeout: ['This took too long', "The server didn't respond. Try again."],
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
