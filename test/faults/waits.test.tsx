import { QueryClient } from '@tanstack/react-query';
import { render, renderHook, screen } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PortalError, PortalProvider, Usage, useExpectChange } from '../../src';
import { createPolarSource } from '../../src/sources';
import { mockTime, pass, servePolar, settle, within } from '../react/polar';
import { showTo } from '../widgets/widgets';
import { holdInvariants } from './invariants';
import { setVisibility, openPage } from './page';

holdInvariants();

const day = 86_400;
/** The longest wait of `setTimeout`, in seconds: almost 25 days. */
const longest = 2 ** 31 / 1000;

describe('80 · refreshEvery', () => {
  it('80 · of 35 years sets no timer longer than setTimeout can wait', async () => {
    mockTime();
    const set = vi.spyOn(globalThis, 'setTimeout');
    const polar = await servePolar();
    showTo(polar, 'ada', <Usage />, { refreshEvery: 2 ** 40 });
    await screen.findByText('AI tokens');
    const waits = set.mock.calls.map(([, wait = 0]) => wait);
    expect(Math.max(...waits)).toBe(2 ** 31 - 1);
  });

  it.each([2 ** 31 - 1, 2 ** 31, Number.MAX_VALUE])('80 · of %d ms sends no request for three weeks', async (refreshEvery) => {
    const { polar, tries } = await openPage({ provider: { refreshEvery } });
    await screen.findByText('AI tokens');
    await pass(60);
    const before = polar.requests.length;
    await pass(21 * day, 3 * day);
    expect([polar.requests.length, tries('/meters/')]).toEqual([before, 1]);
  });

  it('80 · of thirty days refreshes after thirty days', async () => {
    const { tries } = await openPage({ provider: { refreshEvery: 30 * day * 1000 } });
    await screen.findByText('AI tokens');
    await pass(30 * day - 60, 3 * day);
    expect(tries('/meters/')).toBe(1);
    await pass(120, 5);
    expect(tries('/meters/')).toBe(2);
  });

  it('80 · of Infinity never refreshes, even when the page becomes visible again', async () => {
    const { polar, tries } = await openPage({ provider: { refreshEvery: Infinity } });
    await screen.findByText('AI tokens');
    await pass(60);
    const before = polar.requests.length;
    await pass(longest * 2, longest / 10);
    setVisibility('hidden');
    setVisibility('visible');
    await settle();
    expect([polar.requests.length, tries('/meters/')]).toEqual([before, 1]);
  });

  it.each([999.9, 1, 0.001, Number.MIN_VALUE, NaN])('80 · of %d ms is refused before any request', async (refreshEvery) => {
    // React prints what it throws, and React 18 also lets the window report it.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const ignore = (event: Event) => event.preventDefault();
    window.addEventListener('error', ignore);
    onTestFinished(() => window.removeEventListener('error', ignore));
    const polar = await servePolar();
    const show = () =>
      render(
        <PortalProvider source={polar.source('ada')} scope="ada" refreshEvery={refreshEvery}>
          <Usage />
        </PortalProvider>,
      );
    expect(show).toThrow(
      expect.objectContaining({
        code: 'invalid_option',
        message: 'Invalid option `refreshEvery`. It must be at least 1000 milliseconds, or 0. Correct it or leave it out.',
        path: ['refreshEvery'],
      }),
    );
    await settle();
    expect(polar.requests).toEqual([]);
  });

  it('80 · of one second refreshes each second', async () => {
    const { tries } = await openPage({ provider: { refreshEvery: 1000 } });
    await screen.findByText('AI tokens');
    const before = tries('/meters/');
    await pass(10);
    expect(tries('/meters/') - before).toBeGreaterThanOrEqual(9);
    expect(tries('/meters/') - before).toBeLessThanOrEqual(11);
  });
});

describe('80 · a wait that a source names', () => {
  it.each([Infinity, 2 ** 31])('80 · of %d seconds is half an hour', async (retryAfter) => {
    const source = createPolarSource({ getToken: () => 'polar_cst_made', fetch: async () => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } }) });
    const meters = vi.spyOn(source, 'meters').mockImplementation(() => Promise.reject(new PortalError('rate_limited', 'Busy.', { retryable: true, retryAfter })));
    const { container } = await openPage({ provider: { source } });
    await pass(60);
    expect(meters).toHaveBeenCalledTimes(1);
    expect(container.querySelector('.mf-countdown')).toHaveTextContent(/^Try again in (29|30) minutes\.$/);
    await pass(1750, 175);
    expect(meters).toHaveBeenCalledTimes(2);
  });

  it.each([NaN, -5, 0])('80 · of %d seconds is one second', (retryAfter) => {
    expect(new PortalError('rate_limited', 'Busy.', { retryAfter }).retryAfter).toBe(1);
  });

  it('80 · is not made longer by a system clock that is set back', async () => {
    const { polar, tries } = await openPage({ provider: { refreshEvery: 60_000 } });
    await screen.findByText('AI tokens');
    polar.demo.play([{ fault: 429, retryAfter: 90, readable: true, on: '/meters/', times: 2 }]);
    await pass(70, 10);
    const blocked = tries('/meters/');
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(1);
    expect(document.querySelector('.mf-countdown')).toHaveTextContent(/^Try again in ([1-8]\d seconds|2 minutes)\.$/);
    await pass(240, 20);
    expect(tries('/meters/')).toBeGreaterThan(blocked);
  });
});

describe('80 · expectChange()', () => {
  it.each([Infinity, new Date(8.64e15)])('80 · until %s refetches at most every ten seconds', async (until) => {
    mockTime();
    const polar = await servePolar();
    const { result, unmount } = renderHook(() => useExpectChange(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0, queryClient: new QueryClient() }) });
    void result.current.expectChange(() => false, { until });
    await pass(60);
    const before = polar.requests.length;
    await pass(120, 5);
    expect(polar.requests.length - before).toBeLessThanOrEqual(2 * 12);
    expect(polar.requests.length).toBeGreaterThan(before);
    unmount();
  });

  it('80 · ends in time although the system clock is set back', async () => {
    mockTime();
    const polar = await servePolar();
    const { result } = renderHook(() => useExpectChange(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0 }) });
    const outcome = result.current.expectChange(() => false, { until: 30_000 });
    await pass(2);
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(40);
    expect(await outcome).toEqual({ changed: false });
  });
});
