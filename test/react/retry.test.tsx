import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isPortalError, meterQueries, PortalError, useMeters } from '../../src';
import { createPolarSource, type Fetch } from '../../src/sources';
import { mockTime, pass, type Polar, servePolar, watchedFetch, within } from './polar';

/** Renders a hook, lets some seconds pass, and gives what it shows. */
async function requestWith(prepare: (polar: Polar) => unknown, seconds = 12) {
  mockTime();
  const polar = await servePolar();
  let tried = 0;
  const fetch: Fetch = (url, init) => {
    tried += 1;
    return watchedFetch(url, init);
  };
  await prepare(polar);
  const { result } = renderHook(() => useMeters(), { wrapper: within({ source: polar.source('ada', { fetch }), scope: 'ada', refreshEvery: 0 }) });
  await pass(seconds, seconds > 20 ? 5 : 1);
  const { error, data, isFetching } = result.current;
  return { tried, data, isFetching, code: isPortalError(error) ? error.code : error };
}

const status = (polar: Polar, ...statuses: number[]) => {
  polar.respond = () => {
    const next = statuses.length > 1 ? statuses.shift() : statuses[0];
    return next === 200 ? undefined : new Response(next === 429 ? null : 'sorry', { status: next ?? 500 });
  };
};

describe('a query', () => {
  it.each<[string, number[], number, string]>([
    ['fails without a retry when its server refuses access', [403], 1, 'forbidden'],
    ['fails without a retry when its server finds nothing', [404], 1, 'not_found'],
    ['fails without a retry when its server rejects the request', [422], 1, 'invalid_request'],
    ['is retried once when its server crashes', [500], 2, 'server_error'],
    ['is retried twice when its server is busy', [503], 3, 'server_error'],
    ['is retried twice when its server is behind a broken gateway', [502], 3, 'server_error'],
    ['is retried twice when its server is slow behind a gateway', [504], 3, 'server_error'],
  ])('%s', async (_, statuses, tries, code) => {
    const result = await requestWith((polar) => status(polar, ...statuses));
    expect(result).toEqual({ tried: tries, data: undefined, isFetching: false, code });
  });

  it('succeeds automatically when its server recovers', async () => {
    const { tried, data, code } = await requestWith((polar) => status(polar, 502, 502, 200));
    expect([tried, data?.items.length, code]).toEqual([3, 5, null]);
  });

  it('is retried twice, then fails as unreachable, when its server cannot be reached', async () => {
    const result = await requestWith((polar) => polar.close());
    expect(result).toEqual({ tried: 3, data: undefined, isFetching: false, code: 'unreachable' });
  });

  it('is retried twice when its server cuts off responses', async () => {
    const result = await requestWith((polar) => {
      polar.respond = () => new Response('{"items": [', { headers: { 'Content-Type': 'application/json' } });
    });
    expect([result.tried, result.code]).toEqual([3, 'unexpected_response']);
  });

  it.each([
    ['sends HTML', '<!doctype html><p>Hello'],
    ['sends an empty body', ''],
  ])('fails without a retry when its server %s', async (_, body) => {
    const result = await requestWith((polar) => {
      polar.respond = () => new Response(body);
    }, 4);
    expect([result.tried, result.code]).toEqual([1, 'unexpected_response']);
  });

  it('fails without a retry, instead of showing an empty list, when its server sends a list without items', async () => {
    const result = await requestWith((polar) => {
      polar.respond = () => Response.json({ items: null, pagination: { total_count: 0, max_page: 0 } });
    }, 4);
    expect([result.tried, result.code]).toEqual([1, 'invalid_data']);
  });

  it('times out after ten seconds, three times, when its server never responds', async () => {
    const silence = (polar: Polar) => {
      polar.respond = () => new Promise(() => {});
    };
    expect([(await requestWith(silence, 9)).tried, (await requestWith(silence, 13)).tried]).toEqual([1, 2]);
    expect(await requestWith(silence, 40)).toEqual({ tried: 3, data: undefined, isFetching: false, code: 'timeout' });
  });

  it('is not retried within the minute when its server limits the rate', async () => {
    const early = await requestWith((polar) => status(polar, 429, 200), 55);
    expect([early.tried, early.isFetching, early.code]).toEqual([1, true, null]);
  });

  it('is retried after a minute when its server limits the rate', async () => {
    const { tried, data, code } = await requestWith((polar) => status(polar, 429, 200), 66);
    expect([tried, data?.items.length, code]).toEqual([2, 5, null]);
  });

  it('is retried when the time of a Retry-After has passed', async () => {
    let attempts = 0;
    const { tried, data } = await requestWith((polar) => {
      polar.respond = () => ((attempts += 1) === 1 ? new Response(null, { status: 429, headers: { 'Retry-After': '3' } }) : undefined);
    }, 6);
    expect([tried, data?.items.length]).toEqual([2, 5]);
  });

  it('fails as rate_limited when its server still limits the rate', async () => {
    const result = await requestWith((polar) => status(polar, 429), 130);
    expect(result).toEqual({ tried: 2, data: undefined, isFetching: false, code: 'rate_limited' });
  });

  it("is retried once when a host's own source is limited for an unknown time", async () => {
    const { retry } = meterQueries.list({ source: (await servePolar()).source('ada'), scope: 'ada' });
    const limited = new PortalError('rate_limited', 'Too many requests.', { retryable: true });
    expect([0, 1].map((failures) => typeof retry === 'function' && retry(failures, limited))).toEqual([true, false]);
  });

  it('succeeds with one renewed token when its session has expired', async () => {
    let first = true;
    const { tried, data, code } = await requestWith((polar) => {
      polar.respond = () => {
        if (first) polar.demo.expireSessions();
        first = false;
        return undefined;
      };
    }, 2);
    expect([tried, data?.items.length, code]).toEqual([2, 5, null]);
  });

  it('fails without a loop when its session cannot be renewed', async () => {
    const result = await requestWith((polar) => {
      polar.respond = () => Response.json({ error: 'invalid_token' }, { status: 401 });
    });
    expect(result).toEqual({ tried: 2, data: undefined, isFetching: false, code: 'session_expired' });
  });

  it('fails as no_token after three attempts, without a request, when the host cannot provide a session', async () => {
    mockTime();
    const polar = await servePolar();
    let minted = 0;
    const source = createPolarSource({
      server: polar.url,
      getToken: () => {
        minted += 1;
        throw new Error('polar_cst_SENTINEL');
      },
    });
    const { result } = renderHook(() => useMeters(), { wrapper: within({ source, scope: 'ada' }) });
    await pass(8);
    const { error } = result.current;
    expect(isPortalError(error) && error.code).toBe('no_token');
    expect(String(error?.stack)).not.toContain('SENTINEL');
    expect([minted, polar.requests.length]).toEqual([3, 0]);
  });
});
