#!/usr/bin/env node
/**
 * Measures the time that a page of meters takes through `createPortalHandler`, as a multiple of a direct request to Polar.
 * Both request the demo API, which runs in a thread of its own, over a socket, alternately, so that a slow machine slows
 * both. The third row adds the socket between browser and shop. Exits with 1 when the second exceeds the budget. Run
 * `npm run build` first.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createPortalHandler, toNodeListener } from 'meterface/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from 'meterface/testing';
import { portOf } from '../scripts/ports.js';

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
  const order = Object.entries(ways);
  /** @type {Map<string, number[]>} */
  const times = new Map(order.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, request] of round % 2 === 0 ? order : order.toReversed()) {
      const start = performance.now();
      const response = await request();
      const { items } = await response.json();
      const time = performance.now() - start;
      if (response.status !== 200 || items.length === 0) throw new Error(`${name} got no meters, so there is nothing to measure.`);
      // The engine compiles during the first rounds.
      if (round >= warmUp) times.get(name)?.push(time);
    }
  }

  const medians = new Map([...times].map(([name, all]) => [name, median(all)]));
  const base = medians.get('direct') ?? NaN;
  console.table(Object.fromEntries([...medians].map(([name, time]) => [name, { 'median ms': round(time), '× direct': round(time / base) }])));
  const ratio = (medians.get('the handler') ?? NaN) / base;
  console.log(`A page of meters through the handler takes ${ratio.toFixed(2)} × the direct call; the budget is ${budget}.`);
  if (!(ratio <= budget)) process.exitCode = 1;

  server.closeAllConnections();
  server.close();
  await worker.terminate();
}

async function serveDemo() {
  const demo = createDemoPolar({ rateLimit: false, moving: false });
  const { url } = await serve(demo);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage({ polar: url, token: demo.createSession('ada').token });
}

/** @param {(request: Request) => Promise<Response>} handler */
async function serve(handler) {
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${portOf(server)}` };
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100;
}
