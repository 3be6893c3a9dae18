import '../src/styles/index.css';
// Before React and the widgets, so that the requests leave before these start.
import { queryClient, settings, source } from './data';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PortalProvider } from '../src';
import { Page } from './Page';

const { session, scope, customers, refreshEvery, extras } = settings;

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id `root`.');
createRoot(root).render(
  <StrictMode>
    <PortalProvider source={source} scope={scope} queryClient={queryClient} refreshEvery={refreshEvery}>
      <Page customer={scope} customers={customers} direct={session !== ''} extras={extras} />
    </PortalProvider>
  </StrictMode>,
);
