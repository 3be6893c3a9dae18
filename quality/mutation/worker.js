// Runs one folder's tests in a copy of the project, again and again, each time with another mutant in place of the source.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withProbes } from './mutants.js';
import { failureOf, nameIn, openRounds } from './rounds.js';

const [root, folder, mode] = process.argv.slice(2);
/** Where each test file leaves what it ran. */
const hits = mode === 'probe' ? join(root, '.hits.json') : undefined;
/** @type {{ file: string, start: number, end: number, text: string } | undefined} */
let mutant;

const mutate = {
  name: 'mutate',
  enforce: 'pre',
  transform(code, id) {
    const file = relative(root, id).replaceAll('\\', '/');
    if (hits && file.startsWith(`src/${folder}/`)) return withProbes(file, code);
    return mutant?.file === file ? code.slice(0, mutant.start) + mutant.text + code.slice(mutant.end) : undefined;
  },
};

/** The likeliest and fastest first: whoever asks knows. */
class AsAsked {
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
  // Somebody waits for a sign of life.
  reporters: [{ onTestCaseResult: () => process.send('alive') }],
  include: [`test/${folder}/**/*.test.ts`],
  // About the text of src, the memory it takes, and a whole better-auth: slow, and what they prove is not in one line.
  exclude: ['test/core/floats.test.ts', 'test/server/load.test.ts', 'test/sources/betterAuthPlugin.test.ts'],
  setupFiles: ['test/support/quiet.ts', ...(hits ? ['quality/mutation/hits.js'] : [])],
  testTimeout: 12_000,
  env: { ...(folder === 'server' ? { METERFACE_CASES: '6000', METERFACE_SEED: '1' } : { METERFACE_CASES: '1000' }), ...(hits && { METERFACE_HITS: hits }) },
  sequence: { sequencer: AsAsked },
  plugins: [mutate],
});
process.send({ files: specifications.map(nameOf) });

process.on('message', (job) => void run(job).then((result) => process.send(result)));

/** Runs some of the tests. The first that fails ends it. */
async function run({ files, ...change }) {
  order = files;
  if (mutant) vitest.invalidateFile(join(root, mutant.file));
  mutant = change.file ? change : undefined;
  if (mutant) vitest.invalidateFile(join(root, mutant.file));
  const began = performance.now();
  const wanted = specifications.filter((specification) => files.includes(nameOf(specification)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted);
  const ran = testModules.filter((module) => files.includes(nameOf(module)));
  const failures = ran.filter((module) => module.state() === 'failed').map((module) => failureOf(root, module));
  if (unhandledErrors.length > 0) failures.push({ file: '', test: 'unhandled', message: String(unhandledErrors[0]?.message) });
  const passed = ran.length === wanted.length && ran.every((module) => module.state() === 'passed');
  return { passed: passed && failures.length === 0, failure: failures[0], took: performance.now() - began, hits: hits && JSON.parse(readFileSync(hits, 'utf8')) };
}
