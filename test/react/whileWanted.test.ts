import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type WantedRequest, whileWanted } from '../../src/react/whileWanted';
import { settle } from './polar';

const queryKey = ['meterface', 'ada'];

/** A request without a response, and the signal that it received. */
function endless() {
  let given: AbortSignal | undefined;
  const request: WantedRequest<number> = ({ signal }) => {
    given = signal;
    return new Promise<number>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  };
  return { request, signal: () => given };
}

describe('whileWanted()', () => {
  it.each(['context', 'portal'])('aborts the request when its data is removed, with the client of the %s', async (from) => {
    const client = new QueryClient();
    const { request, signal } = endless();
    const queryFn = whileWanted({ scope: 'ada', ...(from === 'portal' && { queryClient: client }) }, request);
    const fetched = client.prefetchQuery({ queryKey, queryFn: () => queryFn({ queryKey, ...(from === 'context' && { client }) }), retry: false });
    await settle(0);
    expect(signal()?.aborted).toBe(false);
    client.removeQueries({ queryKey });
    expect(signal()?.aborted).toBe(true);
    await fetched;
  });

  it('sends the request even without a client, which TanStack Query passes only since 5.66', async () => {
    const queryFn = whileWanted({ scope: 'ada' }, ({ scope, signal }, client) => Promise.resolve([scope, signal, client]));
    expect(await queryFn({ queryKey })).toEqual(['ada', undefined, undefined]);
  });
});
