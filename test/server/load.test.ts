import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createPortalHandler } from '../../src/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from '../../src/testing';
import type { Fetch } from '../../src/sources';
import { byCookie, question, session } from './shop';

const customers = 1000;
/** `METERFACE_LONG=1 npx vitest run --project unit test/server/load.test.ts` is the long form. */
const each = process.env['METERFACE_LONG'] ? 100 : 15;
const atOnce = 500;

const nameOf = (index: number) => `customer-${index}`;
const seeds = Array.from({ length: customers }, (_, index) => ({ externalId: nameOf(index), name: nameOf(index), email: `${index}@example.com`, wallets: [{ currency: 'usd', balance: index }] }));

it(`1,000 customers with ${each} questions each, all together: one session each, and everybody gets their own answers`, { timeout: 120_000 }, async () => {
  const demo = createDemoPolar({ rateLimit: false, moving: false, customers: seeds });
  let mints = 0;
  const counting: Fetch = (url, init) => {
    if (url.endsWith('/v1/customer-sessions/')) mints += 1;
    return demo(url, init);
  };
  const handler = createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: 'http://localhost', customer: byCookie, fetch: counting });

  const before = await heap();
  let right = 0;
  let next = 0;
  const work = async () => {
    while (next < customers * each) {
      // Neighbours are of different customers, so that all begin at once.
      const index = next++ % customers;
      const response = await handler(question('/wallets', nameOf(index)));
      const { items } = (await response.json()) as { items: Array<{ balance: number }> };
      if (response.status === 200 && items.length === 1 && items[0]?.balance === index) right += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));

  expect(right).toBe(customers * each);
  expect(mints).toBe(customers);
  // 1,000 sessions here and at the demo, which also remembers its last 1,000 calls.
  expect((await heap()) - before).toBeLessThan(10);
});

it('memory does not grow with the number of customers, nor with that of different questions', { timeout: 60_000 }, async () => {
  const fetch: Fetch = async (url) => {
    if (url.endsWith('/v1/customer-sessions/')) return session(`polar_cst_${'x'.repeat(40)}`);
    return Response.json({ items: [{ id: 'x'.repeat(500) }], pagination: { total_count: 1, max_page: 1 } });
  };
  const handler = createPortalHandler({ accessToken: 'polar_oat_x', customer: byCookie, fetch, cache: 60_000, limits: { sessions: 100 } });
  const ask = async (from: number, to: number) => {
    for (let index = from; index < to; index++) await (await handler(question(`/meters?page=${(index % 9) + 1}`, nameOf(index)))).text();
  };
  await ask(0, 2000);
  const before = await heap();
  await ask(2000, 8000);
  // Kept, 6,000 more customers and their answers would be some 9 MB.
  expect((await heap()) - before).toBeLessThan(3);
});

/** Megabytes that are in use after everything that can go has gone. */
async function heap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
