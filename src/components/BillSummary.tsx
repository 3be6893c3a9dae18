'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react';
import type { BillLine } from '../core/billLines';
import type { Bill, BillChange } from '../core/billing';
import { displayName } from '../core/displayName';
import type { MeterOptions } from '../core/joinMeters';
import type { UsagePeriod } from '../core/pace';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import { BillCharge } from './BillCharge';
import { billQuantityText } from './billQuantity';
import { classNames } from './classNames';
import { dayMessage } from './dayMessage';
import { Outstanding } from './Outstanding';

export interface BillSummaryProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The bill, from `billOf` or `useBill`. */
  bill: Bill;
  /** When the bill was loaded. Earlier dates are replaced by "Updating…". */
  now?: Date | undefined;
  /** The period in which the usage of the bill counts. With it and `now`, a charge says what it may come to at the pace so far. */
  period?: UsagePeriod | undefined;
  /** Whether a payment is missing. With it, a subscription that ended unpaid doesn't show "Nothing due". */
  isPaymentMissing?: boolean | undefined;
  /** Whether charges of other subscriptions count the same balance: `isBalanceShared` of `useBills`. Default: false. */
  isBalanceShared?: boolean | undefined;
  /** Names of units, by meter id. They take precedence over those of the price. */
  units?: MeterOptions['units'];
  /** Whether to leave out what metered lines are made of: "420,165 over at $10 / 1M tokens". */
  hidesUnits?: boolean | undefined;
  /** Below the overdue amount, or that of the first charge: a button to pay, for example. */
  action?: ReactNode;
  /** Details to expand below a line, such as its receipt. Lines for which it returns nothing cannot be expanded. */
  details?: ((line: BillLine) => ReactNode) | undefined;
}

/**
 * A bill: its title, a scheduled change or pause, and for each due date the charge with its lines, discount, tax and balance.
 * Renders a `div` with `data-title`, the `BillTitle` of the bill.
 */
export const BillSummary = forwardRef<HTMLDivElement, BillSummaryProps>(function BillSummary(props, ref) {
  const { bill, now: readAt, period, isPaymentMissing, isBalanceShared, units, hidesUnits, action, details, className, ...rest } = props;
  const now = readAt ?? undefined;
  const localization = useWords(billingWords);
  const { messages } = localization;
  const { title, inTrial, at, currency, pausesAt, change, outstanding, charges, creditsRenewAt } = bill;
  const onDay = (date: Date, message: (day: string) => string) => dayMessage(date, now, message, localization);
  const renewal = creditsRenewAt !== null && creditsRenewAt.getTime() !== at?.getTime() ? creditsRenewAt : null;
  // A plan and its quantity change on the same day, and both say "Updating…" once that day has passed.
  const hints = new Set([
    title !== 'pauses' && pausesAt && onDay(pausesAt, messages.pausesOn),
    ...(change ? changeTexts(change) : []),
    charges.length === 0 && title === 'ended' && isPaymentMissing !== true && messages.nothingDue,
    charges.length === 0 && title === 'paused' && outstanding === null && messages.nothingDueWhilePaused,
  ].filter((hint) => hint !== null && hint !== false));

  const isPastDue = title === 'pastDue';
  const shownAction = action && <div className="mf-bill-action">{action}</div>;

  return (
    <div {...rest} ref={ref} className={classNames('mf mf-summary', className)} data-title={title}>
      <div {...localeText} className={title === 'nextCharge' ? 'mf-hidden mf-summary-title' : 'mf-summary-title'}>{title === 'pauses' && pausesAt ? onDay(pausesAt, messages.pausesOn) : messages.billTitle(title)}</div>
      {(isPastDue || outstanding !== null) && <Outstanding amount={outstanding} currency={currency} />}
      {(isPastDue || charges.length === 0) && shownAction}
      {[...hints].map((hint) => (
        <div key={hint} {...localeText} className="mf-hint">
          {hint}
        </div>
      ))}
      {charges.map((charge, index) => (
        <BillCharge
          key={charge.dueAt?.getTime() ?? 'unknown'}
          charge={charge}
          currency={currency}
          now={now}
          period={period}
          isTrial={inTrial}
          isBalanceShared={!!isBalanceShared}
          units={units}
          hidesUnits={hidesUnits}
          details={details}
          action={index === 0 && !isPastDue && shownAction}
        />
      ))}
      {renewal && <div {...localeText} className="mf-hint">{onDay(renewal, messages.creditsRenewOn)}</div>}
    </div>
  );

  function changeTexts({ at: date, productId, productName, quantity }: BillChange): string[] {
    const whenever = (message: (day: string | null) => string) => (date ? onDay(date, message) : message(null));
    const plan = productName === null ? null : displayName(productName);
    return [
      ...(productId === null ? [] : [whenever((day) => messages.planChange(plan, day))]),
      ...(quantity ? [whenever((day) => messages.quantityChange(billQuantityText(quantity, localization), day))] : []),
    ];
  }
});
