import { dehydrate, focusManager, hydrate, keepPreviousData, QueryClient } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { type ReactElement, StrictMode } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Billing, isPortalError, PortalProvider, prefetchPortal, Usage } from '../../src';
import type { PortalSource } from '../../src/sources';
import type { DemoPolarOptions } from '../../src/testing';
import { gate, mockTime, pass, type Polar, servePolar, settle } from '../react/polar';
import { cases } from '../support/cases';
import { renderOnServer } from '../support/renderOnServer';
import { namesIn } from '../widgets/widgets';
import { crossOrigin } from './crossorigin';
import { holdInvariants } from './invariants';
import { openPage, otherItems, expectRecovery } from './page';

holdInvariants();

const both = (
  <>
    <Usage />
    <Billing />
  </>
);

/** The path of every GET request. */
const paths = (polar: Polar) => polar.demo.calls.filter(({ method }) => method === 'GET').map(({ path }) => path);

function pageOf(source: PortalSource, queryClient: QueryClient, scope = 'ada', refreshEvery = 0): ReactElement {
  return (
    <PortalProvider source={source} scope={scope} queryClient={queryClient} refreshEvery={refreshEvery}>
      {both}
    </PortalProvider>
  );
}

it('63 · StrictMode sends each request once', async () => {
  const { polar } = await openPage({ widget: <StrictMode>{both}</StrictMode> });
  await screen.findByText('AI tokens', { selector: 'bdi.mf-usage-name' });
  await screen.findByText('Lumen Pro');
  await settle();
  expect(paths(polar).toSorted()).toEqual([...new Set(paths(polar))].toSorted());
  expect(polar.aborted).toEqual([]);
});

it('63 · StrictMode calls meters(), subscriptions() and wallets() of its source once', async () => {
  const polar = await servePolar();
  const source = polar.source('ada', { fetch: crossOrigin() });
  const methods = [vi.spyOn(source, 'meters'), vi.spyOn(source, 'subscriptions'), vi.spyOn(source, 'wallets')];
  render(<StrictMode>{pageOf(source, new QueryClient())}</StrictMode>);
  await screen.findByText('AI tokens', { selector: 'bdi.mf-usage-name' });
  await screen.findByText('Lumen Pro');
  expect(methods.map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
});

it('64 · a page that unmounts while it loads aborts its requests silently', async () => {
  const hold = gate();
  const { polar, unmount, queryClient } = await openPage({ widget: both, prepare: (polar) => (polar.respond = ({ method }) => (method === 'GET' ? hold.wait() : undefined)) });
  const sent = () => polar.requests.filter((path) => /page=/.test(path)).length;
  // Meters, subscriptions, credit grants and wallets, each with a preflight or one for all.
  await waitFor(() => expect(sent()).toBeGreaterThanOrEqual(4));
  await settle();
  unmount();
  await waitFor(() => expect(polar.aborted).toHaveLength(4));
  hold.open();
  await settle();
  expect(queryClient.isFetching()).toBe(0);
  expect(document.body.textContent).toBe('');
});

it('103 · a widget that crashes on dates that are text, as in a cache saved as JSON, returns with the next refresh', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const ignore = (event: ErrorEvent) => event.preventDefault();
  window.addEventListener('error', ignore);
  onTestFinished(() => window.removeEventListener('error', ignore));
  mockTime();
  const polar = await servePolar({ now: () => new Date() });
  const source = polar.source('ada');
  const saving = new QueryClient();
  await prefetchPortal(saving, { source, scope: 'ada' });
  const client = new QueryClient();
  hydrate(client, JSON.parse(JSON.stringify(dehydrate(saving))));
  saving.clear();
  const onError = vi.fn();
  render(<PortalProvider source={source} scope="ada" queryClient={client} refreshEvery={60_000} onError={onError}>{both}</PortalProvider>);
  expect(screen.getAllByRole('alert')[0]).toHaveTextContent("We couldn't load this");
  await pass(70, 10);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('Lumen Pro')).toBeInTheDocument();
  expect(new Set(onError.mock.calls.map(([error]) => isPortalError(error) && error.code))).toEqual(new Set(['unexpected_failure']));
});

describe('65 · a widget that breaks', () => {
  it('65 · shows a notice, leaves the rest of the page intact, reports to the host, and can be reset', async () => {
    // React prints a caught error, and React 18 also dispatches it to the window, for developers.
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const ignore = (event: ErrorEvent) => event.preventDefault();
    window.addEventListener('error', ignore);
    onTestFinished(() => window.removeEventListener('error', ignore));
    const reported: unknown[] = [];
    let breaks = true;
    const messages = {
      usageValue: () => {
        if (breaks) throw new Error('polar_cst_SENTINEL');
        return 'fine';
      },
    };
    const widget = (
      <>
        {both}
        <p>The host’s own</p>
      </>
    );
    const { polar, container } = await openPage({ widget, provider: { messages, onError: (error) => reported.push(error) } });
    await screen.findByText('Lumen Pro');
    const alert = await screen.findByRole('alert');
    expect(alert.closest('.mf-widget')).toHaveTextContent("We couldn't load this");
    expect(screen.getByText('The host’s own')).toBeInTheDocument();
    expect(reported.map((error) => isPortalError(error) && error.code)).toEqual(['unexpected_failure']);
    expect((reported[0] as Error).message).not.toContain('SENTINEL');
    breaks = false;
    polar.demo.play([]);
    act(() => within(alert).getByRole('button', { name: /^Try again/ }).click());
    await waitFor(() => expect(screen.getAllByText('fine')).toHaveLength(5));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(container.querySelectorAll('article')).toHaveLength(1);
    printed.mockRestore();
  });
});

describe('a page rendered on a server', () => {
  async function rendered(options: DemoPolarOptions = {}) {
    const polar = await servePolar(options);
    const queryClient = new QueryClient();
    const source = polar.source('ada', { fetch: crossOrigin() });
    await prefetchPortal(queryClient, { source, scope: 'ada' });
    return { polar, queryClient, source, html: renderOnServer(pageOf(source, queryClient)) };
  }

  it('66 · hydrates unchanged in a browser in another time zone', async () => {
    vi.stubEnv('TZ', 'Pacific/Pago_Pago');
    const { polar, queryClient, source, html } = await rendered();
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    // The browser's modules have no cached formatters.
    vi.resetModules();
    const browser = await import('../../src');
    const page = (
      <browser.PortalProvider source={source} scope="ada" queryClient={queryClient} refreshEvery={0}>
        <>
          <browser.Usage />
          <browser.Billing />
        </>
      </browser.PortalProvider>
    );
    const place = document.body.appendChild(document.createElement('div'));
    place.innerHTML = html;
    const before = paths(polar).length;
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(place, { subtree: true, childList: true, characterData: true });
    const recovered: unknown[] = [];
    let root: Root | undefined;
    act(() => void (root = hydrateRoot(place, page, { onRecoverableError: (error) => recovered.push(error) })));
    onTestFinished(() => {
      act(() => root?.unmount());
      place.remove();
    });
    await settle();
    observer.disconnect();
    expect(namesIn(place)).toHaveLength(5);
    expect([recovered, changes.length, paths(polar).length]).toEqual([[], 0, before]);
  });

  it('67 · contains no token in its HTML or its dehydrated state', async () => {
    const { polar, queryClient, html } = await rendered();
    const { token } = polar.demo.createSession('ada');
    const state = JSON.stringify(dehydrate(queryClient));
    for (const text of [html, state]) {
      expect(text).toContain('Image credits');
      expect(text).not.toMatch(new RegExp(`polar_(oat|cst|mst)_|Bearer|${token.slice(10)}`));
    }
  });

  it('67 · contains no token that a response repeats', async () => {
    const repeated = otherItems('', (items) => items.map((item) => ({ ...item, session: { token: 'polar_cst_SENTINEL' } })));
    const { queryClient, html } = await rendered({ faults: [repeated] });
    const state = JSON.stringify(dehydrate(queryClient));
    for (const text of [html, state]) {
      expect(text).toContain('Image credits');
      expect(text).not.toContain('SENTINEL');
    }
  });
});

it.each<[string, ConstructorParameters<typeof QueryClient>[0]]>([
  ['69 · a host’s client that sends no request on its own', { defaultOptions: { queries: { enabled: false, refetchOnMount: false, networkMode: 'online', staleTime: Infinity } } }],
  ['69 · a host’s client that keeps previous data', { defaultOptions: { queries: { placeholderData: keepPreviousData, select: () => null, initialData: { host: 1 } } } }],
  ['69 · a host’s client that throws and retries forever', { defaultOptions: { queries: { throwOnError: true, retry: 50, retryDelay: 1 } } }],
])('%s changes nothing for the customer', async (_, config) => {
  const { polar, container, tries } = await openPage({ provider: { queryClient: new QueryClient(config) }, faults: [{ fault: 403, on: '/meters/', times: Infinity }] });
  await screen.findByRole('alert');
  expect(tries('/meters/')).toBe(1);
  await expectRecovery(polar, "You don't have access to this");
  expect(namesIn(container)).toHaveLength(5);
});

/** A thousand in `npm run test:all`. */
const mounts = cases(100, 1000);

it(`70 · ${mounts} mounts leave no listener, timer or observer behind`, async () => {
  const { polar, queryClient, unmount } = await openPage({ customer: 'eve', widget: both });
  await screen.findByText('Lumen Basic');
  await settle();
  unmount();
  const source = polar.source('eve');
  const listening: Record<string, number> = {};
  for (const target of [window, document]) {
    const count = (name: 'addEventListener' | 'removeEventListener', change: number) => {
      const real = target[name].bind(target) as (...given: unknown[]) => void;
      vi.spyOn(target, name).mockImplementation((...given: unknown[]) => {
        listening[String(given[0])] = (listening[String(given[0])] ?? 0) + change;
        real(...given);
      });
    };
    count('addEventListener', 1);
    count('removeEventListener', -1);
  }
  const mount = (times: number) => {
    for (let done = 0; done < times; done += 1) render(pageOf(source, queryClient, 'eve', 60_000), { container: document.createElement('div') }).unmount();
  };
  const standing = async () => {
    await vi.advanceTimersByTimeAsync(10);
    const observers = queryClient.getQueryCache().getAll().map((query) => query.getObserversCount());
    return { timers: vi.getTimerCount(), listening: { ...listening }, observers, elements: document.querySelectorAll('*').length };
  };
  mount(3);
  const base = await standing();
  mount(mounts);
  expect(await standing()).toEqual(base);
  expect([...base.observers, ...Object.values(base.listening)].every((count) => count === 0)).toBe(true);
  expect([queryClient.getQueryCache().hasListeners(), focusManager.hasListeners()]).toEqual([false, false]);
}, 300_000);
