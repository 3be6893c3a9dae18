'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import type { AmountBefore, Charge, ChargeOutcome } from '../core/charges';
import { formatDaysUntil } from '../core/formatDaysUntil';
import { formatAmount } from '../core/formatMoney';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { Disclosure } from './Disclosure';
import { classNames } from './classNames';
import { dayMessage } from './dayMessage';

export interface AmountDueProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Minor units of `currency`; `null` or absent when not known. */
  amount: number | bigint | null | undefined;
  /** Polar's lowercase currency code. */
  currency: string;
  /** The due date; `null` if there is none, or if it is unknown. Leave it out to show no date. */
  dueAt?: Date | null | undefined;
  /** When the amount was loaded. With it, the text adds how far away the due date is, if that's 31 days at most, and "Updating…" replaces a date that has passed. */
  now?: Date | undefined;
  /** The parts that `amount` does not contain yet: "before discount and tax". This and the next two props are fields of each amount from `useAmountDue`. */
  before?: readonly AmountBefore[] | undefined;
  /** What happens to the amount. `toBalance`: it is too small to charge, and is shown with a note. */
  outcome?: ChargeOutcome | null | undefined;
  /** `estimate` adds the word "estimate": the amount may differ even if nothing more is used. */
  certainty?: Charge['certainty'] | undefined;
  /** More about the amount, shown after the texts for `certainty` and `before`. */
  note?: ReactNode;
  /** Details to expand below the amount, such as a `Receipt`. */
  receipt?: ReactNode;
}

/**
 * The amount that a customer owes, its due date and, if given, its receipt. Without `before` it doesn't mention discount
 * and tax. Renders a `div`. Its `data-state` is `none` if `dueAt` is `null`, else `due`; its `data-outcome` is the `outcome`, if known.
 */
export const AmountDue = forwardRef<HTMLDivElement, AmountDueProps>(function AmountDue(props, ref) {
  const { amount, currency, dueAt, now: readAt, before, outcome, certainty, note, receipt, className, ...rest } = props;
  const now = readAt ?? undefined;
  const localization = useWords(billingWords);
  const { locale, messages, timeZone } = localization;
  // A charge whose outcome is unknown may still become due.
  const noDate = outcome !== null && (amount === 0 || amount === 0n) ? messages.nothingDue : messages.noDateYet;
  const isCarried = outcome === 'toBalance';
  const wait = dueAt && now ? formatDaysUntil(dueAt, now, locale, timeZone) : null;
  const day = dueAt && dayMessage(dueAt, now, (date) => (isCarried ? messages.balanceOn : messages.dueOn)(wait === null ? date : messages.dayIn(date, wait)), localization);
  const root = { ...rest, ref, 'data-state': dueAt === null ? 'none' : 'due', 'data-outcome': outcome ?? undefined };
  const texts = [isCarried && messages.owedToBalance, certainty === 'estimate' && messages.estimate, messages.amountBefore(before ?? [])].filter(Boolean).join('\xA0· ');
  const parts = (
    <>
      <strong {...localeText} className="mf-amount-figure">{formatAmount(amount, currency, locale)}</strong>
      {day !== undefined && <span {...localeText} className="mf-amount-day">{day ?? noDate}</span>}
      {(texts || note) && (
        <span {...localeText} className="mf-amount-note">
          {texts}
          {texts && note && '\xA0· '}
          {note}
        </span>
      )}
    </>
  );
  if (!receipt) {
    return (
      <div {...root} className={classNames('mf mf-amount', className)}>
        {parts}
      </div>
    );
  }
  return (
    <div {...root} className={classNames('mf', className)}>
      <Disclosure className="mf-unfold" summaryClassName="mf-amount" summary={parts}>
        <div className="mf-details">{receipt}</div>
      </Disclosure>
    </div>
  );
});
