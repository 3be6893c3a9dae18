import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalSession, PortalSessionStore } from '../../src/server/customerSessions';
import type { PortalHandlerOptions } from '../../src/server/options';
import { byCookie, emptyList, fakePolar, openShop, requestFrom } from './shop';

const minute = 60_000;
/** The time at which each test begins. */
const start = Date.parse('2026-09-01T12:00:00Z');
const list = () => Response.json(emptyList);

function handlerOver(fetch: PortalHandlerOptions['fetch'], options: Partial<PortalHandlerOptions> = {}) {
  return createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, ...(fetch && { fetch }), ...options });
}

function mapStore(): PortalSessionStore & { map: Map<string, PortalSession> } {
  const map = new Map<string, PortalSession>();
  return { map, get: async (key) => map.get(key), set: async (key, value) => map.set(key, value), delete: async (key) => map.delete(key) };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: start });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the session of a customer', () => {
  it('is created once for many requests, simultaneous and later', async () => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch);
    const responses = await Promise.all(Array.from({ length: 50 }, () => handler(requestFrom('/meters'))));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    await handler(requestFrom('/wallets'));
    expect(polar.sessionRequests()).toBe(1);
    expect(polar.calls[0]).toMatchObject({ method: 'POST', token: 'polar_oat_shop', init: { body: '{"external_customer_id":"ada"}', redirect: 'manual' } });
  });

  it('is requested with Polar’s own id, in lower case, if `customer` returns that id', async () => {
    const polar = fakePolar(list);
    await handlerOver(polar.fetch, { customer: () => ({ id: '0F7C1A52-3D6E-4B9A-8C11-5E2D7F904A36' }) })(requestFrom('/meters'));
    expect(polar.calls[0]?.init.body).toBe('{"customer_id":"0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36"}');
  });

  it('is renewed five minutes before it expires', async () => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch);
    await handler(requestFrom('/meters'));
    vi.setSystemTime(Date.now() + 54 * minute);
    await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(1);
    vi.setSystemTime(Date.now() + 2 * minute);
    await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(2);
    expect(polar.calls.at(-1)?.token).toBe('polar_cst_ada_2');
  });

  it.each([-7200, 0, 30, 7200, Number.NaN])('is kept for 54 seconds, but not for 61 minutes, when Polar’s expiry is %d seconds away', async (seconds) => {
    const polar = fakePolar(list);
    const fetch: PortalHandlerOptions['fetch'] = async (url, init) => {
      const response = await polar.fetch(url, init);
      return url.endsWith('/customer-sessions/') ? Response.json({ ...((await response.json()) as object), expires_at: Number.isNaN(seconds) ? 'soon' : new Date(Date.now() + seconds * 1000) }) : response;
    };
    const handler = handlerOver(fetch);
    await handler(requestFrom('/meters'));
    vi.setSystemTime(Date.now() + 0.9 * minute);
    await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(1);
    vi.setSystemTime(Date.now() + 60 * minute);
    await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(2);
  });

  it('is renewed once for all waiting requests when Polar refuses it', async () => {
    const polar = fakePolar((_, token) => (token.endsWith('_1') ? Response.json({ error: 'invalid_token' }, { status: 401 }) : list()));
    const handler = handlerOver(polar.fetch);
    const responses = await Promise.all(Array.from({ length: 20 }, () => handler(requestFrom('/meters'))));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(polar.sessionRequests()).toBe(2);
  });

  it('survives a late refusal of the previous session', async () => {
    let refuseLate = () => {};
    const late = new Promise<void>((resolve) => {
      refuseLate = resolve;
    });
    const refusal = () => Response.json({ error: 'invalid_token' }, { status: 401 });
    const polar = fakePolar(async ({ pathname }, token) => {
      if (!token.endsWith('_1')) return list();
      if (pathname.includes('wallets')) await late;
      return refusal();
    });
    const handler = handlerOver(polar.fetch);
    const [slow, quick] = [handler(requestFrom('/wallets')), handler(requestFrom('/meters'))];
    expect((await quick).status).toBe(200);
    refuseLate();
    expect((await slow).status).toBe(200);
    expect(polar.sessionRequests()).toBe(2);
  });

  it('is not requested again for a while after Polar has refused a new one, and the page gets a 502', async () => {
    const polar = fakePolar(() => Response.json({ error: 'invalid_token', detail: 'SENTINEL' }, { status: 401 }));
    const handler = handlerOver(polar.fetch);
    for (let round = 0; round < 3; round++) {
      const responses = await Promise.all(Array.from({ length: 5 }, () => handler(requestFrom('/meters'))));
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([502]));
    }
    expect(polar.sessionRequests()).toBe(2);
    vi.setSystemTime(Date.now() + 11_000);
    await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(4);
  });

  it('differs for each customer, and beyond the limit the least recently used one is dropped', async () => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch, { limits: { sessions: 2 } });
    for (const user of ['ada', 'bo', 'ada', 'cy', 'ada']) await handler(requestFrom('/meters', user));
    expect(polar.sessionRequests()).toBe(3);
    await handler(requestFrom('/meters', 'bo'));
    expect(polar.sessionRequests()).toBe(4);
  });

  it('is not shared with a customer whose external id looks like another customer’s key', async () => {
    const polar = fakePolar(list);
    const ids = [{ externalId: 'ada' }, { externalId: 'external:ada' }, { id: '0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36' }, { externalId: '0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36' }, { externalId: 'id:0f7c1a52-3d6e-4b9a-8c11-5e2d7f904a36' }];
    let next = 0;
    const handler = handlerOver(polar.fetch, { customer: () => ids[next++]! });
    for (const _ of ids) await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(ids.length);
  });

  it('is not requested again at once for a customer unknown to Polar, and the page gets a 404', async () => {
    vi.useRealTimers();
    const shop = await openShop();
    for (let round = 0; round < 5; round++) {
      const response = await shop.get('meters', 'stranger');
      expect([response.status, await response.json()]).toEqual([404, { error: 'ResourceNotFound', detail: 'Not found' }]);
    }
    expect(shop.sessionRequests()).toBe(1);
    // Other customers are served.
    expect((await shop.get('meters', 'ada')).status).toBe(200);
  });

  it('is created soon after the customer’s first purchase', async () => {
    let known = false;
    const polar = fakePolar(list);
    const handler = handlerOver(async (url, init) => (known || !url.endsWith('/customer-sessions/') ? polar.fetch(url, init) : Response.json({ detail: [] }, { status: 422 })));
    expect((await handler(requestFrom('/meters'))).status).toBe(404);
    known = true;
    vi.setSystemTime(Date.now() + 10_001);
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  });

  it.each([
    ['a customer unknown to Polar', 422, 10_000],
    ['a failure of Polar', 503, 1000],
  ])('is requested again after %s (%i), but not within %i ms', async (_, status, wait) => {
    let calls = 0;
    const handler = handlerOver(async () => {
      calls += 1;
      return Response.json({}, { status });
    });
    // The stopwatch takes the larger of two clocks, and only one of them is set here.
    vi.spyOn(performance, 'now').mockReturnValue(0);
    for (const later of [0, wait - 1, 1]) {
      vi.setSystemTime(Date.now() + later);
      await handler(requestFrom('/meters'));
    }
    expect(calls).toBe(2);
  });

  it('is kept if Polar fails instead of refusing it', async () => {
    const polar = fakePolar((_, token) => (token.endsWith('_1') ? Response.json({}, { status: 401 }) : new Response(null, { status: 503 })));
    const handler = handlerOver(polar.fetch);
    for (let round = 0; round < 2; round++) expect((await handler(requestFrom('/meters'))).status).toBe(502);
    expect(polar.sessionRequests()).toBe(2);
  });

  it('fails for all waiting requests if it takes too long, and the next request tries again', async () => {
    let responds = false;
    const polar = fakePolar(list);
    const handler = handlerOver((url, init) => (responds ? polar.fetch(url, init) : new Promise(() => {})), { timeout: 500 });
    const waiting = Promise.all([handler(requestFrom('/meters')), handler(requestFrom('/wallets'))]);
    await vi.advanceTimersByTimeAsync(501);
    expect((await waiting).map(({ status }) => status)).toEqual([504, 504]);
    responds = true;
    vi.setSystemTime(Date.now() + 1001);
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  });

  it.each([{}, { token: '' }, { token: 'polar_oat_x' }, { token: 'a b' }, { token: 5 }, null, []].map((body) => [body]))('is not read from a response like %j', async (body) => {
    const handler = handlerOver(async () => Response.json(body, { status: 201 }));
    expect((await handler(requestFrom('/meters'))).status).toBe(502);
  });
});

describe('the organization’s own requests', () => {
  it('stop until Polar’s Retry-After has passed', async () => {
    let calls = 0;
    const handler = handlerOver(async () => {
      calls += 1;
      return new Response(null, { status: 429, headers: { 'Retry-After': '30' } });
    });
    const first = await handler(requestFrom('/meters', 'ada'));
    expect([first.status, first.headers.get('Retry-After')]).toEqual([429, '30']);
    vi.setSystemTime(Date.now() + 12_000);
    const second = await handler(requestFrom('/meters', 'bo'));
    expect([second.status, second.headers.get('Retry-After'), calls]).toEqual([429, '18', 1]);
    vi.setSystemTime(Date.now() + 19_000);
    await handler(requestFrom('/meters', 'cy'));
    expect(calls).toBe(2);
  });

  it('stop for the longest wait if Polar names two', async () => {
    const answers: ((response: Response) => void)[] = [];
    const handler = handlerOver(() => new Promise((resolve) => answers.push(resolve)));
    const both = ['ada', 'bo'].map((user) => handler(requestFrom('/meters', user)));
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers.forEach((answer, index) => answer(new Response(null, { status: 429, headers: { 'Retry-After': index === 0 ? '30' : '5' } })));
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([429, 429]);
    const third = await handler(requestFrom('/meters', 'cy'));
    expect([third.status, third.headers.get('Retry-After'), answers.length]).toEqual([429, '30', 2]);
  });

  it('stop for a while after Polar has refused the token', async () => {
    let calls = 0;
    const handler = handlerOver(async () => {
      calls += 1;
      return Response.json({ error: 'invalid_token' }, { status: 401 });
    });
    for (const user of ['ada', 'bo', 'cy']) expect((await handler(requestFrom('/meters', user))).status).toBe(502);
    expect(calls).toBe(1);
  });
});

describe('when the system clock is set back by an hour, the wait', () => {
  /** Sets the date back by an hour, while `milliseconds` really pass. */
  function setBack(milliseconds: number): void {
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + milliseconds);
    vi.setSystemTime(Date.now() - 60 * minute + milliseconds);
  }

  it('for Polar’s rate limit ends in time', async () => {
    let calls = 0;
    const handler = handlerOver(async () => {
      calls += 1;
      return new Response(null, { status: 429, headers: { 'Retry-After': '30' } });
    });
    await handler(requestFrom('/meters'));
    setBack(31_000);
    await handler(requestFrom('/meters', 'bo'));
    expect(calls).toBe(2);
  });

  it('after a failed session ends in time', async () => {
    let known = false;
    const polar = fakePolar(list);
    const handler = handlerOver(async (url, init) => (known || !url.endsWith('/customer-sessions/') ? polar.fetch(url, init) : Response.json({ detail: [] }, { status: 422 })));
    expect((await handler(requestFrom('/meters'))).status).toBe(404);
    known = true;
    setBack(10_001);
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
  });

  it('for a cache to expire ends in time', async () => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch, { cache: 5000 });
    await handler(requestFrom('/meters'));
    const before = polar.calls.length;
    setBack(5001);
    await handler(requestFrom('/meters'));
    expect(polar.calls.length).toBe(before + 1);
  });

  it('for a session’s expiry ends in time', async () => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch);
    await handler(requestFrom('/meters'));
    setBack(56 * minute);
    await handler(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(2);
  });
});

describe('a session store of the shop’s own', () => {
  it('gives a second process the session of the first', async () => {
    const polar = fakePolar(list);
    const store = mapStore();
    await handlerOver(polar.fetch, { sessions: store })(requestFrom('/meters'));
    await handlerOver(polar.fetch, { sessions: store })(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(1);
    expect([...store.map]).toEqual([[expect.stringMatching(/^meterface:api\.polar\.sh:\w{8,}:external:ada$/), { token: 'polar_cst_ada_1', expiresAt: Date.now() + 55 * minute }]]);
  });

  it('keeps sandbox and production apart', async () => {
    const polar = fakePolar(list);
    const store = mapStore();
    for (const server of ['sandbox', 'production']) await handlerOver(polar.fetch, { sessions: store, server })(requestFrom('/meters'));
    expect(polar.sessionRequests()).toBe(2);
  });

  it('is read again after a refusal, because another process may have stored a new session', async () => {
    const polar = fakePolar((_, token) => (token === 'polar_cst_next' ? list() : Response.json({}, { status: 401 })));
    const store = mapStore();
    const handler = handlerOver(polar.fetch, { sessions: store });
    const get = vi.spyOn(store, 'get').mockResolvedValueOnce({ token: 'polar_cst_old', expiresAt: Date.now() + minute });
    get.mockResolvedValueOnce({ token: 'polar_cst_next', expiresAt: Date.now() + minute });
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
    expect(polar.sessionRequests()).toBe(0);
  });

  it('does not stop requests if it hangs', async () => {
    const polar = fakePolar(list);
    const hang = () => new Promise<never>(() => {});
    const response = handlerOver(polar.fetch, { sessions: { get: hang, set: hang, delete: hang } })(requestFrom('/meters'));
    await vi.advanceTimersByTimeAsync(4001);
    expect((await response).status).toBe(200);
  });

  it('does not stop requests if it fails or returns invalid sessions', async () => {
    const fail = () => Promise.reject(new Error('SENTINEL'));
    const stores: Array<Partial<PortalSessionStore>> = [{ get: fail, set: fail, delete: fail }, { get: async () => ({ token: 5, expiresAt: 'x' }) as never }, { get: async () => ({ token: 'polar_cst_old', expiresAt: Date.now() - 1 }) }, { get: async () => ({ token: 'polar_oat_x', expiresAt: Date.now() + minute }) }];
    for (const store of stores) {
      const polar = fakePolar(list);
      const handler = handlerOver(polar.fetch, { sessions: { ...mapStore(), ...store } });
      expect((await handler(requestFrom('/meters'))).status).toBe(200);
      expect((await handler(requestFrom('/meters'))).status).toBe(200);
      expect(polar.sessionRequests()).toBe(1);
    }
  });

  it.each<[string, unknown]>([
    ['an expiry that is text', { token: 'polar_cst_stored', expiresAt: String(start + minute) }],
    ['an expiry that is a date', { token: 'polar_cst_stored', expiresAt: new Date(start + minute) }],
    ['no expiry', { token: 'polar_cst_stored' }],
    ['an expiry that has just passed', { token: 'polar_cst_stored', expiresAt: start }],
    ['an expiry later than any of Polar’s', { token: 'polar_cst_stored', expiresAt: start + 60 * minute + 1 }],
    ['a getter that throws', { get token() { throw new Error('odd'); } }],
    ['a session as JSON', '{"token":"polar_cst_stored"}'],
    ['a list', []],
  ])('does not stop requests if it returns %s', async (_, stored) => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch, { sessions: { ...mapStore(), get: async () => stored as never } });
    expect((await handler(requestFrom('/meters'))).status).toBe(200);
    expect(polar.calls.at(-1)?.token).toBe('polar_cst_ada_1');
  });

  it.each([1, 60 * minute])('saves a request if it returns a session with %d ms left', async (left) => {
    const polar = fakePolar(list);
    const handler = handlerOver(polar.fetch, { sessions: { ...mapStore(), get: async () => ({ token: 'polar_cst_stored', expiresAt: start + left }) } });
    await handler(requestFrom('/meters'));
    expect([polar.sessionRequests(), polar.calls.at(-1)?.token]).toEqual([0, 'polar_cst_stored']);
  });

  it('gets a call of `delete` for an expired session, but not for a missing one', async () => {
    const remove = vi.fn(async () => {});
    const expired = { token: 'polar_cst_old', expiresAt: start - 1 };
    for (const stored of [expired, null]) {
      await handlerOver(fakePolar(list).fetch, { sessions: { ...mapStore(), get: async () => stored, delete: remove } })(requestFrom('/meters'));
    }
    expect(remove.mock.calls).toEqual([[expect.stringMatching(/^meterface:api\.polar\.sh:\w{8,}:external:ada$/)]]);
  });

  it('is reported to onError once a minute while it is down', async () => {
    const down = new Error('ECONNREFUSED');
    const fail = () => Promise.reject(down);
    const onError = vi.fn();
    const handler = handlerOver(fakePolar(list).fetch, { sessions: { get: fail, set: fail, delete: fail }, onError });
    for (const user of ['ada', 'bo', 'cy']) expect((await handler(requestFrom('/meters', user))).status).toBe(200);
    expect(onError.mock.calls).toEqual([[down]]);
    for (const [later, user, reports] of [[minute - 5000, 'dee', 1], [5000, 'eve', 2]] as const) {
      vi.setSystemTime(Date.now() + later);
      await handler(requestFrom('/meters', user));
      expect(onError).toHaveBeenCalledTimes(reports);
    }
  });

  it('gets a call of `delete` for a session that Polar has refused, before the new one is stored', async () => {
    const polar = fakePolar((_, token) => (token.endsWith('_1') ? Response.json({}, { status: 401 }) : list()));
    const store = mapStore();
    const steps: string[] = [];
    const watched = { ...store, delete: async (key: string) => steps.push(`delete ${store.map.get(key)?.token}`), set: async (key: string, session: PortalSession) => (steps.push(`set ${session.token}`), store.set(key, session)) };
    await handlerOver(polar.fetch, { sessions: watched })(requestFrom('/meters'));
    expect(steps).toEqual(['set polar_cst_ada_1', 'delete polar_cst_ada_1', 'set polar_cst_ada_2']);
  });
});
