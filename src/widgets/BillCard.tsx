'use client';
import type { ReactNode } from 'react';
import { BillSkeleton } from '../components/BillSkeleton';
import { BillSummary } from '../components/BillSummary';
import { dayMessage } from '../components/dayMessage';
import { Projection } from '../components/Projection';
import { Receipt } from '../components/Receipt';
import { WhatIf } from '../components/WhatIf';
import type { MeterOptions } from '../core/joinMeters';
import type { BillLine } from '../core/billLines';
import { displayName } from '../core/format';
import { displayUnit, nameUnit } from '../core/price';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { localeText } from '../i18n/localeText';
import type { AccountBill } from '../react/useBills';
import { MeterHistory } from './MeterHistory';
import { Heading } from './Widget';

interface BillCardProps extends AccountBill {
  asOf: Date;
  headingLevel: number;
  units: MeterOptions['units'];
}

/** One subscription: its name, its status and its bill, in which each metered line unfolds into its arithmetic. */
export function BillCard({ subscription, bill, isBilled, isOngoing, isPaymentMissing, isBalanceShared, endsAt, meterPeriod, asOf, headingLevel, units }: BillCardProps): ReactNode {
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
        <span {...localeText} className="mf-badge" data-tone={isPaymentMissing ? 'critical' : 'neutral'}>
          {endsAt ? dayMessage(endsAt, asOf, messages.endsOn, localization) : messages.subscriptionStatus(status)}
        </span>
      </header>
      <BillSummary bill={bill} now={asOf} details={details} />
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
