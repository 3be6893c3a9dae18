import { dehydrate, QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { describe, expect, it } from 'vitest';
import { meterQueries, PortalProvider, prefetchPortal, useAmountDue, useBalance, useMeters, useSubscriptions } from '../../src';
import { portalKey } from '../../src/react/portalKey';
import { openPage } from './page';
import { gate, isMeters, servePolar, settle } from './polar';

const ofAda = /AI tokens|Lumen Pro/;
const ofEve = 'eve: Image credits; Lumen Basic';

describe('when the customer changes,', () => {
  it('the previous customer’s data disappears in the same frame', async () => {
    const polar = await servePolar();
    const { frames, switchTo } = openPage(polar);
    await screen.findByText(/ada: .*AI tokens.*; Lumen Pro/);
    frames.length = 0;
    const hold = gate();
    polar.respond = hold.wait;
    switchTo('eve');
    expect(screen.getByText('eve: nothing; nothing')).toBeInTheDocument();
    hold.open();
    await screen.findByText(ofEve);
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames) {
      expect(frame.scope).toBe('eve');
      expect(JSON.stringify(frame)).not.toMatch(ofAda);
    }
  });

  it('a request of the previous customer is aborted and its late response dropped', async () => {
    const polar = await servePolar();
    const hold = gate();
    polar.respond = hold.wait;
    const { frames, queryClient, switchTo } = openPage(polar);
    await waitFor(() => expect(polar.requests).toHaveLength(2));
    polar.respond = undefined;
    switchTo('eve');
    await screen.findByText(ofEve);
    await waitFor(() => expect(polar.aborted).toHaveLength(2));
    hold.open();
    await settle();
    expect(screen.getByText(ofEve)).toBeInTheDocument();
    expect(JSON.stringify(frames)).not.toMatch(ofAda);
    expect(queryClient.getQueryCache().findAll({ queryKey: portalKey('ada') })).toEqual([]);
  });

  it('a prefetch of the previous customer is aborted as well', async () => {
    const polar = await servePolar();
    const { queryClient, switchTo } = openPage(polar);
    await screen.findByText(/ada: .*AI tokens.*; Lumen Pro/);
    const hold = gate();
    polar.respond = hold.wait;
    const prefetched = queryClient.prefetchQuery(meterQueries.list({ source: polar.source('ada'), scope: 'ada', queryClient }, { query: 'AI' }));
    await waitFor(() => expect(polar.requests).toHaveLength(3));
    switchTo('eve');
    await waitFor(() => expect(polar.aborted).toEqual(['/v1/customer-portal/meters/?page=1&limit=100&query=AI']));
    hold.open();
    await prefetched;
    await screen.findByText(ofEve);
    expect(queryClient.getQueryCache().findAll({ queryKey: portalKey('ada') })).toEqual([]);
  });

  it('nothing of the previous customer stays in memory', async () => {
    const polar = await servePolar();
    const { queryClient, switchTo } = openPage(polar);
    await screen.findByText(/ada: .*AI tokens.*; Lumen Pro/);
    const cache = () => JSON.stringify(queryClient.getQueryCache().getAll().map(({ queryKey, state }) => ({ queryKey, state })));
    expect(cache()).toMatch(ofAda);
    switchTo('eve');
    await screen.findByText(ofEve);
    expect(cache()).not.toMatch(ofAda);
    expect(queryClient.getQueryCache().findAll({ queryKey: portalKey('ada') })).toEqual([]);
  });

  it('the host’s own data stays', async () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(['host', 'ada'], 'mine');
    const { switchTo } = openPage(await servePolar(), queryClient);
    await screen.findByText(/ada: .*AI tokens/);
    switchTo('eve');
    await screen.findByText(ofEve);
    expect(queryClient.getQueryData(['host', 'ada'])).toBe('mine');
  });

  it('back and forth, only the last customer’s data is shown', async () => {
    const polar = await servePolar();
    const { frames, switchTo } = openPage(polar);
    switchTo('eve');
    switchTo('ada');
    switchTo('eve');
    await screen.findByText(ofEve);
    await settle();
    expect(screen.getByText(ofEve)).toBeInTheDocument();
    const mixed = frames.filter(({ scope, names }) => (scope === 'eve' ? names?.includes('AI tokens') : names !== undefined && !names.includes('AI tokens')));
    expect(mixed).toEqual([]);
  });
});

describe('without a scope,', () => {
  it('prefetchPortal() neither requests nor keeps data, because one customer could see another’s', async () => {
    const polar = await servePolar();
    const queryClient = new QueryClient();
    await prefetchPortal(queryClient, { source: polar.source('ada'), scope: '' });
    expect(polar.requests).toEqual([]);
    expect(queryClient.getQueryCache().getAll().map(({ state }) => state.data)).not.toContainEqual(expect.anything());
  });
});

describe('prefetchPortal()', () => {
  it.each([{}, { items: null }, { items: [null] }])('never rejects, even if a host’s own source gives %o as subscriptions', async (list) => {
    const polar = await servePolar();
    const source = { ...polar.source('ada'), subscriptions: () => Promise.resolve(list as never) };
    const queryClient = new QueryClient();
    await expect(prefetchPortal(queryClient, { source, scope: 'ada' })).resolves.toBeUndefined();
    expect(queryClient.getQueryData(meterQueries.list({ source, scope: 'ada' }, { all: true }).queryKey)?.items).toHaveLength(5);
  });
});

describe('query keys', () => {
  it('contain the scope, and the cache contains no token', async () => {
    const polar = await servePolar();
    const queryClient = new QueryClient();
    function Everything() {
      const results = [useMeters(), useMeters({ query: 'AI' }), useSubscriptions(), useAmountDue(), useBalance({ name: 'AI tokens' })];
      return <p>{results.every(({ data }) => data !== undefined) ? 'all here' : 'waiting'}</p>;
    }
    render(
      <StrictMode>
        <PortalProvider source={polar.source('ada')} scope="user-1" queryClient={queryClient}>
          <Everything />
        </PortalProvider>
      </StrictMode>,
    );
    await screen.findByText('all here');
    const queries = queryClient.getQueryCache().getAll();
    expect(queries.filter(({ state }) => state.data !== undefined)).toHaveLength(5);
    for (const { queryKey } of queries) expect(queryKey.slice(0, 2)).toEqual(['meterface', 'user-1']);
    const memory = JSON.stringify([queries.map(({ queryKey, queryHash, state, options }) => [queryKey, queryHash, state, options]), dehydrate(queryClient)]);
    expect(memory).not.toMatch(/polar_(cst|mst|oat)_|Bearer/);
    expect(document.documentElement.outerHTML).not.toMatch(/polar_(cst|mst|oat)_/);
  });

  it('differ between two servers', async () => {
    const [one, other] = [await servePolar(), await servePolar()];
    const queryClient = new QueryClient();
    function Count({ name }: { name: string }) {
      return <p>{`${name}: ${useMeters().data?.items.length ?? 'waiting'}`}</p>;
    }
    render(
      <>
        {[one, other].map((polar, index) => (
          <PortalProvider key={polar.url} source={polar.source(index === 0 ? 'ada' : 'eve')} scope="user-1" queryClient={queryClient}>
            <Count name={`polar ${index}`} />
          </PortalProvider>
        ))}
      </>,
    );
    await screen.findByText('polar 0: 5');
    await screen.findByText('polar 1: 1');
    expect([one.requests, other.requests].map((list) => list.filter(isMeters).length)).toEqual([1, 1]);
  });
});
