'use client';
import { focusManager, QueryClient } from '@tanstack/react-query';
import { createContext, type ReactElement, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { PortalError } from '../core/errors';
import { withoutNulls } from '../core/withoutNulls';
import { LocalizationProvider, type LocalizationProviderProps } from '../i18n/LocalizationProvider';
import type { PortalSource } from '../sources/source';
import { join } from './join';
import type { Portal } from './portalQuery';
import { portalKey } from './portalKey';
import type { OnError } from './report';
import { useErrorReports } from './reports';
import { readRefreshEvery, startRefreshTimer } from './startRefreshTimer';
import { usableSource } from './usableSource';

export interface PortalProviderProps extends LocalizationProviderProps, Pick<Portal, 'refreshEvery'> {
  /** Where the customer's data comes from, such as `createPolarSource(…)`. Create it once, outside of render. */
  source: PortalSource;
  /**
   * Your stable name for this customer, the same on the server and in the browser: a user id, never a token.
   * When it changes, all data of the previous customer disappears in the same frame.
   */
  scope: string;
  /**
   * For monitoring. Called once for each failed request, unreadable part of a response, crashed widget and file of ours that
   * doesn't load, and again only after it has recovered or when it fails in another way. Errors contain no token and, except
   * for the status and the time to wait, no value from a response. For an invalid value, they name only its path and type.
   */
  onError?: OnError;
  /** Where your customers sign in: an http(s) address or a path. Widgets link to it when the customer is signed out or the session has expired. */
  signInUrl?: string;
  /** Your own client. Without it the provider creates one, whose data it removes when it unmounts. */
  queryClient?: QueryClient;
}

/** The value that the provider gives to hooks. */
export interface PortalContextValue extends Portal {
  /** The client that holds the customer's data: yours, or the provider's own. */
  queryClient: QueryClient;
  /** The provider's `onError`. */
  onError: OnError | undefined;
  /** The provider's `signInUrl`. */
  signInUrl: string | undefined;
}

const PortalContext = createContext<PortalContextValue | null>(null);

/**
 * Gives all hooks and widgets below it a data source, a customer and a language. Renders no element.
 * @throws PortalError `invalid_option` for a `refreshEvery` that is NaN, or above 0 and below 1,000.
 */
export function PortalProvider(props: PortalProviderProps): ReactElement {
  const { source: given, scope = '', refreshEvery: every, onError, signInUrl, queryClient, ...language } = withoutNulls<Partial<PortalProviderProps>>(props);
  const source = usableSource(given, scope);
  const refreshEvery = readRefreshEvery(every);
  const [ownClient] = useState(() => new QueryClient());
  const client = queryClient ?? ownClient;
  const portal = useMemo(() => ({ source, scope, refreshEvery, queryClient: client, onError, signInUrl }), [source, scope, refreshEvery, client, onError, signInUrl]);

  useErrorReports(client, scope, onError);
  useCustomer(portal, client === ownClient);

  return (
    <PortalContext.Provider value={portal}>
      <LocalizationProvider {...language} />
    </PortalContext.Provider>
  );
}

/**
 * The source, scope and query client of the nearest `PortalProvider`.
 * @throws PortalError `invalid_option` outside of a provider.
 */
export function usePortal(): PortalContextValue {
  const portal = useContext(PortalContext);
  if (portal !== null) return portal;
  throw new PortalError(
    'invalid_option',
    'A hook or widget has no PortalProvider. It needs one to load data. Wrap it in one.',
  );
}

/**
 * Refreshes a customer's data. When the last provider of a scope is gone, the source forgets the session, and the data is removed
 * from memory. Query keys contain the scope, so the next customer never sees that data in any case. A client of the host keeps the
 * data after an unmount, because that is often a navigation, after which the same customer comes back.
 */
function useCustomer({ source, scope, refreshEvery, queryClient }: PortalContextValue & { refreshEvery: number }, isOwnClient: boolean): void {
  const latest = useRef(scope);
  useEffect(() => join(source, scope, {}, () => source.forget?.(scope))[1], [source, scope]);
  useEffect(() => {
    latest.current = scope;
    const customer = { queryKey: portalKey(scope) };
    // Makes the client listen to the page's visibility and network. TanStack Query counts mounts, so a host may mount it as well.
    queryClient.mount();
    // A retry pauses while the page is hidden. If the page was shown while the client wasn't mounted, nothing would resume it.
    if (focusManager.isFocused()) for (const query of queryClient.getQueryCache().findAll({ ...customer, fetchStatus: 'paused' })) query.onFocus();
    const stop = startRefreshTimer(queryClient, scope, refreshEvery, () => {
      const isUnmounted = latest.current === scope;
      if (isUnmounted && !isOwnClient) return;
      const filters = isUnmounted ? {} : customer;
      // Cancel first: a query that ends later would start a garbage collection timer.
      void queryClient.cancelQueries(filters).then(() => queryClient.removeQueries(filters));
    });
    return () => {
      stop();
      queryClient.unmount();
    };
  }, [queryClient, isOwnClient, scope, refreshEvery]);
}
