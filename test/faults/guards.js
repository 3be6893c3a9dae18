#!/usr/bin/env node
/**
 * Takes out each guard of the catalogue, one at a time, and looks whether a test that names its line fails:
 * `npm run guards`. In a copy outside of this folder, so that nothing here changes. `-- 7 12` for these lines alone,
 * `--write` for docs/reliability.md.
 * Exits with 1 when a line has no guard, a guard is not found, or nobody notices that it is gone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { runnerImport } from 'vite';
import { count, print, publish, seconds } from '../../scripts/reliability.js';
import { copyProject, root } from '../mutation/copy.js';
import { failureOf, nameIn, openRounds } from '../mutation/rounds.js';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const load = async (file) => (await runnerImport(join(import.meta.dirname, file), { configFile: false, logLevel: 'silent' })).module;
const [{ catalogue }, { guards, wrongIn }] = await Promise.all(['catalogue.ts', 'guards.table.ts'].map(load));
const wrong = wrongIn(root, Object.keys(catalogue).map(Number));
for (const sentence of wrong) console.error(sentence);
const wanted = guards.filter(({ line }) => positionals.length === 0 || positionals.includes(String(line)));
const began = performance.now();
const copy = copyProject('guards');
const { vitest, specifications } = await openRounds(copy, {
  // Processes, because a thread has no time zone of its own.
  pool: 'forks',
  reporters: [{}],
  environment: 'jsdom',
  include: ['test/faults/*.test.tsx'],
  setupFiles: ['test/support/setup.ts'],
  testTimeout: 10_000,
});
const files = await trial(wanted.map(({ line }) => line));
let noticed = 0;
for (const guard of wanted) {
  const failure = await without(guard);
  if (failure?.loads) noticed += 1;
  else process.exitCode = 1;
  const came = failure === undefined ? 'NOBODY NOTICES' : `${failure.loads ? 'noticed' : 'DOES NOT LOAD'}: ${failure.test}: ${stripVTControlCharacters(failure.message).split('\n')[0]}`;
  console.log(`${guard.line} · ${catalogue[guard.line]} (${guard.file}) ${came}`);
}
await vitest.close();
if (wrong.length > 0) process.exitCode = 1;
tell();

/** All has to pass with every guard in its place. @returns the files with tests of each line. */
async function trial(lines) {
  const found = new Map();
  const title = titleOf(lines);
  for (const specification of specifications.filter(({ moduleId }) => title.test(readFileSync(moduleId, 'utf8')))) {
    const { tests, failure } = await run([specification], lines);
    if (failure) throw new Error(`${failure.file} fails with every guard in its place: ${failure.test}: ${failure.message}`);
    for (const { name } of tests) {
      const line = Number(/^(\d+) · /.exec(name)?.[1]);
      found.set(line, new Set([...(found.get(line) ?? []), specification]));
    }
  }
  return found;
}

/** What the first test says that misses the guard. */
async function without({ line, file, was, without: text }) {
  const path = join(copy, file);
  const code = readFileSync(path, 'utf8');
  change(path, code.replace(was, () => text));
  try {
    for (const specification of files.get(line) ?? []) {
      const { failure } = await run([specification], [line]);
      if (failure) return failure;
    }
    return undefined;
  } finally {
    change(path, code);
  }
}

function change(path, code) {
  writeFileSync(path, code);
  vitest.invalidateFile(path);
}

/** Runs the tests of some lines: those whose own title begins with the number, whatever they are in. */
async function run(some, lines) {
  vitest.setGlobalTestNamePattern(titleOf(lines));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(some);
  const modules = testModules.filter((module) => some.some((specification) => nameIn(copy, specification) === nameIn(copy, module)));
  const tests = modules.flatMap((module) => [...module.children.allTests()]).filter((test) => test.result().state !== 'skipped');
  const failures = modules.filter((module) => module.state() === 'failed').map((module) => failureOf(copy, module));
  if (unhandledErrors.length > 0) failures.push({ file: '', test: 'nothing', loads: false, message: String(unhandledErrors[0]?.message) });
  return { tests, failure: failures[0] };
}

/** In a test's full name, and in the text of its file. */
function titleOf(lines) {
  return new RegExp(`(?<!\\d)(?:${[...new Set(lines)].join('|')}) · `);
}

function tell() {
  const lines = new Set(wanted.map(({ line }) => line));
  const title = 'The catalogue of faults, guard by guard';
  const rows = [
    ['Lines of the catalogue', count(lines.size)],
    ['Guards', count(wanted.length)],
    ['Removals that a test of the line noticed', count(noticed)],
    ['Time', seconds(performance.now() - began)],
  ];
  if (!options.write) return print({ title, rows });
  const row = (line) => {
    const own = new Set(wanted.filter((guard) => guard.line === line).map(({ file }) => `\`${file}\``));
    return `| ${line} | ${catalogue[line].replace(/[<|]/g, '\\$&')} | ${[...own].join(', ')} |`;
  };
  return publish('guards', {
    title,
    command: 'npm run guards -- --write',
    text: 'Everything that goes wrong has a number, and tests whose titles begin with it. What makes each line hold is taken out\nof a copy, one guard at a time; then the tests of that line alone run, and one of them has to fail.',
    rows,
    after: `| Line | What goes wrong | Its guard is in |\n|---:|---|---|\n${[...lines].toSorted((a, b) => a - b).map(row).join('\n')}`,
  });
}
