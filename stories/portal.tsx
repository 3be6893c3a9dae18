import type { Decorator } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Messages, PortalProvider } from '../src';
import { createPolarSource, type PortalSource } from '../src/sources';
import { createDemoPolar, type CustomerSeed, type FaultStep } from '../src/testing';
import { now } from './clock';
import { Frame } from './frames';

/** The network between a story and the demo API. Calls `send` for the real response, or returns its own. */
export type Network = (path: string, send: () => Promise<Response>) => Promise<Response>;

interface PortalOptions {
  /** Creates a network for each rendering of the story, so that it may count requests. */
  network?: () => Network;
  /** Fills the cache before the first request. */
  prepare?: (client: QueryClient, source: PortalSource, scope: string) => void;
  messages?: Partial<Messages>;
  /** Width of the widget's frame, in CSS px. Default 640. */
  width?: number;
}

/** What the toolbar can let go wrong, by its name in the address. */
const faultSteps: Record<string, { title: string; steps: FaultStep[] }> = {
  ok: { title: 'No fault', steps: [] },
  slow: { title: 'Slow: 3 seconds', steps: [always({ fault: 'delay', ms: 3000 })] },
  hang: { title: 'No response', steps: [always({ fault: 'hang' })] },
  stall: { title: 'Stops halfway', steps: [always({ fault: 'stall' })] },
  reset: { title: 'Connection breaks', steps: [always({ fault: 'reset' })] },
  once: { title: 'Fails once, then works', steps: [{ fault: 503 }] },
  crash: { title: 'Server error (500)', steps: [always({ fault: 500 })] },
  gateway: { title: 'Gateway down (503)', steps: [always({ fault: 503 })] },
  limited: { title: 'Rate limited (429)', steps: [always({ fault: 429, retryAfter: 30, readable: true })] },
  expired: { title: 'Session expired (401)', steps: [always({ fault: 'unauthorized' })] },
  forbidden: { title: 'Not permitted (403)', steps: [always({ fault: 403 })] },
  html: { title: 'HTML in place of JSON', steps: [always({ fault: 'html' })] },
  truncated: { title: 'Half a response', steps: [always({ fault: 'truncate' })] },
  duplicate: { title: 'An entry twice', steps: [always({ fault: 'duplicate' })] },
  bills: { title: 'Only bills fail', steps: [always({ fault: 503, on: '/subscriptions/' })] },
};

/** The titles of the toolbar's faults. */
export const faults = Object.fromEntries(Object.entries(faultSteps).map(([name, { title }]) => [name, title]));

/** What the toolbar can put in place of a story's own customer: the customers of the demo. */
export const customers = {
  story: "The story's customer",
  ada: 'One plan, every kind of meter',
  bo: 'A yearly plan in yen, and a trial',
  cy: 'Just signed up',
  dee: '250 meters',
  eve: 'Canceled, credits left',
  fay: 'Three plans',
  gil: 'Past due, and paused',
  ike: 'Half price forever',
  jin: 'Plan and seats change soon',
  kai: 'Pauses soon',
  lou: 'Tax included, balance used',
  mia: 'Priced per byte',
};

/** Signs a story in as a customer of the demo API, or as one that the story defines. The API runs inside the page. */
export function portal(customer: string | CustomerSeed, options: PortalOptions = {}): Decorator {
  return (Story, { globals, id }) => (
    <Portal key={`${id} ${String(globals['customer'])} ${String(globals['fault'])}`} customer={globals['customer'] === 'story' ? customer : String(globals['customer'])} locale={String(globals['locale'])} fault={String(globals['fault'])} {...options}>
      <Story />
    </Portal>
  );
}

function Portal({ customer, locale, fault, network, prepare, messages = {}, width = 640, children }: PortalProps): ReactNode {
  const scope = idOf(customer);
  const [{ source, queryClient }] = useState(() => {
    const source = demoSource(customer, network?.(), faultSteps[fault]?.steps);
    const queryClient = new QueryClient();
    prepare?.(queryClient, source, scope);
    return { source, queryClient };
  });
  return (
    <PortalProvider
      source={source}
      scope={scope}
      locale={locale}
      messages={messages}
      timeZone="UTC"
      refreshEvery={0}
      queryClient={queryClient}
    >
      <Frame width={width}>{children}</Frame>
    </PortalProvider>
  );
}

interface PortalProps extends PortalOptions {
  customer: string | CustomerSeed;
  locale: string;
  fault: string;
  children: ReactNode;
}

function demoSource(customer: string | CustomerSeed, network: Network = (_, send) => send(), steps: FaultStep[] = []): PortalSource {
  const demo = createDemoPolar({ faults: steps, now: () => now, moving: false, rateLimit: false, customers: typeof customer === 'string' ? [] : [customer] });
  return createPolarSource({
    server: 'https://demo.example',
    getToken: () => demo.createSession(idOf(customer)),
    fetch: (url, init) => network(new URL(url).pathname, () => demo(url, init)),
    // The longest timeout that browsers support, so that the loading story never ends.
    timeout: 2 ** 31 - 1,
  });
}

function always(step: FaultStep): FaultStep {
  return typeof step === 'object' ? { ...step, times: Infinity } : step;
}

function idOf(customer: string | CustomerSeed): string {
  return typeof customer === 'string' ? customer : customer.externalId;
}
