import { QueryClient } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { creditGrantQueries, orderQueries, useCreditGrants, useCredits } from '../../src';
import { isMeters, servePolar, settle, within } from './polar';

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

describe('useCredits()', () => {
  it('is stale when the meters that name its credits cannot be refreshed', async () => {
    const polar = await servePolar();
    const queryClient = new QueryClient();
    const { result } = renderHook(() => useCredits(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0, queryClient }) });
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', isStale: false }));
    polar.respond = (request) => (isMeters(request.url) ? new Response('', { status: 403 }) : undefined);
    await queryClient.refetchQueries();
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', isStale: true, error: { code: 'forbidden' } }));
  });
});

describe('a query that the source has no method for', () => {
  it.each([
    ['credit grants', creditGrantQueries, 'This source reads no credit grants. It lacks `creditGrants`. Check `source.can.grants` first.'],
    ['orders', orderQueries, 'This source reads no orders. It has no `orders` method. Check `source.can.orders` first.'],
  ] as const)('says that the source reads no %s', async (_, queries, message) => {
    const polar = await servePolar();
    const { creditGrants: _grants, orders: _orders, ...source } = polar.source('ada');
    await expect(new QueryClient().fetchQuery<unknown>(queries.list({ source, scope: 'ada' }))).rejects.toMatchObject({ code: 'not_found', message });
    expect(polar.requests).toEqual([]);
  });
});
