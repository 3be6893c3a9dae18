import type { BillTitle } from '../../core';
import type { Messages } from '../messages';
import { periodWords } from './period';

const titles: Readonly<Record<BillTitle, string>> = {
  firstCharge: 'First charge after your trial',
  nextCharge: 'Next charge',
  finalCharge: 'Final charge',
  chargeOnResume: 'Charge when it resumes',
  pastDue: 'Next charge',
  paused: 'Paused',
  ended: 'Ended',
};

// A map, because a status comes from the network and may be called `constructor`.
const statuses = new Map([
  ['active', 'Active'],
  ['trialing', 'Trial'],
  ['past_due', 'Past due'],
  ['unpaid', 'Unpaid'],
  ['canceled', 'Ended'],
  ['paused', 'Paused'],
  ['incomplete', 'Incomplete'],
  ['incomplete_expired', 'Ended'],
]);

/** English for what is owed. */
export const billingWords = {
  ...periodWords,
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
  subscriptionStatus: (status) => statuses.get(status) ?? status.replace(/_/g, ' '),
} satisfies Partial<Messages>;
