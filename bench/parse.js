#!/usr/bin/env node
/**
 * Measures how long parsing takes, without code generation, as on a page with a strict policy:
 * - 1,000 meters, as a multiple of `JSON.parse` alone. Both run in turn within one process, so that a slow machine slows both.
 * - The first ten meters in a cold process: loading the bundle, building its schemas and parsing. The median of many processes.
 * Exits with 1 when a measure exceeds its budget. Build first. Run with `--disallow-code-generation-from-strings`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMeterList } from 'meterface/core';
import { wireMeter, wirePage } from 'meterface/testing';
import { bundle } from './bundle.js';

const budgets = { ratio: 4, cold: 12 };
const rounds = 101;
const processes = 21;

compare();
await startCold();

function compare() {
  const text = pageOf(1000);
  const parse = () => parseMeterList(JSON.parse(text));
  const alone = () => JSON.parse(text);

  const { items, issues } = parse();
  if (items.length !== 1000 || issues.length > 0) throw new Error('The meters are unreadable, so there is nothing to measure.');

  const ratios = [];
  for (let round = 0; round < rounds; round++) {
    const [first = 0, second = 0] = round % 2 === 0 ? [time(alone), time(parse)] : [time(parse), time(alone)].toReversed();
    // In the first rounds the engine still compiles.
    if (round >= 20) ratios.push(second / first);
  }
  report(`Parsing 1,000 meters (${Math.round(text.length / 1000)} kB)`, median(ratios), budgets.ratio, '× JSON.parse alone');
}

async function startCold() {
  const folder = mkdtempSync(join(tmpdir(), 'meterface-parse-'));
  try {
    const files = await bundle("export { parseMeterList } from 'meterface/core';");
    const code = files.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
    writeFileSync(join(folder, 'bundle.mjs'), code);
    writeFileSync(join(folder, 'page.json'), pageOf(10));
    writeFileSync(
      join(folder, 'cold.mjs'),
      `import { readFileSync } from 'node:fs';
      const text = readFileSync(new URL('page.json', import.meta.url), 'utf8');
      const start = performance.now();
      const { parseMeterList } = await import('./bundle.mjs');
      const { items } = parseMeterList(JSON.parse(text));
      console.log(items.length === 10 ? performance.now() - start : NaN);`,
    );
    const run = () => Number(execFileSync(process.execPath, ['--disallow-code-generation-from-strings', join(folder, 'cold.mjs')], { encoding: 'utf8' }));
    report('Loading the parser and parsing the first ten meters in a cold process', median(Array.from({ length: processes }, run)), budgets.cold, 'ms');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(what, measure, budget, unit) {
  console.log(`${what} takes ${measure.toFixed(2)} ${unit}; the budget is ${budget}.`);
  // Also true for NaN, so a failed measurement exceeds its budget.
  if (!(measure <= budget)) process.exitCode = 1;
}

function pageOf(count) {
  const meters = Array.from({ length: count }, (_, index) => wireMeter({ name: `Meter ${index}`, consumed_units: index * 3, credited_units: 1000 }));
  return JSON.stringify(wirePage(meters));
}

/** Milliseconds for a few calls. */
function time(call) {
  const start = performance.now();
  for (let index = 0; index < 3; index++) call();
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
