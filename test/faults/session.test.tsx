import { QueryClient } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Billing, PortalProvider, subscriptionQueries, Usage, useSubscriptions } from '../../src';
import { createPolarSource, type GetToken } from '../../src/sources';
import { createDemoPolar, type DemoPolar } from '../../src/testing';
import { gate, mockTime, pass, servePolar, settle } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { holdInvariants, report } from './invariants';
import { setVisibility, openPage, type Opening, expectRecovery } from './page';

holdInvariants();

const hour = 3_600_000;
const refused = ({ calls }: DemoPolar) => calls.filter(({ status }) => status === 401).length;

/** Opens a page and counts its tokens. By default `mint` creates one for ada. */
async function openCounting(opening: Opening = {}, mint: (demo: DemoPolar, count: number) => unknown = (demo) => demo.createSession('ada')) {
  let minted = 0;
  let make: typeof mint = mint;
  let demo: DemoPolar | undefined;
  const getToken = (() => make(demo!, (minted += 1))) as GetToken;
  const page = await openPage({ ...opening, source: { getToken }, prepare: (polar) => (demo = polar.demo) });
  return { ...page, minted: () => minted, repair: () => (make = (demo) => demo.createSession('ada')) };
}

describe('a refused token', () => {
  it('15 · is renewed once, and the request is repeated once, unnoticed', async () => {
    const { container, minted, tries } = await openCounting({ faults: [{ fault: 'expired', on: '/meters/' }] });
    await screen.findByText('AI tokens');
    expect([minted(), tries('/meters/'), namesIn(container).length]).toEqual([2, 2, 5]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('16 · followed by a second one shows an expired session with a button, without a loop', async () => {
    const { polar, minted, tries } = await openCounting({ faults: [{ fault: 'expired', times: Infinity }] });
    await pass(30, 5);
    expect(minted()).toBeLessThanOrEqual(3);
    expect(tries('/meters/')).toBe(2);
    await expectRecovery(polar, 'Your session has expired');
  });

  it('17 · of 12 simultaneous requests is renewed once', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => <Usage key={index} filters={{ query: 'AI tokens'.slice(0, index) }} title={null} />);
    const mint = (demo: DemoPolar, count: number) => {
      const session = demo.createSession('ada');
      if (count === 1) demo.expireSessions();
      return session;
    };
    const { polar, minted, tries } = await openCounting({ widget: <>{ten}</> }, mint);
    await waitFor(() => expect(screen.getAllByText('AI tokens')).toHaveLength(10));
    expect([minted(), tries(), refused(polar.demo)]).toEqual([2, 24, 12]);
  });
});

describe('18 · getToken that', () => {
  it.each<[string, (demo: DemoPolar) => unknown, string]>([
    ['18 · throws', () => { throw new Error('polar_cst_SENTINEL'); }, "We couldn't confirm your sign-in"],
    ['18 · rejects', () => Promise.reject(new Error('polar_cst_SENTINEL')), "We couldn't confirm your sign-in"],
    ['18 · rejects with nothing', () => Promise.reject(undefined), "We couldn't confirm your sign-in"],
    ['18 · never settles', () => new Promise(() => {}), "We couldn't confirm your sign-in"],
    ['18 · returns ""', () => '', "We couldn't confirm your sign-in"],
    ['18 · returns null', () => null, "We couldn't confirm your sign-in"],
    ['18 · returns an object without a token', () => ({ access: 'polar_cst_SENTINEL' }), "We couldn't confirm your sign-in"],
    ['18 · returns a token that is invalid in a header', () => 'polar_cst_SENTINEL\r\nX: 1', "We couldn't confirm your sign-in"],
    ['18 · returns the same expired token', () => 'polar_cst_SENTINEL', 'Your session has expired'],
  ])('%s: the page says so, without a loop', async (_, mint, title) => {
    const { polar, minted, repair, tries } = await openCounting({}, mint);
    await pass(40, 4);
    const soFar = minted();
    // Three queries of at most three attempts each.
    expect(soFar).toBeLessThanOrEqual(9);
    await pass(300, 60);
    expect(minted()).toBe(soFar);
    // No request is sent without a token, and none twice with a refused one.
    expect(tries()).toBe(title === 'Your session has expired' ? 3 : 0);
    repair();
    await expectRecovery(polar, title);
  });
});

it('19 · a member’s token works like a customer’s', async () => {
  const { container, polar } = await openCounting({}, (demo) => demo.createSession('ada', { member: true }));
  await screen.findByText('AI tokens');
  expect([namesIn(container).length, refused(polar.demo)]).toEqual([5, 0]);
});

it('20 · a sandbox token on production shows an expired session, without a loop', async () => {
  const sandbox = createDemoPolar();
  const { polar, minted, repair } = await openCounting({}, () => sandbox.createSession('ada'));
  await pass(20, 5);
  expect([minted(), screen.getByRole('alert').getAttribute('data-code')]).toEqual([expect.toSatisfy((count: number) => count <= 3), 'session_expired']);
  repair();
  await expectRecovery(polar, 'Your session has expired');
});

describe('time', () => {
  it.each([
    ['21 · a page whose clock is two hours ahead', 2 * hour],
    ['21 · a page whose clock is two hours behind', -2 * hour],
  ])('%s renews its token in time and not sooner', async (_, ahead) => {
    const { polar, minted, container } = await openCounting({ polar: { now: () => new Date(Date.now() - ahead) }, provider: { refreshEvery: 120_000 } });
    await screen.findByText('AI tokens');
    await pass(70 * 60, 60);
    expect([minted(), refused(polar.demo), namesIn(container).length]).toEqual([2, 0, 5]);
    expect(screen.queryByText(/Couldn't refresh/)).toBeNull();
  });

  it('22 · a laptop that has slept for three hours requests a token first', async () => {
    onTestFinished(() => setVisibility('visible'));
    const { polar, minted, tries } = await openCounting({ provider: { refreshEvery: 60_000 } });
    await screen.findByText('AI tokens');
    setVisibility('hidden');
    // Only the system clock advances, as during sleep.
    vi.setSystemTime(Date.now() + 3 * hour);
    setVisibility('visible');
    await vi.waitFor(() => expect(tries('/meters/')).toBe(2), 15_000);
    await settle();
    expect([minted(), refused(polar.demo)]).toEqual([2, 0]);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('23 · another customer', () => {
  const ofAda = /AI tokens|Image credits|465/;

  async function openFor(two: { late: boolean }) {
    mockTime();
    const polar = await servePolar();
    let customer = 'ada';
    const source = createPolarSource({ server: polar.url, getToken: () => polar.demo.createSession(customer), fetch: crossOrigin() });
    const queryClient = new QueryClient();
    const page = () => (
      <PortalProvider source={source} scope={customer} queryClient={queryClient} onError={report}>
        <Usage />
      </PortalProvider>
    );
    const hold = gate();
    if (two.late) polar.respond = (request) => (request.method === 'GET' ? hold.wait() : undefined);
    const { container, rerender } = render(page());
    const change = () => {
      customer = 'cy';
      act(() => rerender(page()));
    };
    return { polar, container, hold, change };
  }

  it('23 · replaces the previous one in the same frame', async () => {
    const { container, change } = await openFor({ late: false });
    await screen.findByText('AI tokens');
    change();
    expect(container.textContent).not.toMatch(ofAda);
    await screen.findByText('No usage to show');
  });

  it('23 · never sees late responses for the previous one', async () => {
    const { polar, container, hold, change } = await openFor({ late: true });
    await waitFor(() => expect(polar.requests.filter((path) => path.includes('/meters/')).length).toBeGreaterThan(1));
    const seen: string[] = [];
    const observer = new MutationObserver(() => seen.push(container.textContent));
    observer.observe(container, { subtree: true, childList: true, characterData: true });
    polar.respond = undefined;
    change();
    await screen.findByText('No usage to show');
    hold.open();
    await settle();
    observer.disconnect();
    expect(seen.join('\n')).not.toMatch(ofAda);
    expect(screen.getByText('No usage to show')).toBeInTheDocument();
  });
});

it('24 · 403 on wallets hides the wallets and nothing else', async () => {
  const { container } = await openPage({ customer: 'bo', widget: <Billing />, faults: [{ fault: 403, on: '/wallets/', times: Infinity }] });
  await screen.findByText('Lumen Studio');
  await settle();
  expect(container.querySelectorAll('article')).toHaveLength(2);
  expect(screen.queryByText('Wallets')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

describe('25 · an organization token', () => {
  it('25 · from getToken is refused before any request', async () => {
    const { polar, repair } = await openCounting({}, () => 'polar_oat_SENTINEL');
    await pass(20, 5);
    expect(polar.requests).toEqual([]);
    expect(screen.getByRole('alert')).toHaveAttribute('data-code', 'organization_token');
    repair();
    await expectRecovery(polar, "This page isn't set up yet");
  });

  it('25 · as an option is refused without repeating it', () => {
    const make = () => createPolarSource({ token: 'polar_oat_SENTINEL' });
    expect(make).toThrow(/organization token.*Revoke it/);
    expect(make).not.toThrow(/SENTINEL/);
  });
});

describe('98 · a customer who leaves the page and comes back', () => {
  it('98 · sees the data, and not that the session has ended, if a prefetch is still running', async () => {
    const demo = createDemoPolar({ moving: false });
    const { token } = demo.createSession('ada');
    let deliver = () => {};
    const getToken = vi.fn(() => new Promise<string>((resolve) => (deliver = () => resolve(token))));
    const source = createPolarSource({ server: 'https://polar.example', getToken, fetch: async (url, init) => demo(new Request(url, init)) });
    const queryClient = new QueryClient();
    const onError = vi.fn();
    const portal = { source, scope: 'ada', queryClient };
    const page = (content: ReactNode) => <PortalProvider {...portal} onError={onError}>{content}</PortalProvider>;
    const { rerender } = render(page('another page'));
    const prefetched = queryClient.prefetchQuery({ ...subscriptionQueries.list(portal), retry: false });
    rerender(<p>Loading the next page</p>);
    await settle();
    rerender(page(<Plans />));
    deliver();
    await waitFor(() => expect(getToken).toHaveBeenCalledTimes(2));
    deliver();
    expect(await screen.findByText('Lumen Pro')).toBeInTheDocument();
    await prefetched;
    expect(onError).not.toHaveBeenCalled();
  });
});

function Plans() {
  const { data, error } = useSubscriptions();
  return <p>{error?.message ?? data?.items.map(({ product }) => product.name).join()}</p>;
}
