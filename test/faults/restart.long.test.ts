import { Agent, request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { createDemoLimiter } from '../../src/testing/api/limiter';
import { byCookie, emptyList, fakePolar, serve } from '../server/shop';

const list = () => Response.json(emptyList);

afterEach(() => vi.useRealTimers());

describe('90 · a restart with 2,000 customers', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `customer-${index}`);

  it('90 · serves all of them over sockets within five minutes, without reaching Polar’s rate limit', { timeout: 600_000 }, async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
    const fake = fakePolar(list);
    const allows = createDemoLimiter(500, () => new Date());
    let limited = 0;
    const polar = await serve(async (request) => {
      if (request.method !== 'POST' || allows('organization')) return fake.fetch(request.url, { method: request.method, headers: request.headers, body: await request.text() });
      limited += 1;
      return new Response(null, { status: 429, headers: { 'Retry-After': '60' } });
    });
    const shop = await serve(createPortalHandler({ accessToken: 'polar_oat_shop', server: polar, customer: byCookie }));
    const agent = new Agent({ keepAlive: true, maxSockets: 200 });
    const get = (user: string): Promise<{ status: number | undefined; wait: number }> =>
      new Promise((resolve, reject) => {
        const request = httpRequest(`${shop}/meters`, { agent, headers: { Cookie: `user=${user}` } }, (response) => {
          response.resume().on('end', () => resolve({ status: response.statusCode, wait: Number(response.headers['retry-after']) * 1000 }));
        });
        // A server may close an idle connection at the moment it is reused. Browsers then repeat the request, too.
        request.on('error', (error) => (request.reusedSocket ? resolve(get(user)) : reject(error))).end();
      });
    const begun = performance.now();
    const minutes: number[] = [];
    let waiting = 0;

    /** A page that returns after its Retry-After. */
    const visit = async (user: string) => {
      for (;;) {
        const { status, wait } = await get(user);
        if (status === 200) {
          minutes.push(Math.floor((performance.now() - begun) / 60_000));
          return;
        }
        expect(status).toBe(429);
        waiting += 1;
        await new Promise((resolve) => setTimeout(resolve, wait));
        waiting -= 1;
      }
    };
    const failures: unknown[] = [];
    const all = Promise.all(names.map(visit)).catch((error: unknown) => {
      failures.push(error);
    });
    // The clock advances only while every customer has a response or waits.
    while (failures.length === 0 && minutes.length < names.length) {
      if (waiting + minutes.length < names.length) await new Promise((resolve) => setImmediate(resolve));
      else await vi.advanceTimersByTimeAsync(1000);
    }
    await all;
    agent.destroy();
    expect(failures).toEqual([]);
    expect([limited, fake.sessionRequests()]).toEqual([0, 2000]);
    expect([0, 1, 2, 3, 4, 5].map((minute) => minutes.filter((each) => each === minute).length)).toEqual([400, 400, 400, 400, 400, 0]);
  });
});
