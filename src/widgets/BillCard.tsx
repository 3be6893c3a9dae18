'use client';
import type { ReactNode } from 'react';
import { BillSummary } from '../components/BillSummary';
import { dayMessage } from '../components/dayMessage';
import { Projection } from '../components/Projection';
import { Receipt } from '../components/Receipt';
import { WhatIf } from '../components/WhatIf';
import { endsAt, isBilled, isPaymentMissing, meterPeriodOf } from '../core/account';
import { type BillLine, billOf, type ChargePreview, type CustomerSubscription, displayName, displayUnit } from '../core';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { MeterHistory } from './MeterHistory';

interface BillCardProps {
  subscription: CustomerSubscription;
  /** What the server expects to charge, where it says so. */
  preview: ChargePreview | null | undefined;
  /** When the subscription was read. */
  readAt: Date;
}

/** One subscription: its name and status, and its bill, in which each metered line unfolds into its arithmetic. */
export function BillCard({ subscription, preview, readAt }: BillCardProps): ReactNode {
  const localization = useWords(billingWords);
  const { messages } = localization;
  const { status, currency } = subscription;
  const name = displayName(subscription.product.name);
  const end = endsAt(subscription);
  const period = meterPeriodOf(subscription);
  const billed = isBilled(subscription);
  return (
    <article className="mf-bill" aria-label={name}>
      <header className="mf-bill-head">
        <h3 className="mf-bill-name">
          <bdi>{name}</bdi>
        </h3>
        <span className="mf-badge" data-tone={isPaymentMissing(subscription) ? 'critical' : 'neutral'}>
          {end ? dayMessage(end, readAt, messages.endsOn, localization) : messages.subscriptionStatus(status)}
        </span>
      </header>
      <BillSummary bill={billOf(subscription, preview)} now={readAt} details={detailsOf} />
    </article>
  );

  function detailsOf({ kind, meter, price }: BillLine): ReactNode {
    if (kind !== 'meter' || meter === undefined) return null;
    return (
      <div className="mf-details">
        <Receipt meter={meter} price={price} currency={currency} />
        <MeterHistory meter={meter} period={period} unit={displayUnit([price ?? []].flat()[0])} now={readAt} />
        {billed && <Projection meter={meter} period={period} now={readAt} price={price} currency={currency} />}
        {price && billed && end === null && <WhatIf meter={meter} price={price} currency={currency} />}
      </div>
    );
  }
}
