import { QueryClient } from '@tanstack/react-query';
import { render, renderHook, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, type ExpectOutcome, meterQueries, PortalProvider, prefetchPortal, Usage, useBill, useExpectChange, useMeters } from '../../src';
import { isMeters, mockTime, pass, type Polar, servePolar, tampered, within } from './polar';

/** Limits the requests whose path contains the text. */
function limit(polar: Polar, seconds: number, on = '') {
  polar.respond = ({ url }) => (url.includes(on) ? new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } }) : undefined);
}

function metersSent({ requests }: Polar) {
  return requests.filter(isMeters).length;
}

/** A page whose requests have been refused twice, so that no retry is left; the last response named a wait of two minutes. */
async function openLimited(refreshEvery = 60_000) {
  mockTime();
  const polar = await servePolar();
  limit(polar, 120);
  const portal = { source: polar.source('ada'), scope: 'ada', queryClient: new QueryClient(), refreshEvery };
  const page = (children: React.ReactNode) => <PortalProvider {...portal}>{children}</PortalProvider>;
  const { rerender } = render(page(<Usage />));
  await pass(131, 5);
  expect(metersSent(polar)).toBe(2);
  return { polar, portal, show: (children: React.ReactNode) => rerender(page(children)) };
}

describe('while a Retry-After runs', () => {
  type Limited = Awaited<ReturnType<typeof openLimited>>;
  const wait = () => pass(90, 5);

  it.each<[string, (page: Limited) => unknown]>([
    ['a widget that mounts again', async ({ show }) => {
      show(null);
      await pass(1);
      show(<Usage />);
    }],
    ['another widget', ({ show }) => show(<><Usage key="first" /><Usage /></>)],
    ['prefetchPortal()', ({ portal }) => prefetchPortal(portal.queryClient, portal)],
    ['prefetchQuery()', ({ portal }) => void portal.queryClient.prefetchQuery(meterQueries.list(portal, { all: true }))],
    ['the refresh timer', () => pass(5)],
    ['a page that is shown again', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
    ['a network that is back', () => ['offline', 'online'].map((name) => window.dispatchEvent(new Event(name)))],
  ])('%s sends no request, and the data loads when the wait has ended', async (_, act) => {
    const page = await openLimited();
    await act(page);
    await wait();
    expect(metersSent(page.polar)).toBe(2);
    expect(screen.getAllByRole('alert')[0]).toHaveTextContent('Too many requests right now');
    page.polar.respond = undefined;
    await pass(90, 5);
    expect((await screen.findAllByText('AI tokens')).length).toBeGreaterThan(0);
  });

  it('a widget that mounts shows the rest of the wait, and then sends its request, even if it never refreshes', async () => {
    mockTime();
    const polar = await servePolar();
    limit(polar, 120);
    const portal = { source: polar.source('ada'), scope: 'ada', queryClient: new QueryClient(), refreshEvery: 0 };
    await prefetchPortal(portal.queryClient, portal);
    await pass(70, 5);
    polar.respond = undefined;
    const { container } = render(<PortalProvider {...portal}><Usage /></PortalProvider>);
    await pass(1);
    expect(metersSent(polar)).toBe(1);
    expect(container.querySelector('.mf-countdown')).toHaveTextContent(/^Try again in [45]\d seconds\.$/);
    await pass(55, 5);
    expect(metersSent(polar)).toBe(2);
    expect(await screen.findByText('AI tokens')).toBeInTheDocument();
  });

  it('a customer who tries again sends a request at once', async () => {
    const { polar } = await openLimited(0);
    polar.respond = undefined;
    screen.getByRole('button', { name: /^Try again/ }).click();
    await pass(1);
    expect(metersSent(polar)).toBe(3);
    expect(await screen.findByText('AI tokens')).toBeInTheDocument();
  });

  it('refetch() of a hook sends a request at once', async () => {
    mockTime();
    const polar = await servePolar();
    limit(polar, 120);
    const { result } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0 }) });
    await pass(131, 5);
    expect(metersSent(polar)).toBe(2);
    polar.respond = undefined;
    expect((await result.current.refetch()).data?.items).toHaveLength(5);
  });

  it('the wait counts from the response, even for a query that fails only after its component has unmounted', async () => {
    mockTime();
    const polar = await servePolar();
    limit(polar, 120);
    const portal = { source: polar.source('ada'), scope: 'ada', queryClient: new QueryClient(), refreshEvery: 0 };
    const page = (children: React.ReactNode) => <PortalProvider {...portal}>{children}</PortalProvider>;
    const { rerender } = render(page(<Usage />));
    await pass(10);
    rerender(page(null));
    polar.respond = undefined;
    await pass(120, 5);
    expect(metersSent(polar)).toBe(1);
    rerender(page(<Usage />));
    await pass(1);
    expect(metersSent(polar)).toBe(2);
  });

  it('a charge preview of new numbers sends no request', async () => {
    mockTime();
    const polar = await servePolar();
    let amount = 100;
    const grow = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, meters: (item['meters'] as object[]).map((meter) => ({ ...meter, amount: (amount += 1) })) })));
    polar.respond = (request) => (request.url.includes('charge-preview') ? new Response(null, { status: 429, headers: { 'Retry-After': '300' } }) : grow(request));
    render(<PortalProvider source={polar.source('ada')} scope="ada" refreshEvery={60_000}><Billing /></PortalProvider>);
    const previews = () => polar.requests.filter((path) => path.includes('charge-preview')).length;
    await pass(5);
    const first = previews();
    expect(first).toBeGreaterThan(0);
    await pass(270, 10);
    expect(polar.requests.filter((path) => path.includes('/subscriptions/?')).length).toBeGreaterThan(4);
    expect(previews()).toBe(first);
    await pass(100, 10);
    expect(previews()).toBeGreaterThan(first);
  });

  it.each([
    ['active', 'charge-preview'],
    ['pastDue', '/orders/'],
  ])('useBill() of a subscription that is %s sends no request to %s', async (_, part) => {
    mockTime();
    const polar = await servePolar();
    const status = part === '/orders/' ? 'past_due' : 'active';
    polar.respond = async (request) => {
      if (request.url.includes(part)) return new Response(null, { status: 429, headers: { 'Retry-After': '300' } });
      const { pathname } = new URL(request.url);
      if (!/\/subscriptions\/[^/]+$/.test(pathname)) return undefined;
      return Response.json({ ...((await (await polar.demo(request)).json()) as object), status });
    };
    const source = polar.source('ada');
    const [subscription] = (await source.subscriptions({}, { scope: 'ada' })).items;
    const { result } = renderHook(() => useBill(subscription?.id ?? ''), { wrapper: within({ source, scope: 'ada' }) });
    await pass(270, 10);
    expect(result.current.data?.subscriptionId).toBe(subscription?.id);
    expect(polar.requests.filter((path) => path.includes(part))).toHaveLength(1);
    await pass(120, 10);
    expect(polar.requests.filter((path) => path.includes(part))).toHaveLength(2);
  });
});

describe('expectChange()', () => {
  async function openPage(children: React.ReactNode = null) {
    mockTime();
    const polar = await servePolar();
    const source = polar.source('ada');
    const { result } = renderHook(() => useExpectChange(), {
      wrapper: ({ children: hook }) => (
        <PortalProvider source={source} scope="ada" refreshEvery={0}>
          {children}
          {hook}
        </PortalProvider>
      ),
    });
    return { polar, result };
  }

  it('keeps to the longer Retry-After of two', async () => {
    const { polar, result } = await openPage();
    polar.respond = ({ url }) => new Response(null, { status: 429, headers: { 'Retry-After': isMeters(url) ? '5' : '60' } });
    void result.current.expectChange(() => false);
    await pass(50);
    expect(metersSent(polar)).toBe(2);
    expect(polar.requests.length - metersSent(polar)).toBe(1);
  });

  it('keeps to the Retry-After of credit grants when it has seen the change', async () => {
    const { polar, result } = await openPage(<Usage />);
    limit(polar, 300, '/benefit-grants/');
    await pass(5);
    const grants = () => polar.requests.filter((path) => path.includes('/benefit-grants/')).length;
    expect(grants()).toBe(1);
    expect(await result.current.expectChange(() => true)).toEqual({ changed: true });
    await pass(5);
    expect(grants()).toBe(1);
  });

  it.each<[string, (polar: Polar) => void]>([
    ['a widget waits for its retry', (polar) => limit(polar, 120)],
    ['its server does not respond', (polar) => { polar.respond = () => new Promise(() => {}); }],
  ])('ends in time while %s', async (_, prepare) => {
    const { polar, result } = await openPage(<Usage />);
    await pass(3);
    prepare(polar);
    let outcome: ExpectOutcome | undefined;
    void result.current.expectChange(() => false, { until: 8000 }).then((ended) => (outcome = ended));
    await pass(9);
    expect(outcome).toMatchObject({ changed: false });
  });
});
