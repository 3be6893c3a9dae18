import type { KnownStatus } from '../../core/account';
import type { BillTitle } from '../../core/billing';
import type { Messages } from '../messages';
import { unitName, updating } from './usage';

// Each object below is one unit of tree shaking: no spreads between them, so that a page bundles only those it imports.

/** English for bills and wallets. */
export const billingWords = {
  updating,
  billTitle: (title) => titles[title],
  pastDue: 'An earlier payment is past due.',
  noDateYet: 'No date yet',
  creditsRenewOn: (date) => `Credits renew ${date}`,
  invoiceOn: (date) => `Invoice ${date}`,
  discountNotIncluded: 'A discount will be taken off; it is not included here.',
  walletTitle: 'Wallets',
  walletBalance: 'Balance',
  billingTitle: 'Billing',
  noBilling: 'No subscription',
  noBillingHint: 'What you owe shows here once you have one.',
  basePrice: 'Base price',
  dueOn: (date) => `Due ${date}`,
  atNothing: (count, amount) => `${count} more at ${amount}`,
  beforeTax: 'before discount and tax',
  nothingDue: 'Nothing due',
  endsOn: (date) => `Ends ${date}`,
  subscriptionStatus: (status) => (Object.hasOwn(statuses, status) ? statuses[status as KnownStatus] : status.replace(/_/g, ' ')),
} satisfies Partial<Messages>;

/** English for the arithmetic behind an amount. */
export const receiptWords = {
  unitName,
  used: 'Used',
  included: 'Included',
  overCredits: 'Over',
  rate: (price, unit) => `${price} / ${unit}`,
  sum: 'Sum',
  rounded: 'Rounded',
  capped: 'Capped at',
  amountDue: 'Amount due',
  reported: 'Amount reported',
  settling: (amount) => `Still settling: by this count it comes to ${amount}.`,
  notExplained: 'How this amount came about cannot be shown here.',
  receiptSentence: ({ consumed, credited, over, unit, rates, cap, amount, reported, settled }) =>
    [
      `${consumed} ${unit} used, ${credited} included: ${over} are billed`,
      rates.length > 0 && ` at ${rates.join(', then ')}`,
      `, which comes to ${amount}${cap === null ? '' : ', the most it can cost'}.`,
      !settled && ` ${reported} is reported so far.`,
    ]
      .filter(Boolean)
      .join(''),
} satisfies Partial<Messages>;

/** English for estimates: projections and "what if". */
export const outlookWords = {
  unitName,
  projection: ({ units, unit, over, amount, spentOn }) => {
    const sum = `At this pace ${units} ${unit} by the end of the period`;
    if (amount !== null) return `${sum}, ${amount} in all.`;
    if (spentOn !== null) return `${sum}: used up on ${spentOn}.`;
    return over !== null ? `${sum}, ${over} over.` : `${sum}.`;
  },
  projectionAssumes: (costs) => `An estimate, as if use went on evenly.${costs ? ' Before discount and tax.' : ''}`,
  whatIfLabel: (unit) => `What if you use more ${unit}?`,
  whatIf: ({ extra, unit, amount, difference }) => `${extra} more ${unit}: ${amount} in all (${difference})`,
  whatIfCap: (units, unit) => `${units} ${unit} until the cap`,
  whatIfCapped: 'The cap is reached: more use costs nothing.',
  whatIfTier: (units, unit) => `${units} ${unit} until the next rate`,
} satisfies Partial<Messages>;

/** English for the history of a meter. */
export const historyWords = {
  unitName,
  historyTitle: (interval) => ({ hour: 'Use by the hour', day: 'Use by day', week: 'Use by week', month: 'Use by month', year: 'Use by year' })[interval],
  historyTotal: (units, unit) => `${units} ${unit}`,
  historyBar: (time, units, unit) => `${time}: ${units} ${unit}`,
  historyEven: (units, interval) => `Credits last at ${units} ${{ hour: 'an hour', day: 'a day', week: 'a week', month: 'a month', year: 'a year' }[interval]}`,
  historyOver: 'Beyond the credits',
  historyNone: 'No history yet',
} satisfies Partial<Messages>;

const titles: Record<BillTitle, string> = {
  firstCharge: 'First charge after your trial',
  nextCharge: 'Next charge',
  finalCharge: 'Final charge',
  chargeOnResume: 'Charge when it resumes',
  pastDue: 'Next charge',
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
  incomplete: 'Incomplete',
  incomplete_expired: 'Ended',
};
