import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PortalError } from '../../src/core/errors';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { createPolarSource } from '../../src/sources/polar';
import { byCookie, emptyList, fakePolar, openShop, requestFrom, serve, someId } from './shop';

afterEach(() => vi.useRealTimers());

const secret = 'polar_cst_SENTINEL';

function handlerOver(fetch: NonNullable<PortalHandlerOptions['fetch']>, options: Partial<PortalHandlerOptions> = {}) {
  return createPortalHandler({ accessToken: 'polar_oat_SENTINEL', customer: byCookie, fetch, ...options });
}

/** The response to one request, checked to hold no secret. */
async function outcome(respond: Parameters<typeof fakePolar>[0], options?: Partial<PortalHandlerOptions>) {
  const response = await handlerOver(fakePolar(respond).fetch, options)(requestFrom('/meters'));
  const text = await response.text();
  expect(text + JSON.stringify([...response.headers])).not.toMatch(/SENTINEL|polar_(cst|oat)/);
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: JSON.parse(text) as Record<string, unknown> };
}

describe('the proxy when Polar fails', () => {
  const detail = `The token ${secret} of ada@example.com`;

  it.each([
    [400, 422], [403, 403], [404, 404], [405, 502], [418, 502], [422, 422], [500, 502], [502, 502], [503, 502], [504, 502],
    [301, 502], [302, 502], [307, 502], [308, 502], [204, 502], [304, 502],
  ])('turns %d into %d without passing on Polar’s words', async (status, passedOn) => {
    const body = [204, 304].includes(status) ? null : JSON.stringify({ error: secret, detail, input: secret });
    const found = await outcome(() => new Response(body, { status, headers: { Location: `https://evil.example/${secret}`, 'Set-Cookie': secret, 'X-Secret': secret } }));
    expect(found.status).toBe(passedOn);
    expect(Object.keys(found.body)).toEqual(['error', 'detail']);
  });

  it('sends 422 in Polar’s shape without the input', async () => {
    const found = await outcome(() => Response.json({ error: 'RequestValidationError', detail: [{ type: 'x', loc: ['query', 'sorting', 0], msg: secret, input: secret }] }, { status: 422 }));
    expect(found.body).toEqual({ error: 'RequestValidationError', detail: [{ type: 'value_error', loc: ['query'], msg: 'Polar does not accept this request.' }] });
  });

  it.each([['30', '30'], ['0.2', '1'], ['999999', '1800'], ['Sat, 14 Nov 2026 14:03:30 GMT', '90'], ['Thu, 01 Jan 1970 00:00:00 GMT', '1'], ['soon', '60'], [undefined, '60']])(
    'turns Retry-After %s of a rate limit into %s',
    async (given, passedOn) => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-14T14:02:00Z') });
      const found = await outcome(() => new Response(null, { status: 429, ...(given !== undefined && { headers: { 'Retry-After': given } }) }));
      expect([found.status, found.retryAfter]).toEqual([429, passedOn]);
    },
  );

  it.each([['30', '30'], ['999999', '60'], ['soon', null], [undefined, null]])('passes on Retry-After %s of an outage as %s', async (given, passedOn) => {
    const found = await outcome(() => new Response(null, { status: 503, ...(given !== undefined && { headers: { 'Retry-After': given } }) }));
    expect([found.status, found.retryAfter]).toEqual([502, passedOn]);
  });

  it.each(['', 'null', '5', '"text"', '[]', '{"items": [', '<html>'])('turns the body %j into 502', async (text) => {
    expect((await outcome(() => new Response(text))).status).toBe(502);
  });

  it('sends 502 if Polar is unreachable, and 504 after a late response or a stalled body', async () => {
    expect((await outcome(() => Promise.reject(new TypeError(`fetch failed: ${secret}`)))).status).toBe(502);
    expect((await outcome(() => new Promise(() => {}), { timeout: 50 })).status).toBe(504);
    expect((await outcome(() => new Response(new ReadableStream()), { timeout: 50 })).status).toBe(504);
  });

  it('sends 502 when a body breaks off', async () => {
    const url = await serve((request) => {
      if (request.method === 'POST') return Response.json({ token: 'polar_cst_x', expires_at: '' }, { status: 201 });
      return new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"items"')), pull: (controller) => controller.error(new Error('gone')) }));
    });
    const handler = createPortalHandler({ accessToken: 'polar_oat_x', server: url, customer: byCookie });
    expect((await handler(requestFrom('/meters'))).status).toBe(502);
  });

  it('sends 502 for an endless body and stops reading it', async () => {
    let chunks = 0;
    let stopped = false;
    const body = () => new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(1_000_000).fill(32));
      },
      cancel: () => void (stopped = true),
    });
    expect((await outcome(() => new Response(body()))).status).toBe(502);
    expect([stopped, chunks < 15]).toEqual([true, true]);
  });

  it('bounds the size of a response by its kind', async () => {
    // JSON may end in any amount of white space.
    const padded = (body: unknown, spaces: number) => new Response(JSON.stringify(body) + ' '.repeat(spaces));
    const handler = handlerOver(fakePolar(({ pathname }) => padded(pathname.endsWith('/') ? emptyList : { id: someId }, 1_100_000)).fetch);
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
    expect((await handler(requestFrom(`/meters/${someId}`))).status).toBe(502);
    const session = (spaces: number) => handlerOver(async (url) => (url.endsWith('/customer-sessions/') ? padded({ token: secret }, spaces) : Response.json(emptyList)));
    expect((await session(90_000)(requestFrom('/meters'))).status).toBe(200);
    expect((await session(110_000)(requestFrom('/meters'))).status).toBe(502);
  });

  it('drops values that are nested too deeply and keeps their siblings', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    const found = await outcome(() => new Response(`{"items":[{"id":"a","balance":5},{"id":"b","balance":${deep}},${deep}],"pagination":{"total_count":3,"max_page":1}}`));
    expect([found.status, found.body]).toMatchObject([200, { items: [{ id: 'a', balance: 5 }, { id: 'b' }, null], pagination: { total_count: 3, max_page: 1 } }]);
  });

  it('stops reading a late body even if fetch ignores the signal', async () => {
    let chunks = 0;
    const body = () => new ReadableStream({
      async pull(controller) {
        chunks += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        controller.enqueue(new Uint8Array(1));
      },
    });
    expect((await outcome(() => new Response(body()), { timeout: 50 })).status).toBe(504);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const before = chunks;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(chunks).toBe(before);
  });

  it('sends failures that a source understands', async () => {
    const shop = await openShop({ polar: { rateLimit: 0 } });
    await expect(shop.source('ada').meters()).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 60 });
    const gone = createPortalHandler({ accessToken: 'polar_oat_x', server: 'http://127.0.0.1:9', customer: byCookie });
    const url = await serve(gone);
    const source = createPolarSource({ server: '/api/portal', fetch: (path, init) => fetch(url + path, { ...init, headers: { Cookie: 'user=ada' } }) });
    await expect(source.meters()).rejects.toMatchObject({ code: 'server_error', status: 502, retryable: true });
  });
});

describe('the proxy when the shop’s code fails', () => {
  it('sends a bare 500 when `customer` fails, and passes the reason to onError', async () => {
    const onError = vi.fn();
    const reason = new Error(secret);
    for (const customer of [() => Promise.reject(reason), () => { throw reason; }]) {
      const response = await handlerOver(fakePolar(() => Response.json(emptyList)).fetch, { customer, onError })(requestFrom('/meters'));
      expect([response.status, await response.json()]).toEqual([500, { error: 'InternalServerError', detail: 'Internal Server Error' }]);
    }
    expect(onError.mock.calls).toEqual([[reason], [reason]]);
  });

  it.each([
    {}, { externalId: '' }, { externalId: ' ' }, { externalId: undefined }, { externalId: null }, { externalId: 42 }, { externalId: ['ada'] }, { externalId: 'a\nb' }, { externalId: 'a\0' },
    { externalId: '\ud800' }, { externalId: 'x'.repeat(513) }, { id: 'ada' }, { id: '' }, { id: '../x' }, { id: '0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36', externalId: 'ada' }, 'ada', 42, true, [],
  ].map((customer) => [customer]))('sends 500 and no request to Polar when `customer` returns %o', async (customer) => {
    const polar = fakePolar(() => Response.json(emptyList));
    const onError = vi.fn();
    const response = await handlerOver(polar.fetch, { customer: () => customer as never, onError })(requestFrom('/meters'));
    expect(response.status).toBe(500);
    expect(polar.calls).toEqual([]);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'invalid_option' });
  });

  it('sends 500 when `customer` rejects with a PortalError, instead of that error’s status', async () => {
    const reason = new PortalError('not_found', 'No such user.');
    expect((await handlerOver(fakePolar(() => Response.json(emptyList)).fetch, { customer: () => Promise.reject(reason) })(requestFrom('/meters'))).status).toBe(500);
  });

  it('sends 500 and no redirect when `customer` throws a redirect', async () => {
    const customer = () => { throw Response.redirect('https://shop.example/login'); };
    const response = await handlerOver(fakePolar(() => Response.json(emptyList)).fetch, { customer })(requestFrom('/meters'));
    expect([response.status, response.headers.get('Location')]).toEqual([500, null]);
  });

  it('sends 502 when the token lacks a scope, and names the scope to onError', async () => {
    const onError = vi.fn();
    const response = await handlerOver(async () => Response.json({ error: 'insufficient_scope' }, { status: 403 }), { onError })(requestFrom('/meters'));
    expect(response.status).toBe(502);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('customer_sessions:write') as string });
  });

  it.each([[404, { detail: 'Not found' }], [422, { detail: [] }], [429, {}]])('does not call onError for a %i of Polar', async (status, body) => {
    const onError = vi.fn();
    const polar = fakePolar(() => Response.json(body, { status }));
    expect((await handlerOver(polar.fetch, { onError })(requestFrom('/meters'))).status).toBe(status);
    expect(onError).not.toHaveBeenCalled();
  });

  it.each<[string, () => void | Promise<void>]>([
    ['throws', () => { throw new Error('the log is full'); }],
    ['rejects', () => Promise.reject(new Error('the log is full'))],
    ['never settles', () => new Promise(() => {})],
  ])('sends the same response when onError %s, without an unhandled rejection', async (_, onError) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    try {
      expect((await handlerOver(async () => { throw new Error('down'); }, { onError })(requestFrom('/meters'))).status).toBe(502);
      await new Promise((resolve) => setTimeout(resolve, 10));
    } finally {
      process.off('unhandledRejection', unhandled);
    }
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('sends 500 when `customer` never settles, and passes an error that names it to onError', async () => {
    const onError = vi.fn();
    const polar = fakePolar(() => Response.json(emptyList));
    const response = await handlerOver(polar.fetch, { customer: () => new Promise(() => {}), timeout: 30, onError })(requestFrom('/meters'));
    expect([response.status, await response.json()]).toEqual([500, { error: 'InternalServerError', detail: 'Internal Server Error' }]);
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'timeout', message: expect.stringContaining('`customer`') as string })]]);
    expect(polar.calls).toEqual([]);
  });

  it('gives Polar the whole `timeout` even after a slow `customer`', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const after600ms = <T,>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 600, value));
    const polar = fakePolar(() => after600ms(Response.json(emptyList)));
    const response = handlerOver(polar.fetch, { customer: () => after600ms({ externalId: 'ada' }), timeout: 1000 })(requestFrom('/meters'));
    await vi.advanceTimersByTimeAsync(600);
    await vi.advanceTimersByTimeAsync(600);
    expect((await response).status).toBe(200);
  });

  it('does not wait for `customer` after the page has disconnected, and ignores its late failure', async () => {
    const onError = vi.fn();
    const leaving = new AbortController();
    let fail = () => {};
    const customer = () => new Promise<never>((_, reject) => { fail = () => reject(new Error('late')); });
    const response = handlerOver(fakePolar(() => Response.json(emptyList)).fetch, { customer, onError })(requestFrom('/meters', 'ada', { signal: leaving.signal }));
    leaving.abort();
    await response;
    fail();
    // Vitest fails a run with an unhandled rejection.
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(onError).not.toHaveBeenCalled();
  });

  it('calls onError once for a failure of Polar, but not for a missing customer or an unknown path, and passes no token', async () => {
    const onError = vi.fn();
    const handler = handlerOver(async () => { throw new Error(secret); }, { onError });
    await handler(requestFrom('/meters'));
    await handler(requestFrom('/meters', ''));
    await handler(requestFrom('/nothing'));
    expect(onError.mock.calls).toHaveLength(1);
    const [[error]] = onError.mock.calls as [[Error]];
    expect(error.stack).not.toContain('SENTINEL');
  });
});

describe('the proxy when the page disconnects', () => {
  it('ends its request to Polar', async () => {
    let ended = false;
    const polar = fakePolar((_, __, { signal }) => new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        ended = true;
        reject(signal.reason);
      });
    }));
    const leaving = new AbortController();
    const onError = vi.fn();
    const response = handlerOver(polar.fetch, { onError })(requestFrom('/meters', 'ada', { signal: leaving.signal }));
    await vi.waitFor(() => expect(polar.calls).toHaveLength(2), 15_000);
    leaving.abort();
    await response;
    expect(ended).toBe(true);
    expect(onError).not.toHaveBeenCalled();
  });

  it('does not call `customer` if the page disconnected before', async () => {
    const customer = vi.fn(byCookie);
    await handlerOver(fakePolar(() => Response.json(emptyList)).fetch, { customer })(requestFrom('/meters', 'ada', { signal: AbortSignal.abort() }));
    expect(customer).not.toHaveBeenCalled();
  });

  it('leaves no listener on the signal of a request that has ended', async () => {
    const { signal } = new AbortController();
    const request = Object.defineProperty(requestFrom('/meters'), 'signal', { value: signal });
    expect((await handlerOver(fakePolar(() => Response.json(emptyList)).fetch)(request)).status).toBe(200);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('accepts requests without a signal, which some adapters pass', async () => {
    const request = Object.defineProperty(requestFrom('/meters'), 'signal', { value: null });
    expect((await handlerOver(fakePolar(() => Response.json(emptyList)).fetch)(request)).status).toBe(200);
  });

  it('still creates the session that another request waits for', async () => {
    const polar = fakePolar(() => Response.json(emptyList));
    let make = () => {};
    const held = new Promise<void>((resolve) => { make = resolve; });
    const handler = handlerOver(async (url, init) => {
      if (url.endsWith('/customer-sessions/')) await held;
      return polar.fetch(url, init);
    });
    const leaving = new AbortController();
    const first = handler(requestFrom('/meters', 'ada', { signal: leaving.signal }));
    const second = handler(requestFrom('/meters'));
    leaving.abort();
    await first;
    make();
    expect((await second).status).toBe(200);
    expect(polar.sessionRequests()).toBe(1);
  });
});

describe('the cache of responses', () => {
  it('is off by default', async () => {
    const polar = fakePolar(() => Response.json(emptyList));
    const handler = handlerOver(polar.fetch);
    for (let round = 0; round < 3; round++) await handler(requestFrom('/meters'));
    expect(polar.calls).toHaveLength(4);
  });

  it('is shared by simultaneous requests of one customer, and never by two customers', async () => {
    const polar = fakePolar((_, token) => Response.json({ items: [{ id: token }], pagination: null }));
    const handler = handlerOver(polar.fetch, { cache: 5000 });
    const ids = async (user: string, path = '/meters') => ((await (await handler(requestFrom(path, user))).json()) as { items: Array<{ id: string }> }).items[0]?.id;
    const all = await Promise.all(['ada', 'bo', 'ada', 'bo', 'ada'].map((user) => ids(user)));
    expect(all).toEqual(['polar_cst_ada_1', 'polar_cst_bo_2', 'polar_cst_ada_1', 'polar_cst_bo_2', 'polar_cst_ada_1']);
    expect(polar.calls).toHaveLength(4);
    await ids('ada', '/meters?page=2');
    await ids('ada', '/wallets');
    expect(polar.calls).toHaveLength(6);
    expect((await handler(requestFrom('/meters', ''))).status).toBe(401);
  });

  it('does not keep responses of more than 60,000 bytes', async () => {
    const requests = async (length: number) => {
      const start = '{"items":[{"id":"';
      const end = '"}]}';
      const polar = fakePolar(() => new Response(start + 'x'.repeat(length - start.length - end.length) + end));
      const handler = handlerOver(polar.fetch, { cache: 5000 });
      for (let round = 0; round < 2; round++) expect(await (await handler(requestFrom('/meters'))).text()).toHaveLength(length);
      return polar.calls.length - polar.sessionRequests();
    };
    expect([await requests(60_000), await requests(60_001)]).toEqual([1, 2]);
  });

  it('does not keep failures', async () => {
    let fails = true;
    const polar = fakePolar(() => (fails ? new Response(null, { status: 503 }) : Response.json(emptyList)));
    const handler = handlerOver(polar.fetch, { cache: 5000 });
    expect((await handler(requestFrom('/meters'))).status).toBe(502);
    fails = false;
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  });
});
