import type { Decorator } from '@storybook/react-vite';
import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PortalProvider } from '../src';
import { createPortalHandler } from '../src/server';
import { createProxySource, type PortalSource } from '../src/sources';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../src/testing';
import { now } from './clock';
import { Frame } from './frames';

interface ProxyOptions {
  /** Width of the widget's frame, in CSS px. Default 640. */
  width?: number;
  /** Replaces parts of the source. */
  change?: (source: PortalSource) => Partial<PortalSource>;
}

/** Signs a story in as ada, through the read-only proxy: only the proxy has histories. Proxy and demo API run inside the page. */
export function proxied({ width = 640, change }: ProxyOptions = {}): Decorator {
  return (Story, { globals, id }) => {
    const [setup] = useState(() => {
      const source = proxySource();
      return { source: { ...source, ...change?.(source) }, queryClient: new QueryClient() };
    });
    return (
      <PortalProvider key={id} {...setup} scope="ada" locale={String(globals['locale'])} timeZone="UTC" refreshEvery={0}>
        <Frame width={width}>
          <Story />
        </Frame>
      </PortalProvider>
    );
  };
}

function proxySource(): PortalSource {
  const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });
  const portal = createPortalHandler({
    accessToken: DEMO_ACCESS_TOKEN,
    server: 'https://demo.example',
    customer: () => ({ externalId: 'ada' }),
    breakdown: { model: ['gpt-4', 'claude', 'mistral'], region: ['eu', 'us'] },
    fetch: async (url, init) => demo(url, init),
  });
  return createProxySource({ fetch: async (path, init) => portal(new Request(new URL(path, 'https://shop.example'), init)) });
}
