// `npm run fuzz`: reads 100,000 mutated payloads with every parser, and writes what came of it into docs/reliability.md.
// A failure prints a seed and a path; `npm run fuzz -- --seed=… --path=… --only="a wallet"` runs that one again.
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
    ...(values.path !== undefined && { METERFACE_FUZZ_PATH: values.path }),
  };
  const only = values.only === undefined ? [] : ['--testNamePattern', `${values.only}$`];
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'unit', 'quality/fuzz', ...only], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  process.exitCode = status ?? 1;
  // Less than all of it proves nothing.
  const isWhole = only.length === 0 && values.path === undefined && Number(values.runs) >= 100_000;
  if (status === 0 && isWhole) report(JSON.parse(readFileSync(file, 'utf8')), performance.now() - started);
} finally {
  rmSync(folder, { recursive: true });
}

function report(figures, took) {
  const kinds = Object.entries(figures.mutations);
  publish('fuzz', {
    title: 'Parsers under mutated answers',
    command: `npm run fuzz -- --seed=${values.seed} --runs=${values.runs}`,
    text:
      'Good payloads of each kind, spelled as Polar’s API does, as JSON of an SDK and as an SDK’s own objects, with up to four\n' +
      'random changes each, go through every parser. Rules: nothing is thrown but the documented error, which names a place\n' +
      'that was changed and repeats nothing of what it said; each item of a list fares as if it were alone, kept or told; what\n' +
      'comes out stands in the payload, is finite, and is itself read the same; unknown keys change nothing, `__proto__`\n' +
      'included; and a page of 20,000 meters, good or bad, is read in less than 8 s.',
    rows: [
      ['Payloads read', count(figures.runs)],
      ['Changes made', count(kinds.reduce((sum, [, number]) => sum + number, 0))],
      ['Payloads that broke a rule', '0'],
      ['Read whole', count(figures.whole)],
      ['Read in part, every part left out told', count(figures['in part'])],
      ['Parts left out and told', count(figures.leftOut)],
      ['Refused whole, with the place', count(figures.refused)],
      ['Slowest payload, all rules checked', `${Math.round(figures.slowest)} ms`],
      ['Slowest page of 20,000 meters', seconds(figures.largest)],
      ['Time', seconds(took)],
    ],
    after: `Changes: ${kinds.map(([kind, number]) => `${kind === '__proto__' ? '`__proto__`' : kind} ${count(number)}`).join(', ')}.`,
  });
}
