import type { Messages } from '../messages';

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

/** English for what is owed. */
export const billingWords = {
  billingTitle: 'Billing',
  noBilling: 'No subscription',
  noBillingHint: 'What you owe shows here once you have one.',
  basePrice: 'Base price',
  dueOn: (date) => `Due ${date}`,
  atNothing: (count, amount) => `${count} more at ${amount}`,
  beforeTax: 'before discount and tax',
  nothingDue: 'Nothing due',
  endsOn: (date) => `Ends ${date}`,
  subscriptionStatus: (status) => statuses[status] ?? status.replace(/_/g, ' '),
} satisfies Partial<Messages>;
