import type { Messages } from '../messages';
import { freeInTrial, rate, rateEach } from './phrases';
import { unitName, withNoun } from './units';

/** English for the arithmetic behind an amount. */
export const receiptWords = {
  unitName,
  used: 'Used',
  historyTotal: withNoun,
  included: 'Included',
  overCredits: 'Over',
  rate,
  rateEach,
  sum: 'Subtotal',
  capped: 'Capped at',
  amountDue: 'Cost so far',
  amountDueRounded: 'Cost so far, rounded',
  reported: 'Cost so far',
  settling: (amount) => `By our count this usage costs ${amount}. The cost so far may still change to match.`,
  freeInTrial,
  notExplained: "We can't break this amount down.",
  receiptSentence: ({ consumed, credited, over, unit, rates, cap, amount, reported, settled }) =>
    [
      `${withNoun(consumed, unit)} used, ${credited} included.`,
      `${over} billable${rates.length > 0 ? ` at ${rates.join(', then ')}` : ''}: ${amount}${cap === null ? '' : ', because the cost is capped'}.`,
      ...(settled ? [] : [`Cost so far: ${reported}.`]),
    ].join(' '),
} satisfies Partial<Messages>;
