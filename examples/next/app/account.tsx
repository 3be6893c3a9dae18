'use client';
import { type DehydratedState, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { Billing, deserializeData, PortalProvider, Usage } from 'meterface';
import { createPolarSource } from 'meterface/sources';
import { useState } from 'react';

// The same path as on the server gives the same query keys, so the browser finds the prefetched data.
const source = createPolarSource({ server: '/api/portal' });

/** The widgets, hydrated with the server's data. */
export function Account({ scope, state }: { scope: string; state: DehydratedState }) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <HydrationBoundary state={state} options={{ defaultOptions: { deserializeData } }} queryClient={queryClient}>
      <PortalProvider source={source} scope={scope} queryClient={queryClient}>
        <div className="columns">
          <div className="panel">
            <Usage />
          </div>
          <div className="panel">
            <Billing />
          </div>
        </div>
      </PortalProvider>
    </HydrationBoundary>
  );
}
