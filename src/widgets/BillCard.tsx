'use client';
import type { ReactNode } from 'react';
import { AmountDue } from '../components/AmountDue';
import { type BillLine, billOf, type CustomerSubscription, displayName, formatAmount, formatDate, formatQuantity, hasEnded } from '../core';
import { billingWords, useWords } from '../i18n';

interface BillCardProps {
  subscription: CustomerSubscription;
}

/** From more lines than this at nothing on, they are folded away. */
const foldFrom = 5;
const troubled = new Set(['past_due', 'unpaid', 'incomplete']);

/** One subscription: its name and status, and for each day on which it charges the lines and their total. */
export function BillCard({ subscription }: BillCardProps): ReactNode {
  const { locale, messages, timeZone } = useWords(billingWords);
  const { lines, totals, currency } = billOf(subscription);
  const { status, cancelAtPeriodEnd, currentPeriodEnd } = subscription;
  const name = displayName(subscription.product.name);
  const ending = cancelAtPeriodEnd && !hasEnded(subscription);
  return (
    <article className="mf-bill" aria-label={name}>
      <header className="mf-bill-head">
        <h3 className="mf-bill-name">
          <bdi>{name}</bdi>
        </h3>
        <span className="mf-badge" data-tone={troubled.has(status) ? 'critical' : 'neutral'}>
          {ending ? messages.endsOn(formatDate(currentPeriodEnd, locale, timeZone)) : messages.subscriptionStatus(status)}
        </span>
      </header>
      {totals.length === 0 && <p className="mf-hint">{messages.nothingDue}</p>}
      {totals.map((total) => (
        <div key={total.dueAt?.getTime() ?? 'none'} className="mf-bill-group">
          <AmountDue amount={total.amount} currency={currency} dueAt={total.dueAt} />
          {linesOf(lines.filter(({ dueAt }) => dueAt?.getTime() === total.dueAt?.getTime()))}
        </div>
      ))}
    </article>
  );

  function linesOf(due: readonly BillLine[]): ReactNode {
    const free = due.filter(({ amount }) => amount === 0);
    // A few zeros say that all is well; a column of them hides what is not zero.
    const folded = free.length > foldFrom ? free : [];
    return (
      <>
        <dl className="mf-lines">{due.filter((line) => !folded.includes(line)).map(lineOf)}</dl>
        {folded.length > 0 && (
          <details className="mf-fold">
            <summary>{messages.atNothing(formatQuantity(folded.length, locale), formatAmount(0, currency, locale))}</summary>
            <dl className="mf-lines">{folded.map(lineOf)}</dl>
          </details>
        )}
      </>
    );
  }

  function lineOf(line: BillLine): ReactNode {
    return (
      <div key={line.meterId ?? 'base'} className="mf-line">
        <dt>{line.kind === 'base' ? messages.basePrice : <bdi>{displayName(line.name)}</bdi>}</dt>
        <dd>{formatAmount(line.amount, currency, locale)}</dd>
      </div>
    );
  }
}
