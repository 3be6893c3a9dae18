import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server/createPortalHandler';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../../src/testing';
import type { Fetch } from '../../src/http/request';
import { byCookie, requestFrom, sessionResponse } from './shop';

const customers = 1000;
const each = 15;
const atOnce = 500;

const nameOf = (index: number) => `customer-${index}`;
const seeds = Array.from({ length: customers }, (_, index) => ({ externalId: nameOf(index), name: nameOf(index), email: `${index}@example.com`, wallets: [{ currency: 'usd', balance: index }] }));

it(`the proxy serves 1,000 customers with ${each} requests each in parallel: one session and the right data for each`, { timeout: 600_000 }, async () => {
  const demo = createDemoPolar({ rateLimit: false, moving: false, customers: seeds });
  let sessions = 0;
  const counting: Fetch = (url, init) => {
    if (url.endsWith('/v1/customer-sessions/')) sessions += 1;
    return demo(url, init);
  };
  const handler = createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: 'http://localhost', customer: byCookie, fetch: counting, limits: { organizationPerMinute: Infinity } });

  const before = await heap();
  let correct = 0;
  let next = 0;
  const work = async () => {
    while (next < customers * each) {
      // Adjacent requests belong to different customers, so as many customers begin as there are requests at once.
      const index = next++ % customers;
      const response = await handler(requestFrom('/wallets', nameOf(index)));
      const { items } = (await response.json()) as { items: Array<{ balance: number }> };
      if (response.status === 200 && items.length === 1 && items[0]?.balance === index) correct += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));

  expect(correct).toBe(customers * each);
  expect(sessions).toBe(customers);
  // 10 MB hold 1,000 sessions in the proxy and in the demo, and the last 1,000 calls of the demo.
  expect((await heap()) - before).toBeLessThan(10);
});

it('the proxy’s memory does not grow with the number of customers or of different requests', { timeout: 600_000 }, async () => {
  const fetch: Fetch = async (url) => {
    if (url.endsWith('/v1/customer-sessions/')) return sessionResponse(`polar_cst_${'x'.repeat(40)}`);
    return Response.json({ items: [{ id: 'x'.repeat(500) }], pagination: { total_count: 1, max_page: 1 } });
  };
  const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch, cache: 60_000, limits: { sessions: 100, organizationPerMinute: Infinity } });
  const readAll = async (from: number, to: number) => {
    for (let index = from; index < to; index++) await (await handler(requestFrom(`/meters?page=${(index % 9) + 1}`, nameOf(index)))).text();
  };
  await readAll(0, 2000);
  const before = await heap();
  await readAll(2000, 8000);
  // Cached, the responses of 6,000 more customers would take some 9 MB.
  expect((await heap()) - before).toBeLessThan(3);
});

/** Megabytes in use after garbage collection. */
async function heap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
