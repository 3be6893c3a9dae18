import type { Messages } from '../messages';
import { usageWords } from './usage';

/** English for how an amount came about. */
export const receiptWords = {
  unitName: usageWords.unitName,
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
