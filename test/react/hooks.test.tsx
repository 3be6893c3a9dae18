import { QueryClient } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { isPortalError, meterQueries, useAmountDue, useBalance, useMeter, useMeters, usePortal, useSubscriptions } from '../../src';
import { parseCustomerMeter } from '../../src/core';
import { type CustomerSeed, wireMeter } from '../../src/testing';
import { gate, servePolar, tampered, within } from './polar';
import { resultOf } from './resultOf';

const names = ['AI tokens', 'API requests', 'Emails sent', 'Image credits', 'Projects created'];
const december = new Date('2026-12-01T00:00:00Z');

describe('useMeters()', () => {
  it('gives the customer’s meters in the domain shape', async () => {
    const polar = await servePolar();
    const { data } = await resultOf(polar, 'ada', () => useMeters());
    expect(data?.items.map(({ meter }) => meter.name).sort()).toEqual(names);
    expect(data?.items.find(({ meter }) => meter.name === 'Image credits')).toMatchObject({ consumedUnits: 465, creditedUnits: 500, balance: 35 });
    expect(data?.pagination).toEqual({ totalCount: 5, maxPage: 1 });
    expect(data?.issues).toEqual([]);
    expect(polar.requests).toEqual(['/v1/customer-portal/meters/?page=1&limit=100']);
  });

  it('gives only the meters that match the filters', async () => {
    const polar = await servePolar();
    const { data } = await resultOf(polar, 'dee', () => useMeters({ query: 'Storage', sorting: '-consumed_units', limit: 3 }));
    expect(data?.items.map(({ meter }) => meter.name)).toEqual(Array(3).fill(expect.stringContaining('Storage')));
    expect(data?.pagination.totalCount).toBe(10);
  });

  it('gives every page with `all`', async () => {
    const polar = await servePolar();
    const { data } = await resultOf(polar, 'dee', () => useMeters({ all: true }));
    expect(data?.items).toHaveLength(250);
    expect(polar.requests).toHaveLength(3);
  });

  it('gives an empty list to a customer without meters', async () => {
    const { data } = await resultOf(await servePolar(), 'cy', () => useMeters());
    expect(data?.items).toEqual([]);
  });
});

describe('useMeter()', () => {
  const { id: ownId, meter_id: meterId } = wireMeter({ name: 'Image credits' });

  it('finds a meter by its meterId', async () => {
    const { data } = await resultOf(await servePolar(), 'ada', () => useMeter({ meterId }));
    expect(data?.meter.name).toBe('Image credits');
  });

  it('finds a meter by its own id', async () => {
    const { data } = await resultOf(await servePolar(), 'ada', () => useMeter({ id: ownId }));
    expect(data?.meter.name).toBe('Image credits');
  });

  it('stays the same query if it is given a whole meter, whose numbers change', async () => {
    const source = (await servePolar()).source('ada');
    const meter = parseCustomerMeter(wireMeter());
    const keys = [meter, { ...meter, consumedUnits: 9 }, { id: meter.id }].map((which) => meterQueries.one({ source, scope: 'ada' }, which).queryKey);
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1);
  });

  it.each([{ meterId: '00000000-0000-4000-8000-000000000000' }, { id: '00000000-0000-4000-8000-000000000000' }])('gives not_found for %o, without a retry', async (which) => {
    const polar = await servePolar();
    const { error } = await resultOf(polar, 'ada', () => useMeter(which));
    expect(isPortalError(error) && error.code).toBe('not_found');
    expect(polar.requests).toHaveLength(1);
  });
});

describe('useBalance()', () => {
  const twins: CustomerSeed = {
    externalId: 'fay',
    name: 'Fay',
    email: 'fay@example.com',
    meters: [
      { name: 'Tokens', consumed: 30, credited: 100 },
      { name: 'Tokens (old)', consumed: 5, credited: 10 },
      { name: 'My Tokens', consumed: 1, credited: 2 },
      { name: 'tokens', consumed: 7, credited: 8 },
    ],
  };

  it('matches a name exactly, although Polar’s filter means “contains”', async () => {
    const polar = await servePolar({ customers: [twins] });
    const { data } = await resultOf(polar, 'fay', () => useBalance({ name: 'Tokens' }));
    expect(data).toBe(70);
    expect(polar.requests).toEqual(['/v1/customer-portal/meters/?page=1&limit=100&query=Tokens']);
  });

  it('finds a meter by its meterId', async () => {
    const { data } = await resultOf(await servePolar(), 'ada', () => useBalance({ meterId: wireMeter({ name: 'Image credits' }).meter_id }));
    expect(data).toBe(35);
  });

  it('is negative when over', async () => {
    const { data } = await resultOf(await servePolar(), 'ada', () => useBalance({ name: 'AI tokens' }));
    expect(data).toBe(-412_350);
  });

  it('finds a name among more matches than a page has', async () => {
    const meters = Array.from({ length: 121 }, (_, index) => ({ name: index === 120 ? 'Tokens' : `Tokens ${index}`, consumed: index, credited: 200 }));
    const polar = await servePolar({ customers: [{ ...twins, meters }] });
    const { data } = await resultOf(polar, 'fay', () => useBalance({ name: 'Tokens' }));
    expect([data, polar.requests.length]).toEqual([80, 2]);
  });

  it('gives not_found for the beginning of a name', async () => {
    const { error } = await resultOf(await servePolar({ customers: [twins] }), 'fay', () => useBalance({ name: 'Token' }));
    expect(isPortalError(error) && error.code).toBe('not_found');
  });

  it('gives ambiguous_meter for a name that two meters have', async () => {
    const polar = await servePolar();
    polar.respond = () => {
      const items = ['a', 'b'].map((id) => wireMeter({ id, meter_id: `meter-${id}`, name: 'Tokens' }));
      return Response.json({ items, pagination: { total_count: 2, max_page: 1 } });
    };
    const { error, data } = await resultOf(polar, 'ada', () => useBalance({ name: 'Tokens' }));
    expect(data).toBeUndefined();
    expect(isPortalError(error) && error.code).toBe('ambiguous_meter');
    expect(polar.requests).toHaveLength(1);
  });

  it('is null, not 0, if the server does not know it', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ items: [{ ...wireMeter({ name: 'Tokens' }), balance: null, consumed_units: null }], pagination: { total_count: 1, max_page: 1 } });
    const { data } = await resultOf(polar, 'ada', () => useBalance({ name: 'Tokens' }));
    expect(data).toBeNull();
  });

  it('gives the reason if the meter with that name could not be read', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ items: [{ ...wireMeter({ name: 'Tokens' }), balance: '35' }], pagination: { total_count: 1, max_page: 1 } });
    const { error } = await resultOf(polar, 'ada', () => useBalance({ name: 'Tokens' }));
    expect(isPortalError(error) && [error.code, ...error.path]).toEqual(['invalid_data', 'items', 0, 'balance']);
  });
});

describe('useSubscriptions()', () => {
  it('gives subscriptions with their meters and prices', async () => {
    const polar = await servePolar();
    const { data } = await resultOf(polar, 'ada', () => useSubscriptions());
    expect(data?.items).toHaveLength(1);
    expect(data?.items[0]).toMatchObject({ product: { name: 'Lumen Pro' }, amount: 2000, currency: 'usd', currentPeriodEnd: december });
    expect(data?.items[0]?.meters.map(({ amount }) => amount)).toEqual([412, 1929, 0]);
    expect(data?.items[0]?.prices).toHaveLength(4);
  });

  it('gives only active subscriptions with `active`', async () => {
    const polar = await servePolar();
    const { data } = await resultOf(polar, 'eve', () => useSubscriptions({ active: true }));
    expect(data?.items).toEqual([]);
  });
});

describe('useAmountDue()', () => {
  it.each<[string, string, Array<{ amount: number; currency: string; dueAt: Date | null }>]>([
    ['base and meters together if they are due on one date', 'ada', [{ amount: 4341, currency: 'usd', dueAt: december }]],
    [
      'one per subscription, never across currencies, and on a yearly plan only what is due first',
      'bo',
      [
        { amount: 11_781, currency: 'jpy', dueAt: december },
        { amount: 3350, currency: 'eur', dueAt: new Date('2026-11-23T00:00:00Z') },
      ],
    ],
    ['0 without a date for a subscription that has ended', 'eve', [{ amount: 0, currency: 'usd', dueAt: null }]],
    ['an empty list without subscriptions', 'cy', []],
  ])('gives %s', async (_, customer, due) => {
    const { data } = await resultOf(await servePolar(), customer, () => useAmountDue());
    expect(data?.map(({ amount, currency, dueAt }) => ({ amount, currency, dueAt })).toSorted((a, b) => b.currency.localeCompare(a.currency))).toEqual(
      due.toSorted((a, b) => b.currency.localeCompare(a.currency)),
    );
    expect(new Set(data?.map(({ subscriptionId }) => subscriptionId)).size).toBe(due.length);
  });

  it('shares the request of useSubscriptions(), and sends one for each preview, and one for the orders of a plan whose meters settle apart', async () => {
    const polar = await servePolar();
    const { result } = renderHook(() => [useSubscriptions(), useAmountDue(), useAmountDue()], { wrapper: within({ source: polar.source('bo'), scope: 'bo' }) });
    await waitFor(() => expect(result.current.every(({ isSuccess }) => isSuccess)).toBe(true));
    expect(polar.requests.map((path) => path.replace(/(?<=[/=])[0-9a-f-]{36}/, '{id}')).toSorted()).toEqual([
      '/v1/customer-portal/orders/?page=1&limit=100&subscription_id={id}',
      '/v1/customer-portal/subscriptions/?page=1&limit=100',
      '/v1/customer-portal/subscriptions/{id}/charge-preview',
      '/v1/customer-portal/subscriptions/{id}/charge-preview',
    ]);
  });

  it('is pending until the previews are loaded, so that no amount changes a moment later', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = ({ url }) => (url.includes('/charge-preview') ? hold.wait() : undefined);
    const { result } = renderHook(() => useAmountDue(), { wrapper: within({ source: polar.source('fay'), scope: 'fay' }) });
    await waitFor(() => expect(polar.requests.some((path) => path.includes('/charge-preview'))).toBe(true));
    expect(result.current).toMatchObject({ data: undefined, status: 'pending', isPending: true, isSuccess: false });
    hold.open();
    await waitFor(() => expect(result.current).toMatchObject({ status: 'success', isPending: false, isSuccess: true }));
    expect(result.current.data).toHaveLength(3);
    expect(result.current.data?.every(({ before, certainty }) => before.length === 0 && certainty === 'exact')).toBe(true);
  });

  it('gives an unknown amount for a new plan while its preview loads', async () => {
    const polar = await servePolar();
    polar.respond = tampered(polar, 'subscriptions', (items) => items.filter(({ currency }) => currency === 'jpy'));
    const queryClient = new QueryClient();
    const { result } = renderHook(() => useAmountDue(), { wrapper: within({ source: polar.source('bo'), scope: 'bo', refreshEvery: 0, queryClient }) });
    await waitFor(() => expect(result.current.data).toHaveLength(1));
    const hold = gate();
    polar.respond = ({ url }) => (url.includes('/charge-preview') ? hold.wait() : undefined);
    await queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') });
    const euros = () => result.current.data?.find(({ currency }) => currency === 'eur');
    await waitFor(() => expect(euros()).toMatchObject({ amount: null, before: [], outcome: null }));
    hold.open();
    await waitFor(() => expect(euros()).toMatchObject({ amount: 3350 }));
  });

  it('names the parts that an amount does not contain when its preview fails', async () => {
    const polar = await servePolar();
    polar.respond = ({ url }) => (url.includes('/charge-preview') ? new Response('', { status: 503 }) : undefined);
    const { data } = await resultOf(polar, 'ada', () => useAmountDue());
    expect(data).toMatchObject([{ amount: 4341, before: ['prorations', 'tax', 'balance'], outcome: null }]);
  });

  it('gives the outstanding amount of an overdue payment', async () => {
    const { data } = await resultOf(await servePolar(), 'gil', () => useAmountDue());
    expect(data?.some(({ outstanding }) => outstanding !== null && outstanding > 0)).toBe(true);
  });

  it('gives the error when subscriptions fail', async () => {
    const polar = await servePolar();
    polar.respond = () => new Response('', { status: 403 });
    expect(await resultOf(polar, 'ada', () => useAmountDue())).toMatchObject({ data: undefined, status: 'error', isError: true, error: { code: 'forbidden' } });
  });
});

describe('outside of a provider', () => {
  it.each([
    ['usePortal()', () => usePortal()],
    ['useMeters()', () => useMeters()],
    ['useMeter()', () => useMeter({ id: 'a' })],
    ['useBalance()', () => useBalance({ name: 'a' })],
    ['useSubscriptions()', () => useSubscriptions()],
    ['useAmountDue()', () => useAmountDue()],
  ])('%s throws an error of three sentences that names PortalProvider', (_, useIt) => {
    function Lost() {
      useIt();
      return null;
    }
    let error: unknown;
    try {
      renderToString(<Lost />);
    } catch (thrown) {
      error = thrown;
    }
    if (!isPortalError(error)) throw new Error(`not a PortalError: ${String(error)}`);
    expect(error.code).toBe('invalid_option');
    expect(error.message).toContain('PortalProvider');
    expect(error.message.split(/\.(?:\s|$)/).filter(Boolean)).toHaveLength(3);
  });
});

it.each<[string, object | undefined]>([['no source', undefined], ['a source without methods', { can: {} }]])('a provider with %s gives its hooks an error that says what to pass', async (_, source) => {
  const { result } = renderHook(() => useMeters(), { wrapper: within({ source: source as never, scope: 'ada' }) });
  await waitFor(() => expect(result.current.isPending).toBe(false));
  expect(result.current.error).toMatchObject({
    code: 'invalid_option',
    message: 'A PortalProvider has no complete `source`. It needs one to load data. Pass one such as createPolarSource(…).',
  });
});
