#!/usr/bin/env node
/**
 * Runs the quick tests that need no browser on other days and in other time zones: `npm run test:calendar [-- leap …]`. Finds
 * faketime, or installs Debian's. The process's real clock shows that day, which finds code that bypasses the date that tests set.
 *
 * All test files run on the first day. The other days run only the files in which a test, or code that it calls, reads the time
 * zone of its process or starts another process; the first run finds out which. No other file can tell one day from another,
 * because all tests see one date (test/support/date.ts; test/date.test.ts proves it). With `--all`, every day runs all files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installOnDebian } from './install.js';

/** Each day in one zone only, so that the run stays short. Times are UTC. */
const days = {
  'in 40 days': { date: afterDays(40), zone: 'Pacific/Pago_Pago' },
  'in 100 days': { date: afterDays(100), zone: 'Asia/Kathmandu' },
  leap: { date: '2028-02-29 12:00:00', zone: 'UTC' },
  'new year': { date: '2026-12-31 23:59:00', zone: 'UTC' },
  // A minute before New York's clocks go forward.
  'clock change': { date: '2027-03-14 06:59:00', zone: 'America/New_York' },
};

const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { values: options, positionals: given } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean', default: false } } });
const names = /** @type {(keyof typeof days)[]} */ (given.length > 0 ? given : Object.keys(days));
const unknown = names.filter((name) => !Object.hasOwn(days, name));
if (unknown.length > 0) {
  console.error(`There is no day "${unknown.join('", "')}". Choose from "${Object.keys(days).join('", "')}".`);
  process.exit(1);
}

const library = findFaketime() ?? installFaketime();
if (library === undefined) {
  console.error('Missing: faketime. Only root on Debian can install it here. Install the package "faketime" (libfaketime), then repeat.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'meterface-calendar-'));
/** Written by test/support/zone.ts. */
const readers = join(folder, 'files');
const failed = names.filter((name, index) => !passesOn(name, index === 0 || options.all ? [] : filesRead()));
rmSync(folder, { recursive: true, force: true });
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`Days: ${names.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** @param {keyof typeof days} name @param {string[]} files all if empty */
function passesOn(name, files) {
  const { date, zone } = days[name];
  console.log(`── ${name}: ${date} UTC in ${zone}, ${files.length > 0 ? `the ${files.length} files that depend on the time zone or another process` : 'all files'}`);
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project=unit', '--project=react19*', '--reporter=dot', ...files], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      TZ: zone,
      LD_PRELOAD: library,
      // Seconds ahead of the real clock, so that all processes of the run agree.
      FAKETIME: `+${Math.round((Date.parse(`${date.replace(' ', 'T')}Z`) - Date.now()) / 1000)}`,
      // Timers measure time by the monotonic clock, and Vite compares the dates of files.
      DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
      ...(files.length === 0 && { METERFACE_ZONE_READERS: readers }),
    },
  });
  return status === 0;
}

/** The test files that the first run has written down. */
function filesRead() {
  const files = existsSync(readers) ? new Set(readFileSync(readers, 'utf8').trim().split('\n')) : new Set();
  if (files.size === 0) throw new Error('test/support/zone.ts has written down no test file, although test/date.test.ts reads the time zone. Check why.');
  return [...files];
}

/** @param {number} count */
function afterDays(count) {
  return new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The path of faketime's library. */
function findFaketime() {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib', '/usr/lib64', '/usr/local/lib'];
  return folders.map((folder) => join(folder, 'faketime/libfaketime.so.1')).find((file) => existsSync(file));
}

function installFaketime() {
  installOnDebian(['faketime']);
  return findFaketime();
}
