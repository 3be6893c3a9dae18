#!/usr/bin/env node
/**
 * Breaks the source in small ways, one at a time, and checks that a test fails: `npm run mutation`. Works in a copy outside
 * of this folder. Exits with 1 when a score is below its floor. Options:
 * - `-- core src/sources/session.ts`: only these folders and files
 * - `--most 150 --seed 7`: a sample of each folder; `--most server=300`: of one folder
 * - `--again`: skips mutants that a test found last time, to resume a run or retest the survivors
 * - `--known`: runs nothing, reports the last run
 * - `--workers 4`, and `--write` to write docs/reliability.md
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyProject } from './copy.js';
import { mutantsOf } from './mutants.js';
import { print, scoreOf, sentenceOf, writeSection } from './report.js';

const lastReport = join(tmpdir(), 'meterface-mutation.json');
/** Milliseconds without a finished test after which a worker is stopped. Vitest ends a waiting test after 12 s, but can't end an endless loop. */
const longestSilence = 20_000;
const folders = ['core', 'http', 'sources', 'server'];
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '20261121' },
    workers: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
    known: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
const copy = copyProject('mutation');

/** The last outcome of each mutant by its id, with a hash of its file. */
const memory = new Map(existsSync(lastReport) ? JSON.parse(readFileSync(lastReport, 'utf8')) : []);
const scores = [];
for (const folder of folders) {
  const all = mutantsIn(folder);
  if (all.length === 0) continue;
  const mutants = sampleOf(all, mostOf(folder));
  const open = options.known ? [] : mutants.filter((mutant) => !options.again || !isFound(mutant));
  if (open.length > 0) await runFolder(folder, open);
  const results = mutants.filter(({ id, of }) => memory.get(id)?.of === of).map((mutant) => ({ ...mutant, ...memory.get(mutant.id) }));
  if (results.length > 0) scores.push(scoreOf({ folder, all: all.length, results }));
}
print(scores);
// Only the options that the figures depend on; a resumed run gives the same.
const command = ['npm run mutation -- --write', ...options.most.map((most) => `--most ${most}`)].join(' ');
if (options.write) writeSection(scores, { command, seed: options.seed });
if (scores.some(({ score, floor }) => score < floor)) process.exitCode = 1;

/** Makes the mutants of a folder that the arguments select. */
function mutantsIn(folder) {
  const files = readdirSync(join(copy, 'src', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${folder}/${file.replaceAll('\\', '/')}`)
    .toSorted();
  const wanted = files.filter((file) => positionals.length === 0 || positionals.includes(folder) || positionals.includes(file));
  return wanted.flatMap((file) => {
    const code = readFileSync(join(copy, file), 'utf8');
    return mutantsOf(file, code).map((mutant) => ({ ...mutant, of: hash(code) }));
  });
}

/** Reads `--most`: "server=300" is for one folder, "300" for all. */
function mostOf(folder) {
  const most = options.most.findLast((text) => text.startsWith(`${folder}=`)) ?? options.most.findLast((text) => !text.includes('='));
  return most === undefined ? Infinity : Number(most.split('=').at(-1));
}

/** Draws a sample, the same for the same seed, in the order of the text. */
function sampleOf(all, most) {
  if (all.length <= most) return all;
  const rank = new Map(all.map(({ id }) => [id, hash(options.seed + id)]));
  const sample = new Set(all.toSorted((a, b) => (rank.get(a.id) < rank.get(b.id) ? -1 : 1)).slice(0, most));
  return all.filter((mutant) => sample.has(mutant));
}

/** True if a test found it last time and its file is unchanged. A deadline may also be missed on a busy machine, so it doesn't count. */
function isFound({ id, of }) {
  const known = memory.get(id);
  return known !== undefined && known.of === of && known.outcome === 'killed';
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function runFolder(folder, mutants) {
  const tests = await trial(folder);
  /** How many mutants of each source file each test file has found. The best finder runs first, after the one that found this mutant last time. */
  const kills = new Map();
  const queue = mutants.values();
  let done = 0;
  const work = async () => {
    let worker = await start(folder);
    for (const mutant of queue) {
      const { id, of } = mutant;
      const finder = memory.get(id)?.by;
      const score = (file) => (file === finder ? 1e6 : 0) + (kills.get(`${mutant.file} ${file}`) ?? 0) + (basename(file, '.test.ts') === basename(mutant.file, '.ts') ? 3 : 0);
      const files = [...tests.keys()]
        .filter((file) => mutant.within === undefined || tests.get(file).ran.has(`${mutant.file}:${mutant.within}`))
        .toSorted((a, b) => score(b) - score(a) || tests.get(a).took - tests.get(b).took);
      const result = files.length === 0 ? { passed: true } : await worker.run({ ...mutant, files });
      if (result === 'stuck') worker = await start(folder);
      const { failure } = result;
      if (failure?.file) kills.set(`${mutant.file} ${failure.file}`, (kills.get(`${mutant.file} ${failure.file}`) ?? 0) + 1);
      const isLate = result === 'stuck' || /timed out/i.test(failure?.message ?? '');
      const outcome = isLate ? 'timed out' : result.passed ? 'survived' : 'killed';
      memory.set(id, { of, outcome, by: failure?.file });
      done += 1;
      if (outcome === 'survived') console.log(`survived: ${sentenceOf(mutant)}`);
      if (done % 50 === 0 || done === mutants.length) {
        console.log(`${folder}: ${done} of ${mutants.length}`);
        writeFileSync(lastReport, JSON.stringify([...memory]));
      }
    }
    worker.stop();
  };
  await Promise.all(Array.from({ length: Number(options.workers) }, work));
}

/** Measures the time of each test file in milliseconds and the functions that it runs. Throws if a test fails without a mutant. */
async function trial(folder) {
  const worker = await start(folder, 'probe');
  const tests = new Map();
  // The first round also loads modules, which later runs don't.
  for (let round = 0; round < 2; round++) {
    for (const file of worker.files) {
      const result = await worker.run({ files: [file] });
      if (!result.passed) throw new Error(`${file} fails without any mutant: ${result.failure?.test ?? result}: ${result.failure?.message}`);
      tests.set(file, { took: result.took, ran: new Set(result.hits) });
    }
  }
  worker.stop();
  return tests;
}

/** Starts a process that runs tests. It is killed when it stays silent for too long, because nothing else ends an endless loop. */
async function start(folder, mode = 'mutant') {
  const child = fork(join(import.meta.dirname, 'worker.js'), [copy, folder, mode], { cwd: copy, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  children.add(child);
  const stop = () => {
    children.delete(child);
    child.kill('SIGKILL');
  };
  const nextMessage = () =>
    new Promise((resolve) => {
      const finish = (result) => {
        clearTimeout(timer);
        if (result === 'alive') {
          timer = setTimeout(finish, longestSilence, 'stuck');
          return;
        }
        child.removeAllListeners();
        if (result === 'stuck') stop();
        resolve(result);
      };
      let timer = setTimeout(finish, longestSilence, 'stuck');
      child.on('message', finish);
      child.on('exit', () => finish('stuck'));
    });
  const { files } = await nextMessage();
  return {
    files,
    stop,
    run: (job) => {
      const result = nextMessage();
      child.send(job);
      return result;
    },
  };
}
