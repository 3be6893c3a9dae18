import type { KnownStatus } from '../../core/account';
import type { BillTitle } from '../../core/billing';
import type { Messages } from '../messages';
import { about, rate, unitName } from './usage';

// Each object below is one unit of tree shaking. Don't spread one into another: a page would bundle both.

const freeInTrial = 'Free during your trial';

/** English for bills and wallets. */
export const billingWords = {
  updating: 'Updating…',
  billTitle: (title) => billTitles[title],
  noDateYet: 'no date yet',
  creditsRenewOn: (date) => `Credits renew ${date}`,
  pausesOn: (date) => `Pauses on ${date}`,
  planChange: (plan, date) => `Changes to ${plan ?? 'another plan'} ${date === null ? afterPause : `on ${date}`}`,
  quantityChange: (quantity, date) => `${quantity} ${date === null ? afterPause : `from ${date}`}`,
  billQuantity: ({ of, count, number, noun }) => `${number} ${noun ?? (count === 1 ? of.slice(0, -1) : of)}`,
  outstanding: 'outstanding',
  walletTitle: 'Wallets',
  walletBalance: 'Balance',
  billingTitle: 'Billing',
  noBilling: 'No subscription',
  noBillingHint: 'Your next charge will appear here once you subscribe.',
  basePrice: 'Base price',
  planLine: (plan, quantity) => [plan ?? 'New plan', quantity].filter((part) => part !== null).join(' · '),
  usageLine: 'Usage',
  sum: 'Subtotal',
  discount: 'Discount',
  tax: 'Tax',
  total: 'Total',
  balanceUsed: 'Balance used',
  balanceOwed: 'Owed from before',
  beforeBalance: 'Before balance',
  toPay: 'To pay',
  dueOn: (day) => `due ${day}`,
  balanceOn: (day) => `on ${day}`,
  dayIn: (date, wait) => `${date}, ${wait}`,
  forecast: ({ amount, isMore, before }) => `About ${amount}${isMore ? ' more' : ''} by then at this pace${before && `, ${before}`}`,
  rate,
  unitName,
  lineDetail: ({ units, isOver, rates, cap }) => `${units}${isOver ? ' over' : ''} at ${rates.length === 1 ? rates[0] : `${rates.length} rates`}${cap === null ? '' : `, capped at ${cap}`}`,
  allIncluded: 'All included',
  nothingUsed: 'Nothing used',
  freeInTrial,
  stillCounting: 'May still change',
  detailSoFar: (detail) => `${detail}, may still change`,
  atNothing: (count, amount) => `${count} more lines at ${amount}`,
  amountBefore: (parts) => {
    const taken = parts.filter((part) => part === 'discount' || part === 'tax');
    // Mentions the balance only if nothing else is missing.
    const before = taken.length > 0 ? [`before ${taken.join(' and ')}`] : parts.length === 1 && parts[0] === 'balance' ? ['balance not applied yet'] : [];
    return [...before, ...(parts.includes('prorations') ? ['adjustments may follow'] : [])].join(' · ');
  },
  estimate: 'estimate',
  includesTax: (amount) => `includes ${amount} tax`,
  fromBalance: (amount) => `${amount} from your balance`,
  owedToBalance: (amount) => `${amount}, carried forward`,
  creditedToBalance: (amount) => `${amount} goes to your balance`,
  sharedBalance: 'Other bills here include the same balance. It counts only once.',
  nothingDue: 'Nothing due',
  nothingDueWhilePaused: 'Nothing is due until you resume',
  endsOn: (date) => `Ends ${date}`,
  subscriptionStatus: (status) => (Object.hasOwn(statuses, status) ? statuses[status as KnownStatus] : status.replace(/_/g, ' ')),
} satisfies Partial<Messages>;

/** English for the arithmetic behind an amount. */
export const receiptWords = {
  unitName,
  used: 'Used',
  included: 'Included',
  overCredits: 'Over',
  rate,
  sum: 'Subtotal',
  capped: 'Capped at',
  amountDue: 'Cost so far',
  amountDueRounded: 'Cost so far, rounded',
  reported: 'Cost so far',
  settling: (amount) => `This may still change. These units cost ${amount}.`,
  freeInTrial,
  notExplained: "We can't break this amount down.",
  receiptSentence: ({ consumed, credited, over, unit, rates, cap, amount, reported, settled }) =>
    [
      `${consumed} ${unit} used, ${credited} included.`,
      `${over} billable${rates.length > 0 ? ` at ${rates.join(', then ')}` : ''}: ${amount}${cap === null ? '' : ', the most this meter can cost'}.`,
      ...(settled ? [] : [`Cost so far: ${reported}.`]),
    ].join(' '),
} satisfies Partial<Messages>;

/** English for estimates: projections and "what if". */
export const outlookWords = {
  unitName,
  projection: ({ units, unit, by }) => `About ${units} ${unit} by ${by}`,
  about,
  projectionNote: ({ over, amount, spentOn }) => {
    if (amount !== null) return 'At this pace, before discount and tax';
    if (spentOn !== null) return `At this pace, your credits run out around ${spentOn}`;
    return over === null ? 'At this pace' : `At this pace, ${over} over your credits`;
  },
  whatIfLabel: (unit) => `What if you use more ${unit}?`,
  whatIfExtra: (extra, unit) => `With ${extra} more ${unit}`,
  whatIf: ({ extra, unit, amount, difference }) => `${extra} more ${unit}: ${amount} in total (${difference})`,
  whatIfCap: (units, unit) => `Another ${units} ${unit} to the cap`,
  whatIfCapped: 'At the cap, more usage this period costs nothing.',
  whatIfTier: (units, unit) => `Another ${units} ${unit} to the next rate`,
} satisfies Partial<Messages>;

export const historyTitle: Messages['historyTitle'] = (interval) => ({ hour: 'Usage by hour', day: 'Usage by day', week: 'Usage by week', month: 'Usage by month', year: 'Usage by year' })[interval];

/** English for the history of a meter. */
export const historyWords = {
  unitName,
  historyTitle,
  historyTotal: (units, unit) => `${units} ${unit}`,
  historyBar: (time, units, unit) => `${time}: ${units} ${unit}`,
  historyEven: (units, interval) => `Your credits cover ${units} ${{ hour: 'an hour', day: 'a day', week: 'a week', month: 'a month', year: 'a year' }[interval]}`,
  historyComing: 'Expected at this pace',
  historyOver: 'Beyond your credits',
  historyNone: 'No history yet',
  historyApart: (total, billed, unit, interval) => `Your total is ${billed} ${unit}. This chart shows ${total}: it counts whole ${interval}s and may be older or newer than the total.`,
} satisfies Partial<Messages>;

const afterPause = 'after your pause';

const billTitles: Record<BillTitle, string> = {
  firstCharge: 'First charge after your trial',
  nextCharge: 'Next charge',
  finalCharge: 'Final charge',
  chargeOnResume: 'Charge after your pause',
  pastDue: 'Payment overdue',
  pauses: 'Pauses',
  paused: 'Paused',
  notStarted: 'Not started',
  ended: 'Ended',
};

const statuses: Record<KnownStatus, string> = {
  active: 'Active',
  trialing: 'Trial',
  past_due: 'Past due',
  unpaid: 'Unpaid',
  canceled: 'Ended',
  paused: 'Paused',
  incomplete: 'Payment incomplete',
  incomplete_expired: 'Ended',
};
