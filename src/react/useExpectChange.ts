'use client';
import { focusManager } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type PortalError, waitAfter } from '../core/errors';
import { startStopwatch } from '../core/stopwatch';
import { startTimer } from '../core/timer';
import type { MeterList, SubscriptionList } from '../core/schemas/list';
import { type PortalContextValue, usePortal } from './PortalProvider';
import { creditGrantListQuery, meterListQuery, subscriptionListQuery } from './queries';
import { asPortalError } from './report';
import { setWait, type WaitStatus } from './waits';

/** The latest data, in which a change is expected. */
export interface ExpectedData {
  /** The customer's meters, up to 1,000. */
  meters: MeterList;
  /** The customer's subscriptions, up to 100. */
  subscriptions: SubscriptionList;
}

/** How long to wait for a change. */
export interface ExpectOptions {
  /** When to stop: milliseconds from now, or a date. Default: two minutes. */
  until?: number | Date;
}

/** How the wait for a change ended. */
export interface ExpectOutcome {
  /** True if the change was seen. False if the wait ended before that; the change may still come. */
  changed: boolean;
  /** Why the last attempt failed, if it did. */
  error?: PortalError;
}

/** A function that waits for a change, and the status of the wait. */
export interface ExpectedChange {
  /**
   * Refetches at growing intervals, and only while the page is visible, until `predicate` returns true, `until` has
   * passed or an error is not retryable. All widgets show the refetched data, and a `Usage` with an `action` says that the change is being processed. Another call, a change of customer and the component's unmount end the wait. Rejects with what `predicate` throws.
   */
  expectChange: (predicate: (data: ExpectedData) => boolean, options?: ExpectOptions) => Promise<ExpectOutcome>;
  /** `unchanged`: the wait ended before the change was seen. */
  status: WaitStatus;
}

/** Milliseconds. */
const defaultUntil = 120_000;
const firstPause = 1000;
const longestPause = 15_000;
const growth = 1.6;

/** Waits for a change that Polar does not know about yet, such as a purchase that was just made. */
export function useExpectChange(): ExpectedChange {
  const portal = usePortal();
  const { scope, source, queryClient } = portal;
  const [state, setState] = useState<{ scope: string; status: WaitStatus }>({ scope, status: 'idle' });
  const wait = useMemo(() => createWait({ scope, source, queryClient }), [scope, source, queryClient]);
  const report = useCallback((status: WaitStatus) => {
    setState({ scope, status });
    setWait({ queryClient, scope }, status);
  }, [queryClient, scope]);
  useEffect(() => () => {
    // Also the hook's own status: React's `Activity` keeps the state of a component that it hides.
    if (wait.stop()) report('idle');
  }, [wait, report]);

  const expectChange = useCallback<ExpectedChange['expectChange']>(
    async (predicate, options) => {
      const until = options?.until ?? defaultUntil;
      report('waiting');
      return wait.until(predicate, until instanceof Date ? until.getTime() - Date.now() : until, report);
    },
    [report, wait],
  );
  return { expectChange, status: state.scope === scope ? state.status : 'idle' };
}

type QueryContext = Pick<PortalContextValue, 'scope' | 'source' | 'queryClient'>;

/** Empty while the page is hidden. */
interface Refetched {
  data?: ExpectedData;
  error?: PortalError;
}

/** One wait at a time, for one customer. */
function createWait(portal: QueryContext) {
  let controller = new AbortController();
  let isWaiting = false;
  return {
    /** Returns true if a wait was going on. */
    stop: () => {
      const wasWaiting = isWaiting;
      isWaiting = false;
      controller.abort();
      return wasWaiting;
    },
    until: async (predicate: (data: ExpectedData) => boolean, longest: number, report: (status: WaitStatus) => void) => {
      controller.abort();
      const latest = (controller = new AbortController());
      isWaiting = true;
      let isChanged = false;
      try {
        const outcome = await poll(portal, predicate, longest, latest.signal);
        isChanged = outcome.changed;
        return outcome;
      } finally {
        // In `finally`, because `predicate` may throw.
        if (!latest.signal.aborted) {
          isWaiting = false;
          report(isChanged ? 'changed' : 'unchanged');
        }
        // Stops the timer of the deadline.
        latest.abort();
      }
    },
  };
}

async function poll(portal: QueryContext, predicate: (data: ExpectedData) => boolean, longest: number, signal: AbortSignal): Promise<ExpectOutcome> {
  const elapsed = startStopwatch();
  // Ends the wait even during a request: it may be a widget's, which retries it after a `Retry-After` or once the page is visible.
  const end: Promise<Refetched> = abortableSleep(longest > 0 ? longest : longestPause, signal).then(() => ({}));
  for (let pause = firstPause; ; pause = Math.min(pause * growth, longestPause)) {
    const { data, error }: Refetched = focusManager.isFocused() ? await Promise.race([refetch(portal), end]) : {};
    if (signal.aborted) return { changed: false };
    if (data !== undefined && predicate(data)) {
      // A purchase probably brought a grant. If this request fails, the widgets that show grants show the error.
      void portal.queryClient.refetchQueries({ queryKey: creditGrantListQuery(portal).queryKey, type: 'active' }, { cancelRefetch: false });
      return { changed: true };
    }
    const next = Math.max(pause * (0.75 + Math.random() / 2), waitAfter(error));
    // NaN compares false, so an invalid `until` ends the wait.
    const continues = elapsed() + next < longest && error?.retryable !== false;
    if (!continues) return { changed: false, ...(error && { error }) };
    await abortableSleep(next, signal);
    if (signal.aborted) return { changed: false };
  }
}

/** Refetches queries that widgets use as well, without retries, because the next attempt comes soon. */
async function refetch(portal: QueryContext): Promise<Refetched> {
  const once = { staleTime: 0, retry: false };
  try {
    const [meters, subscriptions] = await Promise.all([
      portal.queryClient.fetchQuery({ ...meterListQuery(portal, { all: true }), ...once }),
      portal.queryClient.fetchQuery({ ...subscriptionListQuery(portal), ...once }),
    ]);
    return { data: { meters, subscriptions } };
  } catch (error) {
    return { error: asPortalError(error) };
  }
}

function abortableSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = startTimer(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
