import '../src/styles/index.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PortalProvider, prefetchPortal } from '../src';
import { createPolarSource, createProxySource } from '../src/sources';
import { Page } from './Page';
import { readSettings } from './settings';

const { server, session, scope, customers, refreshEvery, extras } = readSettings(document, location);

/** With `?direct`, the page's own server creates a session. The organization token never reaches the browser. */
async function getToken(): Promise<{ token: string; expiresAt: string }> {
  const response = await fetch(session, { method: 'POST' });
  if (!response.ok) throw new Error(`The session route responded with ${response.status}.`);
  return (await response.json()) as { token: string; expiresAt: string };
}

// The proxy knows the customer from the login cookie, so it needs no token.
const source = session === '' ? createProxySource({ server }) : createPolarSource({ server, getToken });
const queryClient = new QueryClient();

// Sent before React renders, so the responses arrive while it starts.
void prefetchPortal(queryClient, { source, scope });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id `root`.');
createRoot(root).render(
  <StrictMode>
    <PortalProvider source={source} scope={scope} queryClient={queryClient} refreshEvery={refreshEvery}>
      <Page customer={scope} customers={customers} direct={session !== ''} extras={extras} />
    </PortalProvider>
  </StrictMode>,
);
