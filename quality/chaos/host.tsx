import { QueryClient } from '@tanstack/react-query';
import { type ReactElement, StrictMode } from 'react';
import { Billing, PortalProvider, Usage } from '../../src';
import { createPolarSource, type PortalSource } from '../../src/sources';
import type { TokenFault } from './plan';
import type { World } from './world';

/** A merchant's page around the widgets, with the controls that a load uses. */
export interface Host {
  queryClient: QueryClient;
  page: (shown: { customer: string; mounted: boolean; strict: boolean }) => ReactElement;
  /** Applies a fault to that many calls of the session route. */
  failTokens: (fault: TokenFault, times: number) => void;
  /** Every token that the host has passed to Meterface. */
  tokens: Set<string>;
  /** The errors passed to `onError`. */
  reported: unknown[];
}

export function createHost(world: World, { oneSource }: { oneSource: boolean }): Host {
  const queryClient = new QueryClient();
  const tokens = new Set<string>();
  const reported: unknown[] = [];
  const sources = new Map<string, PortalSource>();
  let current = '';
  let failing: { fault: TokenFault; times: number } = { fault: 'empty', times: 0 };

  async function getToken(customer: string): Promise<{ token: string; expiresAt: string }> {
    const { fault, times } = failing;
    if (times > 0) {
      failing = { fault, times: times - 1 };
      world.requests.lastTrouble = Math.max(world.requests.lastTrouble, world.clock.now() + (fault === 'hangs' ? 10_000 : 0));
      // A host's own error may contain anything, such as a token.
      if (fault === 'throws') throw new Error('the session route failed for polar_cst_SENTINEL');
      if (fault === 'rejects') throw 'polar_cst_SENTINEL';
      if (fault === 'hangs') return new Promise(() => {});
      if (fault === 'empty') return '' as never;
      if (fault === 'null') return null as never;
      if (fault === 'bare') return { expires: 'soon' } as never;
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
    const session = await world.mint(customer);
    tokens.add(session.token);
    return session;
  }

  function sourceOf(customer: string): PortalSource {
    const name = oneSource ? 'one' : customer;
    const found = sources.get(name) ?? createPolarSource({ server: world.server, fetch: world.fetch, getToken: () => getToken(oneSource ? current : customer) });
    sources.set(name, found);
    return found;
  }

  function page({ customer, mounted, strict }: { customer: string; mounted: boolean; strict: boolean }): ReactElement {
    current = customer;
    const host = (
      <main>
        <header data-alive="before">A page of the host</header>
        {mounted && (
          <PortalProvider source={sourceOf(customer)} scope={customer} queryClient={queryClient} timeZone="UTC" onError={(error) => reported.push(error)}>
            <div data-slot="usage">
              <Usage layout="rows" />
            </div>
            <div data-slot="billing">
              <Billing />
            </div>
          </PortalProvider>
        )}
        <footer data-alive="after">The end of it</footer>
      </main>
    );
    return strict ? <StrictMode>{host}</StrictMode> : host;
  }

  return { queryClient, page, failTokens: (fault, times) => void (failing = { fault, times }), tokens, reported };
}
