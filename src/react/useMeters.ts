'use client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { MeterList } from '../core/schemas/list';
import type { MeterFilters } from '../sources/source';
import { usePortal } from './PortalProvider';
import { meterListQuery } from './queries';

/** The customer's meters. `data` is `{ items, pagination, issues }`. Source: `/v1/customer-portal/meters/`. */
export function useMeters(filters?: MeterFilters): UseQueryResult<MeterList> {
  const portal = usePortal();
  return useQuery(meterListQuery(portal, filters), portal.queryClient);
}
