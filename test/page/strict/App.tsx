import type { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Billing, PortalProvider, Usage } from '../../../src';
import type { PortalSource } from '../../../src/sources';

/** What server and browser must agree on. */
export interface Shown {
  scope: string;
  locale: string;
  timeZone: string;
}

interface AppProps extends Shown {
  source: PortalSource;
  queryClient: QueryClient;
}

/** A host's page, the same on both sides. */
export function App({ source, queryClient, scope, locale, timeZone }: AppProps): ReactNode {
  return (
    <PortalProvider source={source} scope={scope} queryClient={queryClient} locale={locale} timeZone={timeZone}>
      <Usage />
      <Billing />
      <Hydrated />
    </PortalProvider>
  );
}

/** Says on the document that React has taken over. Renders nothing. */
function Hydrated(): ReactNode {
  useEffect(() => {
    document.documentElement.dataset['hydrated'] = '';
  }, []);
  return null;
}
