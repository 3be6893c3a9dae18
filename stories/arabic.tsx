import type { Decorator } from '@storybook/react-vite';
import { english, type Messages, type UsageWords } from '../src';
import { LocalizationContext, localize } from '../src/i18n/context';

/** Texts of a host's own language. All others stay English. */
export const arabicWords: Partial<Messages> = {
  locale: 'ar-EG',
  unitName: ({ customLabel }) => customLabel ?? 'وحدة',
  usageValue: ({ limited, consumed, credited, unit }) => (limited ? `${consumed} من ${credited} ${unit}` : `${consumed} ${unit}`),
  usageStatus: ({ state, limited, over, remaining, percent }) => {
    if (state === 'over') return `تجاوز بمقدار ${over}`;
    return limited ? `المتبقي ${remaining} · المستخدم ${percent}` : 'بلا حد';
  },
  usageText: (words: UsageWords) => `${arabicWords.usageValue?.(words)}، ${arabicWords.usageStatus?.(words)}`,
  usageTitle: 'الاستخدام',
  billingTitle: 'الفواتير',
  renewsOn: (date) => `يتجدد في ${date}`,
  soFar: (amount) => `${amount} حتى الآن`,
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
