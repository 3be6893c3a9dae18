import type { KnownStatus } from '../../core/account';
import type { BillTitle } from '../../core/billing';
import type { Messages } from '../messages';
import { freeInTrial, rate, rateEach } from './phrases';
import { unitName, unnamedMeter } from './units';

/** English for bills and wallets. */
export const billingWords = {
  updating: 'Updating…',
  billTitle: (title) => billTitles[title],
  noDateYet: 'no date yet',
  creditsRenewOn: (date) => `Credits renew ${date}`,
  pausesOn: (date) => `Pauses on ${date}`,
  planChange: (plan, date) => `Plan changes${plan === null ? '' : ` to ${plan}`} ${date === null ? afterPause : `on ${date}`}`,
  quantityChange: (quantity, date) => `${quantity} ${date === null ? afterPause : `from ${date}`}`,
  billQuantity: ({ of, count, number, noun }) => `${number} ${noun ?? (count === 1 ? of.slice(0, -1) : of)}`,
  outstanding: 'outstanding',
  outstandingUnknown: 'outstanding amount not known right now',
  walletTitle: 'Wallets',
  walletBalance: 'Wallet',
  walletsApart: 'If you have two wallets in one currency, only one of them is used for these bills.',
  billingTitle: 'Billing',
  noBilling: 'No subscription',
  noBillingHint: 'Your next charge will appear here once you subscribe.',
  basePrice: 'Base price',
  planLine: (plan, quantity) => [plan ?? 'New plan', quantity].filter(Boolean).join('\xA0· '),
  usageLine: 'Usage',
  otherUsage: 'Other usage',
  billIncomplete: (isTotalKnown) => `We couldn't read some details of this bill.${isTotalKnown ? ' Its total is still complete.' : ''}`,
  sum: 'Subtotal',
  discount: 'Discount',
  tax: 'Tax',
  total: 'Total',
  balanceUsed: 'Balance used',
  balanceOwed: 'Already owed',
  beforeBalance: 'Before balance',
  toPay: 'To pay',
  dueOn: (day) => `due ${day}`,
  balanceOn: (day) => `on ${day}`,
  dayIn: (date, wait) => `${date}, ${wait}`,
  forecast: ({ amount, isMore, before }) => `About ${amount}${isMore ? ' more' : ''} by then at this pace${before && `, ${before}`}`,
  rate,
  rateEach,
  unitName,
  unnamedMeter,
  lineDetail: ({ units, isOver, rates, cap }) => `${units}${isOver ? ' over' : ''} at ${rates.length === 1 ? rates[0] : `${rates.length} rates`}${cap === null ? '' : `, capped at ${cap}`}`,
  allIncluded: 'All included',
  nothingUsed: 'Nothing used',
  freeInTrial,
  stillCounting: 'Amount may still change',
  detailSoFar: (detail) => `${detail}\xA0· amount may still change`,
  atNothing: (count, amount) => `${count} lines at ${amount}`,
  amountBefore: (parts) => {
    const taken = parts.filter((part) => part === 'discount' || part === 'tax');
    // Mentions the balance only if nothing else is missing.
    const before = taken.length > 0 ? `before ${taken.join(' and ')}` : parts.length === 1 && parts[0] === 'balance' && 'not counting any balance on your account';
    return [before, parts.includes('prorations') && 'adjustments may follow'].filter(Boolean).join('\xA0· ');
  },
  estimate: 'estimate',
  includesTax: (amount, isBeforeBalance) => (isBeforeBalance ? `prices include ${amount} tax` : `includes ${amount} tax`),
  fromBalance: (amount, isShared) => `${isShared ? 'up to ' : ''}${amount} from your balance`,
  owedToBalance: "too small to charge on its own, so it's added to a later charge",
  creditedToBalance: (amount) => `${amount} goes to your balance`,
  sharedBalance: 'Your balance is counted in several of these charges but can be used only once, so some amounts may change.',
  nothingDue: 'Nothing due',
  nothingDueWhilePaused: 'Nothing is due until you resume',
  endsOn: (date) => `Ends ${date}`,
  subscriptionStatus: (status) => (Object.hasOwn(statuses, status) ? statuses[status as KnownStatus] : status.replace(/_/g, ' ')),
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
