import type { Decorator } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Messages, PortalProvider } from '../src';
import { createPolarSource, type PortalSource } from '../src/sources';
import { createDemoPolar, type CustomerSeed } from '../src/testing';
import { Frame } from './frames';

/** Stands between a story and the demo API: answers by itself, or asks and changes the answer. */
export type Network = (path: string, ask: () => Promise<Response>) => Promise<Response>;

interface PortalOptions {
  /** Made anew for each showing of a story, so that it may count. */
  network?: () => Network;
  /** Puts something into the cache before the first question. */
  prepare?: (client: QueryClient, source: PortalSource, scope: string) => void;
  messages?: Partial<Messages>;
  /** CSS px of the place that the widget gets. */
  width?: number;
}

/** The demo's dates, and so all pictures, hang on this. */
const now = new Date('2026-11-14T14:02:00Z');

/** Shows a story to a customer of the demo API, which runs inside the page: ada, bo, cy, dee, eve, fay, gil or one more. */
export function portal(customer: string | CustomerSeed, options: PortalOptions = {}): Decorator {
  return (Story, { globals, id }) => (
    <Portal key={id} customer={customer} locale={String(globals['locale'])} {...options}>
      <Story />
    </Portal>
  );
}

function Portal({ customer, locale, network, prepare, messages = {}, width = 640, children }: PortalProps): ReactNode {
  const scope = idOf(customer);
  const [{ source, queryClient }] = useState(() => {
    const source = demoSource(customer, network?.());
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
  children: ReactNode;
}

function demoSource(customer: string | CustomerSeed, network: Network = (_, ask) => ask()): PortalSource {
  const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false, customers: typeof customer === 'string' ? [] : [customer] });
  return createPolarSource({
    server: 'https://demo.example',
    getToken: () => demo.createSession(idOf(customer)),
    fetch: (url, init) => network(new URL(url).pathname, () => demo(url, init)),
    // The longest there is: a story that loads has to load for as long as somebody looks at it.
    timeout: 2 ** 31 - 1,
  });
}

function idOf(customer: string | CustomerSeed): string {
  return typeof customer === 'string' ? customer : customer.externalId;
}
