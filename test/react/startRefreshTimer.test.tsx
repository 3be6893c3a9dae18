import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Billing, PortalProvider, Usage, useMeters } from '../../src';
import { isMeters, mockTime, pass, type Polar, servePolar } from './polar';

const isList = (path: string) => /\/(meters|subscriptions|wallets)\/\?/.test(path);
const listsOf = ({ requests }: Polar) => requests.filter(isList);

async function openPage(children = <Usage />, { times = 1, shared = false } = {}) {
  mockTime();
  const polar = await servePolar();
  const queryClient = new QueryClient();
  const page = Array.from({ length: times }, (_, index) => (
    <PortalProvider key={index} source={polar.source('ada')} scope="ada" refreshEvery={60_000} {...(shared && { queryClient })}>
      {children}
    </PortalProvider>
  ));
  const view = render(<>{page}</>);
  await screen.findAllByText(/AI tokens|Lumen Pro/);
  await pass(1);
  return { polar, ...view };
}

describe('the refresh timer', () => {
  it('refetches the queries of all widgets together, each once', async () => {
    const twenty = (
      <>
        {Array.from({ length: 18 }, (_, index) => (
          <Usage key={index} />
        ))}
        <Billing />
        <Billing />
      </>
    );
    const { polar } = await openPage(twenty);
    const before = listsOf(polar).length;
    expect(before).toBe(3);
    await pass(61);
    expect(listsOf(polar)).toHaveLength(before * 2);
  });

  it('is shared by all providers with the same client', async () => {
    const { polar } = await openPage(<Usage />, { times: 3, shared: true });
    const before = listsOf(polar).length;
    // Timers of their own would refetch at different moments.
    let latest = 0;
    vi.mocked(Math.random).mockImplementation(() => (latest = (latest + 0.3) % 1));
    await pass(128);
    expect(listsOf(polar).length - before).toBe(2 * 2);
  });

  it('varies by a tenth, so that a thousand pages don’t send requests at the same moment', async () => {
    const { polar } = await openPage();
    // The mocked clock also advances in real time, so each step leaves some room.
    vi.mocked(Math.random).mockReturnValue(0);
    await pass(61);
    const second = listsOf(polar).length;
    await pass(55);
    expect(listsOf(polar)).toHaveLength(second + 2);
    vi.mocked(Math.random).mockReturnValue(0.999);
    await pass(54);
    const fourth = listsOf(polar).length;
    await pass(58);
    expect(listsOf(polar)).toHaveLength(fourth);
    await pass(12);
    expect(listsOf(polar)).toHaveLength(fourth + 2);
  });

  it('skips a query until its Retry-After has passed, even when the page becomes visible', async () => {
    const { polar } = await openPage();
    polar.respond = () => new Response('', { status: 429, headers: { 'Retry-After': '300' } });
    await pass(360, 5);
    const blocked = listsOf(polar).length;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await pass(200, 5);
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    expect(listsOf(polar).length - blocked).toBeLessThanOrEqual(2);
    polar.respond = undefined;
    await pass(400, 5);
    expect(screen.queryByText(/Couldn't refresh/)).toBeNull();
  });

  it('ends when the last provider unmounts', async () => {
    const { polar, unmount } = await openPage();
    unmount();
    const before = polar.requests.length;
    // Node's fetch has timers for its connections, of three seconds.
    await pass(5);
    expect(vi.getTimerCount()).toBe(0);
    await pass(300, 10);
    expect(polar.requests).toHaveLength(before);
  });

  it('runs at the shortest interval of the providers that are mounted', async () => {
    mockTime();
    const polar = await servePolar();
    const queryClient = new QueryClient();
    function Meters() {
      return <p>{useMeters().data?.items.length}</p>;
    }
    const provider = (refreshEvery: number) => (
      <PortalProvider key={refreshEvery} source={polar.source('ada')} scope="ada" queryClient={queryClient} refreshEvery={refreshEvery}>
        <Meters />
      </PortalProvider>
    );
    const { rerender } = render(
      <>
        {provider(60_000)}
        {provider(20_000)}
      </>,
    );
    await waitFor(() => expect(polar.requests.filter(isMeters)).toHaveLength(1));
    await pass(61);
    expect(polar.requests.filter(isMeters)).toHaveLength(4);
    rerender(<>{provider(60_000)}</>);
    await pass(90);
    expect(polar.requests.filter(isMeters).length).toBeLessThanOrEqual(6);
  });
});
