#!/usr/bin/env node
/**
 * Takes out each guard of the catalogue, one at a time, and looks whether a test that names its line fails:
 * `npm run guards`. In copies outside of this folder, so that nothing here changes. `-- 7 12` for these lines alone,
 * `--workers 4`, `--write` for docs/reliability.md, where all lines go.
 * Exits with 1 when a line has no guard, a guard is not found once, or nobody notices that it is gone.
 */
import { setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { runnerImport } from 'vite';
import { count, print, publish, seconds } from '../reliability.js';
import { copyProject, root } from '../mutation/copy.js';
import { failureOf, openRounds } from '../mutation/rounds.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string', default: '2' }, write: { type: 'boolean', default: false } },
});
// Each round of Vitest's listens for the same end.
setMaxListeners(1000);
const load = async (file) => (await runnerImport(join(import.meta.dirname, file), { configFile: false, logLevel: 'silent' })).module;
const [{ catalogue }, { guards, wrongIn }] = await Promise.all(['../../test/faults/catalogue.ts', 'table.ts'].map(load));

const began = performance.now();
const wrong = wrongIn(root, Object.keys(catalogue).map(Number));
if (wrong.length > 0) throw new Error(wrong.join('\n'));
const wanted = guards.filter(({ line }) => positionals.length === 0 || positionals.includes(String(line)));
const lines = [...new Set(wanted.map(({ line }) => line))].toSorted((a, b) => a - b);
const benches = await Promise.all(Array.from({ length: Number(options.workers) }, openBench));
const queue = lines.values();
let noticed = 0;
await Promise.all(benches.map(work));
tell();
if (noticed < wanted.length) process.exitCode = 1;

/** A copy, in which text can be changed and the tests of one line run: those whose titles begin with its number. */
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
  /** What the first test says that fails; undefined where all pass. */
  const run = async (line) => {
    const title = titleOf(line);
    vitest.setGlobalTestNamePattern(title);
    let ran = 0;
    // File by file: what is loaded for one is not for the next, which has a document of its own.
    for (const specification of specifications.filter(({ moduleId }) => title.test(readFileSync(moduleId, 'utf8')))) {
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
      const [module] = testModules.filter(({ moduleId }) => moduleId === specification.moduleId);
      if (module?.state() === 'failed') return failureOf(copy, module);
      if (unhandledErrors.length > 0) return { test: 'nothing', loads: false, message: String(unhandledErrors[0]?.message) };
      ran += [...(module?.children.allTests('passed') ?? [])].length;
    }
    return ran > 0 ? undefined : { test: 'nothing', loads: false, message: 'no test names this line' };
  };
  return { copy, change, run, close: () => vitest.close() };
}

/** In a test's full name, and in the text of its file. */
function titleOf(line) {
  return new RegExp(`(?<!\\d)${line} · `);
}

/** Lines, as long as there are some. With every guard in its place the tests of each have to pass; alone, as they are run without it. */
async function work(bench) {
  for (const line of queue) {
    // Twice, because a machine may be too busy for a test once; which then says nothing about a guard.
    const failure = (await bench.run(line)) && (await bench.run(line));
    if (failure) throw new Error(`Line ${line} fails with every guard in its place: ${sentenceOf(failure)}`);
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

function tell() {
  const title = 'The catalogue of faults, guard by guard';
  const rows = [
    ['Lines of the catalogue', count(lines.length)],
    ['Guards', count(wanted.length)],
    ['Removals that a test of the line noticed', count(noticed)],
    ['Time', seconds(performance.now() - began)],
  ];
  if (!options.write || positionals.length > 0) return print({ title, rows });
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
