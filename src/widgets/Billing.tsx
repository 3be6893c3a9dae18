'use client';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useMemo, useState } from 'react';
import { classNames } from '../components/classNames';
import { BillSkeleton } from '../components/BillSkeleton';
import { ErrorNotice, Notice } from '../components/Notice';
import { hasEnded } from '../core';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { usePortal } from '../react/PortalProvider';
import { isSettled, useChargePreviews } from '../react/useChargePreviews';
import { useSubscriptions } from '../react/useSubscriptions';
import { BillCard } from './BillCard';
import { bounded } from './Boundary';
import { Refreshing } from './Refreshing';
import { useProblem } from './useProblem';
import { Wallets } from './Wallets';

export interface BillingProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'title'> {
  /** The heading; `null` for none. */
  title?: ReactNode;
  /** Whether to say when the numbers are from ("As of 2:02 PM") while all is well. When a refresh fails it is always said. */
  showAsOf?: boolean | undefined;
  /** In place of "No subscription". */
  empty?: ReactNode;
}

/**
 * What each subscription of the customer charges next: its base price, each meter's amount, and a total
 * before discount and tax for each day on which something falls due; each metered amount unfolds into its
 * arithmetic, an estimate and a "what if". Below them the customer's wallets. Loads, refreshes and fails by itself.
 * Renders a `section`.
 */
export const Billing = bounded(forwardRef<HTMLElement, BillingProps>(function Billing(props, ref) {
  const { title, empty, showAsOf, className, ...rest } = props;
  const { messages } = useWords(billingWords);
  const subscriptions = useSubscriptions();
  const items = useMemo(
    () => [...(subscriptions.data?.items ?? [])].sort((a, b) => Number(hasEnded(a)) - Number(hasEnded(b))),
    [subscriptions.data],
  );
  const previews = useChargePreviews(items);
  const isKnown = previews.every(isSettled);
  const { scope, signInUrl } = usePortal();
  const [drawn, setDrawn] = useState<string>();
  if (items.length > 0 && isKnown && drawn !== scope) setDrawn(scope);
  const problem = useProblem(subscriptions);
  const heading = title === undefined ? messages.billingTitle : title;

  return (
    <section
      aria-label={messages.billingTitle}
      {...rest}
      ref={ref}
      className={classNames('mf mf-widget', className)}
      aria-busy={(subscriptions.data === undefined && problem === null) || !isKnown}
    >
      {heading !== null && (
        <div className="mf-head">
          <h2 className="mf-title">{heading}</h2>
        </div>
      )}
      <div className="mf-body">{bodyOf()}</div>
      <Wallets />
      <Refreshing query={subscriptions} showAsOf={showAsOf} />
    </section>
  );

  function bodyOf(): ReactNode {
    const { data, isFetching, refetch } = subscriptions;
    if (data === undefined) {
      if (problem === null) return <BillSkeleton />;
      return <ErrorNotice error={problem} signInUrl={signInUrl} onRetry={() => void refetch()} retrying={isFetching} />;
    }
    if (items.length > 0) {
      const readAt = new Date(subscriptions.dataUpdatedAt);
      // Drawn once all is known: a total that grows a moment later was a wrong one. A plan that comes later hides no other.
      if (!isKnown && drawn !== scope) return <BillSkeleton />;
      return items.map((subscription, index) => {
        const preview = previews[index];
        if (!preview || !isSettled(preview)) return <BillSkeleton key={subscription.id} />;
        return <BillCard key={subscription.id} subscription={subscription} preview={preview.data} readAt={readAt} />;
      });
    }
    if (data.issues.length > 0) return null;
    const nothing = (
      <Notice title={messages.noBilling}>
        <p className="mf-notice-text">{messages.noBillingHint}</p>
      </Notice>
    );
    return empty ?? nothing;
  }
}));
