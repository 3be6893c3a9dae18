import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../src/http/request';
import { toFilter } from '../../src/server/jsonFilter';
import { untilAborted } from '../../src/server/until';
import { createUpstream } from '../../src/server/upstream';
import { serve } from './shop';

afterEach(() => {
  vi.unstubAllGlobals();
});

const until = untilAborted(new AbortController().signal);
const requestTo = (url: string) => ({ url, token: 'polar_cst_x', kind: 'list', filter: toFilter({ id: 'value' }) }) as const;

describe('the `cache` option of a request to Polar', () => {
  it('is left out for the fetch of Node, which has no cache, and given to one that replaces it later', async () => {
    const received: Array<string | null> = [];
    const url = await serve((request) => (received.push(request.headers.get('Cache-Control')), Response.json({ id: 'a' })));
    const upstream = createUpstream(undefined, '2026-10');
    await upstream(requestTo(url), until);
    const own = globalThis.fetch;
    const inits: Array<RequestInit | undefined> = [];
    vi.stubGlobal('fetch', (input: string, init?: RequestInit) => (inits.push(init), own(input, init)));
    await upstream(requestTo(url), until);
    vi.unstubAllGlobals();
    await upstream(requestTo(url), until);
    // Node sends a header for the option.
    expect(received).toEqual([null, 'no-cache', null]);
    expect(inits.map((init) => init?.cache)).toEqual(['no-store']);
  });

  it('is given to a fetch of the shop', async () => {
    const inits: RequestInit[] = [];
    const fetch: Fetch = async (_, init) => (inits.push(init), Response.json({ id: 'a' }));
    await createUpstream(fetch, '2026-10')(requestTo('https://polar.example'), until);
    expect(inits.map(({ cache }) => cache)).toEqual(['no-store']);
  });

  it('does not matter when `fetch` isn’t a function: the request fails as unreachable', async () => {
    await expect(createUpstream({} as Fetch, '2026-10')(requestTo('https://polar.example'), until)).rejects.toMatchObject({ code: 'unreachable' });
  });
});
