import { render, renderHook, screen, waitFor } from '@testing-library/react';
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';
import { type ExpectedData, PortalProvider, type PortalProviderProps, Usage, useExpectChange } from '../../src';
import { mockTime, pass, servePolar, tampered, within } from './polar';

const bought = ({ meters }: ExpectedData) => meters.items.some(({ creditedUnits }) => creditedUnits === 9999);
const credit = (items: Array<Record<string, unknown>>) => items.map((item) => ({ ...item, credited_units: 9999 }));

async function openPage(props: Partial<PortalProviderProps> = {}) {
  mockTime();
  const polar = await servePolar();
  const { result, rerender, unmount } = renderHook(() => useExpectChange(), { wrapper: within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0, ...props }) });
  return { polar, result, rerender, unmount };
}

describe('expectChange()', () => {
  it('refetches at growing intervals until it sees the change', async () => {
    const { polar, result } = await openPage();
    const outcome = result.current.expectChange(bought);
    await waitFor(() => expect(result.current.status).toBe('waiting'));
    await pass(20);
    const first = polar.requests.length;
    await pass(20);
    expect(polar.requests.length - first).toBeLessThan(first / 2);
    polar.respond = tampered(polar, 'meters', credit);
    await pass(20);
    expect(await outcome).toEqual({ changed: true });
    await waitFor(() => expect(result.current.status).toBe('changed'));
    const last = polar.requests.length;
    await pass(60, 5);
    expect(polar.requests).toHaveLength(last);
  });

  it('shows the refetched data in Usage', async () => {
    mockTime();
    const polar = await servePolar();
    const source = polar.source('ada');
    const { result } = renderHook(() => useExpectChange(), {
      wrapper: ({ children }) => (
        <PortalProvider source={source} scope="ada" refreshEvery={0}>
          <Usage />
          {children}
        </PortalProvider>
      ),
    });
    await screen.findByText('465 of 500 used');
    polar.respond = tampered(polar, 'meters', credit);
    const outcome = result.current.expectChange(bought);
    await pass(3);
    expect(await outcome).toEqual({ changed: true });
    expect(await screen.findByText('465 of 9,999 used')).toBeInTheDocument();
    // Credit grants are requested when the page opens, and again after the change.
    await waitFor(() => expect(polar.requests.filter((path) => path.includes('/benefit-grants/') && path.includes('page=1'))).toHaveLength(2));
  });

  it('ends as unchanged when the time has passed', async () => {
    const { polar, result } = await openPage();
    const outcome = result.current.expectChange(bought, { until: 30_000 });
    await pass(31);
    expect(await outcome).toEqual({ changed: false });
    await waitFor(() => expect(result.current.status).toBe('unchanged'));
    const before = polar.requests.length;
    await pass(60, 5);
    expect(polar.requests).toHaveLength(before);
  });

  it.each([new Date('soon'), Number.NaN, new Date(0), -1])('refetches once if `until` is %s', async (until) => {
    const { polar, result } = await openPage();
    expect(await result.current.expectChange(bought, { until })).toEqual({ changed: false });
    expect(polar.requests).toHaveLength(2);
  });

  it('continues after a retryable error and ends after any other', async () => {
    const { polar, result } = await openPage();
    polar.demo.play([{ fault: 502, times: 4 }]);
    const outcome = result.current.expectChange(bought);
    await pass(8);
    polar.respond = tampered(polar, 'meters', credit);
    await pass(20);
    expect(await outcome).toEqual({ changed: true });
    polar.respond = () => Response.json({ error: 'NotPermitted', detail: 'x' }, { status: 403 });
    expect(await result.current.expectChange(bought)).toMatchObject({ changed: false, error: { code: 'forbidden' } });
  });

  it('waits for the Retry-After of the server', async () => {
    const { polar, result } = await openPage();
    polar.respond = () => new Response('', { status: 429, headers: { 'Retry-After': '40' } });
    void result.current.expectChange(bought);
    await pass(35, 5);
    expect(polar.requests).toHaveLength(2);
    await pass(10);
    expect(polar.requests).toHaveLength(4);
  });

  it('sends no request while the page is hidden', async () => {
    const { polar, result } = await openPage();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    const outcome = result.current.expectChange(bought, { until: 60_000 });
    await pass(30);
    expect(polar.requests).toHaveLength(0);
    vi.restoreAllMocks();
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    polar.respond = tampered(polar, 'meters', credit);
    await pass(20);
    expect(await outcome).toEqual({ changed: true });
  });

  it('rejects with what its predicate throws, and ends the wait as unchanged', async () => {
    const { result } = await openPage();
    const failure = new TypeError('No such meter');
    const outcome = result.current.expectChange(() => {
      throw failure;
    }).catch((error: unknown) => error);
    await pass(3);
    expect(await outcome).toBe(failure);
    await waitFor(() => expect(result.current.status).toBe('unchanged'));
  });

  it.skipIf(!('Activity' in React))('is idle again after React’s Activity has hidden and shown its component', async () => {
    mockTime();
    const polar = await servePolar();
    const shown: Partial<ReturnType<typeof useExpectChange>> = {};
    function Checkout() {
      Object.assign(shown, useExpectChange());
      return null;
    }
    const Page = within({ source: polar.source('ada'), scope: 'ada', refreshEvery: 0 });
    const page = (mode: 'visible' | 'hidden') => <Page><React.Activity mode={mode}><Checkout /></React.Activity></Page>;
    const { rerender } = render(page('visible'));
    const outcome = shown.expectChange?.(bought);
    await waitFor(() => expect(shown.status).toBe('waiting'));
    rerender(page('hidden'));
    expect(await outcome).toEqual({ changed: false });
    rerender(page('visible'));
    await waitFor(() => expect(shown.status).toBe('idle'));
  });

  it('ends when its component unmounts, or when expectChange() is called again', async () => {
    const { polar, result, unmount } = await openPage();
    const first = result.current.expectChange(bought);
    const second = result.current.expectChange(bought);
    expect(await first).toEqual({ changed: false });
    await waitFor(() => expect(result.current.status).toBe('waiting'));
    unmount();
    expect(await second).toEqual({ changed: false });
    // The wait ends at once, but a request of it may still be on its way.
    await pass(1);
    const before = polar.requests.length;
    await pass(60, 5);
    expect(polar.requests).toHaveLength(before);
  });
});
