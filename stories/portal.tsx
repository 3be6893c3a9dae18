import type { Decorator } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Messages, PortalProvider } from '../src';
import { createPolarSource, type PortalSource } from '../src/sources';
import { createDemoPolar, type CustomerSeed, type FaultStep } from '../src/testing';
import { faultSteps } from './choices';
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

/** Signs a story in as a customer of the demo API, or as one that the story defines. The API runs inside the page. */
export function portal(customer: string | CustomerSeed, options: PortalOptions = {}): Decorator {
  // Stories that another one composes have no globals.
  return (Story, { globals, id }) => (
    <Portal key={`${id} ${String(globals['customer'])} ${String(globals['fault'])}`} customer={(globals['customer'] ?? 'story') === 'story' ? customer : String(globals['customer'])} locale={String(globals['locale'])} fault={String(globals['fault'])} {...options}>
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

function idOf(customer: string | CustomerSeed): string {
  return typeof customer === 'string' ? customer : customer.externalId;
}
