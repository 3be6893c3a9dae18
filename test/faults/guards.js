#!/usr/bin/env node
/**
 * Takes out each guard of the catalogue, one at a time, and looks whether a test that names its line fails:
 * `npm run guards`. In copies outside of this folder, so that nothing here changes. `-- 7 12` for these lines alone,
 * `--workers 4`, `--write` for docs/reliability.md.
 * Exits with 1 when a line has no guard, a guard is not found once, or nobody notices that it is gone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { runnerImport } from 'vite';
import { count, print, publish, seconds } from '../../scripts/reliability.js';
import { copyProject, root } from '../mutation/copy.js';
import { failureOf, openRounds } from '../mutation/rounds.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string', default: '2' }, write: { type: 'boolean', default: false } },
});
const load = async (file) => (await runnerImport(join(import.meta.dirname, file), { configFile: false, logLevel: 'silent' })).module;
const [{ catalogue }, { guards, wrongIn }] = await Promise.all(['catalogue.ts', 'guards.table.ts'].map(load));

const began = performance.now();
const wrong = wrongIn(root, Object.keys(catalogue).map(Number));
if (wrong.length > 0) throw new Error(wrong.join('\n'));
const wanted = guards.filter(({ line }) => positionals.length === 0 || positionals.includes(String(line)));
const lines = [...new Set(wanted.map(({ line }) => line))].toSorted((a, b) => a - b);
const benches = await Promise.all(Array.from({ length: Number(options.workers) }, openBench));
const files = new Map();
await share(benches[0].files, whole);
let noticed = 0;
await share(wanted, tryWithout);
await Promise.all(benches.map(({ close }) => close()));
tell();
if (noticed < wanted.length) process.exitCode = 1;

/** A copy, and what runs tests of the catalogue in it: those whose own title begins with one of these numbers. */
async function openBench() {
  const copy = copyProject('guards');
  const { vitest, specifications } = await openRounds(copy, {
    // Processes, because a thread has no time zone of its own.
    pool: 'forks',
    reporters: [{}],
    environment: 'jsdom',
    include: ['test/faults/*.test.tsx'],
    setupFiles: ['test/support/setup.ts'],
    // A busy machine fails no test; and a test that only never ends has noticed nothing.
    testTimeout: 30_000,
  });
  const change = (file, code) => {
    writeFileSync(join(copy, file), code);
    vitest.invalidateFile(join(copy, file));
  };
  const run = async (file, numbers) => {
    vitest.setGlobalTestNamePattern(titleOf(numbers));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications.filter(({ moduleId }) => moduleId === join(copy, file)));
    const modules = testModules.filter(({ moduleId }) => moduleId === join(copy, file));
    const tests = modules.flatMap((module) => [...module.children.allTests()]).filter((test) => test.result().state !== 'skipped');
    const failures = modules.filter((module) => module.state() === 'failed').map((module) => failureOf(copy, module));
    if (unhandledErrors.length > 0) failures.push({ file, test: 'nothing', loads: false, message: String(unhandledErrors[0]?.message) });
    return { tests, failure: failures[0] };
  };
  return { copy, change, run, files: specifications.map(({ moduleId }) => moduleId.slice(copy.length + 1)), close: () => vitest.close() };
}

/** In a test's full name, and in the text of its file. */
function titleOf(numbers) {
  return new RegExp(`(?<!\\d)(?:${numbers.join('|')}) · `);
}

/** Each on the first bench that is free. */
async function share(all, work) {
  const queue = all.values();
  await Promise.all(
    benches.map(async (bench) => {
      for (const one of queue) await work(bench, one);
    }),
  );
}

/** With every guard in its place, all has to pass. Keeps which tests there are of each line. */
async function whole(bench, file) {
  if (!titleOf(lines).test(readFileSync(join(bench.copy, file), 'utf8'))) return;
  const { tests, failure } = await bench.run(file, lines);
  if (failure) throw new Error(`${file} fails with every guard in its place: ${failure.test}: ${failure.message}`);
  for (const { name } of tests) {
    const line = Number(/^(\d+) · /.exec(name)?.[1]);
    files.set(line, new Set([...(files.get(line) ?? []), file]));
  }
}

async function tryWithout(bench, guard) {
  const { line, file, was, without } = guard;
  const code = readFileSync(join(bench.copy, file), 'utf8');
  bench.change(file, code.replace(was, () => without));
  let failure;
  for (const test of files.get(line) ?? []) failure ??= (await bench.run(test, [line])).failure;
  bench.change(file, code);
  const isNoticed = failure?.loads === true && !/timed out in/.test(failure.message);
  if (isNoticed) noticed += 1;
  const came = failure && `${failure.test}: ${stripVTControlCharacters(failure.message).split('\n')[0]}`;
  console.log(`${isNoticed ? 'noticed' : 'NOT NOTICED'}: ${line} · ${catalogue[line]} (${file})${came ? `: ${came}` : ''}`);
}

function tell() {
  const title = 'The catalogue of faults, guard by guard';
  const rows = [
    ['Lines of the catalogue', count(lines.length)],
    ['Guards', count(wanted.length)],
    ['Removals that a test of the line noticed', count(noticed)],
    ['Time', seconds(performance.now() - began)],
  ];
  if (!options.write) return print({ title, rows });
  const row = (line) => {
    const own = new Set(wanted.filter((guard) => guard.line === line).map(({ file }) => `\`${file}\``));
    return `| ${line} | ${catalogue[line].replace(/[<|_*]/g, '\\$&')} | ${[...own].join(', ')} |`;
  };
  return publish('guards', {
    title,
    command: 'npm run guards -- --write',
    text: 'Everything that goes wrong has a number, and tests whose titles begin with it. What makes each line hold is taken out\nof a copy, one guard at a time; then the tests of that line alone run, and one of them has to fail.',
    rows,
    after: `| Line | What goes wrong | Its guards are in |\n|---:|---|---|\n${lines.map(row).join('\n')}`,
  });
}
