'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { MeterList } from '../core/schemas/list';
import type { MeterFilters } from '../sources/source';
import { meterListQuery } from './queries';
import { usePortalQuery } from './usePortalQuery';

/** The customer's meters. `data` is `{ items, pagination, issues }`. Source: `/v1/customer-portal/meters/`. */
export function useMeters(filters?: MeterFilters): UseQueryResult<MeterList> {
  return usePortalQuery((portal) => meterListQuery(portal, filters));
}
