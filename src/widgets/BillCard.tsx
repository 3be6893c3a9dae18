'use client';
import type { ReactNode } from 'react';
import { BillSkeleton } from '../components/BillSkeleton';
import { BillSummary } from '../components/BillSummary';
import { dayMessage } from '../components/dayMessage';
import { HistorySkeleton } from '../components/HistorySkeleton';
import { OutageNotice } from '../components/Notice';
import type { Bill } from '../core/billing';
import type { BillLine } from '../core/billLines';
import { displayName } from '../core/displayName';
import type { MeterOptions } from '../core/joinMeters';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import type { AccountBill } from '../react/useBills';
import { Heading } from './Heading';
import { partMissing } from './moduleHook';
import { useLineDetails } from './useLineDetails';

interface BillCardProps {
  account: AccountBill;
  asOf: Date;
  headingLevel: number;
  units: MeterOptions['units'];
  /** Whether to hide every number of units from customers. */
  hidesUnits: boolean;
  action: BillAction | undefined;
}

/** Renders what the customer can do about a bill, such as a button to pay it. */
export type BillAction = (about: BillActionState) => ReactNode;

/** What an action is about. */
export interface BillActionState {
  /** The subscription that the bill is for. */
  subscription: CustomerSubscription;
  /** What it charges next. */
  bill: Bill;
}

/** One subscription: its name, its status and its bill, in which each metered line unfolds into its arithmetic. */
export function BillCard({ account, asOf, headingLevel, units, hidesUnits, action }: BillCardProps): ReactNode {
  const { subscription, bill, isBilled, isPaymentMissing, isBalanceShared, endsAt, meterPeriod } = account;
  const localization = useWords(billingWords);
  const { messages } = localization;
  const { status } = subscription;
  // Downloaded before a line is unfolded, because printing can't wait.
  const [Details, retry] = useLineDetails(!hidesUnits);
  const name = displayName(subscription.product.name) || messages.billingTitle;
  if (!bill) return <BillSkeleton />;
  const isPartlyUnread = bill.charges[0] && (subscription.incomplete || subscription.prices.some((price) => 'unreadable' in price));
  return (
    <article className="mf-bill" aria-label={name}>
      <header className="mf-bill-head">
        <Heading level={headingLevel} className="mf-bill-name">
          <bdi className="mf-text">{name}</bdi>
        </Heading>
        <span {...localeText} className="mf-pill" data-tone={isPaymentMissing ? 'critical' : isBilled && !endsAt ? 'good' : 'neutral'}>
          {endsAt ? dayMessage(endsAt, asOf, messages.endsOn, localization) : messages.subscriptionStatus(displayName(status))}
        </span>
      </header>
      <BillSummary
        bill={bill}
        now={asOf}
        period={(isBilled && meterPeriod) || undefined}
        isPaymentMissing={isPaymentMissing}
        isBalanceShared={isBalanceShared}
        units={units}
        hidesUnits={hidesUnits}
        details={hidesUnits ? undefined : details}
        action={typeof action === 'function' && action({ subscription, bill })}
      />
      {isPartlyUnread && <div {...localeText} className="mf-hint">{messages.billIncomplete(bill.charges.every(({ total }) => total !== null))}</div>}
    </article>
  );

  function details(line: BillLine): ReactNode {
    const { meter } = line;
    if (!meter) return null;
    if (Details) return <Details account={account} line={line} unit={units?.[meter.meterId]} asOf={asOf} />;
    return <div className="mf-details">{Details === null ? <OutageNotice error={partMissing()} onRetry={retry} /> : <HistorySkeleton />}</div>;
  }
}
