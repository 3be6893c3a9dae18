#!/usr/bin/env node
/**
 * Runs the packed handler in other runtimes: Node 20, 22 and 24, Deno, and workerd, the runtime of Cloudflare Workers. It is
 * the part `runtimes` of `npm run test:world`. Each runtime serves test/runtimes/shop.js, and the same requests must get the
 * same responses.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { packed } from './pack.js';
import { freePort, portOf } from './ports.js';

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'meterface-runtimes-'));
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  running.forEach((child) => child.kill('SIGKILL'));
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
});

const versions = { node20: 'npm:node@20.19.0', node22: 'npm:node@22.23.3', node24: 'npm:node@24.9.0', deno: '2.9.6', miniflare: '4.20260730.0' };
install();
await bundle();
const polar = await servePolar();

const node = (/** @type {number} */ major) => join(work, `node_modules/node${major}/bin/node`);
/** @type {Record<string, [program: string, ...words: string[]]>} */
const runtimes = {
  'Node 20': [node(20), 'node.js'],
  'Node 22': [node(22), 'node.js'],
  'Node 24': [node(24), 'node.js'],
  Deno: [join(work, 'node_modules/.bin/deno'), 'run', '--allow-all', 'deno.js'],
  // Miniflare itself needs Node 22.
  workerd: [node(22), 'workerd.js'],
};

let failed = 0;
for (const [name, [program, ...words]] of Object.entries(runtimes)) {
  try {
    await visit(program, words);
    console.log(`✓ ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exit(failed === 0 ? 0 : 1);

/** Installs the library and the runtimes. */
function install() {
  const dependencies = { meterface: `file:${packed(work)}`, ...versions };
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps', '--loglevel=error'], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  cpSync(join(root, 'test/runtimes'), work, { recursive: true });
}

/** Workers are deployed as one file. */
async function bundle() {
  await build({
    root: work,
    configFile: false,
    logLevel: 'error',
    build: { outDir: 'bundle', target: 'es2022', lib: { entry: join(work, 'worker.js'), formats: ['es'], fileName: () => 'worker.js' } },
  });
}

/** Starts the shop in a runtime, and sends the requests. @param {string} program @param {string[]} words */
async function visit(program, words) {
  const port = await freePort();
  const child = spawn(program, words, { cwd: work, env: { ...process.env, PORT: String(port), POLAR_SERVER: polar }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log += text));
  try {
    const url = `http://127.0.0.1:${port}`;
    await until(async () => (await fetch(`${url}/elsewhere`)).status === 404, () => `it does not start\n${log}`);
    for (const [path, init, status, text] of requestsOf()) {
      const response = await fetch(url + path, init);
      const body = await response.text();
      if (response.status !== status || !body.includes(text)) throw new Error(`${init.method ?? 'GET'} ${path} got ${response.status} ${body}\n${log}`);
    }
  } finally {
    child.kill('SIGKILL');
    running.delete(child);
  }
}

/** The requests to send, each with the status and a text that its response must have. @returns {[path: string, init: RequestInit, status: number, text: string][]} */
function requestsOf() {
  const ada = { headers: { Cookie: 'user=ada' } };
  return [
    ['/api/portal/meters', ada, 200, '"balance":75'],
    ['/api/portal/meters?limit=5&page=2', ada, 200, '"items"'],
    ['/api/portal/meters', {}, 401, 'Unauthorized'],
    ['/api/portal/customers', ada, 404, 'Not Found'],
    ['/api/portal/meters', { ...ada, method: 'POST', body: 'x'.repeat(100_000) }, 405, 'Method Not Allowed'],
    ['/api/portal/meters?limit=x', ada, 422, 'limit'],
    // Polar redirects: the handler must not follow.
    ['/api/portal/wallets', ada, 502, 'Polar is unavailable'],
    // Polar hangs.
    ['/api/portal/orders', ada, 504, 'in time'],
    ['/api/portal/subscriptions', ada, 429, 'Too many requests'],
    ['/api/portal/meters', { headers: { Cookie: 'user=throws' } }, 500, 'Internal Server Error'],
    ['/api/portal/meters', { headers: { 'Cookie': 'user=ada', 'Sec-Fetch-Site': 'cross-site' } }, 403, 'NotPermitted'],
    ['/encrypted', {}, 200, 'polar_cst_round_trip'],
  ];
}

/** Serves a small Polar. Returns its URL. */
async function servePolar() {
  const server = createServer((request, response) => {
    const send = (/** @type {number} */ status, /** @type {unknown} */ body, headers = {}) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    request.resume();
    const path = request.url ?? '';
    if (request.method === 'POST') send(201, { token: 'polar_cst_x', expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    else if (path.includes('/wallets/')) send(302, {}, { Location: '/v1/customer-portal/meters/' });
    else if (path.includes('/subscriptions/')) response.writeHead(429, { 'Retry-After': '30' }).end();
    else if (!path.includes('/orders/')) send(200, { items: [{ id: 'a', balance: 75, secret: true }], pagination: { total_count: 1, max_page: 1 } });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return `http://127.0.0.1:${portOf(server)}`;
}

/** @param {() => Promise<boolean>} holds @param {() => string} otherwise */
async function until(holds, otherwise) {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds().catch(() => false)) return;
    await pause(200);
  }
  throw new Error(otherwise());
}
