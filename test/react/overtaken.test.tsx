import { QueryClient } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type AccountBills, prefetchPortal, useBill, useBills } from '../../src';
import type { Bill } from '../../src/core';
import type { WireSubscription } from '../../src/testing';
import { type Polar, servePolar, settle, within } from './polar';
import { resultOf } from './resultOf';

/** A customer whose meter has an amount of 5, which grows whenever `grows` says so before a preview is computed. */
async function openUsed(grows: (preview: number) => boolean) {
  const polar: Polar = await servePolar();
  let amount = 5;
  const used = (subscription: WireSubscription) => ({ ...subscription, meters: subscription.meters.slice(0, 1).map((meter) => ({ ...meter, amount })) });
  polar.respond = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/charge-preview')) {
      if (grows(count('charge-preview'))) amount++;
      return Response.json({ base_amount: 2000, metered_amount: amount, proration_amount: 0, prorations: [], subtotal_amount: 2000 + amount, total_amount: 2000 + amount });
    }
    if (!pathname.includes('/subscriptions/')) return undefined;
    const given = (await (await polar.demo(request)).json()) as WireSubscription & { items?: WireSubscription[] };
    return Response.json(given.items ? { ...given, items: given.items.map(used) } : used(given));
  };
  const count = (end: string) => polar.requests.filter((path) => path.replace(/\?.*/, '').endsWith(end)).length;
  return { polar, count };
}

const linesOf = (bill: Bill | undefined) => bill?.charges[0]?.lines.map(({ kind, amount }) => `${kind} ${amount}`).join();
const allLinesOf = ({ bills }: AccountBills) => bills.map(({ bill }) => linesOf(bill)).join(' and ');

function renderBills(polar: Polar, queryClient = new QueryClient()) {
  const frames: string[] = [];
  renderHook(() => frames.push(allLinesOf(useBills())), { wrapper: within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0, queryClient }) });
  return { frames, shows: (lines: string) => waitFor(() => expect(frames.at(-1)).toBe(lines)) };
}

describe('A charge preview that counts more usage than the subscription', () => {
  it('makes bills wait for the newer numbers, so that they name each meter', async () => {
    const { polar, count } = await openUsed((preview) => preview === 1);
    const { frames, shows } = renderBills(polar);
    await shows('base 2000,meter 6');
    await settle(60);
    expect([...new Set(frames)]).toEqual(['', 'base 2000,meter 6']);
    expect([count('/subscriptions/'), count('charge-preview')]).toEqual([2, 2]);
  });

  it('makes them wait only once when usage never pauses: the bill then has one line for all usage', async () => {
    const { polar, count } = await openUsed(() => true);
    const { frames, shows } = renderBills(polar);
    await shows('base 2000,usage 7');
    await settle(60);
    expect([...new Set(frames)]).toEqual(['', 'base 2000,usage 7']);
    expect([count('/subscriptions/'), count('charge-preview')]).toEqual([2, 2]);
  });

  it('doesn’t keep a bill from customers if the newer numbers can’t be loaded', async () => {
    const { polar, count } = await openUsed((preview) => preview === 1);
    const { respond } = polar;
    polar.respond = (request) => (request.url.includes('/subscriptions/?') && count('/subscriptions/') > 1 ? Response.json({}, { status: 403 }) : respond?.(request));
    const { shows } = renderBills(polar);
    await shows('base 2000,usage 6');
  });

  it('makes `useBill` load its subscription once more', async () => {
    const { polar, count } = await openUsed((preview) => preview === 1);
    const { items } = await polar.source('ada').subscriptions({}, { scope: 'ada' });
    const id = items[0]?.id ?? '';
    const { data } = await resultOf(polar, 'ada', () => useBill(id));
    expect(linesOf(data)).toBe('base 2000,meter 6');
    expect([count(`/${id}`), count('charge-preview')]).toEqual([2, 2]);
  });

  it('is loaded with newer numbers for a page that prefetched it', async () => {
    const { polar } = await openUsed((preview) => preview === 1);
    const queryClient = new QueryClient();
    await prefetchPortal(queryClient, { source: polar.source('ada'), scope: 'ada', refreshEvery: 0 });
    const { frames, shows } = renderBills(polar, queryClient);
    await shows('base 2000,meter 6');
    expect([...new Set(frames)]).toEqual(['', 'base 2000,meter 6']);
  });
});
