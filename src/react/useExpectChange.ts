'use client';
import { focusManager } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { MeterList, PortalError, SubscriptionList } from '../core';
import { type PortalContextValue, usePortal } from './PortalProvider';
import { meterListQuery, subscriptionListQuery } from './queries';
import { asPortalError } from './reports';

/** What a change is looked for in: as fresh as it can be. */
export interface ExpectedData {
  meters: MeterList;
  subscriptions: SubscriptionList;
}

export interface ExpectOptions {
  /** When to give up: milliseconds from now, or a moment. Default two minutes. */
  until?: number | Date;
}

/** How waiting for a change ended. */
export interface ExpectOutcome {
  /** Whether the change came. `false` says no more than that it was not seen: it may still come. */
  changed: boolean;
  /** What went wrong last, where something did. */
  error?: PortalError;
}

export interface ExpectedChange {
  /**
   * Asks again and again, ever more slowly and only while the page is visible, until `predicate` is true of the
   * answers, `until` has passed or asking makes no sense. Every widget shows what it finds. Another call ends this one,
   * and so does another customer.
   */
  expectChange: (predicate: (data: ExpectedData) => boolean, options?: ExpectOptions) => Promise<ExpectOutcome>;
  /** `unchanged` after giving up. */
  status: 'idle' | 'waiting' | 'changed' | 'unchanged';
}

const firstWait = 1000;
const longestWait = 15_000;
const growth = 1.6;

/** For the moments after a purchase, when Polar's answers do not know of it yet. */
export function useExpectChange(): ExpectedChange {
  const portal = usePortal();
  const { scope, source, queryClient } = portal;
  const [{ of, status }, setState] = useState<{ of: string; status: ExpectedChange['status'] }>({ of: scope, status: 'idle' });
  const wait = useMemo(() => createWait({ scope, source, queryClient }), [scope, source, queryClient]);
  useEffect(() => () => wait.stop(), [wait]);

  const expectChange = useCallback<ExpectedChange['expectChange']>(
    async (predicate, { until = 120_000 } = {}) => {
      setState({ of: scope, status: 'waiting' });
      const end = until instanceof Date ? until.getTime() : Date.now() + until;
      const { isLatest, ...outcome } = await wait.until(predicate, end);
      if (isLatest) setState({ of: scope, status: outcome.changed ? 'changed' : 'unchanged' });
      return outcome;
    },
    [scope, wait],
  );
  return { expectChange, status: of === scope ? status : 'idle' };
}

type Place = Pick<PortalContextValue, 'scope' | 'source' | 'queryClient'>;

/** Nothing where nothing was asked. */
interface Answer {
  data?: ExpectedData;
  error?: PortalError;
}

/** One wait at a time, for one customer. */
function createWait(portal: Place) {
  let controller = new AbortController();
  return {
    stop: () => controller.abort(),
    until: async (predicate: (data: ExpectedData) => boolean, end: number) => {
      controller.abort();
      const mine = (controller = new AbortController());
      const outcome = await poll(portal, predicate, end, mine.signal);
      return { ...outcome, isLatest: !mine.signal.aborted };
    },
  };
}

async function poll(portal: Place, predicate: (data: ExpectedData) => boolean, end: number, signal: AbortSignal): Promise<ExpectOutcome> {
  for (let pause = firstWait; ; pause = Math.min(pause * growth, longestWait)) {
    const { data, error }: Answer = focusManager.isFocused() ? await ask(portal) : {};
    if (signal.aborted) return { changed: false };
    if (data !== undefined && predicate(data)) return { changed: true };
    const next = Math.max(pause * (0.75 + Math.random() / 2), (error?.retryAfter ?? 0) * 1000);
    // Written so that an end which is no date is over, too.
    const isOver = !(Date.now() + next < end) || error?.retryable === false;
    if (isOver) return { changed: false, ...(error && { error }) };
    await passed(next, signal);
    if (signal.aborted) return { changed: false };
  }
}

/** Fresh answers, which the widgets get, too. Not tried twice: the next round is soon. */
async function ask(portal: Place): Promise<Answer> {
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

function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
