import { QueryClient } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PortalProvider, useMeters } from '../../src';
import { defaultRefreshEvery } from '../../src/react/portalQuery';
import { createPolarSource } from '../../src/sources';
import { mockTime, pass, type Polar, servePolar, settle, watchedFetch, within } from './polar';

/** Opens a page with moving usage and waits for its first data. */
async function openPage(options: { refreshEvery?: number } = {}): Promise<Polar> {
  mockTime();
  const polar = await servePolar({ now: () => new Date(), moving: true });
  const { result } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', ...options }) });
  await waitFor(() => expect(result.current.data).toBeDefined());
  expect(polar.requests).toHaveLength(1);
  return polar;
}

function show(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

afterEach(() => {
  vi.restoreAllMocks();
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
});

describe('an open page', () => {
  it('shows new numbers at the default interval', async () => {
    const seconds = defaultRefreshEvery / 1000;
    mockTime();
    const polar = await servePolar({ now: () => new Date(), moving: true });
    function Tokens() {
      const meter = useMeters().data?.items.find((one) => one.meter.name === 'AI tokens');
      return <p>{`${meter?.consumedUnits ?? 'waiting'} tokens`}</p>;
    }
    render(
      <PortalProvider source={polar.source('ada')} scope="ada">
        <Tokens />
      </PortalProvider>,
    );
    await screen.findByText(/^24\d+ tokens$/);
    const first = parseInt(screen.getByText(/tokens/).textContent, 10);
    await pass(seconds - 10, 5);
    expect(polar.requests).toHaveLength(1);
    await pass(15, 5);
    await waitFor(() => expect(parseInt(screen.getByText(/tokens/).textContent, 10)).toBeGreaterThanOrEqual(first + 900));
    expect(polar.requests).toHaveLength(2);
    await pass(seconds, 5);
    await waitFor(() => expect(polar.requests).toHaveLength(3));
  });

  it('refreshes at the interval of the host', async () => {
    const polar = await openPage({ refreshEvery: 5000 });
    await pass(16);
    expect(polar.requests).toHaveLength(4);
  });

  it.each([0, -1])('never refreshes with refreshEvery %i, not even when it becomes visible', async (refreshEvery) => {
    const polar = await openPage({ refreshEvery });
    await pass(600, 60);
    show('hidden');
    show('visible');
    await settle();
    expect(polar.requests).toHaveLength(1);
  });

  it('pauses while it is hidden and refreshes when it becomes visible', async () => {
    const polar = await openPage();
    show('hidden');
    await pass(600, 60);
    expect(polar.requests).toHaveLength(1);
    show('visible');
    await waitFor(() => expect(polar.requests).toHaveLength(2));
    await pass(65, 5);
    expect(polar.requests).toHaveLength(3);
  });

  it('resumes a paused retry when widgets mount after the page became visible', async () => {
    mockTime();
    const polar = await servePolar();
    const queryClient = new QueryClient();
    const options = { wrapper: within({ source: polar.source('ada'), scope: 'ada', queryClient }) };
    const stateOf = () => queryClient.getQueryCache().getAll()[0]?.state;
    const first = renderHook(() => useMeters(), options);
    await waitFor(() => expect(first.result.current.data).toBeDefined());
    polar.respond = () => new Response('', { status: 503 });
    void first.result.current.refetch();
    show('hidden');
    await pass(20);
    expect(stateOf()?.fetchStatus).toBe('paused');
    first.unmount();
    show('visible');
    polar.respond = undefined;
    renderHook(() => useMeters(), options);
    await waitFor(() => expect(stateOf()).toMatchObject({ fetchStatus: 'idle', status: 'success', fetchFailureReason: null }));
  });

  it('does not refresh when it becomes visible within seconds', async () => {
    const polar = await openPage();
    show('hidden');
    await pass(5);
    show('visible');
    await settle();
    expect(polar.requests).toHaveLength(1);
  });

  it('refreshes when the network is back', async () => {
    const polar = await openPage();
    await pass(20);
    window.dispatchEvent(new Event('offline'));
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(polar.requests).toHaveLength(2));
  });

  it('stops refreshing when its component unmounts', async () => {
    mockTime();
    const polar = await servePolar();
    const { result, unmount } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada'), scope: 'ada' }) });
    await waitFor(() => expect(result.current.data).toBeDefined());
    unmount();
    await pass(300, 60);
    expect(polar.requests).toHaveLength(1);
  });

  it('renews its token before it expires, without an error', async () => {
    mockTime();
    const polar = await servePolar({ now: () => new Date() });
    let minted = 0;
    const getToken = () => {
      minted += 1;
      return polar.demo.createSession('ada');
    };
    const source = createPolarSource({ server: polar.url, getToken, fetch: watchedFetch });
    const failures: unknown[] = [];
    const useIt = () => {
      const result = useMeters();
      if (result.error ?? result.failureReason) failures.push(result.failureReason);
      return result;
    };
    const { result } = renderHook(useIt, { wrapper: within({ source, scope: 'ada', refreshEvery: 300_000 }) });
    await waitFor(() => expect(result.current.data).toBeDefined());
    await pass(70 * 60, 9);
    expect(failures).toEqual([]);
    expect(minted).toBe(2);
    expect(polar.demo.calls.filter(({ status }) => status !== 200)).toEqual([]);
  });
});
