'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { WalletList } from '../core/schemas/list';
import { walletQueries } from './billQueries';
import { usePortalQuery } from './usePortalQuery';

/** The customer's wallets: for each currency at most one that pays bills and one that pays for usage. `data` is `{ items, pagination, issues }`. Source: `/v1/customer-portal/wallets/`. */
export function useWallets(): UseQueryResult<WalletList> {
  return usePortalQuery((portal) => ({ ...walletQueries.list(portal), enabled: portal.source.can.wallets }));
}
