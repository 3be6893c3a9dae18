'use client';
import type { ReactNode } from 'react';
import { BillSummary } from '../components/BillSummary';
import { dayMessage } from '../components/dayMessage';
import { Projection } from '../components/Projection';
import { Receipt } from '../components/Receipt';
import { WhatIf } from '../components/WhatIf';
import { type BillLine, billOf, type ChargePreview, type CustomerSubscription, displayName, displayUnit, hasEnded, type UsagePeriod } from '../core';
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

const troubled = new Set(['past_due', 'unpaid', 'incomplete']);

/** One subscription: its name and status, and its bill, in which each metered line unfolds into its arithmetic. */
export function BillCard({ subscription, preview, readAt }: BillCardProps): ReactNode {
  const localization = useWords(billingWords);
  const { messages } = localization;
  const { status, cancelAtPeriodEnd, currentPeriodEnd, currency } = subscription;
  const name = displayName(subscription.product.name);
  // What is used in a trial or a pause is not billed, so there is nothing to foretell.
  const counts = status === 'active' || status === 'past_due';
  const ending = cancelAtPeriodEnd && !hasEnded(subscription);
  return (
    <article className="mf-bill" aria-label={name}>
      <header className="mf-bill-head">
        <h3 className="mf-bill-name">
          <bdi>{name}</bdi>
        </h3>
        <span className="mf-badge" data-tone={troubled.has(status) ? 'critical' : 'neutral'}>
          {ending ? dayMessage(currentPeriodEnd, readAt, messages.endsOn, localization) : messages.subscriptionStatus(status)}
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
        <MeterHistory meter={meter} period={periodOf(subscription)} unit={displayUnit([price ?? []].flat()[0])} now={readAt} />
        {counts && <Projection meter={meter} period={periodOf(subscription)} now={readAt} price={price} currency={currency} />}
        {price && counts && !ending && <WhatIf meter={meter} price={price} currency={currency} />}
      </div>
    );
  }
}

/** The time in which a subscription's meters count. */
function periodOf({ currentMeterPeriodStart, currentMeterPeriodEnd, currentPeriodStart, currentPeriodEnd }: CustomerSubscription): UsagePeriod {
  if (currentMeterPeriodStart && currentMeterPeriodEnd) return { start: currentMeterPeriodStart, end: currentMeterPeriodEnd };
  return { start: currentPeriodStart, end: currentPeriodEnd };
}
