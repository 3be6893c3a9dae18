import { hashKey, IsRestoringProvider, keepPreviousData, onlineManager, QueryClient, type QueryObserverOptions } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { isPortalError, meterQueries, PortalProvider, useMeters } from '../../src';
import { openPage } from './page';
import { servePolar, settle, within } from './polar';

type Defaults = Omit<QueryObserverOptions, 'suspense' | 'queryKey'>;

const clientWith = (queries: Defaults) => new QueryClient({ defaultOptions: { queries } });

/** Defaults that a host may set for its own queries. They must not change ours. */
const odd: Array<[string, Defaults]> = [
  ['fetches nothing automatically', { enabled: false, refetchOnMount: false, retryOnMount: false }],
  ['keeps data forever', { staleTime: Infinity, gcTime: Infinity }],
  ['keeps no data', { staleTime: 0, gcTime: 0 }],
  ['refetches whenever it can', { refetchInterval: 1, refetchIntervalInBackground: true, refetchOnMount: 'always', refetchOnReconnect: 'always', refetchOnWindowFocus: 'always' }],
  ['throws errors and retries ten times', { throwOnError: true, retry: 10, retryDelay: 1 }],
  ['waits until it is online', { networkMode: 'online' }],
  ['turns off structural sharing', { structuralSharing: false }],
  ['has a query function of its own', { queryFn: () => Promise.resolve({ items: [], pagination: { totalCount: 0, maxPage: 0 }, issues: [] }) }],
  ['selects a part of the data', { select: (data) => (data as { data?: unknown }).data }],
  ['has placeholder data', { placeholderData: { host: 'placeholder' } }],
  ['has initial data', { initialData: { host: 'initial' }, initialDataUpdatedAt: () => Date.now() }],
  ['notifies of errors only', { notifyOnChangeProps: ['error'] }],
  ['has a persister', { persister: () => Promise.resolve({ host: 'stored' }) }],
  ['hashes the first part of a key', { queryKeyHashFn: (key) => hashKey(key.slice(0, 1)) }],
];

/** The options with which a client runs a query. */
function optionsWith(client: QueryClient, query: ReturnType<typeof meterQueries.list>): object {
  // Neither has an effect without an interval and without initial data.
  const { refetchIntervalInBackground: _, initialDataUpdatedAt: __, ...options } = client.defaultQueryOptions<unknown>(query) as Defaults;
  return options;
}

describe('the hooks, with a host’s QueryClient', () => {
  it.each(odd)('do the same if it %s', async (_, defaults) => {
    const polar = await servePolar();
    const frames: unknown[] = [];
    const useFrames = () => {
      const result = useMeters();
      frames.push(result.data);
      return result;
    };
    const portal = { source: polar.source('ada'), scope: 'ada', queryClient: clientWith(defaults) };
    const query = meterQueries.list(portal);
    expect(optionsWith(portal.queryClient, query)).toEqual(optionsWith(new QueryClient(), query));
    const { result } = renderHook(useFrames, { wrapper: within(portal) });
    expect(result.current.isPending).toBe(true);
    await waitFor(() => expect(result.current.data?.items).toHaveLength(5));
    await settle(60);
    expect(JSON.stringify(frames)).not.toContain('"host"');
    expect(polar.requests).toHaveLength(1);
  });

  it('send no request while a persister restores it', async () => {
    const polar = await servePolar();
    const Page = within({ source: polar.source('ada'), scope: 'ada', queryClient: clientWith({}) });
    let isRestoring = true;
    const wrapper = ({ children }: { children: ReactNode }) => (
      <IsRestoringProvider value={isRestoring}>
        <Page>{children}</Page>
      </IsRestoringProvider>
    );
    const { result, rerender } = renderHook(() => useMeters(), { wrapper });
    await settle(60);
    expect(polar.requests).toHaveLength(0);
    expect(result.current.fetchStatus).toBe('idle');
    isRestoring = false;
    rerender();
    await waitFor(() => expect(result.current.data?.items).toHaveLength(5));
    expect(polar.requests).toHaveLength(1);
  });

  it('never show one customer’s data to another if it keeps previous data', async () => {
    const polar = await servePolar();
    const { frames, switchTo } = openPage(polar, clientWith({ placeholderData: keepPreviousData }));
    await screen.findByText(/ada: .*AI tokens.*; Lumen Pro/);
    frames.length = 0;
    switchTo('eve');
    await screen.findByText('eve: Image credits; Lumen Basic');
    expect(JSON.stringify(frames)).not.toMatch(/AI tokens|Lumen Pro/);
  });

  it('neither throw nor retry ten times if it throws errors', async () => {
    const polar = await servePolar();
    polar.respond = () => Response.json({ error: 'NotPermitted', detail: 'no' }, { status: 403 });
    class Boundary extends Component<{ children: ReactNode }, { caught: boolean }> {
      override state = { caught: false };
      static getDerivedStateFromError() {
        return { caught: true };
      }
      override render() {
        return this.state.caught ? 'caught' : this.props.children;
      }
    }
    function Failing() {
      const { error } = useMeters();
      return isPortalError(error) ? <p>{error.code}</p> : null;
    }
    const queryClient = clientWith({ throwOnError: true, retry: 10, retryDelay: 1 });
    render(
      <Boundary>
        <PortalProvider source={polar.source('ada')} scope="ada" queryClient={queryClient}>
          <Failing />
        </PortalProvider>
      </Boundary>,
    );
    await screen.findByText('forbidden');
    await settle();
    expect(polar.requests).toHaveLength(1);
  });

  it('leave its defaults unchanged', async () => {
    const polar = await servePolar();
    const queryClient = clientWith({ staleTime: 123_456 });
    const { result } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', queryClient }) });
    await waitFor(() => expect(result.current.data?.items).toHaveLength(5));
    expect(queryClient.getDefaultOptions()).toEqual({ queries: { staleTime: 123_456 } });
    expect(queryClient.getQueryDefaults(['meterface'])).toEqual({});
  });
});

describe('a wrong navigator.onLine', () => {
  it('does not keep a page from sending requests', async () => {
    const polar = await servePolar();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    onlineManager.setOnline(false);
    try {
      const { result } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada'), scope: 'ada' }) });
      await waitFor(() => expect(result.current.data?.items).toHaveLength(5));
    } finally {
      onlineManager.setOnline(true);
    }
  });
});
