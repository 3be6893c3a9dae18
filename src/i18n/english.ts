import { budgetWords, copyWords, dismissWords, inlineWords, offerWords, periodWords, topUpWords, waitWords } from './english/actions';
import { billingWords, historyWords, outlookWords, receiptWords } from './english/billing';
import { creditWords } from './english/credits';
import { percentWords, tableWords } from './english/table';
import { balanceWords, listWords, noticeWords, usageWords } from './english/usage';
import type { Messages } from './messages';

/** All messages in English, the default language. Components import only the part they need, to keep pages small. */
export const english: Messages = { locale: 'en', ...usageWords, ...balanceWords, ...listWords, ...tableWords, ...percentWords, ...noticeWords, ...billingWords, ...receiptWords, ...outlookWords, ...historyWords, ...creditWords, ...copyWords, ...dismissWords, ...offerWords, ...budgetWords, ...inlineWords, ...periodWords, ...topUpWords, ...waitWords };
