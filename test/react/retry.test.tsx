import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isPortalError, useMeters } from '../../src';
import { createPolarSource, type Fetch } from '../../src/sources';
import { mockTime, pass, type Polar, servePolar, watchedFetch, within } from './polar';

/** A hook whose page is left alone until it has something to say. */
async function ask(prepare: (polar: Polar) => unknown, seconds = 12) {
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
  polar.answer = () => {
    const next = statuses.length > 1 ? statuses.shift() : statuses[0];
    return next === 200 ? undefined : new Response(next === 429 ? null : 'sorry', { status: next ?? 500 });
  };
};

describe('a page whose server', () => {
  it.each<[string, number[], number, string]>([
    ['says no is told at once', [403], 1, 'forbidden'],
    ['has no such thing is told at once', [404], 1, 'not_found'],
    ['refuses the question is told at once', [422], 1, 'invalid_request'],
    ['crashes is tried once more', [500], 2, 'server_error'],
    ['is busy is tried twice more', [503], 3, 'server_error'],
    ['is behind a broken gateway is tried twice more', [502], 3, 'server_error'],
    ['is slow behind a gateway is tried twice more', [504], 3, 'server_error'],
  ])('%s', async (_, statuses, tries, code) => {
    const result = await ask((polar) => status(polar, ...statuses));
    expect(result).toEqual({ tried: tries, data: undefined, isFetching: false, code });
  });

  it('recovers is shown, unaided', async () => {
    const { tried, data, code } = await ask((polar) => status(polar, 502, 502, 200));
    expect([tried, data?.items.length, code]).toEqual([3, 5, null]);
  });

  it('cannot be reached is tried twice more, then told as unreachable', async () => {
    const result = await ask((polar) => polar.close());
    expect(result).toEqual({ tried: 3, data: undefined, isFetching: false, code: 'unreachable' });
  });

  it('cuts its answers off is tried twice more', async () => {
    const result = await ask((polar) => {
      polar.answer = () => new Response('{"items": [', { headers: { 'Content-Type': 'application/json' } });
    });
    expect([result.tried, result.code]).toEqual([3, 'unexpected_response']);
  });

  it.each([
    ['answers HTML', '<!doctype html><p>Hello'],
    ['answers nothing', ''],
  ])('%s is told at once', async (_, body) => {
    const result = await ask((polar) => {
      polar.answer = () => new Response(body);
    }, 4);
    expect([result.tried, result.code]).toEqual([1, 'unexpected_response']);
  });

  it('answers a list without items is told at once: an error, not “no usage”', async () => {
    const result = await ask((polar) => {
      polar.answer = () => Response.json({ items: null, pagination: { total_count: 0, max_page: 0 } });
    }, 4);
    expect([result.tried, result.code]).toEqual([1, 'invalid_data']);
  });

  it('never answers is given up after ten seconds each time', async () => {
    const result = await ask((polar) => {
      polar.answer = () => new Promise(() => {});
    }, 40);
    expect(result).toEqual({ tried: 3, data: undefined, isFetching: false, code: 'timeout' });
  });

  it('has had too many requests is asked again after the minute that it needs', async () => {
    const early = await ask((polar) => status(polar, 429, 200), 55);
    expect([early.tried, early.isFetching, early.code]).toEqual([1, true, null]);
  });

  it('has had too many requests is shown when the minute is over', async () => {
    const { tried, data, code } = await ask((polar) => status(polar, 429, 200), 66);
    expect([tried, data?.items.length, code]).toEqual([2, 5, null]);
  });

  it('names its wait is asked again after it', async () => {
    let asked = 0;
    const { tried, data } = await ask((polar) => {
      polar.answer = () => ((asked += 1) === 1 ? new Response(null, { status: 429, headers: { 'Retry-After': '3' } }) : undefined);
    }, 6);
    expect([tried, data?.items.length]).toEqual([2, 5]);
  });

  it('has had too many requests still is told so', async () => {
    const result = await ask((polar) => status(polar, 429), 130);
    expect(result).toEqual({ tried: 2, data: undefined, isFetching: false, code: 'rate_limited' });
  });
});

describe('a session that', () => {
  it('has expired is renewed once, unseen', async () => {
    let first = true;
    const { tried, data, code } = await ask((polar) => {
      polar.answer = () => {
        if (first) polar.demo.expireSessions();
        first = false;
        return undefined;
      };
    }, 2);
    expect([tried, data?.items.length, code]).toEqual([2, 5, null]);
  });

  it('cannot be renewed is told, without a loop', async () => {
    const result = await ask((polar) => {
      polar.answer = () => Response.json({ error: 'invalid_token' }, { status: 401 });
    });
    expect(result).toEqual({ tried: 2, data: undefined, isFetching: false, code: 'session_expired' });
  });

  it('the host cannot give is told as none after three tries, and asks nothing', async () => {
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
    expect([minted, polar.asked.length]).toEqual([3, 0]);
  });
});
