import { QueryClient } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor, within as inside } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider, useUsageHistory } from '../../src';
import type { PortalSource } from '../../src/sources';
import { wireMeter } from '../../src/testing';
import { openShop, type Shop } from '../server/shop';
import { servePolar, settle, within } from './polar';

const noon = new Date('2026-11-14T13:37:00Z');
const november = { start: new Date('2026-11-01T00:00:00Z'), end: new Date('2026-12-01T00:00:00Z') };
const { meter_id: meterId } = wireMeter({ name: 'AI tokens' });

function histories({ demo }: Shop): string[] {
  return demo.calls.map(({ path }) => path).filter((path) => path.includes('/quantities'));
}

const openAt = () => openShop({ polar: { now: () => noon } });

describe('useUsageHistory()', () => {
  it('gives days that add up to what the meter has consumed', async () => {
    const shop = await openAt();
    const source = shop.source('ada');
    const { result } = renderHook(() => useUsageHistory({ meterId }, november), { wrapper: within({ source, scope: 'ada' }) });
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    const { quantities, total } = result.current.data!;
    const [meter] = (await source.meters({ meterId })).items;
    expect(quantities).toHaveLength(30);
    expect(total).toBe(meter?.consumedUnits);
    expect(quantities.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)).toBe(total);
    expect(quantities[13]?.timestamp).toEqual(new Date('2026-11-14T00:00:00Z'));
  });

  it('sends one request for a range created in each render, and another for a different range', async () => {
    const shop = await openAt();
    let days = 7;
    const last = () => ({ start: new Date(Date.now() - days * 86_400_000), end: new Date() });
    const useLast = () => useUsageHistory({ meterId }, last());
    const { result, rerender } = renderHook(useLast, { wrapper: within({ source: shop.source('ada'), scope: 'ada' }) });
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    for (let round = 0; round < 3; round++) {
      await settle(5);
      rerender();
    }
    expect(histories(shop)).toHaveLength(1);
    days = 14;
    rerender();
    await waitFor(() => expect(histories(shop)).toHaveLength(2));
  });

  it('gives invalid_option for an invalid date, without a request', async () => {
    const shop = await openAt();
    const { result } = renderHook(() => useUsageHistory({ meterId }, { start: new Date('soon'), end: november.end }), { wrapper: within({ source: shop.source('ada'), scope: 'ada' }) });
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'invalid_option' }));
    expect(histories(shop)).toEqual([]);
  });

  it('stays pending with Polar’s own API, which has no history', async () => {
    const polar = await servePolar();
    const { result } = renderHook(() => useUsageHistory({ meterId }, november), { wrapper: within({ source: polar.source('ada'), scope: 'ada' }) });
    await settle();
    expect(result.current).toMatchObject({ isPending: true, fetchStatus: 'idle' });
    expect(polar.requests).toEqual([]);
  });
});

describe('Billing, with a metered line unfolded,', () => {
  function show(source: PortalSource) {
    return render(
      <PortalProvider source={source} scope="ada" refreshEvery={0} queryClient={new QueryClient()} timeZone="UTC">
        <Billing />
      </PortalProvider>,
    );
  }
  const unfold = async () => userEvent.click(await screen.findByText('AI tokens'));

  it('shows the days of the meter, requested only then', async () => {
    const shop = await openAt();
    show(shop.source('ada'));
    await screen.findByText('Lumen Pro');
    expect(histories(shop)).toEqual([]);
    await unfold();
    const chart = await screen.findByRole('group', { name: 'Usage by day' });
    expect(inside(chart).getAllByRole('row')).toHaveLength(30);
    expect(histories(shop)).toHaveLength(1);
  });

  it('says so when the history and the receipt have different totals, and only then', async () => {
    const shop = await openAt();
    const apart = /^You've used 2,412,350 tokens\. This chart shows [\d,]+\. It may have been loaded at a different time, or its first day includes usage from before your period began\.$/;
    const source = shop.source('ada');
    const { unmount } = show(source);
    await unfold();
    await screen.findByRole('group', { name: 'Usage by day' });
    expect(screen.queryByText(/This chart shows/)).toBeNull();
    unmount();
    const history: PortalSource['history'] = async (...given) => {
      const { quantities, total, issues } = await source.history(...given);
      return { quantities: quantities.map((one, index) => (index === 0 ? { ...one, quantity: (one.quantity ?? 0) + 5 } : one)), total: (total ?? 0) + 5, issues };
    };
    show({ ...source, key: 'ahead', history });
    await unfold();
    expect(await screen.findByText(apart)).toHaveTextContent('This chart shows 2,412,355.');
  });

  it('shows no history if the source has none', async () => {
    const polar = await servePolar();
    show(polar.source('ada'));
    await unfold();
    await settle();
    expect(screen.queryByRole('group', { name: 'Usage by day' })).toBeNull();
    expect(screen.getByText(/At this pace/)).toBeInTheDocument();
  });

  it.each(['forbidden', 'not_found'])('shows no history after the error %s', async (code) => {
    const shop = await openAt();
    const source = shop.source('ada');
    const refused = { ...source, history: () => source.history('x', november).catch((error: Error) => Promise.reject(Object.assign(error, { code }))) };
    show(refused);
    await unfold();
    await waitFor(() => expect(screen.queryByText('Loading…')).toBeNull());
    expect(screen.queryByRole('group', { name: 'Usage by day' })).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows an error with a retry if the history fails', async () => {
    let broken = true;
    const shop = await openShop({ polar: { now: () => noon }, fetch: (url, init) => (broken && url.includes('/quantities') ? Promise.resolve(new Response('', { status: 501 })) : fetch(url, init)) });
    show(shop.source('ada'));
    await unfold();
    const retry = await screen.findByRole('button', { name: 'Try again' });
    broken = false;
    await userEvent.click(retry);
    expect(await screen.findByRole('group', { name: 'Usage by day' })).toBeInTheDocument();
  }, 15_000);
});
