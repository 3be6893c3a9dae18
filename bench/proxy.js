#!/usr/bin/env node
/**
 * What the proxy costs: how long a page of meters takes through `createPortalHandler`, as a multiple of asking Polar
 * directly. Both ask the demo API, in a thread of its own, over a socket, in turn within one run, so that a slow machine
 * slows both. The second row has one more socket, between browser and shop. Exits with 1 when the first is over budget.
 * Build first.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createPortalHandler, toNodeListener } from 'meterface/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from 'meterface/testing';

const budget = 2;
const rounds = 1200;
const warmUp = 200;

if (isMainThread) await measure();
else await serveDemo();

async function measure() {
  const worker = new Worker(new URL(import.meta.url));
  const [{ polar, token }] = await once(worker, 'message');
  const handler = createPortalHandler({ accessToken: DEMO_ACCESS_TOKEN, server: polar, customer: () => ({ externalId: 'ada' }) });
  const { server, url } = await serve(handler);

  const ways = {
    direct: () => fetch(`${polar}/v1/customer-portal/meters/?limit=100`, { headers: { Authorization: `Bearer ${token}` } }),
    'the handler': () => handler(new Request('http://shop.example/meters?limit=100')),
    'the handler behind a socket': () => fetch(`${url}/api/portal/meters?limit=100`),
  };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const order = Object.entries(ways);
  for (let round = 0; round < rounds; round++) {
    for (const [name, ask] of round % 2 === 0 ? order : order.toReversed()) {
      const start = performance.now();
      const response = await ask();
      const { items } = await response.json();
      const time = performance.now() - start;
      if (response.status !== 200 || items.length === 0) throw new Error(`${name} has no meters, so there is nothing to measure.`);
      // The first rounds are the compiler's.
      if (round >= warmUp) times[name].push(time);
    }
  }

  const base = median(times.direct);
  const rows = Object.entries(times).map(([name, all]) => [name, { 'median ms': round(median(all)), '× direct': round(median(all) / base) }]);
  console.table(Object.fromEntries(rows));
  const ratio = median(times['the handler']) / base;
  console.log(`A page of meters through the handler takes ${ratio.toFixed(2)} × the direct call; the budget is ${budget}.`);
  if (ratio > budget) process.exitCode = 1;

  server.closeAllConnections();
  server.close();
  await worker.terminate();
}

async function serveDemo() {
  const demo = createDemoPolar({ rateLimit: false, moving: false });
  const { url } = await serve(demo);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort.postMessage({ polar: url, token: demo.createSession('ada').token });
}

async function serve(handler) {
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function round(value) {
  return Math.round(value * 100) / 100;
}
