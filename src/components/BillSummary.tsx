'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import type { AmountDueOn, Bill, BillLine } from '../core/billing';
import { displayName, formatAmount, formatQuantity } from '../core/format';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { AmountDue } from './AmountDue';
import { classNames } from './classNames';
import { dayMessage } from './dayMessage';
import { Unfold } from './Unfold';

export interface BillSummaryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  bill: Bill;
  /** When the bill was read. Days before that are not named: their period is over, and the next one not known yet. */
  now?: Date | undefined;
  /** What unfolds below a line: its receipt, say. A line for which this gives nothing does not unfold. */
  details?: ((line: BillLine) => ReactNode) | undefined;
}

/** From more lines than this at nothing on, they are folded away. */
const foldFrom = 5;

/**
 * A bill: what the next charge is, and for each day on which something falls due its total and lines. Renders
 * a `div` with `data-title`.
 */
export const BillSummary = forwardRef<HTMLDivElement, BillSummaryProps>(function BillSummary(props, ref) {
  const { bill, now, details, className, ...rest } = props;
  const localization = useWords(billingWords);
  const { locale, messages } = localization;
  const { title, lines, totals, currency, creditsRenewAt, invoiceAt, discounted } = bill;
  const twoClocks = creditsRenewAt !== null && invoiceAt !== null && creditsRenewAt.getTime() !== invoiceAt.getTime();
  const day = (date: Date, say: (day: string) => string) => dayMessage(date, now, say, localization);
  return (
    <div {...rest} ref={ref} className={classNames('mf mf-summary', className)} data-title={title}>
      {title === 'pastDue' && <p className="mf-summary-alert">{messages.pastDue}</p>}
      <p className="mf-summary-title">{messages.billTitle(title)}</p>
      {totals.length === 0 && <p className="mf-hint">{messages.nothingDue}</p>}
      {totals.map((total) => (
        <div key={total.dueAt?.getTime() ?? 'none'} className="mf-bill-group">
          <AmountDue amount={total.amount} currency={currency} dueAt={total.dueAt} now={now} />
          {linesOf(total)}
        </div>
      ))}
      {twoClocks && <p className="mf-hint">{`${day(creditsRenewAt, messages.creditsRenewOn)} · ${day(invoiceAt, messages.invoiceOn)}`}</p>}
      {discounted && <p className="mf-hint">{messages.discountNotIncluded}</p>}
    </div>
  );

  function linesOf(total: AmountDueOn): ReactNode {
    const due = lines.filter(({ dueAt }) => dueAt?.getTime() === total.dueAt?.getTime());
    const free = due.filter(({ kind, amount }) => kind === 'meter' && amount === 0);
    // A few zeros say that all is well; a column of them hides what is not zero.
    const folded = free.length > foldFrom ? free : [];
    return (
      <>
        <ul className="mf-lines">{due.filter((line) => !folded.includes(line)).map(lineOf)}</ul>
        {folded.length > 0 && (
          <Unfold className="mf-fold" summary={messages.atNothing(formatQuantity(folded.length, locale), formatAmount(0, currency, locale))}>
            <ul className="mf-lines">{folded.map(lineOf)}</ul>
          </Unfold>
        )}
      </>
    );
  }

  function lineOf(line: BillLine, index: number): ReactNode {
    const parts = (
      <>
        <span>{line.kind === 'base' ? messages.basePrice : <bdi>{displayName(line.name)}</bdi>}</span>
        <span>{formatAmount(line.amount, currency, locale)}</span>
      </>
    );
    const more = details?.(line);
    return (
      <li key={line.meterId ?? `${line.kind}${index}`}>
        {more ? (
          <Unfold className="mf-unfold" summaryClassName="mf-line" summary={parts}>
            {more}
          </Unfold>
        ) : (
          <div className="mf-line">{parts}</div>
        )}
      </li>
    );
  }
});
