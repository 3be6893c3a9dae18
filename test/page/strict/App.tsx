import type { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Billing, PortalProvider, Usage } from '../../../src';
import type { PortalSource } from '../../../src/sources';

/** The settings that server and browser must share. */
export interface Shown {
  scope: string;
  locale: string;
  timeZone: string;
}

interface AppProps extends Shown {
  source: PortalSource;
  queryClient: QueryClient;
}

/** A host's page, the same on server and browser. */
export function App({ source, queryClient, scope, locale, timeZone }: AppProps): ReactNode {
  return (
    <PortalProvider source={source} scope={scope} queryClient={queryClient} locale={locale} timeZone={timeZone}>
      <Usage />
      <Billing />
      <Hydrated />
    </PortalProvider>
  );
}

/** Marks the document as hydrated. Renders nothing. */
function Hydrated(): ReactNode {
  useEffect(() => {
    document.documentElement.dataset['hydrated'] = '';
  }, []);
  return null;
}
