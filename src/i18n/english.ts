import { budgetWords, dismissWords, inlineWords, offerWords, topUpWords } from './english/actions';
import { copyWords } from './english/copy';
import { periodWords } from './english/periods';
import { timeWords } from './english/times';
import { valueWords } from './english/values';
import { waitWords } from './english/wait';
import { billingWords } from './english/billing';
import { errorWords } from './english/errors';
import { historyWords } from './english/history';
import { outlookWords } from './english/outlook';
import { receiptWords } from './english/receipts';
import { creditWords } from './english/credits';
import { percentWords, tableWords } from './english/table';
import { balanceWords } from './english/balance';
import { listWords } from './english/list';
import { noticeWords } from './english/notices';
import { usageWords } from './english/usage';
import type { Messages } from './messages';

/**
 * All messages in English, the default language. Components import only the part they need, to keep pages small. Bundlers
 * keep an object whole, and some a whole file. So each part is an object, most parts have a file of their own, and none is spread into another.
 */
export const english: Messages = { locale: 'en', ...usageWords, ...balanceWords, ...listWords, ...tableWords, ...percentWords, ...noticeWords, ...errorWords, ...billingWords, ...receiptWords, ...outlookWords, ...historyWords, ...creditWords, ...copyWords, ...dismissWords, ...offerWords, ...budgetWords, ...inlineWords, ...periodWords, ...timeWords, ...valueWords, ...topUpWords, ...waitWords };
