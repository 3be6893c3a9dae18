#!/usr/bin/env node
/**
 * Tests `examples/sessions` over sockets with a real Redis: two server processes, encrypted sessions, a revoked session, and
 * a Redis that goes down and comes back. It is the part `redis` of `npm run test:world`. `node scripts/redis.js --write` writes
 * docs/reliability.md, and `--customers=200` tries more customers.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { count, print, publish, row } from '../quality/reliability.js';
import { packed } from './pack.js';
import { freePort, portOf } from './ports.js';

const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({ options: { customers: { type: 'string', default: '60' }, write: { type: 'boolean', default: false } } });
const customers = Number(options.customers);
const work = mkdtempSync(join(tmpdir(), 'meterface-redis-'));
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  running.forEach((child) => child.kill('SIGKILL'));
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
});

const program = findRedis();
install();

/** What Polar has seen. @type {{ minted: string[], revoked: Set<string>, last: string }} */
const polar = { minted: [], revoked: new Set(), last: '' };
const polarUrl = await servePolar();
const redisPort = await freePort();
let redis = await startRedis();
const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
const shops = await Promise.all([startShop(), startShop()]);

const names = Array.from({ length: customers }, (_, index) => `customer-${index}`);
const first = await Promise.all(names.flatMap((name) => shops.flatMap((shop) => [shop.visit(name), shop.visit(name)])));
const minted = polar.minted.length;

const stored = await readAll();
const inTheClear = polar.minted.filter((token) => stored.includes(token)).length;

const old = String(polar.minted.find((token) => token.includes('customer-7_')));
polar.revoked.add(old);
const afterRevocation = await Promise.all(shops.map((shop) => shop.visit('customer-7')));
const replaced = polar.minted.length - minted;
const isForgotten = [];
for (const shop of shops) {
  await shop.visit('customer-7');
  isForgotten.push(polar.last !== old);
}

redis.kill('SIGKILL');
await pause(200);
const whileDown = await Promise.all(names.slice(0, 20).flatMap((name) => shops.map((shop) => shop.visit(`new-${name}`))));
const reports = shops.map((shop) => shop.errors().length);

redis = await startRedis();
// The handler tries the store again after five seconds, and the client reconnects in between.
await pause(8000);
const before = polar.minted.length;
const afterReturn = await Promise.all(shops.map((shop) => shop.visit('after')));
const mintedOnReturn = polar.minted.length - before;

const served = (/** @type {number[]} */ statuses) => statuses.filter((status) => status === 200).length;
const section = {
  title: 'Two server processes with one Redis',
  command: 'node scripts/redis.js --write',
  text: `\`examples/sessions\` over sockets: two processes of \`server.ts\`, a real \`redis-server\`, and encrypted sessions.`,
  rows: [
    row('Customers, each with two requests to each process at once', count(customers)),
    row('Requests served', `${count(served(first))} of ${count(first.length)}`),
    row('Sessions created at Polar', count(minted)),
    row('Readable tokens in Redis', count(inTheClear)),
    row('Requests after Polar has revoked a session: served', `${served(afterRevocation)} of ${afterRevocation.length}`),
    row('Sessions created to replace it', count(replaced)),
    row('Processes that still use the revoked session', count(isForgotten.filter((is) => !is).length)),
    row('New customers while Redis is down: requests served', `${count(served(whileDown))} of ${count(whileDown.length)}`),
    row('Lines in the log of each process', reports.join(' and ')),
    row('Sessions created for a customer of both processes after Redis is back', count(mintedOnReturn)),
  ],
};
if (options.write) publish('redis', section);
else print(section);
const isWell =
  [first, afterRevocation, whileDown, afterReturn].every((statuses) => served(statuses) === statuses.length) &&
  minted === customers && inTheClear === 0 && replaced === 1 && isForgotten.every(Boolean) && reports.every((lines) => lines === 1) && mintedOnReturn === 1;
if (!isWell) console.log('A figure is wrong. The statuses of the first visits:', tally(first), shops.map((shop) => shop.errors().join('\n')).join('\n'));
process.exit(isWell ? 0 : 1);

/** How often each status occurs. @param {number[]} statuses */
function tally(statuses) {
  /** @type {Record<number, number>} */
  const counts = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Finds `redis-server`, or installs Debian's. */
function findRedis() {
  try {
    execFileSync('redis-server', ['--version']);
  } catch {
    if (process.getuid?.() !== 0) throw new Error('There is no redis-server. Install it, for example with `apt-get install redis-server`.');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], { stdio: 'ignore' });
  }
  return 'redis-server';
}

/** Copies the example out of this project, installs what it needs, and compiles it. */
function install() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const tarball = packed(work);
  cpSync(join(root, 'examples/sessions'), work, { recursive: true });
  const dependencies = { meterface: `file:${tarball}`, redis: '6.3.1', tsx: '4.23.15', typescript: devDependencies.typescript, '@types/node': devDependencies['@types/node'] };
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  const compilerOptions = { target: 'ES2022', lib: ['ES2023', 'DOM'], module: 'ESNext', moduleResolution: 'Bundler', strict: true, skipLibCheck: true, noEmit: true, types: ['node'] };
  writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['server.ts', 'cloudflareKv.ts'] }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps', '--loglevel=error'], { cwd: work, stdio: 'inherit' });
  execFileSync(process.execPath, [join(work, 'node_modules/typescript/bin/tsc')], { cwd: work, stdio: 'inherit' });
}

/** Serves a small Polar that takes 50 ms to create a session. Returns its URL. */
async function servePolar() {
  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  const respond = async (request, response) => {
    const send = (/** @type {number} */ status, /** @type {unknown} */ body) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'POST') {
      let text = '';
      for await (const chunk of request) text += chunk;
      await pause(50);
      const token = `polar_cst_${JSON.parse(text).external_customer_id}_${polar.minted.length}`;
      polar.minted.push(token);
      send(201, { token, expires_at: new Date(Date.now() + 3_600_000).toISOString() });
      return;
    }
    polar.last = String(request.headers.authorization).replace('Bearer ', '');
    if (polar.revoked.has(polar.last)) send(401, { error: 'invalid_token' });
    else send(200, { items: [], pagination: { total_count: 0, max_page: 0 } });
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return `http://127.0.0.1:${portOf(server)}`;
}

async function startRedis() {
  const child = start(program, ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', work]);
  await until(async () => (await command('PING')).includes('PONG'), 'Redis does not start.');
  return child;
}

async function startShop() {
  const port = await freePort();
  const env = { PORT: String(port), POLAR_SERVER: polarUrl, POLAR_ACCESS_TOKEN: 'polar_oat_shop', REDIS_URL: `redis://127.0.0.1:${redisPort}`, SESSION_KEY: secret };
  const child = start(process.execPath, ['--import', 'tsx', 'server.ts'], env);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (log += text));
  /** Visits as a page does, which waits as Retry-After says. @param {string} user @returns {Promise<number>} */
  const visit = async (user) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/portal/meters`, { headers: { Cookie: `user=${user}` } });
    await response.arrayBuffer();
    if (response.status !== 429) return response.status;
    await pause(Number(response.headers.get('Retry-After')) * 1000);
    return visit(user);
  };
  await until(async () => (await fetch(`http://127.0.0.1:${port}/`)).status === 404, 'The server does not start.');
  return { visit, errors: () => log.split('\n').filter((line) => /^\S*Error\b/.test(line)) };
}

/** Every value in Redis, as one text. */
async function readAll() {
  const keys = (await command('KEYS *')).split('\r\n').filter((line) => line.startsWith('meterface:'));
  const values = await Promise.all(keys.map((key) => command(`GET ${key}`)));
  const encrypted = values.filter((value) => value.includes('mf1.')).length;
  if (encrypted !== customers) throw new Error(`Redis has ${encrypted} encrypted sessions instead of ${customers}.`);
  return values.join('\n');
}

/** Sends one command to Redis. @param {string} line @returns {Promise<string>} */
function command(line) {
  return new Promise((resolve, reject) => {
    const socket = connect(redisPort, '127.0.0.1', () => socket.end(`${line}\r\n`));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk)).on('end', () => resolve(text)).on('error', reject);
  });
}

/** @param {string} name @param {string[]} words @param {Record<string, string>} [env] */
function start(name, words, env) {
  const child = spawn(name, words, { cwd: work, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  return child;
}

/** @param {() => Promise<boolean>} holds @param {string} otherwise */
async function until(holds, otherwise) {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds().catch(() => false)) return;
    await pause(100);
  }
  throw new Error(otherwise);
}
