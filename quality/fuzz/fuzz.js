// `npm run fuzz`: feeds the parsers 100,000 mutated payloads, and writes the result to docs/reliability.md. A failure
// prints a seed and a path; `npm run fuzz -- --seed=… --path=… --only="a wallet"` repeats it. `--runs=1000` is shorter and
// writes nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, publish, seconds } from '../reliability.js';

const text = { type: /** @type {const} */ ('string') };
const { values } = parseArgs({ options: { seed: { ...text, default: '20261121' }, runs: { ...text, default: '100000' }, path: text, only: text } });
const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const folder = mkdtempSync(join(tmpdir(), 'meterface-fuzz-'));
const file = join(folder, 'figures.json');

try {
  const environment = {
    METERFACE_FUZZ_RUNS: values.runs,
    METERFACE_FUZZ_SEED: values.seed,
    METERFACE_FUZZ_FIGURES: file,
    ...(typeof values.path === 'string' && { METERFACE_FUZZ_PATH: values.path }),
  };
  const only = values.only === undefined ? [] : ['--testNamePattern', `${values.only}$`];
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'long-unit', 'quality/fuzz', ...only], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  process.exitCode = status ?? 1;
  // A partial run isn't published.
  const isWhole = only.length === 0 && values.path === undefined && Number(values.runs) >= 100_000;
  if (status === 0 && isWhole) report(JSON.parse(readFileSync(file, 'utf8')), performance.now() - started);
} finally {
  rmSync(folder, { recursive: true });
}

/** @param {any} figures of the test @param {number} took milliseconds */
function report(figures, took) {
  const kinds = Object.entries(figures.mutations);
  publish('fuzz', {
    title: 'Parsers under mutated responses',
    command: `npm run fuzz -- --seed=${values.seed} --runs=${values.runs}`,
    text:
      'Valid payloads of each kind, spelled as in Polar’s API, in the JSON of an SDK and in an SDK’s own objects, get up to four\n' +
      'random changes each and go through the parser of their kind. Rules: a parser throws only the documented error, which names a\n' +
      'changed place and never repeats its value; each item of a list is kept or reported as if it were alone; every value in\n' +
      'the result comes from the payload and is finite; parsing the result again changes nothing; unknown keys, even `__proto__`,\n' +
      'change nothing; and a page of 20,000 meters, valid or not, is read in less than 8 s.',
    rows: [
      ['Payloads read', count(figures.runs)],
      ['Changes made', count(kinds.reduce((sum, [, number]) => sum + number, 0))],
      ['Payloads that broke a rule', '0'],
      ['Read completely', count(figures.whole)],
      ['Read in part, every dropped part reported', count(figures['in part'])],
      ['Dropped parts, all reported', count(figures.leftOut)],
      ['Rejected with the place of the error', count(figures.refused)],
      ['Slowest payload, all rules checked', `${Math.round(figures.slowest)} ms`],
      ['Slowest page of 20,000 meters', seconds(figures.largest)],
      ['Time', seconds(took)],
    ],
    after: `Changes: ${kinds.map(([kind, number]) => `${kind === '__proto__' ? '`__proto__`' : kind} ${count(number)}`).join(', ')}.`,
  });
}
