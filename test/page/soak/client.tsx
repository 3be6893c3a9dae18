import '../../../src/styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Billing, PortalProvider, Usage, useExpectChange } from '../../../src';
import { createPolarSource } from '../../../src/sources';
import type { Watched } from './watch';

/** What is put on the page and taken away again. */
export const subjects = ['Usage', 'Billing', 'Usage and Billing', 'useExpectChange'] as const;
export type Subject = (typeof subjects)[number];

/** When it is taken away: before it asked anything, while it waits for answers, or when all of it is there. */
export const moments = ['at once', 'asking', 'settled'] as const;
export type Moment = (typeof moments)[number];

/** What the test asks of the page. */
export interface Soak {
  /** Shows a whole page until it is hidden. */
  show: () => void;
  hide: () => void;
  /** Waits until that page waits for nothing but time. Gives its time, and the milliseconds until its next timer. */
  quiet: () => Promise<{ now: number; next: number }>;
  /** Puts something on the page and takes it away again, so many times. */
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

/** Asks for something that never comes, and goes on asking. */
function Waiting(): ReactNode {
  const { expectChange, status } = useExpectChange();
  useEffect(() => void expectChange(() => false), [expectChange]);
  return <section aria-busy={status !== 'waiting'}>{status}</section>;
}

const drawn: Record<Subject, () => ReactNode> = {
  Usage: () => <PortalProvider source={proxied} scope={scope}><Usage /></PortalProvider>,
  Billing: () => <PortalProvider source={direct} scope={scope}><Billing /></PortalProvider>,
  'Usage and Billing': () => (
    <QueryClientProvider client={host}>
      <PortalProvider source={direct} scope={scope} queryClient={host}><Usage /><Billing /></PortalProvider>
    </QueryClientProvider>
  ),
  useExpectChange: () => <PortalProvider source={direct} scope={scope}><Waiting /></PortalProvider>,
};

/** A moment of real time: that of the page is the test's. */
const pause = (delay: number) => window.scheduler.postTask(() => {}, { delay });

async function until(isSo: () => boolean): Promise<void> {
  for (let rounds = 0; !isSo(); rounds++) {
    if (rounds > 5000) throw new Error(`Waited in vain for ${String(isSo)}: ${document.body.innerText.slice(0, 500)}`);
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
  // The host's own client remembers, and would have nothing to ask.
  host.clear();
  const before = window.watched.asked();
  const mounted = mount(drawn[subject]());
  const { element } = mounted;
  await until(() => element.childElementCount > 0);
  if (moment !== 'at once') await until(() => window.watched.asked() > before);
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
    shown = mount(drawn['Usage and Billing']());
  },
  hide: () => {
    if (shown) unmount(shown);
    shown = undefined;
  },
  quiet: async () => {
    // A question that failed waits for its second try, for a second.
    const isQuiet = () => window.watched.open() === 0 && (host.isFetching() === 0 || window.watched.next() < 2000);
    // And again a moment later: an answer that has come is still to be understood, and may lead to another question.
    do await until(isQuiet);
    while (await pause(5).then(() => !isQuiet()));
    return { now: Date.now(), next: window.watched.next() };
  },
  cycle: async (subject, times) => {
    for (let time = 0; time < times; time++) await once(subject, moments[time % moments.length]!);
  },
};
