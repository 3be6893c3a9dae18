import { QueryClient } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode, useEffect } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Billing, PortalProvider, Usage, usePortal } from '../../src';
import { createPolarSource, type GetToken } from '../../src/sources';
import { gate, isMeters, mockTime, pass, type Polar, servePolar, settle } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { holdInvariants, report } from './invariants';
import { setVisibility } from './page';

holdInvariants();

/** One source for all customers of a page; `minted` lists the customers for whom a token was created. */
async function openSource() {
  mockTime();
  const polar = await servePolar({ now: () => new Date(), rateLimit: false });
  const minted: string[] = [];
  const getToken: GetToken = ({ scope = 'no one' }) => {
    minted.push(scope);
    return polar.demo.createSession(scope);
  };
  return { polar, minted, source: createPolarSource({ server: polar.url, getToken, fetch: crossOrigin() }) };
}

const refused = ({ demo }: Polar) => demo.calls.filter(({ status }) => status === 401);

describe('81 · one source', () => {
  it.each([
    ['81 · with two providers at once', false],
    ['81 · with two providers at once that share a client', true],
  ])('%s gives each customer their own data and token', async (_, shared) => {
    const { polar, minted, source } = await openSource();
    const queryClient = new QueryClient();
    const page = ['ada', 'eve'].map((scope) => (
      <PortalProvider key={scope} source={source} scope={scope} onError={report} {...(shared && { queryClient })}>
        <section aria-label={scope}>
          <Usage />
          <Billing />
        </section>
      </PortalProvider>
    ));
    render(<>{page}</>);
    const [ada, eve] = [screen.getByRole('region', { name: 'ada' }), screen.getByRole('region', { name: 'eve' })];
    await waitFor(() => expect([namesIn(ada).length, namesIn(eve).length]).toEqual([5, 1]));
    await pass(65, 13);
    expect(minted.toSorted()).toEqual(['ada', 'eve']);
    expect(refused(polar)).toEqual([]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText(/Couldn't refresh/)).toBeNull();
    expect([namesIn(ada).length, namesIn(eve).length]).toEqual([5, 1]);
    // An hour later both tokens have to be renewed.
    onTestFinished(() => setVisibility('visible'));
    setVisibility('hidden');
    vi.setSystemTime(Date.now() + 3_600_000);
    setVisibility('visible');
    await pass(1);
    expect(minted.toSorted()).toEqual(['ada', 'ada', 'eve', 'eve']);
    expect(refused(polar)).toEqual([]);
  });

  it('81 · keeps a customer whom another provider still shows, and forgets one who has left', async () => {
    const { minted, source } = await openSource();
    const queryClient = new QueryClient();
    const page = (first: string, second: string) => (
      <>
        {[first, second].map((scope, index) => (
          <PortalProvider key={index} source={source} scope={scope} queryClient={queryClient} refreshEvery={0}>
            <Usage />
          </PortalProvider>
        ))}
      </>
    );
    const { container, rerender } = render(page('ada', 'ada'));
    await waitFor(() => expect(namesIn(container)).toHaveLength(10));
    rerender(page('eve', 'ada'));
    await waitFor(() => expect(namesIn(container)).toHaveLength(6));
    await pass(1);
    await source.meters({}, { scope: 'ada' });
    expect(minted).toEqual(['ada', 'eve']);
    expect(queryClient.getQueryCache().findAll({ queryKey: ['meterface', 'ada'], type: 'active' })).toHaveLength(3);
    expect(namesIn(container)).toHaveLength(6);
    rerender(page('eve', 'eve'));
    await waitFor(() => expect(namesIn(container)).toHaveLength(2));
    await pass(1);
    rerender(page('ada', 'eve'));
    await waitFor(() => expect(namesIn(container)).toHaveLength(6));
    expect(minted).toEqual(['ada', 'eve', 'ada']);
  });

  it('81 · for a thousand customers keeps a hundred tokens', async () => {
    const getToken = vi.fn<GetToken>(({ scope }) => `polar_cst_${scope}`);
    const source = createPolarSource({ getToken, fetch: async () => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } }) });
    for (let customer = 0; customer < 1000; customer += 1) await source.meters({}, { scope: `${customer}` });
    for (let customer = 900; customer < 1000; customer += 1) await source.meters({}, { scope: `${customer}` });
    expect(getToken).toHaveBeenCalledTimes(1000);
    await source.meters({}, { scope: '0' });
    expect(getToken).toHaveBeenCalledTimes(1001);
  });
});

describe('82 · a provider', () => {
  const seen: { client?: QueryClient } = {};
  function Spy(): ReactNode {
    const { queryClient } = usePortal();
    useEffect(() => void (seen.client = queryClient), [queryClient]);
    return null;
  }
  const held = () => seen.client!.getQueryCache().getAll();

  it('82 · keeps nothing of a customer after it has unmounted', async () => {
    const { source } = await openSource();
    const { unmount } = render(
      <PortalProvider source={source} scope="ada">
        <Spy />
        <Usage />
        <Billing />
      </PortalProvider>,
    );
    await screen.findByText('AI tokens', { selector: 'bdi.mf-usage-name' });
    await screen.findByText('Lumen Pro');
    await settle();
    expect(held().length).toBeGreaterThan(2);
    unmount();
    await pass(0.1, 0.05);
    expect(held()).toEqual([]);
  });

  it('82 · keeps nothing of responses that arrive after it has unmounted, and sets no timer for them', async () => {
    mockTime();
    const hold = gate();
    const respond = vi.fn(async () => {
      await hold.wait();
      return Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } });
    });
    // In process, because a socket sets timers of its own.
    const source = createPolarSource({ getToken: () => 'polar_cst_made', fetch: respond });
    const { unmount } = render(
      <PortalProvider source={source} scope="ada">
        <Spy />
        <Usage />
      </PortalProvider>,
    );
    await vi.waitFor(() => expect(respond).toHaveBeenCalledTimes(3), 15_000);
    unmount();
    await pass(0.1, 0.05);
    hold.open();
    await settle();
    expect(held()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('82 · sends each request once in StrictMode', async () => {
    const { polar, source } = await openSource();
    render(
      <StrictMode>
        <PortalProvider source={source} scope="ada">
          <Spy />
          <Usage />
        </PortalProvider>
      </StrictMode>,
    );
    await screen.findByText('AI tokens');
    await pass(1);
    const loads = polar.demo.calls.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect([loads.length, new Set(loads).size]).toEqual([3, 3]);
    expect(polar.requests.filter(isMeters)).toHaveLength(2);
    expect(held().map(({ state }) => state.status)).toEqual(['success', 'success', 'success']);
  });

  it('82 · that mounts again at once loads once more, and still refreshes', async () => {
    const { polar, source } = await openSource();
    const page = (key: number) => (
      <PortalProvider key={key} source={source} scope="ada" refreshEvery={60_000} onError={report}>
        <Usage />
      </PortalProvider>
    );
    const { container, rerender } = render(page(1));
    await screen.findByText('AI tokens');
    await settle();
    const list = () => polar.demo.calls.filter(({ method, path }) => method === 'GET' && isMeters(path)).length;
    expect(list()).toBe(1);
    act(() => rerender(page(2)));
    await waitFor(() => expect(namesIn(container)).toHaveLength(5));
    await settle();
    expect(list()).toBe(2);
    await pass(70, 10);
    expect([list(), namesIn(container).length]).toEqual([3, 5]);
  });

  it('82 · leaves the data in the host’s client, if it has one', async () => {
    const { polar, source } = await openSource();
    const queryClient = new QueryClient();
    onTestFinished(() => queryClient.clear());
    const page = (
      <PortalProvider source={source} scope="ada" queryClient={queryClient}>
        <Usage />
      </PortalProvider>
    );
    const { unmount } = render(page);
    await screen.findByText('AI tokens');
    unmount();
    await pass(1);
    const before = polar.requests.length;
    const { container } = render(page);
    expect(namesIn(container)).toHaveLength(5);
    await settle();
    expect(polar.requests).toHaveLength(before);
  });
});
