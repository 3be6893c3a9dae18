'use client';
import type { ReactNode } from 'react';
import { BillSkeleton } from '../components/BillSkeleton';
import { BillSummary } from '../components/BillSummary';
import { dayMessage } from '../components/dayMessage';
import { Projection } from '../components/Projection';
import { Receipt } from '../components/Receipt';
import { WhatIf } from '../components/WhatIf';
import type { Bill } from '../core/billing';
import type { BillLine } from '../core/billLines';
import { displayName } from '../core/format';
import type { MeterOptions } from '../core/joinMeters';
import { displayUnit, nameUnit } from '../core/price';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import type { AccountBill } from '../react/useBills';
import { MeterHistory } from './MeterHistory';
import { Heading } from './Widget';

interface BillCardProps {
  account: AccountBill;
  asOf: Date;
  headingLevel: number;
  units: MeterOptions['units'];
  action: BillAction | undefined;
}

/** Renders what the customer can do about a bill, such as a button to pay it. */
export type BillAction = (about: BillActionState) => ReactNode;

/** What an action is about. */
export interface BillActionState {
  subscription: CustomerSubscription;
  bill: Bill;
}

/** One subscription: its name, its status and its bill, in which each metered line unfolds into its arithmetic. */
export function BillCard({ account, asOf, headingLevel, units, action }: BillCardProps): ReactNode {
  const { subscription, bill, isBilled, isOngoing, isPaymentMissing, isBalanceShared, endsAt, meterPeriod } = account;
  const localization = useWords(billingWords);
  const { messages } = localization;
  const { status, currency } = subscription;
  const name = displayName(subscription.product.name);
  if (bill === undefined) return <BillSkeleton />;
  return (
    <article className="mf-bill" aria-label={name}>
      <header className="mf-bill-head">
        <Heading level={headingLevel} className="mf-bill-name">
          <bdi className="mf-text">{name}</bdi>
        </Heading>
        <span {...localeText} className="mf-pill" data-tone={isPaymentMissing ? 'critical' : isBilled && endsAt === null ? 'good' : 'neutral'}>
          {endsAt ? dayMessage(endsAt, asOf, messages.endsOn, localization, true) : messages.subscriptionStatus(displayName(status))}
        </span>
      </header>
      <BillSummary
        bill={bill}
        now={asOf}
        period={isBilled ? meterPeriod : undefined}
        units={units}
        details={details}
        action={typeof action === 'function' && action({ subscription, bill })}
      />
      {isBalanceShared && <p className="mf-hint">{messages.sharedBalance}</p>}
    </article>
  );

  function details({ kind, meter, price: ownPrice }: BillLine): ReactNode {
    if (kind !== 'meter' || meter === undefined) return null;
    const unit = units?.[meter.meterId];
    const price = ownPrice && nameUnit(ownPrice, unit);
    return (
      <div className="mf-details">
        <Receipt meter={meter} price={price} currency={currency} />
        <MeterHistory meter={meter} period={meterPeriod} unit={unit ?? displayUnit(price)} now={asOf} />
        {isBilled && <Projection meter={meter} period={meterPeriod} now={asOf} price={price} currency={currency} />}
        {price && isOngoing && <WhatIf meter={meter} price={price} currency={currency} />}
      </div>
    );
  }
}
