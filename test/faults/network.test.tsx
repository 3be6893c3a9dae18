import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onlineManager } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Usage } from '../../src';
import { createPolarSource, type Fetch } from '../../src/sources';
import type { FaultStep } from '../../src/testing';
import { isMeters, pass, settle } from '../react/polar';
import { namesIn } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { holdInvariants } from './invariants';
import { setVisibility, openPage, expectRecovery } from './page';

holdInvariants();

const meters = { on: '/meters/', times: Infinity };

describe('without a response', () => {
  it('1 · a page reports a refused connection within the deadline and can retry', async () => {
    const { polar } = await openPage({ faults: [{ fault: 'reset', ...meters }] });
    await pass(8);
    await expectRecovery(polar, "We couldn't reach the server");
  });

  it('1 · a page reports a host name that DNS doesn’t know', async () => {
    const source = createPolarSource({ server: 'https://meterface.invalid', getToken: () => 'polar_cst_made', fetch: crossOrigin() });
    await openPage({ provider: { source } });
    await pass(8);
    await vi.waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent("We couldn't reach the server"), { timeout: 15_000 });
    expect(screen.getByRole('button', { name: /^Try again/ })).toBeEnabled();
  });

  it.each([
    ['2 · headers that never come', 'hang'],
    ['3 · a body that stalls', 'stall'],
  ] as const)('%s: the request aborts after ten seconds, and the page reports it after the last retry', async (_, fault) => {
    const { polar, tries } = await openPage({ faults: [{ fault, ...meters }] });
    const aborted = () => polar.aborted.filter(isMeters).length;
    await pass(9);
    expect([tries('/meters/'), aborted()]).toEqual([1, 0]);
    await pass(1.5);
    expect(aborted()).toBe(1);
    await pass(26, 2);
    expect([tries('/meters/'), aborted()]).toEqual([3, 3]);
    await expectRecovery(polar, 'This took too long');
  });
});

describe('with an unexpected response', () => {
  it.each<[string, FaultStep, number]>([
    ['4 · JSON that is cut off', { fault: 'truncate', ...meters }, 3],
    ['4 · a body that the connection cuts off', { fault: 'cut', ...meters }, 3],
    ['5 · HTML with status 200', { fault: 'html', ...meters }, 1],
    ['14 · 204', { fault: 'empty', ...meters }, 1],
    ['14 · 200 without a body', { fault: 'empty', status: 200, ...meters }, 1],
  ])('%s is an unexpected response, and nothing of it is shown', async (_, fault, most) => {
    const { polar, container, tries } = await openPage({ faults: [fault] });
    await pass(5);
    expect(screen.getByRole('alert')).toHaveAttribute('data-code', 'unexpected_response');
    expect(container).not.toHaveTextContent('Sign in');
    expect(container).not.toHaveTextContent('No usage to show');
    expect(tries('/meters/')).toBe(most);
    await expectRecovery(polar, "We couldn't load this");
  });

  it('6 · a crash without CORS headers is an unreachable service, not an offline customer', async () => {
    const { polar, container } = await openPage({ faults: [{ fault: 500, ...meters }] });
    await pass(5);
    expect(container.textContent).not.toMatch(/offline/i);
    expect(screen.getByRole('alert')).toHaveAttribute('data-code', 'unreachable');
    await expectRecovery(polar, "We couldn't reach the server");
  });

  it('7 · 502, 502, 200 recovers automatically', async () => {
    const { container, tries } = await openPage({ faults: [{ fault: 502, on: '/meters/', times: 2 }] });
    await pass(4);
    expect([namesIn(container).length, tries('/meters/')]).toEqual([5, 3]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('8 · a page reports an endless 503 after at most four requests', async () => {
    const { polar, tries } = await openPage({ faults: [{ fault: 503, ...meters }] });
    await pass(300, 10);
    expect(tries('/meters/')).toBeLessThanOrEqual(4);
    await expectRecovery(polar, 'The server ran into a problem');
  });

  it.each<[string, FaultStep[], Fetch]>([
    ['12 · an API version that is retired', [{ fault: 'retired', times: Infinity }], crossOrigin()],
    [
      '13 · a host that patches fetch to send headers of its own',
      [],
      ((asPage) => (url, init) => asPage(url, { ...init, headers: { ...(init.headers as Record<string, string>), 'X-Trace': '1' } }))(crossOrigin()),
    ],
  ])('%s is reported as unreachable, without endless requests', async (_, faults, fetch) => {
    const { polar } = await openPage({ faults, source: { fetch } });
    await pass(8);
    expect(screen.getByRole('alert')).toHaveTextContent("We couldn't reach the server");
    const soFar = polar.requests.length;
    await pass(600, 60);
    expect(polar.requests).toHaveLength(soFar);
    // Three queries of three attempts each, and at most one preflight for each query.
    expect(soFar).toBeLessThanOrEqual(12);
  });
});

it.each([
  ['12 · a retired version', 'unreachable', /version is retired/],
  ['13 · a patched fetch', 'unreachable', /replaced `fetch` and adds headers/],
  ['20 · a token of the other server', 'session_expired', /sandbox token is used in production/],
])('%s is named on the help page of its error', (_, code, cause) => {
  expect(readFileSync(join(import.meta.dirname, `../../docs/errors/${code}.md`), 'utf8')).toMatch(cause);
});

describe('a browser that is or claims to be offline', () => {
  it('9 · shows a notice at mount, and everything once it is online', async () => {
    let online = false;
    vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => online);
    const asPage = crossOrigin();
    const fetch: Fetch = (url, init) => (online ? asPage(url, init) : Promise.reject(new TypeError('Failed to fetch')));
    const { container } = await openPage({ source: { fetch } });
    window.dispatchEvent(new Event('offline'));
    await pass(8);
    expect(screen.getByRole('alert')).toHaveTextContent("We couldn't reach the server");
    expect(screen.getByRole('alert')).toHaveTextContent('Check your connection');
    online = true;
    window.dispatchEvent(new Event('online'));
    await screen.findByText('AI tokens');
    expect(namesIn(container)).toHaveLength(5);
  });

  it('10 · still sends requests if navigator.onLine is wrong', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    onlineManager.setOnline(false);
    onTestFinished(() => onlineManager.setOnline(true));
    const { container } = await openPage();
    await screen.findByText('AI tokens');
    expect(namesIn(container)).toHaveLength(5);
  });
});

it('11 · a hidden tab sends no request, and refreshes when it is visible again', async () => {
  onTestFinished(() => setVisibility('visible'));
  const { polar, tries } = await openPage({ widget: <Usage />, provider: { refreshEvery: 60_000 } });
  await screen.findByText('AI tokens');
  await settle();
  const before = polar.requests.length;
  setVisibility('hidden');
  await pass(600, 60);
  expect([polar.requests.length, tries('/meters/')]).toEqual([before, 1]);
  setVisibility('visible');
  await vi.waitFor(() => expect(tries('/meters/')).toBe(2), 15_000);
  await pass(70, 10);
  expect(tries('/meters/')).toBe(3);
});

it.each([403, 404])('100 · a page that is shown and hidden many times a second sends no request while the server refuses with %i', async (status) => {
  const { polar } = await openPage({ source: { fetch: globalThis.fetch }, provider: { refreshEvery: 60_000 }, prepare: (opened) => (opened.respond = async () => Response.json({}, { status })) });
  await screen.findByRole('alert');
  await pass(0.5);
  const before = polar.requests.length;
  for (let count = 0; count < 50; count += 1) {
    setVisibility(count % 2 === 0 ? 'hidden' : 'visible');
    window.dispatchEvent(new Event('offline'));
    window.dispatchEvent(new Event('online'));
  }
  await settle();
  expect(polar.requests).toHaveLength(before);
  await pass(2);
  polar.respond = undefined;
  setVisibility('hidden');
  setVisibility('visible');
  await screen.findByText('AI tokens');
});

it('101 · a frame with srcdoc sends its requests to the origin of the page around it, whatever <base href> says', async () => {
  vi.stubGlobal('location', { origin: 'null', href: location.href });
  vi.stubGlobal('origin', 'https://shop.example');
  const base = document.head.appendChild(Object.assign(document.createElement('base'), { href: 'https://elsewhere.example/' }));
  onTestFinished(() => base.remove());
  const fetch = vi.fn<Fetch>(async () => Response.json({ items: [], pagination: { total_count: 0, max_page: 0 } }));
  await createPolarSource({ server: '/api/portal', fetch }).meters();
  expect(fetch.mock.calls.map(([url]) => url)).toEqual(['https://shop.example/api/portal/meters?page=1&limit=100']);
});
