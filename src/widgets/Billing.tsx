'use client';
import { forwardRef } from 'react';
import { BillSkeleton } from '../components/BillSkeleton';
import type { MeterOptions } from '../core/joinMeters';
import { depthOf } from '../core/schemas/payload';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { type AccountBills, useBills } from '../react/useBills';
import { type BillAction, BillCard } from './BillCard';
import type { UsageShow } from './layout';
import { bounded } from './bounded';
import { Wallets } from './Wallets';
import { Widget, type WidgetProps } from './Widget';

export interface BillingProps extends WidgetProps<AccountBills> {
  /** Names of units, by meter id, for receipts, estimates and histories. They take precedence over those of the price. */
  units?: MeterOptions['units'];
  /** With `percent`, customers see amounts of money and no number of metered units: metered lines say nothing about units and don't unfold. Default: `units`. */
  show?: UsageShow | undefined;
  /** Renders what the customer can do about each bill, below its amount: a link to pay an overdue one, for example. */
  action?: BillAction | undefined;
}

/**
 * What each subscription of the customer charges next: its plan, each meter's amount, discount, tax and balance, one block
 * for each due date, and a scheduled change or pause. Each metered amount unfolds into its arithmetic and, where they
 * apply, its history, an estimate and a "what if". The customer's wallets follow. Loads, refreshes and handles errors. Renders a `div` with
 * `role="region"`.
 */
export const Billing = bounded(forwardRef<HTMLDivElement, BillingProps>(function Billing(props, ref) {
  const { units, show, action, ...rest } = props;
  const headingLevel = rest.headingLevel ?? 2;
  const { messages } = useWords(billingWords);
  const account = useBills();
  const { bills, status, wallets, asOf } = account;
  return (
    <Widget
      {...rest}
      ref={ref}
      state={account}
      // Bills made of subscriptions from the portal API say themselves that a meter or price is missing.
      listed={{ ...account, issues: account.issues.filter((issue) => depthOf(issue) < 2) }}
      isBusy={status === 'loading' || bills.some(({ bill }) => !bill)}
      label={messages.billingTitle}
      rows={bills.flatMap(({ bill }) => bill?.charges ?? []).flatMap(({ lines }) => lines).length}
      renderSkeleton={(count) => <BillSkeleton rows={count} />}
      emptyTitle={messages.noBilling}
      emptyHint={messages.noBillingHint}
      footer={<Wallets wallets={wallets} headingLevel={headingLevel + 1} />}
    >
      {(head) => (
        <>
          {head()}
          <div className="mf-body">
            {asOf && bills.map((item) => <BillCard key={item.subscription.id} account={item} asOf={asOf} headingLevel={headingLevel + 1} units={units} hidesUnits={show === 'percent'} action={action} />)}
            {bills.some(({ isBalanceShared }) => isBalanceShared) && <div className="mf-hint">{messages.sharedBalance}</div>}
          </div>
        </>
      )}
    </Widget>
  );
}));
