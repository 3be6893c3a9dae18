#!/usr/bin/env node
/**
 * Removes each guard of the fault catalogue, one at a time, and checks that a test of that fault fails: `npm run guards`.
 * Works in copies outside of this folder. Exits with 1 when a fault has no guard, the text of a guard isn't found exactly
 * once, or no test fails without it. Options: `-- 7 12` for these faults alone, `--workers 4`, and `--write` to write
 * docs/reliability.md with all faults.
 */
import { setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { runnerImport } from 'vite';
import { count, print, publish, row, seconds } from '../reliability.js';
import { copyProject, root } from '../mutation/copy.js';
import { failureOf, messageOf, openRounds } from '../mutation/rounds.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string', default: '2' }, write: { type: 'boolean', default: false } },
});
// Each run of Vitest adds a listener for the end of the process.
setMaxListeners(1000);
/** @param {string} file */
const load = async (file) => (await runnerImport(join(import.meta.dirname, file), { configFile: false, logLevel: 'silent' })).module;
const [{ catalogue }, { guards, mistakesIn }] = await Promise.all(['../../test/faults/catalogue.ts', 'table.ts'].map(load));

const began = performance.now();
const mistakes = mistakesIn(root, Object.keys(catalogue).map(Number));
if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
const wanted = guards.filter(({ line }) => positionals.length === 0 || positionals.includes(String(line)));
const lines = [...new Set(wanted.map(({ line }) => line))].toSorted((a, b) => a - b);
const benches = await Promise.all(Array.from({ length: Number(options.workers) }, openBench));
const queue = lines.values();
let noticed = 0;
await Promise.all(benches.map(work));
report();
if (noticed < wanted.length) process.exitCode = 1;

/** Makes a copy of the project. `change` edits it, `run` runs the tests of one fault: those whose titles begin with its number. */
async function openBench() {
  const copy = copyProject('guards');
  const { vitest, specifications } = await openRounds(copy, {
    // Processes, because threads share a time zone.
    pool: 'forks',
    reporters: [{}],
    environment: 'jsdom',
    include: ['test/faults/*.test.tsx'],
    setupFiles: ['test/support/setup.ts'],
    // Long, so that a busy machine fails no test. A timeout doesn't count as noticed.
    testTimeout: 30_000,
  });
  const change = (file, code) => {
    writeFileSync(join(copy, file), code);
    vitest.invalidateFile(join(copy, file));
  };
  /** Runs the tests of a fault. Returns the first failure, or undefined if all pass. */
  const run = async (line) => {
    const title = titleOf(line);
    vitest.setGlobalTestNamePattern(title);
    let ran = 0;
    // File by file, because each needs a document and modules of its own.
    for (const specification of specifications.filter(({ moduleId }) => title.test(readFileSync(moduleId, 'utf8')))) {
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
      const [module] = testModules.filter(({ moduleId }) => moduleId === specification.moduleId);
      if (module?.state() === 'failed') return failureOf(copy, module);
      if (unhandledErrors.length > 0) return { test: 'no test', loads: false, message: messageOf(unhandledErrors[0]) };
      ran += [...(module?.children.allTests('passed') ?? [])].length;
    }
    return ran > 0 ? undefined : { test: 'no test', loads: false, message: 'no title begins with this number' };
  };
  return { copy, change, run, close: () => vitest.close() };
}

/** Matches the number of a fault in a test's full name and in the text of its file. @param {number} line */
function titleOf(line) {
  return new RegExp(`(?<!\\d)${line} · `);
}

/** Takes faults from the queue. Their tests have to pass before a guard is removed. */
async function work(bench) {
  for (const line of queue) {
    // Two attempts, because a busy machine may fail a test once.
    const failure = (await bench.run(line)) && (await bench.run(line));
    if (failure) throw new Error(`The tests of fault ${line} fail before a guard is removed: ${sentenceOf(failure)}`);
    for (const guard of wanted.filter((one) => one.line === line)) await tryWithout(bench, guard);
  }
  await bench.close();
}

async function tryWithout({ copy, change, run }, { line, file, was, without }) {
  const code = readFileSync(join(copy, file), 'utf8');
  change(file, code.replace(was, () => without));
  const failure = await run(line);
  change(file, code);
  const isNoticed = failure?.loads === true && !/timed out in/.test(failure.message);
  if (isNoticed) noticed += 1;
  console.log(`${isNoticed ? 'noticed' : 'NOT NOTICED'}: ${line} · ${catalogue[line]} (${file})${failure ? `: ${sentenceOf(failure)}` : ''}`);
}

function sentenceOf({ test, message }) {
  return `${test}: ${stripVTControlCharacters(message).split('\n')[0]}`;
}

function report() {
  const title = 'The catalogue of faults, guard by guard';
  const rows = [
    row('Faults in the catalogue', count(lines.length)),
    row('Guards', count(wanted.length)),
    row('Removals that a test of the fault noticed', count(noticed)),
    row('Time', seconds(performance.now() - began)),
  ];
  if (!options.write || positionals.length > 0) return print({ title, rows });
  const tableRow = (/** @type {number} */ line) => {
    const own = new Set(wanted.filter((guard) => guard.line === line).map(({ file }) => `\`${file}\``));
    return `| ${line} | ${catalogue[line].replace(/[<|_*]/g, '\\$&')} | ${[...own].join(', ')} |`;
  };
  return publish('guards', {
    title,
    command: 'npm run guards -- --write',
    text: 'Each fault has a number, which the titles of its tests begin with. In a copy, the guards against each fault are removed one\nat a time; then the tests of that fault run, and one of them has to fail.',
    rows,
    after: `| Number | Fault | Guarded in |\n|---:|---|---|\n${lines.map(tableRow).join('\n')}`,
  });
}
