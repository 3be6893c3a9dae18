'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CreditGrantList } from '../core/schemas/list';
import { creditGrantListQuery } from './queries';
import { usePortalQuery } from './usePortalQuery';

/**
 * All benefits that grant the customer credits. `data` is `{ items, pagination, issues }`. The query runs only
 * if the source reads grants (`source.can.grants`); otherwise the result stays pending. Source: `/v1/customer-portal/benefit-grants/`.
 */
export function useCreditGrants(): UseQueryResult<CreditGrantList> {
  return usePortalQuery((portal) => ({ ...creditGrantListQuery(portal), enabled: portal.source.can.grants === true }));
}
