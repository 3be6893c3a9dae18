'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useMemo } from 'react';
import { classNames } from '../components/classNames';
import { ErrorNotice, Notice } from '../components/Notice';
import { UsageSkeleton } from '../components/UsageSkeleton';
import { joinMeters, type MeterOptions, type UnitProp } from '../core/account';
import type { MeterList, SubscriptionList } from '../core/schemas/list';
import { useWords } from '../i18n/context';
import { listWords } from '../i18n/english/usage';
import { usePortal } from '../react/PortalProvider';
import type { MeterFilters } from '../react/queries';
import { useMeters } from '../react/useMeters';
import { useSubscriptions } from '../react/useSubscriptions';
import { bounded } from './Boundary';
import { Refreshing, type RefreshingQuery } from './Refreshing';
import { UsageList } from './UsageList';
import { useProblem } from './useProblem';

export interface UsageProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'title'> {
  /** Which meters; all of the customer's unless given. */
  filters?: Omit<MeterFilters, 'page' | 'limit' | 'all'> | undefined;
  /** What happens when credits run out, where you know it: Polar bills or does nothing, a shop may block. */
  whenSpent?: MeterOptions['whenSpent'];
  /** What units are called, by meter id, where no price says so. */
  units?: Readonly<Record<string, UnitProp>> | undefined;
  /** The heading; `null` for none. */
  title?: ReactNode;
  /** In place of "No usage yet". */
  empty?: ReactNode;
  /** Rows to show while loading: about as many as will come. Default 3. */
  expected?: number | undefined;
  /** Whether to say when the numbers are from ("As of 2:02 PM") while all is well. When a refresh fails it is always said. */
  showAsOf?: boolean | undefined;
  /** Meters to show at first, and with each "Show more". Default 100. */
  pageSize?: number | undefined;
}

/**
 * All meters of the customer, the most pressing first, each with its price, what it costs so far and when
 * its credits renew; search and sort from ten meters on. Loads, refreshes and fails by itself.
 * Renders a `section`.
 */
export const Usage = bounded(forwardRef<HTMLElement, UsageProps>(function Usage(props, ref) {
  const { filters, whenSpent, units, title, empty, expected, showAsOf, pageSize = 100, className, ...rest } = props;
  const { messages } = useWords(listWords);
  const meters = useMeters({ ...filters, all: true });
  const subscriptions = useSubscriptions();
  // Without prices the same bars would come in another colour and order a moment later: wait for both, but
  // not for a second try of the one that only adds to the other.
  const waiting = meters.data === undefined || (!subscriptions.isFetched && subscriptions.failureCount === 0);
  const joined = useMemo(
    () => (waiting || !meters.data ? undefined : joinMeters(meters.data.items, subscriptions.data, { whenSpent, units })),
    [waiting, meters.data, subscriptions.data, whenSpent, units],
  );
  const { signInUrl } = usePortal();
  const problem = useProblem(meters);
  const heading = title === undefined ? messages.usageTitle : title;
  const retry = () => {
    void meters.refetch();
    if (subscriptions.errorUpdateCount > 0) void subscriptions.refetch();
  };

  let body: ReactNode;
  if (joined === undefined || meters.data === undefined) {
    const failed = problem !== null && <ErrorNotice error={problem} signInUrl={signInUrl} onRetry={retry} retrying={meters.isFetching} />;
    body = <div className="mf-body">{failed || <UsageSkeleton rows={expected} />}</div>;
  } else if (joined.length === 0 && meters.data.issues.length === 0) {
    const nothing = (
      <Notice title={messages.noUsage}>
        <p className="mf-notice-text">{messages.noUsageHint}</p>
      </Notice>
    );
    body = <div className="mf-body">{empty ?? nothing}</div>;
  }
  const { pagination, issues } = meters.data ?? {};
  // What could not be read is told apart: it is not waiting on another page.
  const total = (pagination?.totalCount ?? 0) - (issues?.length ?? 0);

  return (
    <section aria-label={messages.usageTitle} {...rest} ref={ref} className={classNames('mf mf-widget', className)} aria-busy={waiting && problem === null}>
      {body === undefined && joined ? (
        <UsageList heading={heading} meters={joined} total={total} pageSize={pageSize} readAt={new Date(subscriptions.dataUpdatedAt)} />
      ) : (
        <>
          {heading !== null && (
            <div className="mf-head">
              <h2 className="mf-title">{heading}</h2>
            </div>
          )}
          {body}
        </>
      )}
      {/* Amounts and dates come from subscriptions: when only those are old, that is to be said, too. */}
      <Refreshing query={ofBoth(meters, subscriptions)} showAsOf={showAsOf} onRetry={retry} />
    </section>
  );
}));

/** The meters' question, with what is to be said of the subscriptions' where only that one failed. */
function ofBoth(meters: UseQueryResult<MeterList>, subscriptions: UseQueryResult<SubscriptionList>): RefreshingQuery {
  const { data, isFetching, refetch } = meters;
  const isFine = !meters.isError && meters.failureReason === null;
  const { isError, failureReason, dataUpdatedAt } = isFine && subscriptions.data ? subscriptions : meters;
  return { data, isFetching, refetch, isError, failureReason, dataUpdatedAt };
}
