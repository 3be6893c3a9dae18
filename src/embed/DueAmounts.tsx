import { forwardRef, type ReactNode, useEffect, useMemo } from 'react';
import { AmountDue } from '../components/AmountDue';
import { bone } from '../components/bone';
import { Notice } from '../components/Notice';
import { Outstanding } from '../components/Outstanding';
import type { AmountDueOn } from '../core/billing';
import { isClosed, isPaymentMissing, phaseOf } from '../core/account';
import { PortalError } from '../core/errors';
import { displayName } from '../core/displayName';
import { depthOf } from '../core/schemas/payload';
import { useWords } from '../i18n/context';
import { billingWords } from '../i18n/english/billing';
import { usePortal } from '../react/PortalProvider';
import { report } from '../react/report';
import { useAmountDue } from '../react/useAmountDue';
import { useListState } from '../react/useListState';
import { useSubscriptions } from '../react/useSubscriptions';
import { bounded } from '../widgets/bounded';
import type { PlainSlots } from './slotsOf';
import { Plain } from './Plain';

export interface DueAmountsProps extends PlainSlots {
  subscriptionId?: string | undefined;
}

/** What each subscription charges next, with the name of its plan if there are several. */
export const DueAmounts = bounded(forwardRef<HTMLDivElement, DueAmountsProps>(function DueAmounts(props, _ref): ReactNode {
  const { subscriptionId, header, empty } = props;
  const { messages } = useWords(billingWords);
  const { onError } = usePortal();
  const { data, dataUpdatedAt } = useAmountDue();
  const query = useSubscriptions();
  const subscriptions = query.data?.items;
  const list = useListState(query, data === undefined);
  const amounts = data?.filter((one) => subscriptionId === undefined || one.subscriptionId === subscriptionId);
  // The error of an unreadable subscription. One that has only an unreadable meter or price is shown.
  const issue = list.issues.find((one) => depthOf(one) < 2);
  const missingId = amounts?.length === 0 && !issue ? subscriptionId : undefined;
  const missing = useMemo(() => (missingId === undefined ? undefined : new PortalError('not_found', 'This customer has no such subscription. The id may be wrong. Check `subscription-id`.')), [missingId]);
  useEffect(() => {
    if (missing) report(onError, missing);
  }, [missing, onError]);
  // A subscription that can't be read may be the one to show.
  const problem = missing ?? (amounts?.length === 0 ? issue : undefined);
  const state = problem ? ({ ...list, status: 'error', error: problem } as const) : list;
  return (
    <Plain {...props} state={state} subject={messages.billingTitle} skeleton={<div className="mf-amount"><strong className="mf-amount-figure">{bone(5)}</strong><span className="mf-amount-day">{bone(12)}</span></div>}>
      {header}
      {amounts?.map((one) => <div key={one.subscriptionId} className="mf-item">{amountOf(one)}</div>)}
      {amounts?.some(({ isBalanceShared }) => isBalanceShared) && <div className="mf-hint">{messages.sharedBalance}</div>}
      {amounts?.length === 0 && (empty ?? <Notice title={messages.noBilling} />)}
    </Plain>
  );

  function amountOf({ subscriptionId: id, amount, currency, dueAt, before, outcome, certainty, outstanding }: AmountDueOn): ReactNode {
    const subscription = subscriptions?.find((one) => one.id === id);
    const phase = subscription && phaseOf(subscription);
    const next = <AmountDue {...{ amount, currency, dueAt, before, outcome, certainty }} now={new Date(dataUpdatedAt)} />;
    return (
      <>
        {amounts && amounts.length > 1 && <div className="mf-bill-name"><bdi className="mf-text">{displayName(subscription?.product.name)}</bdi></div>}
        {phase === 'pastDue' || outstanding !== null ? (
          <div className="mf-summary">
            {phase === 'pastDue' && <div className="mf-summary-title">{messages.billTitle(phase)}</div>}
            <Outstanding amount={outstanding} currency={currency} />
            <div className="mf-bill-group">{next}</div>
          </div>
        ) : phase === 'paused' && dueAt === null ? (
          <div className="mf-hint">{messages.nothingDueWhilePaused}</div>
        ) : subscription && isClosed(subscription) && isPaymentMissing(subscription) ? (
          // Nothing is due next, but a charge wasn't paid, and the portal doesn't say how much.
          <AmountDue amount={null} currency={currency} note={messages.subscriptionStatus(subscription.status)} />
        ) : (
          next
        )}
      </>
    );
  }
}));
