'use client';
import { useMemo } from 'react';
import { endsAt, hasEnded, isBilled, isPaymentMissing, meterPeriodOf } from '../core/account';
import { type Bill, billOf, type BillOptions, sharesBalance } from '../core/billing';
import { isOngoing } from '../core/charges';
import type { UsagePeriod } from '../core/pace';
import type { CustomerSubscription } from '../core/schemas/subscription';
import type { CustomerWallet } from '../core/schemas/wallet';
import { usePortal } from './PortalProvider';
import { type Previewed, useBilledSubscriptions } from './useBilledSubscriptions';
import { type ListState, useListState } from './useListState';
import { useWallets } from './useWallets';

/** A subscription with its bill. */
export interface AccountBill {
  /** The subscription that the bill is for. */
  subscription: CustomerSubscription;
  /** What it charges next. `undefined` while it waits for its first charge preview, for six seconds at most. */
  bill: Bill | undefined;
  /** True if usage so far is charged with an upcoming invoice, so that an estimate of its cost makes sense. */
  isBilled: boolean;
  /** True if more usage would be charged at its prices, so that a "what if" makes sense: it is billed, isn't canceled, and no other plan replaces it first. */
  isOngoing: boolean;
  /** True if a payment is missing, so that the customer has to act. */
  isPaymentMissing: boolean;
  /** True if other bills include the same balance, which applies only once: Polar previews each charge as if it came first. */
  isBalanceShared: boolean;
  /** When it ends; `null` if it is not canceled, or has already ended. */
  endsAt: Date | null;
  /** The period in which its meters count; `null` if unknown. */
  meterPeriod: UsagePeriod | null;
}

/** The customer's wallets. */
export interface AccountWallets extends ListState {
  /** For each currency at most one that pays bills and one that pays for usage. Polar doesn't say which is which: never add them. */
  items: readonly CustomerWallet[];
}

/** Everything that `Billing` shows. */
export interface AccountBills extends ListState {
  /** One bill for each subscription, those of ended subscriptions last. */
  bills: readonly AccountBill[];
  /** Their `status` is `empty` if the source has no wallets. */
  wallets: AccountWallets;
}

/**
 * What each subscription of the customer charges next, and the wallets: for a layout of your own in place of `Billing`.
 * Waits for the charge previews, because a total that grows a moment later would have been wrong. If the first preview of a
 * subscription fails, or takes more than six seconds, its bill shows what is known without it. Sources: `/v1/customer-portal/subscriptions/`, their charge previews,
 * `/v1/customer-portal/orders/` while a payment is overdue or where meters settle apart from the plan, `/v1/customer-portal/organizations/{slug}` when a plan is going
 * to change, and `/v1/customer-portal/wallets/`.
 */
export function useBills(): AccountBills {
  const { query, isWaiting, items, previewed, orders, products } = useBilledSubscriptions(true);
  const sorted = useMemo(() => [...items].sort((a, b) => +hasEnded(a) - +hasEnded(b)), [items]);
  const state = useListState(query, isWaiting);
  const bills = isWaiting ? [] : sorted.map((subscription) => toAccountBill(subscription, previewed.get(subscription.id), { orders, products }));
  const all = bills.map(({ bill }) => bill);
  return { ...state, bills: bills.map((one) => ({ ...one, isBalanceShared: sharesBalance(one.bill, all) })), wallets: useAccountWallets() };
}

function toAccountBill(current: CustomerSubscription, previewed: Previewed | undefined, options: BillOptions): Omit<AccountBill, 'isBalanceShared'> {
  const subscription = previewed?.subscription ?? current;
  return {
    subscription,
    bill: previewed && billOf(subscription, previewed.preview, options),
    isBilled: isBilled(subscription),
    isOngoing: isOngoing(subscription),
    isPaymentMissing: isPaymentMissing(subscription),
    endsAt: endsAt(subscription),
    meterPeriod: meterPeriodOf(subscription),
  };
}

function useAccountWallets(): AccountWallets {
  const { source } = usePortal();
  const wallets = useWallets();
  const state = useListState(wallets);
  return { ...state, ...(!source.can.wallets && { status: 'empty' }), items: wallets.data?.items ?? [] };
}
