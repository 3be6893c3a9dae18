'use client';
import { type DehydratedState, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { Billing, deserializeData, PortalProvider, Usage } from 'meterface';
import { createPolarSource } from 'meterface/sources';
import { useState } from 'react';

// The same path as on the server, so that what was asked there is found here. From now on the browser asks the route.
const source = createPolarSource({ server: '/api/portal' });

/** The widgets, with the server's answers to begin with. */
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
