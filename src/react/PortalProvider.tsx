'use client';
import { focusManager, QueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { PortalError } from '../core';
import { LocalizationProvider, type LocalizationProviderProps } from '../i18n/LocalizationProvider';
import type { PortalSource } from '../sources';
import { type Portal, portalKey } from './queries';
import { type OnError, useErrorReports } from './reports';
import { keepRhythm } from './rhythm';

export interface PortalProviderProps extends LocalizationProviderProps {
  /** Where the customer's data comes from, such as `createPolarSource(…)`. Make it once, outside of render. */
  source: PortalSource;
  /**
   * The host's stable, opaque name of this one customer, the same on server and browser: a user id, never a
   * token. When it changes, everything of the previous customer is gone in that frame.
   */
  scope: string;
  /** Milliseconds between refreshes while the page is visible, give or take a tenth; 0 for never. Default 60,000. */
  refreshEvery?: number;
  /**
   * For monitoring: told of every question that failed, part of an answer that could not be read and widget that
   * broke; once, until it was well again. Nothing private is in it: no token, no answer, no customer.
   */
  onError?: OnError;
  /** Where your customers sign in: an http(s) address or a path. Widgets link to it when the session is over. */
  signInUrl?: string;
  /** The host's own client; without one the provider keeps a client to itself. */
  queryClient?: QueryClient;
}

/** What hooks work with. */
export interface PortalContextValue extends Portal {
  queryClient: QueryClient;
  onError: OnError | undefined;
  signInUrl: string | undefined;
}

const PortalContext = createContext<PortalContextValue | null>(null);

/** Gives all hooks and widgets below it a source of data, a customer and a language. Renders no element. */
export function PortalProvider(props: PortalProviderProps): ReactNode {
  const { source, scope, refreshEvery = 60_000, onError, signInUrl, queryClient, ...language } = props;
  const [ownClient] = useState(() => queryClient ?? new QueryClient());
  const client = queryClient ?? ownClient;
  const portal = useMemo(() => ({ source, scope, refreshEvery, queryClient: client, onError, signInUrl }), [source, scope, refreshEvery, client, onError, signInUrl]);

  // Lets the client hear that the page came into view or the network came back. Counted, so a host may do it, too.
  useEffect(() => {
    client.mount();
    return () => client.unmount();
  }, [client]);
  useEffect(() => {
    // A retry waits while the page is hidden; if the page was shown while nobody listened, it would wait for ever.
    if (focusManager.isFocused()) for (const query of client.getQueryCache().findAll({ queryKey: portalKey(scope), fetchStatus: 'paused' })) query.onFocus();
  }, [client, scope]);
  useErrorReports(client, scope, onError);
  useEffect(() => keepRhythm(client, { scope, refreshEvery }), [client, scope, refreshEvery]);
  useForgottenScope(client, scope);

  return (
    <PortalContext.Provider value={portal}>
      <LocalizationProvider {...language} />
    </PortalContext.Provider>
  );
}

/**
 * The source, scope and query client of the nearest `PortalProvider`.
 * @throws PortalError `invalid_option` outside of one.
 */
export function usePortal(): PortalContextValue {
  const portal = useContext(PortalContext);
  if (portal !== null) return portal;
  throw new PortalError(
    'invalid_option',
    'A Meterface hook or widget has no PortalProvider above it. It needs one to know the customer. Wrap your page in <PortalProvider source={…} scope={…}>.',
  );
}

/**
 * Keys hold the scope, so the next customer never sees the last one's data; this also takes it out of memory.
 * Only on a change: an unmount is often a navigation, after which the same customer comes back.
 */
function useForgottenScope(client: QueryClient, scope: string): void {
  const last = useRef(scope);
  useEffect(() => {
    if (last.current === scope) return;
    const queryKey = portalKey(last.current);
    last.current = scope;
    void client.cancelQueries({ queryKey });
    client.removeQueries({ queryKey });
  }, [client, scope]);
}
