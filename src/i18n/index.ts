export { LocalizationContext, localize, useLocalization } from './context';
export type { Localization } from './context';
export { english } from './en';
export type { Messages, UnitWords, UsageWords } from './messages';
