import { Unstyled } from '@storybook/addon-docs/blocks';
import { type ReactNode, useState } from 'react';
import { PortalProvider } from '../../src';
import { createPortalHandler } from '../../src/server';
import { createPolarSource } from '../../src/sources';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../../src/testing';
import { now, setDate } from '../clock';
import './docs.css';

// The demo's dates follow from this one, like those of every story.
setDate(now.getTime());

const demo = createDemoPolar({ now: () => now, moving: false, rateLimit: false });

/** A source with the data of a customer of the demo, without any network. */
export function sourceOf(customer: string) {
  return createPolarSource({ server: 'https://demo.example', getToken: () => demo.createSession(customer), fetch: demo });
}

/** The same data through the read-only proxy, which has histories as well. The proxy runs inside the page, too. */
function proxiedSourceOf(customer: string) {
  const portal = createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: 'https://demo.example', customer: () => ({ externalId: customer }), fetch: demo });
  return createPolarSource({ server: '/api/portal', fetch: (url, init) => portal(new Request(new URL(url, 'https://docs.example'), init)) });
}

/** Signs a part of a page in as a customer of the demo. */
export function Signed({ children, customer = 'ada', through = 'session' }: { children: ReactNode; customer?: string; through?: 'session' | 'proxy' }): ReactNode {
  const [source] = useState(() => (through === 'proxy' ? proxiedSourceOf(customer) : sourceOf(customer)));
  return (
    <PortalProvider source={source} scope={customer} locale="en" timeZone="UTC" refreshEvery={0}>
      {children}
    </PortalProvider>
  );
}

/** A widget of a customer on a light or a dark card. */
function Card({ children, theme = 'light', customer = 'ada' }: { children: ReactNode; theme?: 'light' | 'dark'; customer?: string }): ReactNode {
  return (
    <Unstyled>
      <div className="book-card" data-theme={theme}>
        <Signed customer={customer}>{children}</Signed>
      </div>
    </Unstyled>
  );
}

/** Two widgets side by side, light and dark. */
export function LightAndDark({ children, customer = 'ada' }: { children: ReactNode; customer?: string }): ReactNode {
  return (
    <div className="book-split">
      <Card theme="light" customer={customer}>{children}</Card>
      <Card theme="dark" customer={customer}>{children}</Card>
    </div>
  );
}
