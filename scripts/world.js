#!/usr/bin/env node
/**
 * Runs tier 3 of the tests, most of it on the packed library. `npm run test:world` runs all parts, which takes up to an
 * hour; `npm run test:world -- examples readme` runs some; `npm run test:world -- --minutes 10` runs those that fit into
 * ten minutes, from the top of the table. Builds and packs the library once: each part finds the tarball in
 * `METERFACE_TARBALL` and exits with an error if something is wrong. A failed part doesn't stop the next.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packed } from './pack.js';

/**
 * The most important parts first.
 * @typedef {{ name: string, command: string, minutes: number }} Part `minutes` on two cores, rounded up
 * @type {readonly Part[]}
 */
const parts = [
  { name: 'readme', command: 'node scripts/readme.js', minutes: 2 },
  { name: 'examples', command: 'node scripts/examples.js', minutes: 3 },
  { name: 'versions', command: 'node scripts/versions.js', minutes: 5 },
  { name: 'browsers', command: 'node scripts/browsers.js && npx vitest run --project=browsers', minutes: 6 },
  { name: 'frameworks', command: 'node scripts/frameworks.js', minutes: 2 },
  { name: 'visual', command: 'npm run build-storybook && node scripts/visual.js', minutes: 25 },
  { name: 'redis', command: 'node scripts/redis.js', minutes: 2 },
  { name: 'runtimes', command: 'node scripts/runtimes.js', minutes: 2 },
  { name: 'soak', command: 'node scripts/chromium.js && node quality/soak/soak.js --check', minutes: 6 },
  { name: 'storybook', command: 'node scripts/book.js', minutes: 6 },
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string' } } });
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Choose from ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const chosen = within(positionals.length > 0 ? parts.filter(({ name }) => positionals.includes(name)) : parts, Number(values.minutes ?? Infinity));
const folder = mkdtempSync(join(tmpdir(), 'meterface-world-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const env = { ...process.env, METERFACE_TARBALL: packed(folder) };

const failed = chosen.filter((part) => !run(part)).map(({ name }) => name);
const left = parts.filter((part) => !chosen.includes(part)).map(({ name }) => name);
if (left.length > 0) console.log(`Not run: ${left.join(', ')}`);
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(`Parts: ${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || chosen.length === 0 ? 1 : 0;

/** The parts that fit into a number of minutes together. @param {readonly Part[]} candidates @param {number} minutes */
function within(candidates, minutes) {
  let rest = minutes;
  return candidates.filter((part) => {
    const fits = part.minutes <= rest;
    if (fits) rest -= part.minutes;
    return fits;
  });
}

/** Runs a part, and returns whether it passed. @param {Part} part */
function run({ name, command }) {
  console.log(`── ${name}: ${command}`);
  const begun = performance.now();
  const { status } = spawnSync(command, { cwd: join(import.meta.dirname, '..'), env, shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  return status === 0;
}
