import { QueryClient } from '@tanstack/react-query';
import { prefetchPortal } from '../src';
import { createPolarSource, createProxySource } from '../src/sources';
import { readSettings } from './settings';

export const settings = readSettings(document, location);

const { server, session, scope } = settings;

/** With `?direct`, the page's own server creates a session. The organization token never reaches the browser. */
async function getToken(): Promise<{ token: string; expiresAt: string }> {
  const response = await fetch(session, { method: 'POST' });
  if (!response.ok) throw new Error(`The session route responded with ${response.status}.`);
  return (await response.json()) as { token: string; expiresAt: string };
}

// The proxy knows the customer from the login cookie, so it needs no token.
export const source = session === '' ? createProxySource({ server }) : createPolarSource({ server, getToken });
export const queryClient = new QueryClient();

void prefetchPortal(queryClient, { source, scope });
