export { LocalizationContext, localize, useWords } from './context';
export type { Localization } from './context';
export { english } from './en';
export { billingWords } from './english/billing';
export { listWords } from './english/list';
export { noticeWords } from './english/notice';
export { usageWords } from './english/usage';
export type { Messages, UnitWords, UsageWords } from './messages';
export { useLocalization } from './useLocalization';
