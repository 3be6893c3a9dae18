'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import type { AmountDueOn, Bill, BillLine } from '../core/billing';
import { displayName, formatAmount, formatQuantity } from '../core/format';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { AmountDue } from './AmountDue';
import { classNames } from './classNames';
import { dayMessage } from './dayMessage';
import { Disclosure } from './Disclosure';

export interface BillSummaryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The bill, from `billOf` or `useBill`. */
  bill: Bill;
  /** When the bill was read. Dates before that are replaced by "New period, updating…". */
  now?: Date | undefined;
  /** Details to expand below a line, such as its receipt. Lines for which it returns nothing cannot be expanded. */
  details?: ((line: BillLine) => ReactNode) | undefined;
}

/** The most lines at $0.00 that are shown; a longer list of them is collapsed. */
const mostFreeLines = 5;

/**
 * A bill: the kind of charge, and a total with its lines for each due date. Renders a `div` with `data-title`, the
 * `BillTitle` of the bill.
 */
export const BillSummary = forwardRef<HTMLDivElement, BillSummaryProps>(function BillSummary(props, ref) {
  const { bill, now, details, className, ...rest } = props;
  const localization = useWords(billingWords);
  const { locale, messages } = localization;
  const { title, lines, totals, currency, creditsRenewAt, invoiceAt, discounted } = bill;
  const twoClocks = creditsRenewAt !== null && invoiceAt !== null && creditsRenewAt.getTime() !== invoiceAt.getTime();
  const onDay = (date: Date, message: (day: string) => string) => dayMessage(date, now, message, localization);
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
      {twoClocks && <p className="mf-hint">{`${onDay(creditsRenewAt, messages.creditsRenewOn)} · ${onDay(invoiceAt, messages.invoiceOn)}`}</p>}
      {discounted && <p className="mf-hint">{messages.discountNotIncluded}</p>}
    </div>
  );

  function linesOf(total: AmountDueOn): ReactNode {
    const due = lines.filter(({ dueAt }) => dueAt?.getTime() === total.dueAt?.getTime());
    const free = due.filter(({ kind, amount }) => kind === 'meter' && amount === 0);
    // A few lines at zero are reassuring; dozens of them hide the lines that cost something.
    const collapsed = free.length > mostFreeLines ? free : [];
    return (
      <>
        <ul className="mf-lines">{due.filter((line) => !collapsed.includes(line)).map(lineOf)}</ul>
        {collapsed.length > 0 && (
          <Disclosure className="mf-fold" summary={messages.atNothing(formatQuantity(collapsed.length, locale), formatAmount(0, currency, locale))}>
            <ul className="mf-lines">{collapsed.map(lineOf)}</ul>
          </Disclosure>
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
          <Disclosure className="mf-unfold" summaryClassName="mf-line" summary={parts}>
            {more}
          </Disclosure>
        ) : (
          <div className="mf-line">{parts}</div>
        )}
      </li>
    );
  }
});
