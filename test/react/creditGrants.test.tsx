import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useCreditGrants } from '../../src';
import { servePolar, settle, within } from './polar';

describe('useCreditGrants()', () => {
  it('gives TanStack Query’s result with all grants of the customer', async () => {
    const polar = await servePolar();
    const { result } = renderHook(() => useCreditGrants(), { wrapper: within({ source: polar.source('ada'), scope: 'ada' }) });
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    expect(result.current.data?.items).toHaveLength(3);
    expect(polar.requests).toEqual(['/v1/customer-portal/benefit-grants/?page=1&limit=100&type=meter_credit']);
  });

  it('sends no request when the source has no grants', async () => {
    const polar = await servePolar();
    const { creditGrants: _, ...source } = polar.source('ada');
    const without = { ...source, can: { wallets: true, chargePreview: true, history: false } };
    const { result } = renderHook(() => useCreditGrants(), { wrapper: within({ source: without, scope: 'ada' }) });
    await settle();
    expect(result.current).toMatchObject({ isPending: true, fetchStatus: 'idle' });
    expect(polar.requests).toEqual([]);
  });
});
