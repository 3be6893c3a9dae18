import { billingWords } from './english/billing';
import { historyWords } from './english/history';
import { listWords } from './english/list';
import { noticeWords } from './english/notice';
import { outlookWords } from './english/outlook';
import { receiptWords } from './english/receipt';
import { usageWords } from './english/usage';
import type { Messages } from './messages';

/** English, the language that is always there. Components take only their part of it, so that no page carries words it does not show. */
export const english: Messages = { locale: 'en', ...usageWords, ...listWords, ...noticeWords, ...billingWords, ...receiptWords, ...outlookWords, ...historyWords };
