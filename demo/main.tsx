import '../src/styles/index.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PortalProvider, prefetchPortal } from '../src';
import { createPolarSource } from '../src/sources';
import { Page } from './Page';
import { readSettings } from './settings';

const { server, session, scope, customers, refreshEvery } = readSettings(document, location);

/** For the direct way: the page's own server mints a session. The organization token never comes near the browser. */
async function getToken(): Promise<{ token: string; expiresAt: string }> {
  const response = await fetch(session, { method: 'POST' });
  if (!response.ok) throw new Error(`The session route answered ${response.status}`);
  return (await response.json()) as { token: string; expiresAt: string };
}

// The proxy knows the customer by the page's login, so there is no token to ask for.
const source = createPolarSource(session === '' ? { server } : { server, getToken });
const queryClient = new QueryClient();

// Asked here and not in an effect: the answers travel while React starts.
const asked = prefetchPortal(queryClient, { source, scope });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <PortalProvider source={source} scope={scope} queryClient={queryClient} refreshEvery={refreshEvery}>
      <Page asked={asked} customer={scope} customers={customers} direct={session !== ''} />
    </PortalProvider>
  </StrictMode>,
);
