#!/usr/bin/env node
/**
 * Tests the examples as a developer uses them: `npm run test:examples [-- hono …]`. Packs the library; then, for each
 * example, copies it out of this project, installs it, builds it without any token, starts it as its README says in
 * front of the demo API, and visits it with a browser. Prints each check that fails, then how many passed and failed.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { examine } from '../test/examples/examine.js';
import { shopOf } from '../test/examples/shops.js';
import { launchOptions } from './chromium.js';
import { packed } from './pack.js';
import { freePort, portOf } from './ports.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'examples');
const accessToken = 'polar_oat_organizationsecret';
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

const all = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'package.json')));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no example ${unknown.join(', ')}. Choose from ${all.join(', ')}.`);
  process.exit(1);
}

let passed = 0;
let failed = 0;
const work = mkdtempSync(join(tmpdir(), 'meterface-examples-'));
const running = new Set();

// Leaves no process and no file behind.
process.on('exit', () => {
  running.forEach((child) => kill(child, 'SIGKILL'));
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

try {
  const tarball = packed(work);
  const names = wanted.length > 0 ? wanted : all;
  const checks = new Map(names.map((name) => [name, checker(name)]));
  cpSync(join(folder, 'page.css'), join(work, 'page.css'));
  // In parallel: installing waits for the network, building for the processor.
  const ready = await Promise.all(names.map((name) => attempt(checks.get(name), 'installs and builds', () => prepare(name, tarball))));
  const browser = await chromium.launch(launchOptions());
  for (const name of names.filter((_, index) => ready[index])) {
    await attempt(checks.get(name), 'runs', () => show(name, browser, checks.get(name)));
  }
  await browser.close();
} catch (error) {
  failed += 1;
  console.log(`examples: ${messageOf(error)}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Makes a function that counts one check, and prints it if it fails. @param {string} name */
function checker(name) {
  /** @param {string} what @param {boolean} holds @param {unknown} [found] */
  return (what, holds, found) => {
    if (holds) passed += 1;
    else failed += 1;
    if (!holds) console.log(`${name}: failed: ${what}${found === undefined ? '' : `; found ${typeof found === 'string' ? found : JSON.stringify(found)}`}`);
    return holds;
  };
}

async function attempt(check, what, action) {
  try {
    await action();
    return check(what, true);
  } catch (error) {
    return check(what, false, messageOf(error));
  }
}

/** Copies an example, replaces the published library with the packed one, installs and builds. @param {string} name @param {string} tarball */
async function prepare(name, tarball) {
  const home = join(work, name);
  const leftovers = ['node_modules', 'dist', '.next', 'package-lock.json'];
  cpSync(join(folder, name), home, { recursive: true, filter: (path) => !leftovers.includes(basename(path)) });
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const { meterface, ...others } = { ...manifest.dependencies, ...manifest.devDependencies };
  const [major, minor] = version.split('.');
  if (meterface !== `^${major}.${minor}.0`) throw new Error(`it depends on meterface ${meterface}, but this is ${version}`);
  const loose = Object.entries(others).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range));
  if (loose.length > 0) throw new Error(`these versions are not exact: ${loose.join(' ')}`);
  manifest.dependencies.meterface = `file:${tarball}`;
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], home);
  await run('npm', ['run', 'build'], home);
}

/** Starts an example in front of a demo API, and visits it. */
async function show(name, browser, check) {
  const home = join(work, name);
  const shop = shopOf(name);
  const api = await serveDemo(home, shop);
  const port = await freePort();
  const server = start('npm', ['start'], home, { PORT: String(port), POLAR_ACCESS_TOKEN: accessToken, POLAR_SERVER: api.url });
  try {
    const url = `http://localhost:${port}`;
    await until(url, server);
    await examine({ url, shop, browser, check });
    check('the server prints no token and no error', !/polar_|\berror\b/i.test(server.all()), server.output());
    const refused = api.calls().filter(({ method, path, status }) => status >= 400 || (method !== 'GET' && path !== '/v1/customer-sessions/'));
    check('the server only reads from Polar, and no request fails', refused.length === 0 && api.calls().length > 0, refused);
  } catch (error) {
    throw new Error(`${messageOf(error)}\n${server.output()}`, { cause: error });
  } finally {
    await server.stop();
    await api.close();
  }
}

/** Serves the demo API of the packed library. */
async function serveDemo(home, { customers }) {
  const load = (file) => import(pathToFileURL(join(home, 'node_modules/meterface/dist', file)).href);
  const [{ createDemoPolar }, { toNodeListener }] = await Promise.all([load('testing/index.js'), load('server/index.js')]);
  const demo = createDemoPolar({ accessToken, customers, moving: false });
  const server = createServer(toNodeListener(demo));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    calls: () => demo.calls,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Starts a program in a process group of its own, so that its children end with it. @param {Record<string, string>} [more] */
function start(command, words, cwd, more = {}) {
  // The npm that runs this script describes this project in its environment, which would mislead an npm elsewhere.
  const outer = Object.entries(process.env).filter(([key]) => !/^(npm_(?!config_(registry|cache|userconfig)$)|POLAR_|NODE_ENV$|INIT_CWD$|PORT$)/.test(key));
  const env = { ...Object.fromEntries(outer), NEXT_TELEMETRY_DISABLED: '1', BETTER_AUTH_TELEMETRY: '0', ...more };
  const child = spawn(command, words, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let [out, problems] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (problems += text));
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  return {
    ended,
    out: () => out,
    all: () => out + problems,
    /** Its last 20 lines. */
    output: () => `${out}${problems}`.trim().split('\n').slice(-20).join('\n'),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      kill(child, 'SIGTERM');
      await Promise.race([ended, pause(3000, undefined, { ref: false })]);
      kill(child, 'SIGKILL');
      running.delete(child);
    },
  };
}

/** Runs a program to its end. Returns its output. */
async function run(command, words, cwd) {
  const program = start(command, words, cwd);
  const code = await Promise.race([program.ended, pause(240_000, 'still running after 240 s', { ref: false })]);
  await program.stop();
  if (code !== 0) throw new Error(`${command} ${words.join(' ')} (${code})\n${program.output()}`);
  return program.out();
}

function kill(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** Waits until a URL responds. */
async function until(url, server) {
  const begun = performance.now();
  for (;;) {
    const responds = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(({ ok }) => ok, () => false);
    if (responds) return;
    if (server.hasEnded() || performance.now() - begun > 30_000) throw new Error('the server does not respond');
    await pause(100);
  }
}
