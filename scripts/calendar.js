#!/usr/bin/env node
/**
 * Runs the quick tests without a browser on other days and in other time zones: `npm run test:calendar [-- leap …]`. Finds
 * faketime, or installs Debian's. The whole process runs on that day, so a test that expects today's date fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Each day once, and each zone once, so that the run stays short. Times are UTC. */
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
const given = process.argv.slice(2);
const names = /** @type {(keyof typeof days)[]} */ (given.length > 0 ? given : Object.keys(days));
const unknown = names.filter((name) => !(name in days));
if (unknown.length > 0) {
  console.error(`There is no day "${unknown.join('", "')}". Choose from "${Object.keys(days).join('", "')}".`);
  process.exit(1);
}

const library = findFaketime() ?? installFaketime();
if (library === undefined) {
  console.error('faketime was not found, and only root on Debian can install it here. Install the package "faketime" (libfaketime), then repeat.');
  process.exit(1);
}

const failed = names.filter((name) => !passesOn(name));
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`Days: ${names.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** @param {keyof typeof days} name */
function passesOn(name) {
  const { date, zone } = days[name];
  console.log(`── ${name}: ${date} UTC in ${zone}`);
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project=unit', '--project=react19*', '--reporter=dot'], {
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
    },
  });
  return status === 0;
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
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'faketime']]) spawnSync('apt-get', words, { env, stdio: 'ignore', timeout: 300_000 });
  return findFaketime();
}
