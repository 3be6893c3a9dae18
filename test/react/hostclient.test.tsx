import { hashKey, keepPreviousData, onlineManager, QueryClient, type QueryObserverOptions } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { isPortalError, PortalProvider, useMeters } from '../../src';
import { openPage } from './page';
import { servePolar, settle, within } from './polar';

type Defaults = Omit<QueryObserverOptions, 'suspense' | 'queryKey'>;

const clientWith = (queries: Defaults) => new QueryClient({ defaultOptions: { queries } });

/** Any host may have set these for its own queries; ours must not notice. */
const odd: Array<[string, Defaults]> = [
  ['asks nothing by itself', { enabled: false, refetchOnMount: false, retryOnMount: false }],
  ['keeps everything for ever', { staleTime: Infinity, gcTime: Infinity }],
  ['keeps nothing at all', { staleTime: 0, gcTime: 0 }],
  ['asks every millisecond', { refetchInterval: 1, refetchIntervalInBackground: true, refetchOnMount: 'always' }],
  ['throws errors and tries ten times', { throwOnError: true, retry: 10, retryDelay: 1 }],
  ['waits until it believes to be online', { networkMode: 'online' }],
  ['shares no structure', { structuralSharing: false }],
  ['asks a server of its own', { queryFn: () => Promise.resolve({ items: [], pagination: { totalCount: 0, maxPage: 0 }, issues: [] }) }],
  ['reads its answers out of an envelope', { select: (answer) => (answer as { data?: unknown }).data }],
  ['has something to show at first', { placeholderData: { host: 'placeholder' } }],
  ['begins with something', { initialData: { host: 'initial' }, initialDataUpdatedAt: () => Date.now() }],
  ['listens to errors only', { notifyOnChangeProps: ['error'] }],
  ['keeps answers in a storage', { persister: () => Promise.resolve({ host: 'stored' }) }],
  ['hashes keys by their first word', { queryKeyHashFn: (key) => hashKey(key.slice(0, 1)) }],
];

describe('a host whose client', () => {
  it.each(odd)('%s does not change what our hooks do', async (_, defaults) => {
    const polar = await servePolar();
    const frames: unknown[] = [];
    const useFrames = () => {
      const result = useMeters();
      frames.push(result.data);
      return result;
    };
    const { result } = renderHook(useFrames, { wrapper: within({ source: polar.source('ada'), scope: 'ada', queryClient: clientWith(defaults) }) });
    expect(result.current.isPending).toBe(true);
    await waitFor(() => expect(result.current.data?.items).toHaveLength(5));
    await settle(60);
    expect(JSON.stringify(frames)).not.toContain('"host"');
    expect(polar.asked).toHaveLength(1);
  });

  it('keeps previous data still never sees one customer’s data as another’s', async () => {
    const polar = await servePolar();
    const { frames, switchTo } = openPage(polar, clientWith({ placeholderData: keepPreviousData }));
    await screen.findByText(/ada: .*AI tokens.*; Lumen Pro/);
    frames.length = 0;
    switchTo('eve');
    await screen.findByText('eve: Image credits; Lumen Basic');
    expect(JSON.stringify(frames)).not.toMatch(/AI tokens|Lumen Pro/);
  });

  it('throws errors stays alive when ours fail, and nothing is tried ten times', async () => {
    const polar = await servePolar();
    polar.answer = () => Response.json({ error: 'NotPermitted', detail: 'no' }, { status: 403 });
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
    expect(polar.asked).toHaveLength(1);
  });

  it('is used by the host, too, keeps the host’s defaults', async () => {
    const polar = await servePolar();
    const queryClient = clientWith({ staleTime: 123_456 });
    const { result } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', queryClient }) });
    await waitFor(() => expect(result.current.data?.items).toHaveLength(5));
    expect(queryClient.getDefaultOptions()).toEqual({ queries: { staleTime: 123_456 } });
    expect(queryClient.getQueryDefaults(['meterface'])).toEqual({});
  });
});

describe('navigator.onLine that lies', () => {
  it('does not keep a page from asking', async () => {
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
