import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import type { PortalHandlerOptions } from '../../src/server/options';
import { createRequestQueue } from '../../src/server/requestQueue';
import { byCookie, emptyList, fakePolar, requestFrom, someId } from './shop';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function queueOf(perMinute: number, { patience = 5000, most = 1000 } = {}) {
  const queue = createRequestQueue({ perMinute, patience, most });
  const sent: string[] = [];
  /** Requests a turn. Resolves with the seconds to wait, or with 0 once the request has ended. */
  const takeTurn = (key: string, takes = 0) =>
    queue.inTurn(key, async () => {
      sent.push(key);
      if (takes > 0) await new Promise((resolve) => setTimeout(resolve, takes));
    }).then(() => 0, (error: { retryAfter?: number; code: string }) => error.retryAfter ?? error.code);
  const extra = (requests = 1) => {
    try {
      queue.countExtra(requests);
      return 0;
    } catch (error) {
      return (error as { retryAfter?: number }).retryAfter;
    }
  };
  return { sent, takeTurn, extra };
}

describe('createRequestQueue()', () => {
  it('sends as many requests in any minute as allowed, and tells the others when their turn comes', async () => {
    const { takeTurn, sent } = queueOf(2);
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => takeTurn(key)))).toEqual([0, 0, 60, 60, 120]);
    expect(sent).toEqual(['a', 'b']);
  });

  it('keeps the turn of a customer who returns in time, and sends newcomers after them', async () => {
    const { takeTurn, sent } = queueOf(1);
    expect([await takeTurn('a'), await takeTurn('b'), await takeTurn('c')]).toEqual([0, 60, 120]);
    await vi.advanceTimersByTimeAsync(59_000);
    expect([await takeTurn('new'), await takeTurn('c')]).toEqual([121, 61]);
    await vi.advanceTimersByTimeAsync(1000);
    expect([await takeTurn('b'), await takeTurn('c')]).toEqual([0, 60]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await takeTurn('c')).toBe(0);
    expect(sent).toEqual(['a', 'b', 'c']);
  });

  it('drops the turn of a customer who does not return within ten seconds', async () => {
    const { takeTurn } = queueOf(1);
    expect([await takeTurn('a'), await takeTurn('b')]).toEqual([0, 60]);
    await vi.advanceTimersByTimeAsync(69_000);
    expect(await takeTurn('new')).toBe(60);
    const { takeTurn: again } = queueOf(1);
    expect([await again('a'), await again('b')]).toEqual([0, 60]);
    await vi.advanceTimersByTimeAsync(71_000);
    expect(await again('new')).toBe(0);
  });

  it('makes a customer wait if the turn comes within `patience`', async () => {
    const { takeTurn, sent } = queueOf(1);
    await takeTurn('a');
    await vi.advanceTimersByTimeAsync(57_000);
    const waiting = takeTurn('b');
    await vi.advanceTimersByTimeAsync(2900);
    expect(sent).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(200);
    expect([await waiting, sent]).toEqual([0, ['a', 'b']]);
  });

  it('sends ten requests at once until one succeeds, and then fifty, in order of arrival', async () => {
    const { takeTurn, sent } = queueOf(1000);
    const keys = Array.from({ length: 120 }, (_, index) => String(index));
    const all = Promise.all(keys.map((key) => takeTurn(key, 100)));
    await vi.advanceTimersByTimeAsync(99);
    expect(sent).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(60);
    await vi.advanceTimersByTimeAsync(1000);
    expect([await all, sent]).toEqual([keys.map(() => 0), keys]);
  });

  it('sends ten requests at once again after four minutes without a success', async () => {
    const { takeTurn, sent } = queueOf(1000);
    const burst = async (name: string) => {
      const all = Promise.all(Array.from({ length: 60 }, (_, index) => takeTurn(`${name} ${index}`, 100)));
      await vi.advanceTimersByTimeAsync(50);
      const { length } = sent;
      await vi.advanceTimersByTimeAsync(1000);
      await all;
      return length;
    };
    expect(await burst('first')).toBe(10);
    await vi.advanceTimersByTimeAsync(230_000);
    expect(await burst('second')).toBe(60 + 50);
    await vi.advanceTimersByTimeAsync(250_000);
    expect(await burst('third')).toBe(120 + 10);
  });

  it('sends no more than ten requests at once while all fail', async () => {
    const queue = createRequestQueue({ perMinute: 1000, patience: 5000, most: 1000 });
    let running = 0;
    let most = 0;
    const fail = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
      throw new Error('refused');
    };
    const all = Promise.allSettled(Array.from({ length: 40 }, (_, index) => queue.inTurn(String(index), fail)));
    await vi.advanceTimersByTimeAsync(1000);
    expect([(await all).every(({ status }) => status === 'rejected'), most]).toEqual([true, 10]);
  });

  it('rejects a request after `patience` if the requests before it do not end', async () => {
    const { takeTurn, sent } = queueOf(100);
    for (let index = 0; index < 10; index += 1) void takeTurn(`slow ${index}`, 20_000);
    const waiting = takeTurn('b');
    await vi.advanceTimersByTimeAsync(5001);
    expect(await waiting).toBe(5);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await takeTurn('c')).toBe(0);
    expect(sent).not.toContain('b');
  });

  it('refuses an extra request while any customer waits, and otherwise counts it', async () => {
    const { takeTurn, extra } = queueOf(2);
    expect([extra(), await takeTurn('a'), extra(), await takeTurn('b')]).toEqual([0, 0, 60, 60]);
    await vi.advanceTimersByTimeAsync(60_000);
    // The turn of `b`.
    expect(extra()).toBe(1);
    expect([await takeTurn('b'), extra(), extra()]).toEqual([0, 0, 60]);
  });

  it('waits as long as before if the system clock is set back', async () => {
    const { takeTurn } = queueOf(1);
    await takeTurn('a');
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await takeTurn('b')).toBe(0);
  });

  it('keeps turns for a bounded number of customers', async () => {
    const { takeTurn } = queueOf(1, { most: 2 });
    await takeTurn('a');
    expect(await Promise.all(['b', 'c', 'd', 'e'].map((key) => takeTurn(key)))).toEqual([60, 120, 180, 180]);
  });

  it('limits nothing if perMinute is infinite', async () => {
    const { takeTurn } = queueOf(Infinity);
    expect(await Promise.all(Array.from({ length: 500 }, (_, index) => takeTurn(String(index))))).toEqual(Array.from({ length: 500 }, () => 0));
  });
});

describe('the proxy, within the rate limit of an organization,', () => {
  const quantities = { quantities: [], total: 0 };
  const open = (options: Partial<PortalHandlerOptions> = {}) => {
    const polar = fakePolar(({ pathname }) => Response.json(pathname.endsWith('/quantities') ? quantities : { ...emptyList, items: [{ id: someId }] }));
    return { polar, handler: createPortalHandler({ accessToken: 'polar_oat_shop', customer: byCookie, fetch: polar.fetch, ...options }) };
  };

  it.each([[undefined, 400], ['production', 400], ['sandbox', 80]])('with server %j, creates at most %d sessions in a minute', async (server, most) => {
    const { polar, handler } = open({ ...(server && { server }) });
    const responses = await Promise.all(Array.from({ length: most + 5 }, (_, index) => handler(requestFrom('/meters', `user-${index}`))));
    expect(polar.sessionRequests()).toBe(most);
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(most);
    expect(responses.slice(most).map(({ status, headers }) => [status, headers.get('Retry-After')])).toEqual(Array.from({ length: 5 }, () => [429, '60']));
  });

  it('responds to customers with a session while others wait for theirs', async () => {
    const { handler } = open({ limits: { organizationPerMinute: 1 } });
    expect((await handler(requestFrom('/meters', 'ada'))).status).toBe(200);
    expect((await handler(requestFrom('/meters', 'bo'))).status).toBe(429);
    expect((await handler(requestFrom('/wallets', 'ada'))).status).toBe(200);
  });

  it('refuses histories while a customer waits for a session', async () => {
    const { polar, handler } = open({ limits: { organizationPerMinute: 3 } });
    const history = (day: number) => handler(requestFrom(`/meters/${someId}/history?start_timestamp=2026-09-0${day}T00:00:00Z&end_timestamp=2026-09-20T00:00:00Z&interval=day`, 'ada'));
    expect([(await history(1)).status, (await history(2)).status]).toEqual([200, 200]);
    const refused = await history(3);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60']);
    expect((await handler(requestFrom('/meters', 'bo'))).headers.get('Retry-After')).toBe('60');
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await history(4)).status).toBe(429);
    expect((await handler(requestFrom('/meters', 'bo'))).status).toBe(200);
    expect((await history(4)).status).toBe(200);
    expect(polar.sessionRequests()).toBe(2);
  });
});
