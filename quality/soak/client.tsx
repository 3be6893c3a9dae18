import '../../src/styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Billing, PortalProvider, Usage, useExpectChange } from '../../src';
import { createPolarSource } from '../../src/sources';
import type { Watched } from './watch';

/** What is mounted and unmounted. */
export const subjects = ['Usage', 'Billing', 'Usage and Billing', 'useExpectChange'] as const;
export type Subject = (typeof subjects)[number];

/** When it is unmounted: as soon as it is rendered, while its requests are pending, or after all responses. */
export const moments = ['at once', 'pending', 'settled'] as const;
export type Moment = (typeof moments)[number];

/** The functions of the page that the test calls. */
export interface Soak {
  /** Shows both widgets until `hide`. */
  show: () => void;
  hide: () => void;
  /** Waits until no request is pending. Returns the page's time and the milliseconds until its next timer. */
  quiet: () => Promise<{ now: number; next: number }>;
  /** Mounts and unmounts a subject the given number of times. */
  cycle: (subject: Subject, times: number) => Promise<void>;
}

declare global {
  interface Window {
    soak: Soak;
    watched: Watched;
  }
}

const scope = 'ada';
const direct = createPolarSource({
  server: document.documentElement.dataset['api'] ?? '',
  getToken: async () => (await fetch('/token')).json() as Promise<{ token: string; expiresAt: string }>,
});
const proxied = createPolarSource({ server: '/api/portal' });
const host = new QueryClient();

/** Waits for a change that never happens, so it keeps sending requests. */
function Waiting(): ReactNode {
  const { expectChange, status } = useExpectChange();
  useEffect(() => void expectChange(() => false), [expectChange]);
  return <section aria-busy={status !== 'waiting'}>{status}</section>;
}

const elements: Record<Subject, () => ReactNode> = {
  Usage: () => <PortalProvider source={proxied} scope={scope}><Usage /></PortalProvider>,
  Billing: () => <PortalProvider source={direct} scope={scope}><Billing /></PortalProvider>,
  'Usage and Billing': () => (
    <QueryClientProvider client={host}>
      <PortalProvider source={direct} scope={scope} queryClient={host}><Usage /><Billing /></PortalProvider>
    </QueryClientProvider>
  ),
  useExpectChange: () => <PortalProvider source={direct} scope={scope}><Waiting /></PortalProvider>,
};

/** Waits in real time, because the test controls the page's clock, and then for everything that the page has to do by now. */
const pause = (delay: number) => window.scheduler.postTask(() => {}, { delay, priority: 'background' });

/** Whether each loading query has failed and so waits for its retry. A query without a failure may wait for a session. */
const onlyRetries = () => host.getQueryCache().findAll({ fetchStatus: 'fetching' }).every(({ state }) => state.fetchFailureCount > 0);

async function until(isDone: () => boolean): Promise<void> {
  for (let rounds = 0; !isDone(); rounds++) {
    if (rounds > 5000) throw new Error(`Timed out waiting for ${String(isDone)}: ${document.body.innerText.slice(0, 500)}`);
    await pause(1);
  }
}

function mount(content: ReactNode): { element: HTMLElement; root: Root } {
  const element = document.createElement('main');
  document.body.append(element);
  const root = createRoot(element);
  root.render(content);
  return { element, root };
}

async function once(subject: Subject, moment: Moment): Promise<void> {
  // Otherwise the host's client would use its cached data.
  host.clear();
  const before = window.watched.requests();
  const mounted = mount(elements[subject]());
  const { element } = mounted;
  await until(() => element.childElementCount > 0);
  if (moment !== 'at once') await until(() => window.watched.requests() > before);
  if (moment === 'settled') {
    await until(() => element.querySelector('[aria-busy=true]') === null);
    const more = element.querySelector('summary');
    more?.click();
    if (more && subject === 'Usage') await until(() => more.closest('details')!.open);
  }
  unmount(mounted);
}

let shown: ReturnType<typeof mount> | undefined;

function unmount({ root, element }: ReturnType<typeof mount>): void {
  root.unmount();
  element.remove();
}

window.soak = {
  show: () => {
    shown = mount(elements['Usage and Billing']());
  },
  hide: () => {
    if (shown) unmount(shown);
    shown = undefined;
  },
  quiet: async () => {
    // A failed query waits up to two seconds before its retry.
    const isQuiet = () => window.watched.open() === 0 && (host.isFetching() === 0 || (onlyRetries() && window.watched.next() < 2000));
    // Checked again a moment later, because a parsed response can lead to another request.
    do await until(isQuiet);
    while (await pause(5).then(() => !isQuiet()));
    return { now: Date.now(), next: window.watched.next() };
  },
  cycle: async (subject, times) => {
    for (let time = 0; time < times; time++) await once(subject, moments[time % moments.length]!);
  },
};
