import type { Decorator } from '@storybook/react-vite';
import { english, type Messages, type UsageWords } from '../src';
import { LocalizationContext } from '../src/i18n/context';
import { localize } from '../src/i18n/localize';

const answers: Record<UsageWords['hero'], (figure: string) => string> = {
  left: (figure) => `المتبقي ${figure}`,
  spent: (figure) => `المتبقي ${figure}`,
  over: (figure) => `تجاوز بمقدار ${figure}`,
  overCost: (figure) => `${figure} حتى الآن`,
  cost: (figure) => `${figure} حتى الآن`,
  count: (figure) => figure,
  used: (figure) => figure,
  unknown: (figure) => figure,
};

/** Texts of a host's own language. All others stay English. */
export const arabicWords: Partial<Messages> = {
  locale: 'ar-EG',
  unitName: ({ customLabel }) => customLabel ?? 'وحدة',
  usageValue: ({ hero, figure }) => answers[hero](figure),
  usageStatus: ({ limited, consumed, credited, unit }) => (limited ? `${consumed} من ${credited} ${unit}` : `${consumed} ${unit}`),
  usageText: (words: UsageWords) => `${arabicWords.usageStatus?.(words)}، ${arabicWords.usageValue?.(words)}`,
  usageSentence: (name, parts) => `${name}: ${parts.join('، ')}`,
  periodLine: ({ day, days, renewsOn }) => `اليوم ${day} من ${days}${renewsOn === null ? '' : `\u00a0· يتجدد في ${renewsOn}`}`,
  creditsRollOver: 'يُرحَّل الرصيد غير المستخدم',
  alert: ({ name, spentOn, renewsOn }) => `${name}: ${spentOn === null ? 'الرصيد على وشك النفاد' : `ينفد الرصيد نحو ${spentOn} بهذه الوتيرة`}${renewsOn === null ? '' : `، ويتجدد في ${renewsOn}`}.`,
  moreAlerts: (count) => `و${count} غيره.`,
  usageTitle: 'الاستخدام',
  billingTitle: 'الفواتير',
  renewsOn: (date) => `يتجدد في ${date}`,
  dueOn: (date) => `يستحق في ${date}`,
  basePrice: 'السعر الأساسي',
  amountBefore: (parts) => (parts.includes('discount') ? 'قبل الخصم والضريبة' : parts.includes('tax') ? 'قبل الضريبة' : ''),
  subscriptionStatus: (status) => (status === 'active' ? 'نشط' : english.subscriptionStatus(status)),
};

/** Shows a story in Arabic. */
export const arabic: Decorator = (Story) => (
  <LocalizationContext.Provider value={localize({ messages: arabicWords })}>
    <Story />
  </LocalizationContext.Provider>
);
