'use client';
import type { ReactNode } from 'react';
import { formatAmount } from '../core/formatMoney';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';

/** The sum of a subscription's unpaid orders. `amount` is in minor units; `null` if unknown. */
export function Outstanding({ amount, currency }: { amount: number | null; currency: string }): ReactNode {
  const { locale, messages } = useWords(billingWords);
  return (
    <div className="mf-amount" data-tone="critical">
      <strong {...localeText} className="mf-amount-figure">{formatAmount(amount, currency, locale)}</strong>
      <span className="mf-amount-day">{amount === null ? messages.outstandingUnknown : messages.outstanding}</span>
    </div>
  );
}
