import { Agent, request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import type { PortalSession } from '../../src/server/customerSessions';
import { toFilter } from '../../src/server/jsonFilter';
import { stripJson } from '../../src/server/stripJson';
import { byCookie, emptyList, fakePolar, requestFrom, serve } from '../server/shop';

const list = () => Response.json(emptyList);

afterEach(() => vi.useRealTimers());

function handlerOver(fetch: NonNullable<PortalHandlerOptions['fetch']>, options: Partial<PortalHandlerOptions> = {}) {
  return createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, fetch, ...options });
}

/** Runs `work`, and fails if any promise was rejected without a handler. */
async function expectNoUnhandled(work: () => Promise<void>): Promise<void> {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    process.off('unhandledRejection', unhandled);
  }
  expect(unhandled).not.toHaveBeenCalled();
}

describe('85 · a callback of the shop that rejects', () => {
  const reject = () => Promise.reject(new Error('from the shop'));

  it('85 · onError() that rejects leaves the response as it is', () =>
    expectNoUnhandled(async () => {
      expect((await handlerOver(reject, { onError: reject })(requestFrom('/meters'))).status).toBe(502);
    }));

  it('85 · customer() that rejects gives a 500, and no unhandled rejection even when the client has left', () =>
    expectNoUnhandled(async () => {
      expect((await handlerOver(async () => list(), { customer: reject })(requestFrom('/meters'))).status).toBe(500);
      const client = new AbortController();
      const late = () => new Promise<never>((_, fail) => setTimeout(fail, 5, new Error('late')));
      const response = handlerOver(async () => list(), { customer: late })(requestFrom('/meters', 'ada', { signal: client.signal }));
      client.abort();
      await response;
    }));

  it('85 · a session store that rejects leaves the response as it is', () =>
    expectNoUnhandled(async () => {
      const handler = handlerOver(fakePolar(list).fetch, { sessions: { get: reject, set: reject, delete: reject }, onError: reject });
      expect((await handler(requestFrom('/meters'))).status).toBe(200);
    }));
});

describe('86 · a large POST over a keep-alive connection', () => {
  it('86 · is refused, and the next request over the connection is served', async () => {
    const url = await serve(handlerOver(fakePolar(list).fetch));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (method: string, body?: Buffer) =>
      new Promise<[status: number | undefined, port: number | undefined]>((resolve, reject) => {
        const request = httpRequest(`${url}/meters`, { agent, method, headers: { Cookie: 'user=ada' } }, (response) => {
          const { localPort } = response.socket;
          response.resume().on('end', () => resolve([response.statusCode, localPort]));
        });
        request.on('error', reject).end(body);
      });
    const [[posted, port], next] = [await send('POST', Buffer.alloc(5_000_000)), await send('GET')];
    expect([posted, ...next]).toEqual([405, 200, port]);
    agent.destroy();
  });
});

describe('87 · a system clock that is set back by an hour', () => {
  it.each([
    ['a rate limit', 429, 30_000],
    ['a refused token', 401, 10_000],
    ['an unknown customer', 422, 10_000],
  ])('87 · does not prolong the wait after %s', async (_, status, wait) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    let isWell = false;
    const polar = fakePolar(list);
    const handler = handlerOver(async (url, init) => (isWell ? polar.fetch(url, init) : new Response('{}', { status, headers: { 'Retry-After': '30' } })));
    expect((await handler(requestFrom('/meters'))).status).not.toBe(200);
    isWell = true;
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(wait + 1000);
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  });
});

describe('88 · customer() that never settles', () => {
  it('88 · gives a 500 after the timeout, with an error that names it', async () => {
    const onError = vi.fn();
    const response = await handlerOver(async () => list(), { customer: () => new Promise(() => {}), timeout: 30, onError })(requestFrom('/meters'));
    expect(response.status).toBe(500);
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'timeout', message: expect.stringContaining('`customer`') as string })]]);
  });
});

describe('89 · deeply nested JSON from Polar', () => {
  const deep = '['.repeat(2_000_000) + ']'.repeat(2_000_000);

  it('89 · in a session is refused', async () => {
    const response = await handlerOver(async () => new Response(`{"customer":${deep},"token":"polar_cst_x"}`, { status: 201 }))(requestFrom('/meters'));
    expect(response.status).toBe(502);
  });

  it('89 · in a list is left out, and the rest is shown', async () => {
    const polar = fakePolar(() => new Response(`{"items":[{"id":"a","meter":${deep}},${deep}],"pagination":{"total_count":2,"max_page":1}}`));
    const response = await handlerOver(polar.fetch)(requestFrom('/meters'));
    expect(await response.json()).toEqual({ items: [{ id: 'a' }, null], pagination: { total_count: 2, max_page: 1 } });
  });
});

describe('96 · a session store', () => {
  function mapStore() {
    const map = new Map<string, PortalSession>();
    return { map, get: async (key: string) => map.get(key), set: async (key: string, session: PortalSession) => map.set(key, session), delete: async (key: string) => map.delete(key) };
  }

  it('96 · gives two shops that share it sessions of their own, even if their customers have the same ids', async () => {
    const store = mapStore();
    for (const accessToken of ['polar_oat_one', 'polar_oat_two']) {
      const polar = fakePolar(list);
      await handlerOver(polar.fetch, { sessions: store, accessToken })(requestFrom('/meters'));
      expect(polar.calls.map(({ token }) => token)).toEqual([accessToken, 'polar_cst_ada_1']);
    }
    expect(store.map.size).toBe(2);
  });

  it.each(['ada:claim', 'ada/claim', 'ada%3Aclaim'])('96 · gets a key for customer "%s" that is not the key of customer "ada" with a suffix', async (externalId) => {
    const store = mapStore();
    await handlerOver(fakePolar(list).fetch, { sessions: store, customer: () => ({ externalId }) })(requestFrom('/meters'));
    expect([...store.map.keys()]).toEqual([expect.stringMatching(new RegExp(`:external:${encodeURIComponent(externalId)}$`))]);
  });
});

describe('97 · a payload with many items to replace', () => {
  it('97 · is filtered without an object for each of them', () => {
    const views = vi.spyOn(Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array, 'subarray');
    const [count, id] = [20_000, 'x'.repeat(500)];
    const payload = `{"items":[${'1,'.repeat(count)}{"secret":1,"id":"${id}","secret":2}]}`;
    const stripped = stripJson(new TextEncoder().encode(payload), toFilter({ items: [{ id: 'value' }] }));
    expect(new TextDecoder().decode(stripped)).toBe(`{"items":[${'null,'.repeat(count)}{"id":"${id}"}]}`);
    expect(views.mock.calls.length).toBeLessThan(100);
  });
});

describe('105 · a customer with 2,000 requests at once', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `0f7c1a52-3d6e-4b9a-8c11-${String(index).padStart(12, '0')}`);

  it.each([
    ['for different items', (id: string) => `/meters/${id}`, {}],
    ['with different queries', (id: string) => `/meters?meter_id=${id}`, {}],
    ['with different queries and a cache', (id: string) => `/meters?meter_id=${id}`, { cache: 60_000 }],
  ])('105 · %s gets twelve requests to Polar at once, and 429 beyond the queue, while others are served', async (_, path, options) => {
    let [running, most] = [0, 0];
    let end = () => {};
    const held = new Promise<void>((resolve) => (end = resolve));
    const polar = fakePolar(async (url, token) => {
      if (token.includes('_bo_')) return list();
      running += 1;
      most = Math.max(most, running);
      await held;
      running -= 1;
      return url.searchParams.has('meter_id') ? list() : Response.json({ id: 'x' });
    });
    const handler = handlerOver(polar.fetch, options);
    const all = ids.map((id) => handler(requestFrom(path(id))));
    expect((await handler(requestFrom('/meters', 'bo'))).status).toBe(200);
    end();
    const responses = await Promise.all(all);
    const refused = responses.filter(({ status }) => status === 429);
    expect([most, responses.filter(({ status }) => status === 200).length, refused.length]).toEqual([12, 112, 1888]);
    for (const { headers } of refused) expect(Number(headers.get('Retry-After'))).toBe(5);
    expect((await handler(requestFrom(path(ids[0] ?? '')))).status).toBe(200);
  });

  it('105 · frees the places of these requests by abandoning them all', async () => {
    let isWell = false;
    const polar = fakePolar((_, __, { signal }) =>
      isWell ? list() : new Promise<Response>((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    const handler = handlerOver(polar.fetch);
    // Each with a signal of its own, as a server gives it.
    const leaving = ids.map(() => new AbortController());
    const all = ids.map((id, place) => handler(requestFrom(`/meters?meter_id=${id}`, 'ada', { signal: leaving[place]!.signal })));
    await vi.waitFor(() => expect(polar.calls).toHaveLength(13), 15_000);
    for (const one of leaving) one.abort();
    await Promise.all(all);
    isWell = true;
    const later = await Promise.all(ids.slice(0, 100).map((id) => handler(requestFrom(`/meters?meter_id=${id}`))));
    expect(later.map(({ status }) => status)).toEqual(later.map(() => 200));
  });
});
