'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { WalletList } from '../core/schemas/list';
import { usePortal } from './PortalProvider';
import { walletQueries } from './queries';

/** The customer's wallets, one for each currency. `data` is `{ items, pagination, issues }`. Source: `/v1/customer-portal/wallets/`. */
export function useWallets(): UseQueryResult<WalletList> {
  const portal = usePortal();
  return useQuery({ ...walletQueries.list(portal), enabled: portal.source.can.wallets }, portal.queryClient);
}
