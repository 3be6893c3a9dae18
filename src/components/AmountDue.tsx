'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import { formatAmount } from '../core/format';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { classNames } from './classNames';
import { dayMessage } from './dayMessage';
import { Unfold } from './Unfold';

export interface AmountDueProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Minor units of `currency`; `null` or absent when not known. */
  amount: number | bigint | null | undefined;
  /** Polar's lowercase currency code. */
  currency: string;
  /** When it falls due; absent when the date is shown elsewhere, `null` when nothing more is charged. */
  dueAt?: Date | null | undefined;
  /** When the amount was read. A day before that is not named: it is over, and its successor not known yet. */
  now?: Date | undefined;
  /** Replaces "before discount and tax". */
  note?: ReactNode;
  /** Unfolds below the amount: a `Receipt`, say. */
  receipt?: ReactNode;
}

/**
 * An amount that a customer owes, with the day on which it falls due, and its receipt if you give one. Renders a `div` with
 * `data-state="due"`, or `"none"` when nothing more is going to be charged.
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
      <Unfold className="mf-unfold" summaryClassName="mf-amount" summary={parts}>
        <div className="mf-details">{receipt}</div>
      </Unfold>
    </div>
  );
});
