import { QueryClient } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { billQueries, isPortalError, useBill, useChargePreview, useWallets, walletQueries } from '../../src';
import { amountOf, type Bill, type CustomerSubscription, parseSubscription } from '../../src/core';
import { createDemoPolar, type CustomerSeed, type SubscriptionStanding, wirePage, type WireSubscription, wireSubscription, wireWallet } from '../../src/testing';
import { mockTime, noon, pass, type Polar, servePolar, settle, within } from './polar';
import { resultOf } from './resultOf';

/** A customer with one plan in this standing, 412,350 tokens beyond its credits. */
function seed(standing: SubscriptionStanding): CustomerSeed {
  return {
    externalId: standing,
    name: standing,
    email: `${standing}@example.com`,
    meters: [{ name: 'Tokens', consumed: 2_412_350, credited: 2_000_000, unit: 'token' }],
    subscriptions: [{ plan: 'Plan', amount: 2000, currency: 'usd', standing, prices: [{ meter: 'Tokens', unitAmount: '0.001' }] }],
  };
}

const standings: SubscriptionStanding[] = ['active', 'trialing', 'ending', 'ended', 'past_due', 'paused'];
const customers = standings.map(seed);

/** The first subscription that the demo has for a customer. */
async function subscriptionOf(customer: string, seeds = customers): Promise<WireSubscription> {
  const demo = createDemoPolar({ moving: false, now: () => noon, customers: seeds });
  const { token } = demo.createSession(customer);
  const response = await demo('https://demo.example/v1/customer-portal/subscriptions/', { headers: { Authorization: `Bearer ${token}` } });
  const { items } = (await response.json()) as { items: WireSubscription[] };
  return items[0]!;
}

const isPreview = (path: string) => path.endsWith('/charge-preview');
const previewsIn = ({ requests }: Polar) => requests.filter(isPreview);

/** Replaces the response to charge previews only. */
function previewing(respond: () => Response): Polar['respond'] {
  return (request) => (isPreview(new URL(request.url).pathname) ? respond() : undefined);
}

const missing = () => Response.json({ error: 'ResourceNotFound', detail: 'Not found' }, { status: 404 });
const prorations = [
  { label: 'Unused time on Lumen Basic', amount: -655 },
  { label: 'Remaining time on Lumen Pro', amount: 1210 },
];
const granted = () => Response.json({ base_amount: 2000, metered_amount: 412, proration_amount: 555, prorations, subtotal_amount: 2967, total_amount: 2967 });

async function billFor(polar: Polar, customer: string): Promise<Bill> {
  const { id } = await subscriptionOf(customer);
  const { data, error } = await resultOf(polar, customer, () => useBill(id));
  expect(error).toBeNull();
  return data!;
}

const chargeOf = (bill: Bill) => bill.charges[0] ?? { dueAt: null, lines: [] };
const linesOf = (bill: Bill) => chargeOf(bill).lines.map(({ kind, amount }) => [kind, amount]);

describe('useBill()', () => {
  it('gives the bill of one subscription and explains the amount of its meter', async () => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(missing);
    const bill = await billFor(polar, 'active');
    const december = new Date('2026-12-01T00:00:00Z');
    expect(bill).toMatchObject({ title: 'nextCharge', currency: 'usd', at: december, creditsRenewAt: december });
    expect(bill.charges.map((charge) => [amountOf(charge), charge.dueAt])).toEqual([[{ amount: 2412, before: ['prorations', 'tax', 'balance'] }, december]]);
    expect(linesOf(bill)).toEqual([
      ['base', 2000],
      ['meter', 412],
    ]);
    expect(chargeOf(bill).lines[1]?.explanation).toMatchObject({ claim: 'exact', billableUnits: 412_350, subtotal: '412.35', settled: true });
    expect(polar.requests).toEqual([`/v1/customer-portal/subscriptions/${bill.subscriptionId}`, `/v1/customer-portal/subscriptions/${bill.subscriptionId}/charge-preview`]);
  });

  it.each<[SubscriptionStanding, string, number]>([
    ['active', 'nextCharge', 1],
    ['trialing', 'firstCharge', 1],
    ['ending', 'finalCharge', 1],
    ['paused', 'chargeOnResume', 1],
    ['past_due', 'pastDue', 0],
    ['ended', 'ended', 0],
  ])('gives the bill of a subscription that is %s as %s and requests its preview %i times', async (standing, title, times) => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(granted);
    const bill = await billFor(polar, standing);
    expect([bill.title, previewsIn(polar).length]).toEqual([title, times]);
    expect(chargeOf(bill).lines.filter(({ kind }) => kind === 'proration').map(({ amount }) => amount)).toEqual(times > 0 ? [-655, 1210] : []);
  });

  it('requests no preview of a subscription that is paused without a date', async () => {
    const polar = await servePolar({ customers });
    const paused = { ...(await subscriptionOf('paused')), resumes_at: null };
    polar.respond = (request) => (isPreview(new URL(request.url).pathname) ? granted() : Response.json(paused));
    const { data } = await resultOf(polar, 'paused', () => useBill(paused.id));
    expect([data?.title, polar.requests.length]).toEqual(['paused', 1]);
  });

  it.each<SubscriptionStanding>(['active', 'past_due'])('names the plan to which a subscription that is %s changes, also without a preview', async (standing) => {
    const moving = seed(standing);
    const customer = { ...moving, subscriptions: moving.subscriptions?.map((plan) => ({ ...plan, pending: { plan: { plan: 'Larger', amount: 5000 } } })) ?? [] };
    const polar = await servePolar({ customers: [customer] });
    polar.respond = previewing(missing);
    const { id } = await subscriptionOf(standing, [customer]);
    const { data } = await resultOf(polar, standing, () => useBill(id));
    expect(data?.change).toMatchObject({ productName: 'Larger' });
  });

  it('includes the prorations of the server', async () => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(granted);
    const bill = await billFor(polar, 'active');
    expect(chargeOf(bill).lines.slice(2).map(({ name, amount }) => [name, amount])).toEqual(prorations.map(({ label, amount }) => [label, amount]));
    expect(bill.charges).toMatchObject([{ subtotal: 2967, total: 2967, dueAt: bill.at }]);
  });

  it.each<[string, () => Response]>([
    ['has no route for previews', () => Response.json({ detail: 'Not Found' }, { status: 404 })],
    ['has no preview for this subscription', missing],
    ['refuses the preview', () => Response.json({ error: 'NotPermitted', detail: 'No' }, { status: 403 })],
    ['sends another object', () => Response.json({ hello: 'world' })],
    ['sends a preview with an unreadable part', () => Response.json({ prorations: [...prorations, { label: 'x', amount: '5' }] })],
    ['sends a web page', () => new Response('<!doctype html><p>Hello</p>', { headers: { 'Content-Type': 'text/html' } })],
    ['sends an empty body', () => new Response(null, { status: 204 })],
    ['rejects the request as invalid', () => Response.json({ error: 'RequestValidationError', detail: [] }, { status: 422 })],
    ['limits the rate of requests', () => new Response(null, { status: 429 })],
    ['fails', () => new Response('Internal Server Error', { status: 500 })],
  ])('gives the bill without prorations and without an error if the server %s', async (_, respond) => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(respond);
    const bill = await billFor(polar, 'active');
    expect(linesOf(bill)).toEqual([
      ['base', 2000],
      ['meter', 412],
    ]);
    expect(bill.charges.map((charge) => amountOf(charge).amount)).toEqual([2412]);
    expect(previewsIn(polar)).toHaveLength(1);
  });

  it('keeps the reported base and meter amounts beside the demo’s own preview', async () => {
    const polar = await servePolar({ customers });
    const bill = await billFor(polar, 'active');
    expect(linesOf(bill).slice(0, 2)).toEqual([
      ['base', 2000],
      ['meter', 412],
    ]);
  });

  it('gives not_found for an unknown subscription, without a retry', async () => {
    const polar = await servePolar({ customers });
    const { data, error } = await resultOf(polar, 'active', () => useBill('00000000-0000-4000-8000-000000000000'));
    expect([data, isPortalError(error) && error.code, polar.requests.length]).toEqual([undefined, 'not_found', 1]);
  });

  it('gives not_found for a subscription of another customer', async () => {
    const polar = await servePolar({ customers });
    const { id } = await subscriptionOf('active');
    const { error } = await resultOf(polar, 'trialing', () => useBill(id));
    expect(isPortalError(error) && error.code).toBe('not_found');
  });

  it('keeps a preview of the same numbers that is refused later', async () => {
    const polar = await servePolar({ customers });
    const { id } = await subscriptionOf('active');
    polar.respond = previewing(granted);
    const portal = { source: polar.source('active'), scope: 'active', queryClient: new QueryClient() };
    const query = billQueries.preview(portal, await portal.source.subscription(id, portal));
    const known = await portal.queryClient.fetchQuery(query);
    polar.respond = previewing(missing);
    expect(known).toMatchObject({ baseAmount: expect.any(Number) });
    expect(await portal.queryClient.fetchQuery({ ...query, staleTime: 0 })).toEqual(known);
    expect(previewsIn(polar)).toHaveLength(2);
  });

  it('requests the preview of unchanged numbers again only after five minutes, not with each refresh', async () => {
    mockTime();
    const polar = await servePolar({ customers });
    const { id } = await subscriptionOf('active');
    const { result } = renderHook(() => useBill(id), { wrapper: within({ source: polar.source('active'), scope: 'active', refreshEvery: 60_000 }) });
    await waitFor(() => expect(result.current.data).toBeDefined());
    await pass(250, 10);
    expect([polar.requests.length, previewsIn(polar).length]).toEqual([6, 1]);
    await pass(120, 10);
    expect(previewsIn(polar)).toHaveLength(2);
  });

  it('sends no request after a prefetch, even if it is used twice', async () => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(missing);
    const { id } = await subscriptionOf('active');
    const portal = { source: polar.source('active'), scope: 'active', queryClient: new QueryClient() };
    await portal.queryClient.prefetchQuery(billQueries.one(portal, id));
    expect(polar.requests).toHaveLength(2);
    const { result } = renderHook(() => [useBill(id), useBill(id)], { wrapper: within(portal) });
    expect(result.current.map(({ data }) => data?.title)).toEqual(['nextCharge', 'nextCharge']);
    await settle();
    expect(polar.requests).toHaveLength(2);
  });
});

describe('useChargePreview()', () => {
  const subscribed = (wire: WireSubscription): CustomerSubscription => parseSubscription(wire);

  it('gives the server’s preview in the domain shape', async () => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(granted);
    const subscription = subscribed(await subscriptionOf('active'));
    const { data } = await resultOf(polar, 'active', () => useChargePreview(subscription));
    expect(data).toEqual({ baseAmount: 2000, meteredAmount: 412, prorationAmount: 555, prorations, subtotalAmount: 2967, totalAmount: 2967 });
    expect(polar.requests).toEqual([`/v1/customer-portal/subscriptions/${subscription.id}/charge-preview`]);
  });

  it.each<[string, () => Response]>([
    ['has no preview', missing],
    ['refuses the preview', () => Response.json({ error: 'NotPermitted', detail: 'No' }, { status: 403 })],
    ['sends another shape', () => Response.json({ hello: 'world' })],
  ])('is null after one request and without an error if the server %s', async (_, respond) => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(respond);
    const subscription = subscribed(await subscriptionOf('active'));
    const { data, error } = await resultOf(polar, 'active', () => useChargePreview(subscription));
    await settle();
    expect([data, error, polar.requests.length]).toEqual([null, null, 1]);
  });

  it('gives a server error without a retry', async () => {
    const polar = await servePolar({ customers });
    polar.respond = previewing(() => new Response('Internal Server Error', { status: 500 }));
    const subscription = subscribed(await subscriptionOf('active'));
    const { data, error } = await resultOf(polar, 'active', () => useChargePreview(subscription));
    await settle(100);
    expect([data, isPortalError(error) && error.code, polar.requests.length]).toEqual([undefined, 'server_error', 1]);
  });

  it('sends a request only for subscriptions that will charge something', async () => {
    const polar = await servePolar({ customers });
    polar.respond = () => granted();
    const resumes_at = '2027-01-01T00:00:00Z';
    const ended_at = '2026-11-01T00:00:00Z';
    const all: Partial<WireSubscription>[] = [
      { id: 'active' },
      { id: 'trialing', status: 'trialing' },
      { id: 'ending', cancel_at_period_end: true },
      { id: 'resuming', status: 'paused', resumes_at },
      { id: 'paused', status: 'paused' },
      { id: 'past_due', status: 'past_due' },
      { id: 'unpaid', status: 'unpaid' },
      { id: 'incomplete', status: 'incomplete' },
      { id: 'canceled', status: 'canceled', ended_at },
      { id: 'ended', ended_at },
      { id: 'to_come', status: 'on_the_moon' as never },
    ];
    const subscriptions = all.map((overrides) => parseSubscription(wireSubscription(overrides)));
    const states = new Map<string, unknown>();
    const portal = { source: polar.source('active'), scope: 'active' };
    for (const subscription of subscriptions) {
      const { result } = renderHook(() => useChargePreview(subscription), { wrapper: within(portal) });
      await waitFor(() => expect(result.current.fetchStatus).toBe('idle'));
      states.set(subscription.id, result.current.data?.totalAmount);
    }
    expect(polar.requests.map((path) => path.split('/').at(-2))).toEqual(['active', 'trialing', 'ending', 'resuming']);
    expect([...states].filter(([, total]) => total !== undefined)).toEqual(['active', 'trialing', 'ending', 'resuming'].map((id) => [id, 2967]));
  });
});

describe('useWallets()', () => {
  it('gives each wallet in its own currency', async () => {
    const polar = await servePolar();
    const { data } = await resultOf(polar, 'bo', () => useWallets());
    expect(data?.items.map(({ currency, balance }) => [currency, balance]).toSorted()).toEqual([
      ['eur', -450],
      ['jpy', 12_300],
    ]);
    expect(data?.issues).toEqual([]);
    expect(polar.requests).toEqual(['/v1/customer-portal/wallets/?page=1&limit=100']);
  });

  it('gives an empty list to a customer without wallets', async () => {
    const { data } = await resultOf(await servePolar(), 'cy', () => useWallets());
    expect(data).toEqual({ items: [], pagination: { totalCount: 0, maxPage: 0 }, issues: [] });
  });

  it('keeps readable wallets beside an unreadable one, and an unknown balance unknown', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json(wirePage([wireWallet({ balance: null as never }), { ...wireWallet({ currency: 'eur' }), balance: '15' }, wireWallet({ currency: 'jpy' })]));
    const { data } = await resultOf(polar, 'bo', () => useWallets());
    expect(data?.items.map(({ currency, balance }) => [currency, balance])).toEqual([
      ['usd', null],
      ['jpy', 1500],
    ]);
    expect(data?.issues.map(({ path }) => path)).toEqual([['items', 1, 'balance']]);
  });

  it('gives the error forbidden without a retry', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ error: 'NotPermitted', detail: 'No' }, { status: 403 });
    const { data, error } = await resultOf(polar, 'bo', () => useWallets());
    expect([data, isPortalError(error) && error.code, polar.requests.length]).toEqual([undefined, 'forbidden', 1]);
  });

  it('sends no request after a prefetch', async () => {
    const polar = await servePolar();
    const portal = { source: polar.source('bo'), scope: 'bo', queryClient: new QueryClient() };
    await portal.queryClient.prefetchQuery(walletQueries.list(portal));
    const { result } = renderHook(() => useWallets(), { wrapper: within(portal) });
    expect(result.current.data?.items).toHaveLength(2);
    await settle();
    expect(polar.requests).toHaveLength(1);
  });
});

describe('outside of a provider', () => {
  const subscription = parseSubscription(wireSubscription());
  it.each([
    ['useBill()', () => useBill('a')],
    ['useChargePreview()', () => useChargePreview(subscription)],
    ['useWallets()', () => useWallets()],
  ])('%s throws an error that names PortalProvider', (_, useIt) => {
    function Lost() {
      useIt();
      return null;
    }
    expect(() => renderToString(<Lost />)).toThrow(expect.objectContaining({ code: 'invalid_option', message: expect.stringContaining('PortalProvider') as string }));
  });
});
