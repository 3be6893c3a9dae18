import { QueryClient } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { describe, expect, it } from 'vitest';
import { billQueries, meterQueries, PortalProvider, subscriptionQueries, useAmountDue, useBalance, useMeters, useSubscriptions } from '../../src';
import { gate, isMeters, servePolar, settle, within } from './polar';

function Meters({ name = 'meters' }: { name?: string }): ReactNode {
  const { data, error } = useMeters();
  return <p>{`${name}: ${error ? 'failed' : (data?.items.length ?? 'waiting')}`}</p>;
}

function Plans(): ReactNode {
  return <p>{`plans: ${useSubscriptions().data?.items.length ?? 'waiting'}`}</p>;
}

describe('a page', () => {
  it('sends each request once in StrictMode', async () => {
    const polar = await servePolar();
    render(
      <StrictMode>
        <PortalProvider source={polar.source('ada')} scope="ada">
          <Meters />
          <Plans />
        </PortalProvider>
      </StrictMode>,
    );
    await screen.findByText('meters: 5');
    await screen.findByText('plans: 1');
    await settle();
    expect([polar.requests.length, polar.requests.filter(isMeters).length]).toEqual([2, 1]);
    expect(polar.aborted).toEqual([]);
  });

  it('sends each request once for twenty widgets', async () => {
    const polar = await servePolar();
    const names = Array.from({ length: 20 }, (_, index) => `widget ${index}`);
    render(
      <PortalProvider source={polar.source('ada')} scope="ada">
        {names.map((name) => (
          <Meters key={name} name={name} />
        ))}
      </PortalProvider>,
    );
    await screen.findByText('widget 0: 5');
    await screen.findByText('widget 19: 5');
    expect(polar.requests).toHaveLength(1);
  });

  it('sends no request again when a widget remounts within seconds', async () => {
    const polar = await servePolar();
    const source = polar.source('ada');
    const page = (shown: boolean) => (
      <PortalProvider source={source} scope="ada">
        {shown && <Meters />}
      </PortalProvider>
    );
    const { rerender } = render(page(true));
    await screen.findByText('meters: 5');
    rerender(page(false));
    rerender(page(true));
    expect(screen.getByText('meters: 5')).toBeInTheDocument();
    await settle();
    expect(polar.requests).toHaveLength(1);
  });
});

describe('a page that prefetches', () => {
  it.each([
    ['', false],
    [' in StrictMode', true],
  ])('has data in its first frame and sends no other request%s', async (_, strict) => {
    const polar = await servePolar();
    const portal = { source: polar.source('ada'), scope: 'ada' };
    const queryClient = new QueryClient();
    const [{ items }] = await Promise.all([
      queryClient.fetchQuery(subscriptionQueries.list(portal)),
      queryClient.prefetchQuery(meterQueries.list(portal)),
      queryClient.prefetchQuery(meterQueries.named(portal, 'AI tokens')),
    ]);
    await Promise.all(items.map((subscription) => queryClient.prefetchQuery(billQueries.preview(portal, subscription))));
    expect(polar.requests).toHaveLength(4);
    const frames: unknown[] = [];
    const useAll = () => {
      const [meters, due, balance] = [useMeters(), useAmountDue(), useBalance({ name: 'AI tokens' })];
      frames.push([meters.data?.items.length, due.data?.[0]?.amount, balance.data]);
    };
    renderHook(useAll, { wrapper: within({ ...portal, queryClient }), reactStrictMode: strict });
    expect(frames[0]).toEqual([5, 4341, -412_350]);
    await settle();
    expect(polar.requests).toHaveLength(4);
  });

  it.each([
    ['', false],
    [' in StrictMode', true],
  ])('sends no second request when it renders before the response%s', async (_, strict) => {
    const polar = await servePolar();
    const portal = { source: polar.source('ada'), scope: 'ada' };
    const queryClient = new QueryClient();
    const hold = gate();
    polar.respond = hold.wait;
    const prefetched = queryClient.prefetchQuery(meterQueries.list(portal));
    await waitFor(() => expect(polar.requests).toHaveLength(1));
    const page = (
      <PortalProvider {...portal} queryClient={queryClient}>
        <Meters />
      </PortalProvider>
    );
    render(strict ? <StrictMode>{page}</StrictMode> : page);
    await settle();
    hold.open();
    await prefetched;
    await screen.findByText('meters: 5');
    expect(polar.requests).toHaveLength(1);
    expect(polar.aborted).toEqual([]);
  });
});

describe('a widget that unmounts before its response', () => {
  it.each([
    ['', false],
    [' in StrictMode', true],
  ])('aborts its request silently%s', async (_, strict) => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const queryClient = new QueryClient();
    const page = (
      <PortalProvider source={polar.source('ada')} scope="ada" queryClient={queryClient}>
        <Meters />
      </PortalProvider>
    );
    const { unmount } = render(strict ? <StrictMode>{page}</StrictMode> : page);
    await waitFor(() => expect(polar.requests).toHaveLength(1));
    unmount();
    await waitFor(() => expect(polar.aborted).toHaveLength(1));
    hold.open();
    await settle();
    expect(queryClient.isFetching()).toBe(0);
    expect(queryClient.getQueryCache().getAll().map(({ state }) => [state.status, state.data])).toEqual([['pending', undefined]]);
  });

  it('leaves the request to another widget that needs it', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const source = polar.source('ada');
    const page = (both: boolean) => (
      <PortalProvider source={source} scope="ada">
        {both && <Meters name="first" />}
        <Meters name="second" />
      </PortalProvider>
    );
    const { rerender } = render(page(true));
    await waitFor(() => expect(polar.requests).toHaveLength(1));
    rerender(page(false));
    await settle();
    hold.open();
    await screen.findByText('second: 5');
    expect(polar.requests).toHaveLength(1);
    expect(polar.aborted).toEqual([]);
  });

  it('leaves the request to a widget that replaces it', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const source = polar.source('ada');
    const page = (name: string) => (
      <PortalProvider source={source} scope="ada">
        <Meters key={name} name={name} />
      </PortalProvider>
    );
    const { rerender } = render(page('first'));
    await waitFor(() => expect(polar.requests).toHaveLength(1));
    rerender(page('second'));
    await settle();
    hold.open();
    await screen.findByText('second: 5');
    expect(polar.requests).toHaveLength(1);
    expect(polar.aborted).toEqual([]);
  });

  it('sends a new request when it remounts', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const portal = { source: polar.source('ada'), scope: 'ada', queryClient: new QueryClient() };
    const page = (
      <PortalProvider {...portal}>
        <Meters />
      </PortalProvider>
    );
    const first = render(page);
    await waitFor(() => expect(polar.requests).toHaveLength(1));
    first.unmount();
    await waitFor(() => expect(polar.aborted).toHaveLength(1));
    polar.respond = undefined;
    render(page);
    await screen.findByText('meters: 5');
    expect(polar.requests).toHaveLength(2);
  });

  it('keeps the data that was cached before', async () => {
    const polar = await servePolar();
    const portal = { source: polar.source('ada'), scope: 'ada', queryClient: new QueryClient() };
    const page = (
      <PortalProvider {...portal}>
        <Meters />
      </PortalProvider>
    );
    const { unmount } = render(page);
    await screen.findByText('meters: 5');
    const hold = gate();
    polar.respond = hold.wait;
    void portal.queryClient.invalidateQueries();
    await waitFor(() => expect(polar.requests).toHaveLength(2));
    unmount();
    await waitFor(() => expect(polar.aborted).toHaveLength(1));
    polar.respond = undefined;
    render(page);
    expect(screen.getByText('meters: 5')).toBeInTheDocument();
    hold.open();
    await waitFor(() => expect(portal.queryClient.isFetching()).toBe(0));
  });
});
