'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { formatAmount } from '../core/format';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { classNames } from './classNames';
import { dayMessage } from './dayMessage';
import { Disclosure } from './Disclosure';

export interface AmountDueProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Minor units of `currency`; `null` or absent when not known. */
  amount: number | bigint | null | undefined;
  /** Polar's lowercase currency code. */
  currency: string;
  /** The due date. Leave it out to show no date; `null` means that nothing more will be charged. */
  dueAt?: Date | null | undefined;
  /** When the amount was read. A due date before that is replaced by "New period, updating…". */
  now?: Date | undefined;
  /** Shown in place of "before discount and tax". */
  note?: ReactNode;
  /** Details to expand below the amount, such as a `Receipt`. */
  receipt?: ReactNode;
}

/**
 * The amount that a customer owes, its due date and, if given, its receipt. Renders a `div` with `data-state="due"`, or
 * `data-state="none"` when nothing more will be charged.
 */
export const AmountDue = forwardRef<HTMLDivElement, AmountDueProps>(function AmountDue(props, ref) {
  const { amount, currency, dueAt, now, note, receipt, className, ...rest } = props;
  const localization = useWords(billingWords);
  const { locale, messages } = localization;
  const noDate = amount === 0 || amount === 0n ? messages.nothingDue : messages.noDateYet;
  const day = dueAt && dayMessage(dueAt, now, messages.dueOn, localization);
  const root = { ...rest, ref, 'data-state': dueAt === null ? 'none' : 'due' };
  const parts = (
    <>
      <strong className="mf-amount-figure">{formatAmount(amount, currency, locale)}</strong>
      {day !== undefined && <span className="mf-amount-day">{day ?? noDate}</span>}
      {(note != null || dueAt !== null) && <span className="mf-amount-note">{note ?? messages.beforeTax}</span>}
    </>
  );
  if (receipt == null) {
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
