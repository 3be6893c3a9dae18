// Runs one folder's tests in a copy of the project for one mutant after another.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withProbes } from './mutants.js';
import { failureOf, messageOf, nameIn, openRounds } from './rounds.js';

const [root = '', folder = '', mode] = process.argv.slice(2);
/** The file to which each test file writes the functions that it ran. */
const hits = mode === 'probe' ? join(root, '.hits.json') : undefined;
/** @typedef {{ file: string, start: number, end: number, text: string }} Change */

/** @type {Change | undefined} */
let mutant;

/** @type {import('vite').Plugin} */
const mutate = {
  name: 'mutate',
  enforce: 'pre',
  transform(code, id) {
    const file = relative(root, id).replaceAll('\\', '/');
    if (hits && file.startsWith(`src/${folder}/`)) return withProbes(file, code);
    return mutant?.file === file ? code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end) : undefined;
  },
};

/** Keeps the order of the job: the likeliest and fastest files come first. */
class JobOrder {
  shard(files) {
    return files;
  }

  sort(files) {
    return files.toSorted((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)));
  }
}

/** @type {readonly string[]} */
let order = [];
const nameOf = (module) => nameIn(root, module);

const { vitest, specifications } = await openRounds(root, {
  pool: 'threads',
  // The parent process stops a worker that stays silent.
  reporters: [{ onTestCaseResult: () => void process.send?.('alive') }],
  include: [`test/${folder}/**/*.test.ts`],
  // Slow tests of the text of src, of memory, and of a whole better-auth, which don't depend on a single line.
  exclude: ['test/core/floats.test.ts', 'test/server/load.test.ts', 'test/sources/betterAuthPlugin.test.ts'],
  setupFiles: ['test/support/quiet.ts', ...(hits ? ['quality/mutation/hits.js'] : [])],
  testTimeout: 12_000,
  env: { ...(folder === 'server' ? { METERFACE_CASES: '6000', METERFACE_SEED: '1' } : { METERFACE_CASES: '1000' }), ...(hits && { METERFACE_HITS: hits }) },
  sequence: { sequencer: JobOrder },
  plugins: [mutate],
});
process.send?.({ files: specifications.map(nameOf) });

process.on('message', (/** @type {{ files: string[] } & Partial<Change>} */ job) => void run(job).then((result) => process.send?.(result)));

/** Runs the given test files until one fails. @param {{ files: string[] } & Partial<Change>} job */
async function run({ files, ...change }) {
  order = files;
  if (mutant) vitest.invalidateFile(join(root, mutant.file));
  mutant = change.file ? /** @type {Change} */ (change) : undefined;
  if (mutant) vitest.invalidateFile(join(root, mutant.file));
  const began = performance.now();
  const wanted = specifications.filter((specification) => files.includes(nameOf(specification)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted);
  const ran = testModules.filter((module) => files.includes(nameOf(module)));
  const failures = ran.filter((module) => module.state() === 'failed').map((module) => failureOf(root, module));
  if (unhandledErrors.length > 0) failures.push({ file: '', test: 'unhandled', loads: true, message: messageOf(unhandledErrors[0]) });
  const passed = ran.length === wanted.length && ran.every((module) => module.state() === 'passed');
  return { passed: passed && failures.length === 0, failure: failures[0], took: performance.now() - began, hits: hits && JSON.parse(readFileSync(hits, 'utf8')) };
}
