'use client';
import { useMemo } from 'react';
import { isInForce } from '../core/grants';
import type { CreditGrant } from '../core/schemas/creditGrant';
import type { CustomerCustomerMeter } from '../core/schemas/customerMeter';
import type { CustomerSubscription } from '../core/schemas/subscription';
import { usePortal } from './PortalProvider';
import { useCreditGrants } from './useCreditGrants';
import { type ListState, useListState } from './useListState';
import { useMeters } from './useMeters';
import { useSubscriptions } from './useSubscriptions';

/** Everything that `Credits` shows. */
export interface AccountCredits extends ListState {
  /** The grants in force: granted, and not revoked. */
  grants: readonly CreditGrant[];
  /** The customer's subscriptions, which give grants a name and a renewal date; `undefined` if unknown. */
  subscriptions: readonly CustomerSubscription[] | undefined;
  /** The customer's meters, whose names `Credits` shows beside their credits; `undefined` if unknown. */
  meters: readonly CustomerCustomerMeter[] | undefined;
  /** When the renewal dates were received. If a date is earlier, the next one is not known yet. */
  datesAsOf: Date;
}

/**
 * Where the customer's credits come from: for a layout of your own in place of `Credits`. Pass its parts to
 * `creditSourcesOf()`. Empty if the source reads no grants (`source.can.grants`). If meters or subscriptions fail, names and
 * renewal dates are missing. Sources: `/v1/customer-portal/benefit-grants/`, `/v1/customer-portal/meters/` and
 * `/v1/customer-portal/subscriptions/`.
 */
export function useCredits(): AccountCredits {
  const { source } = usePortal();
  const query = useCreditGrants();
  const subscriptions = useSubscriptions();
  const meters = useMeters({ all: true });
  const joined = [subscriptions, meters];
  const isWaiting = joined.some(({ isFetched, failureCount }) => !isFetched && failureCount === 0);
  const state = useListState(query, isWaiting, joined);
  const isReady = state.status === 'ready';
  const grants = useMemo(() => (isReady ? (query.data?.items.filter(isInForce) ?? []) : []), [isReady, query.data]);
  const isEmpty = source.can.grants !== true || (isReady && grants.length + state.issues.length === 0);
  return { ...state, ...(isEmpty && { status: 'empty' }), grants, subscriptions: subscriptions.data?.items, meters: meters.data?.items, datesAsOf: new Date(subscriptions.dataUpdatedAt) };
}
