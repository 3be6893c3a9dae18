import '../src/styles/index.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PortalProvider, prefetchPortal } from '../src';
import { createPolarSource } from '../src/sources';
import { Page } from './Page';
import { readSettings } from './settings';

const { server, scope, customers, refreshEvery } = readSettings(document, location);

/** The page's own server mints the session: the organization token never comes near the browser. */
async function getToken(): Promise<{ token: string; expiresAt: string }> {
  const response = await fetch(`/session?customer=${encodeURIComponent(scope)}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The session route answered ${response.status}`);
  return (await response.json()) as { token: string; expiresAt: string };
}

const source = createPolarSource({ server, getToken });
const queryClient = new QueryClient();

// Asked here and not in an effect: the answers travel while React starts.
const asked = prefetchPortal(queryClient, { source, scope });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <PortalProvider source={source} scope={scope} queryClient={queryClient} refreshEvery={refreshEvery}>
      <Page asked={asked} customer={scope} customers={customers} />
    </PortalProvider>
  </StrictMode>,
);
