import { QueryClient } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PortalProvider, useBills } from '../../src';
import type { Bill } from '../../src/core';
import type { BillLine } from '../../src/core/billLines';
import { createStateSource } from '../../src/sources';
import { type CustomerSeed, DEMO_ACCESS_TOKEN, wireOrder, type WireOrder, wirePage } from '../../src/testing';
import { gate, mockTime, noon, pass, type Polar, servePolar, tampered, within } from './polar';

const november = new Date('2026-11-01T00:00:00Z');
const december = new Date('2026-12-01T00:00:00Z');
const isPreview = (url: string) => url.includes('/charge-preview');
const refuse = () => new Response('', { status: 403 });

async function openBills(polar: Polar, customer = 'ada') {
  const queryClient = new QueryClient();
  const view = renderHook(() => useBills(), { wrapper: within({ source: polar.source(customer), scope: customer, refreshEvery: 0, queryClient }) });
  return { ...view, queryClient, done: () => waitFor(() => expect(view.result.current.status).not.toBe('loading')) };
}

const linesOf = (bill: Bill | undefined): BillLine[] => bill?.charges.flatMap(({ lines }) => lines) ?? [];

/** Replaces fields of the customer's first subscription. */
const changed = (polar: Polar, fields: Record<string, unknown>) => tampered(polar, 'subscriptions', ([first]) => [{ ...first, ...fields }]);

describe('useBills()', () => {
  it('gives the bills that Billing shows, with everything that it shows about them', async () => {
    const { result, done } = await openBills(await servePolar());
    expect(result.current).toMatchObject({ status: 'loading', bills: [], error: null, asOf: null });
    await done();
    expect(result.current).toMatchObject({ status: 'ready', error: null, isStale: false, issues: [] });
    expect(Math.abs(Number(result.current.asOf) - Number(noon))).toBeLessThan(60_000);
    const [item] = result.current.bills;
    expect(item).toMatchObject({
      subscription: { product: { name: 'Lumen Pro' } },
      bill: { title: 'nextCharge', currency: 'usd', charges: [{ total: 4341, dueAt: december }] },
      isBilled: true,
      isOngoing: true,
      isPaymentMissing: false,
      isBalanceShared: false,
      endsAt: null,
      meterPeriod: { start: november, end: december },
    });
    expect(result.current.bills).toHaveLength(1);
  });

  it('waits six seconds for previews, then gives the bills without them until they arrive', async () => {
    mockTime();
    const polar = await servePolar();
    const hold = gate();
    polar.respond = ({ url }) => (isPreview(url) ? hold.wait() : undefined);
    const { result, done } = await openBills(polar);
    await waitFor(() => expect(polar.requests.some(isPreview)).toBe(true));
    await pass(5);
    expect(result.current).toMatchObject({ status: 'loading', bills: [] });
    await pass(2);
    await done();
    expect(result.current.bills[0]?.bill?.charges[0]).toMatchObject({ lines: [{ amount: 2000 }, { amount: 412 }, { amount: 1929 }, { amount: 0 }], total: null, due: null });
    hold.open();
    await waitFor(() => expect(result.current.bills[0]?.bill?.charges[0]).toMatchObject({ total: 4341 }));
  });

  it('waits six seconds for the preview of a plan that is added later, too, however late the first ones were', async () => {
    mockTime();
    const polar = await servePolar();
    const hold = gate();
    let isAdded = false;
    const lists = tampered(polar, 'subscriptions', ([first]) => [first, ...(isAdded ? [{ ...first, id: 'later' }] : [])]);
    polar.respond = async (request) => (isPreview(request.url) ? (await hold.wait(), isAdded ? new Promise(() => undefined) : undefined) : lists(request));
    const { result, done, queryClient } = await openBills(polar);
    await waitFor(() => expect(polar.requests.some(isPreview)).toBe(true));
    await pass(7);
    await done();
    hold.open();
    await waitFor(() => expect(result.current.bills[0]?.bill?.charges[0]).toMatchObject({ total: 4341 }));
    isAdded = true;
    await act(() => queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') }));
    await waitFor(() => expect(result.current.bills).toHaveLength(2));
    await pass(5);
    expect(result.current.bills.map(({ bill }) => bill?.charges[0]?.total)).toEqual([4341, undefined]);
    await pass(2);
    expect(result.current.bills.map(({ bill }) => bill?.charges[0]?.total)).toEqual([4341, null]);
  });

  it('waits again for the previews of a customer who comes back', async () => {
    mockTime();
    const polar = await servePolar();
    polar.respond = ({ url }) => (isPreview(url) ? new Promise(() => undefined) : undefined);
    const queryClient = new QueryClient();
    const source = polar.source('ada');
    let scope = 'ada';
    const { result, rerender } = renderHook(() => useBills(), { wrapper: ({ children }) => <PortalProvider {...{ source, scope, queryClient }} refreshEvery={0}>{children}</PortalProvider> });
    await waitFor(() => expect(polar.requests.some(isPreview)).toBe(true));
    await pass(7);
    expect(result.current.status).toBe('ready');
    scope = 'bo';
    rerender();
    await pass(1);
    expect(result.current.status).toBe('loading');
    scope = 'ada';
    rerender();
    await pass(5);
    expect(result.current).toMatchObject({ status: 'loading', bills: [] });
    await pass(2);
    expect(result.current).toMatchObject({ status: 'ready', bills: [{ bill: { charges: [{ total: null }] } }] });
  });

  it('says which bills include the same balance: those that share a currency and a wallet', async () => {
    const seed: CustomerSeed = {
      externalId: 'zoe',
      name: 'Zoe',
      email: 'zoe@example.com',
      wallets: ['usd', 'eur', 'jpy'].map((currency) => ({ currency, balance: currency === 'jpy' ? -300 : 700 })),
      subscriptions: [['A', 'usd'], ['B', 'usd'], ['C', 'eur'], ['D', 'jpy'], ['E', 'jpy'], ['F', 'gbp'], ['G', 'gbp']].map(([plan = '', currency = '']) => ({ plan, currency, amount: 2000 })),
    };
    const { result, done } = await openBills(await servePolar({ customers: [seed] }), 'zoe');
    await done();
    expect(result.current.bills.map(({ subscription, isBalanceShared }) => `${subscription.product.name} ${isBalanceShared}`).toSorted()).toEqual(['A true', 'B true', 'C false', 'D true', 'E true', 'F false', 'G false']);
  });

  it('puts ended subscriptions last', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', ([first]) => [
      { ...first, id: 'unpaid', status: 'unpaid' },
      { ...first, id: 'active' },
    ]);
    const { result, done } = await openBills(polar);
    await done();
    expect(result.current.bills.map(({ subscription, bill }) => [subscription.id, bill?.title])).toEqual([
      ['active', 'nextCharge'],
      ['unpaid', 'ended'],
    ]);
  });

  const pending = { id: 'update', created_at: november, modified_at: null, applies_at: december, product_id: null, seats: null, units: null };

  it.each([
    ['canceled', { cancel_at_period_end: true }, { isBilled: true, isOngoing: false, isPaymentMissing: false, endsAt: december }],
    ['past due', { status: 'past_due' }, { isBilled: true, isOngoing: true, isPaymentMissing: true, endsAt: null }],
    ['changing to another plan, which drops its usage', { pending_update: { ...pending, product_id: 'other' } }, { isBilled: true, isOngoing: false, isPaymentMissing: false, endsAt: null }],
    ['changing its seats', { pending_update: { ...pending, seats: 3 } }, { isBilled: true, isOngoing: true, isPaymentMissing: false, endsAt: null }],
    ['changing to another plan, after its usage has settled', { pending_update: { ...pending, product_id: 'other' }, current_period_end: '2027-06-01T00:00:00Z', current_meter_period_start: november, current_meter_period_end: december }, { isBilled: true, isOngoing: true, isPaymentMissing: false, endsAt: null }],
    ['trialing', { status: 'trialing' }, { isBilled: false, isOngoing: false, isPaymentMissing: false, endsAt: null }],
    ['unpaid', { status: 'unpaid' }, { isBilled: false, isOngoing: false, isPaymentMissing: true, endsAt: null }],
  ])('gives the flags of a subscription that is %s', async (_, fields, expected) => {
    const polar = await servePolar();
    polar.respond = changed(polar, fields);
    const { result, done } = await openBills(polar);
    await done();
    expect(result.current.bills[0]).toMatchObject(expected);
  });

  it('waits for the first charge previews, so that no total grows a moment later', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = (request) => (isPreview(request.url) ? hold.wait() : undefined);
    const { result } = await openBills(polar, 'fay');
    await waitFor(() => expect(polar.requests.some(isPreview)).toBe(true));
    expect(result.current).toMatchObject({ status: 'loading', bills: [] });
    hold.open();
    await waitFor(() => expect(result.current.bills.some(({ bill }) => linesOf(bill).some(({ kind }) => kind === 'proration'))).toBe(true));
  });

  it('gives a bill without prorations when its preview fails', async () => {
    const polar = await servePolar();
    polar.respond = (request) => (isPreview(request.url) ? refuse() : undefined);
    const { result, done } = await openBills(polar, 'fay');
    await done();
    expect(result.current).toMatchObject({ status: 'ready', error: null });
    expect(result.current.bills.every(({ bill }) => bill !== undefined && linesOf(bill).every(({ kind }) => kind !== 'proration'))).toBe(true);
  });

  it('leaves only the bill of a new plan undefined while its preview loads', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) => items.filter(({ currency }) => currency === 'jpy'));
    const { result, done, queryClient } = await openBills(polar, 'bo');
    await done();
    const hold = gate();
    polar.respond = (request) => (isPreview(request.url) ? hold.wait() : undefined);
    await queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') });
    await waitFor(() => expect(result.current.bills).toHaveLength(2));
    expect([result.current.status, result.current.bills.filter(({ bill }) => bill === undefined).length]).toEqual(['ready', 1]);
    hold.open();
    await waitFor(() => expect(result.current.bills.every(({ bill }) => bill !== undefined)).toBe(true));
  });

  it('keeps the last numbers with their own preview while the preview of new numbers loads', async () => {
    const polar = await servePolar();
    const { result, done, queryClient } = await openBills(polar);
    await done();
    const figures = () => result.current.bills.map(({ subscription, bill }) => [subscription.amount, bill?.charges[0]?.total]);
    expect(figures()).toEqual([[2000, 4341]]);

    const hold = gate();
    const refresh = changed(polar, { amount: 3000, modified_at: '2026-11-25T12:00:00Z' });
    const preview = { base_amount: 3000, metered_amount: 2341, subtotal_amount: 5341, total_amount: 5341, prorations: [] };
    polar.respond = async (request) => {
      if (!isPreview(request.url)) return refresh(request);
      await hold.wait();
      return Response.json(preview);
    };
    await queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') });
    await waitFor(() => expect(polar.requests.filter(isPreview)).toHaveLength(2));
    expect(figures()).toEqual([[2000, 4341]]);
    hold.open();
    await waitFor(() => expect(figures()).toEqual([[3000, 5341]]));
  });

  it.each<[string, Record<string, unknown>]>([
    ['amount', { amount: 1 }],
    ['modification date', { modified_at: '2026-11-25T12:00:00Z' }],
    ['product', { product_id: 'other' }],
    ['prices', { prices: [] }],
    ['seats', { seats: 3 }],
    ['units', { units: 3 }],
    ['pending update', { pending_update: { applies_at: '2026-12-01T00:00:00Z', seats: 3 } }],
    ['resume date', { resumes_at: '2027-01-01T00:00:00Z' }],
    ['meters', { meters: [] }],
  ])('requests the preview again when the %s of a subscription changed', async (_, fields) => {
    const polar = await servePolar();
    const { done, queryClient } = await openBills(polar);
    await done();
    const refresh = () => queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') });
    await refresh();
    expect(polar.requests.filter(isPreview)).toHaveLength(1);
    polar.respond = changed(polar, fields);
    await refresh();
    await waitFor(() => expect(polar.requests.filter(isPreview)).toHaveLength(2));
  });

  it('gives the outstanding amount of an overdue payment', async () => {
    const polar = await servePolar();
    const { result, done } = await openBills(polar, 'gil');
    await done();
    const overdue = result.current.bills.find(({ bill }) => bill?.title === 'pastDue');
    expect(overdue?.bill?.outstanding).toBeGreaterThan(0);
    expect(polar.requests.filter((url) => url.includes('/orders/'))).toEqual([`/v1/customer-portal/orders/?page=1&limit=100&subscription_id=${overdue?.subscription.id}`]);
  });

  it('gives what is outstanding for separately settled usage, even if the plan itself is paid', async () => {
    const polar = await servePolar();
    polar.respond = ({ url }) => {
      const id = new URL(url).searchParams.get('subscription_id');
      return id === null ? undefined : Response.json(wirePage([wireOrder({ subscription_id: id, status: 'pending', due_amount: 450, next_payment_attempt_at: '2026-11-16T00:00:00Z' })]));
    };
    const { result, done } = await openBills(polar, 'bo');
    await done();
    const apart = result.current.bills.filter(({ subscription }) => subscription.currentMeterPeriodEnd);
    expect(apart.map(({ bill }) => [bill?.title, bill?.outstanding])).toEqual([['nextCharge', 450]]);
    expect(result.current.bills.filter((one) => !apart.includes(one)).every(({ bill }) => bill?.outstanding === null)).toBe(true);
  });

  const paid = Array.from({ length: 100 }, () => 'paid' as const);
  it.each<[string, WireOrder['status'][], number, number | null]>([
    ['no order is unpaid', ['paid'], 1, 0],
    ['an order is missing in the list', ['pending'], 2, null],
    ['the unpaid orders are on two pages', [...paid, 'pending', 'pending'], 102, 900],
  ])('gives what a past-due subscription owes when %s', async (_, statuses, total, outstanding) => {
    const polar = await servePolar();
    polar.respond = ({ url }) => {
      const { searchParams } = new URL(url);
      const id = searchParams.get('subscription_id');
      if (id === null) return undefined;
      const items = statuses.map((status, index) => wireOrder({ id: `order-${index}`, subscription_id: id, status, due_amount: 450 }));
      const page = Number(searchParams.get('page'));
      return Response.json({ items: items.slice((page - 1) * 100, page * 100), pagination: { total_count: total, max_page: Math.ceil(total / 100) } });
    };
    const { result, done } = await openBills(polar, 'gil');
    await done();
    expect(result.current.bills.find(({ bill }) => bill?.title === 'pastDue')?.bill?.outstanding).toBe(outstanding);
  });

  it('gives an unknown outstanding amount where the customer may not see orders, never 0', async () => {
    const polar = await servePolar();
    polar.respond = (request) => (request.url.includes('/orders/') ? refuse() : undefined);
    const { result, done } = await openBills(polar, 'gil');
    await done();
    expect(result.current.bills.find(({ bill }) => bill?.title === 'pastDue')?.bill?.outstanding).toBeNull();
  });

  it('requests no orders if no payment is overdue and no meters settle apart from the plan', async () => {
    const polar = await servePolar();
    const { done } = await openBills(polar);
    await done();
    expect(polar.requests.some((url) => url.includes('/orders/'))).toBe(false);
  });

  it('gives the reason and a retry when subscriptions fail', async () => {
    const polar = await servePolar();
    polar.respond = refuse;
    const { result, done } = await openBills(polar);
    await done();
    expect(result.current).toMatchObject({ status: 'error', error: { code: 'forbidden' }, bills: [] });
    polar.respond = undefined;
    act(() => result.current.retry());
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', error: null }));
  });

  it('is stale when a refresh fails', async () => {
    const polar = await servePolar();
    const { result, done, queryClient } = await openBills(polar);
    await done();
    polar.respond = refuse;
    await queryClient.refetchQueries();
    await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', isStale: true, error: { code: 'forbidden' } }));
    expect(result.current.bills).toHaveLength(1);
  });

  it('is empty for a customer without subscriptions', async () => {
    const { result, done } = await openBills(await servePolar(), 'cy');
    await done();
    expect(result.current).toMatchObject({ status: 'empty', bills: [] });
  });
});

describe('useBills() gives wallets', () => {
  it('one by one, each in its own currency', async () => {
    const { result } = await openBills(await servePolar(), 'bo');
    await waitFor(() => expect(result.current.wallets.status).toBe('ready'));
    expect(result.current.wallets.items.map(({ currency, balance }) => [currency, balance]).toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b)))).toEqual([
      ['eur', -450],
      ['jpy', 12_300],
    ]);
  });

  it('as an error of their own, beside the bills, if they are forbidden', async () => {
    const polar = await servePolar();
    polar.respond = (request) => (request.url.includes('/wallets/') ? refuse() : undefined);
    const { result, done } = await openBills(polar, 'bo');
    await done();
    await waitFor(() => expect(result.current.wallets).toMatchObject({ status: 'error', error: { code: 'forbidden' }, items: [] }));
    expect(result.current).toMatchObject({ status: 'ready', error: null });
  });

  it('as empty when the source has none', async () => {
    const polar = await servePolar();
    const state = await polar.demo('https://demo.example/v1/customers/external/ada/state', { headers: { Authorization: `Bearer ${DEMO_ACCESS_TOKEN}` } });
    const body: unknown = await state.json();
    const source = createStateSource(() => body);
    const { result } = renderHook(() => useBills(), { wrapper: within({ source, scope: 'ada', refreshEvery: 0 }) });
    await waitFor(() => expect(result.current.status).toBe('ready'));
    expect(result.current.wallets).toMatchObject({ status: 'empty', items: [] });
  });
});
