#!/usr/bin/env node
/**
 * Breaks the source in small ways, one at a time, and looks whether a test notices: `npm run mutation`. In a copy outside
 * of this folder, so that nothing here changes. `-- core src/sources/session.ts` for some of it, `--most 150 --seed 7`
 * for a sample of each folder, `--most server=300` of one, `--again` without those that a test found last time (a run that was stopped goes on),
 * `--known` runs nothing and tells of the last run, `--workers 4`, `--write` for docs/reliability.md.
 * Exits with 1 when a score is below its floor.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyProject } from './copy.js';
import { mutantsOf } from './mutants.js';
import { scoreOf, sentenceOf, tell, writeSection } from './report.js';

const lastReport = join(tmpdir(), 'meterface-mutation.json');
/** Milliseconds for one test, on a busy machine. A test that waits has 12 seconds; a loop without an end is found by this. */
const longestSilence = 20_000;
const folders = ['core', 'sources', 'server'];
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

/** What came of each mutant the last time, by its id, with the text that its file had. */
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
tell(scores);
// What the figures depend on; to go on with a run that was stopped gives the same.
const command = ['npm run mutation -- --write', ...options.most.map((most) => `--most ${most}`)].join(' ');
if (options.write) writeSection(scores, { command, seed: options.seed });
if (scores.some(({ score, floor }) => score < floor)) process.exitCode = 1;

/** All that was asked for. */
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

/** "server=300" counts for one folder, "300" for all. */
function mostOf(folder) {
  const most = options.most.findLast((text) => text.startsWith(`${folder}=`)) ?? options.most.findLast((text) => !text.includes('='));
  return most === undefined ? Infinity : Number(most.split('=').at(-1));
}

/** The same ones for the same seed, in the order of the text. */
function sampleOf(all, most) {
  if (all.length <= most) return all;
  const rank = new Map(all.map(({ id }) => [id, hash(options.seed + id)]));
  const sample = new Set(all.toSorted((a, b) => (rank.get(a.id) < rank.get(b.id) ? -1 : 1)).slice(0, most));
  return all.filter((mutant) => sample.has(mutant));
}

/** Whether a test found it last time, in a file that has not changed since. What only the clock found may have been a busy machine. */
function isFound({ id, of }) {
  const known = memory.get(id);
  return known !== undefined && known.of === of && known.outcome === 'killed';
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function runFolder(folder, mutants) {
  const tests = await trial(folder);
  /** How often each test file found a mutant of a source file: who did so before goes first, and whoever found this very one before all. */
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

/** What each test file takes, in milliseconds, and which functions it runs. All have to pass without a mutant. */
async function trial(folder) {
  const worker = await start(folder, 'probe');
  const tests = new Map();
  // The first round loads everything; a mutant is slowed down by none of that.
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

/** A process that runs tests. One that gives no answer in time is stopped: an endless loop cannot be stopped otherwise. */
async function start(folder, mode = 'mutant') {
  const child = fork(join(import.meta.dirname, 'worker.js'), [copy, folder, mode], { cwd: copy, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  children.add(child);
  const stop = () => {
    children.delete(child);
    child.kill('SIGKILL');
  };
  const answer = () =>
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
  const { files } = await answer();
  return {
    files,
    stop,
    run: (job) => {
      const result = answer();
      child.send(job);
      return result;
    },
  };
}
