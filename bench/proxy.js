#!/usr/bin/env node
/**
 * Measures the processor time of one request through `createPortalHandler`, as a multiple of a bare pass-through: a
 * `node:http` server that requests the same with `fetch` and pipes the body, without a session, a check or a filter. Each runs
 * in a process of its own, Polar in a third, and rounds alternate between the two. Then 500 clients send requests at once.
 * Exits with 1 when the ratio exceeds the budget or a request fails. `-- --write` writes docs/reliability.md. Run
 * `npm run build` first.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createPortalHandler, toNodeListener } from 'meterface/server';
import { createDemoPolar, DEMO_ACCESS_TOKEN } from 'meterface/testing';
import { portOf } from '../scripts/ports.js';
import { count, print, publish, row } from '../quality/reliability.js';

const budget = 1.25;
/** Many short rounds, because a shared machine is faster at one moment than at the next. */
const rounds = 161;
const requestsPerRound = 150;
const warmUp = 24;
const clients = 500;
const requestsPerClient = 20;
/** The handler's response headers, which the bare server sends as well. */
const responseHeaders = { 'Cache-Control': 'private, no-store', Vary: 'Cookie, Authorization, Origin, Sec-Fetch-Site', 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' };
const path = '/v1/customer-portal/meters/?limit=100';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const roles = { polar: servePolar, handler: serveHandler, bare: serveBare };
const role = /** @type {keyof typeof roles | undefined} */ (positionals[0]);
if (role === undefined) await measure();
else await roles[role](positionals[1] ?? '', positionals[2] ?? '');

async function measure() {
  const polar = await start('polar');
  const proxies = { handler: await start('handler', polar.url), bare: await start('bare', polar.url, polar.token) };
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const paths = { handler: '/api/portal/meters?limit=100', bare: path };
  /** @type {{ handler: number[], bare: number[] }} */
  const times = { handler: [], bare: [] };
  // The engine compiles during the first rounds.
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of round % 2 === 0 ? /** @type {const} */ (['handler', 'bare']) : /** @type {const} */ (['bare', 'handler'])) {
      const before = await proxies[name].processorTime();
      const failed = await sendAll(agent, proxies[name].url + paths[name], requestsPerRound, 20);
      if (failed > 0) throw new Error(`${failed} requests to ${name} failed, so there is nothing to compare.`);
      if (round >= 0) times[name].push(((await proxies[name].processorTime()) - before) / requestsPerRound);
    }
  }
  agent.destroy();
  const ratios = times.handler.map((time, round) => time / (times.bare[round] ?? NaN)).toSorted((one, other) => one - other);
  const ratio = median(ratios);

  const crowd = new Agent({ keepAlive: true, maxSockets: clients });
  const total = clients * requestsPerClient;
  const failed = await sendAll(crowd, proxies.handler.url + paths.handler, total, clients);
  crowd.destroy();
  for (const { stop } of [proxies.handler, proxies.bare, polar]) stop();

  const section = {
    title: 'The proxy under load',
    command: 'npm run build && npm run bench:proxy -- --write',
    text: `A page of meters, requested over sockets. The bare pass-through is a \`node:http\` server that sends the same request with \`fetch\` and pipes the body: no login, session, check or filter. Each runs in a process of its own; the ratio is the median of ${rounds} alternating rounds of ${count(requestsPerRound)} requests.`,
    rows: [
      row('Processor time of the handler, per request', `${median(times.handler).toFixed(3)} ms`),
      row('Processor time of the bare pass-through', `${median(times.bare).toFixed(3)} ms`),
      row(`Ratio, at most ${budget}`, ratio.toFixed(2)),
      row('Lowest and highest round', `${ratios[0]?.toFixed(2)} and ${ratios.at(-1)?.toFixed(2)}`),
      row(`Requests of ${clients} clients at once`, count(total)),
      row('Failed requests', count(failed)),
    ],
  };
  if (options.write) publish('proxy', section);
  else print(section);
  if (!(ratio <= budget) || failed > 0) process.exitCode = 1;
}

/**
 * Starts this file in a process of its own.
 * @param {string[]} words its role, and what that needs
 */
async function start(...words) {
  const child = fork(fileURLToPath(import.meta.url), words);
  const [{ url, token }] = await once(child, 'message');
  return {
    /** @type {string} */
    url,
    /** @type {string} */
    token,
    /** The milliseconds of processor time that the process has used. @returns {Promise<number>} */
    async processorTime() {
      child.send('time');
      const [time] = await once(child, 'message');
      return time;
    },
    stop: () => child.send('stop'),
  };
}

/**
 * Sends requests, `atOnce` of them at a time. Returns how many failed.
 * @param {Agent} agent @param {string} url @param {number} total @param {number} atOnce
 */
async function sendAll(agent, url, total, atOnce) {
  let sent = 0;
  let failed = 0;
  const work = async () => {
    while (sent < total) {
      const client = sent++ % clients;
      if (!(await isServed(agent, url, client))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}

/** @param {Agent} agent @param {string} url @param {number} client @returns {Promise<boolean>} */
function isServed(agent, url, client) {
  return new Promise((resolve) => {
    const request = get(url, { agent, headers: { Cookie: `user=customer-${client}` } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => (text += chunk));
      response.on('end', () => resolve(response.statusCode === 200 && text.includes('"items"') && text.trimEnd().endsWith('}')));
      response.on('error', () => resolve(false));
    });
    request.on('error', () => resolve(false));
  });
}

/** A customer's page of meters, prepared once: Polar's own work is not part of the comparison. */
async function servePolar() {
  const demo = createDemoPolar({ rateLimit: false, moving: false });
  const { token } = demo.createSession('ada');
  const page = await demo(new Request(`https://polar.example${path}`, { headers: { Authorization: `Bearer ${token}` } }));
  const bodies = { GET: Buffer.from(await page.text()), POST: Buffer.from(JSON.stringify({ token, expires_at: new Date(Date.now() + 3_600_000).toISOString() })) };
  const server = createServer((request, response) => {
    const body = bodies[request.method === 'POST' ? 'POST' : 'GET'];
    request.resume();
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json', 'Content-Length': body.length, 'Cache-Control': 'private, no-store' }).end(body);
  });
  await listen(server, token);
}

/** @param {string} polar */
async function serveHandler(polar) {
  const handler = createPortalHandler({
    accessToken: DEMO_ACCESS_TOKEN,
    server: polar,
    basePath: '/api/portal',
    customer: (request) => {
      const externalId = /user=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];
      return externalId === undefined ? null : { externalId };
    },
    // The process that plays Polar has no limit.
    limits: { organizationPerMinute: Infinity },
  });
  await listen(createServer(toNodeListener(handler)));
}

/** @param {string} polar @param {string} token */
async function serveBare(polar, token) {
  const init = { headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, 'Polar-Version': '2026-10' } };
  /** @param {string} url @param {import('node:http').ServerResponse} response */
  const pass = async (url, response) => {
    const { status, headers, body } = await fetch(polar + url, init);
    response.writeHead(status, { ...responseHeaders, 'Content-Type': headers.get('Content-Type') ?? '' });
    if (body) Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (body)).pipe(response);
    else response.end();
  };
  const server = createServer((request, response) => void pass(request.url ?? '', response));
  await listen(server);
}

/** @param {import('node:http').Server} server @param {string} [token] */
async function listen(server, token) {
  server.listen(0, '127.0.0.1', 2048);
  await once(server, 'listening');
  process.on('message', (message) => {
    const { user, system } = process.cpuUsage();
    if (message === 'time') process.send?.((user + system) / 1000);
    else process.exit();
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ url: `http://127.0.0.1:${portOf(server)}`, token });
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
