#!/usr/bin/env node
/**
 * Changes the source in small ways with Stryker, one at a time, and counts the changes that a test finds: `npm run mutation`.
 * Works in a copy outside of this folder. Exits with 1 when the score of a room (a part of src, see rooms.js) is below its floor. Options:
 * - `-- core src/sources/session.ts`: only these rooms and files; all rooms by default
 * - `--parts 3`: only the first three parts of each room; rooms.js says how many there are
 * - `--fresh`: tests every mutant again; by default only those whose code or tests changed since the last run
 * - `--known`: runs nothing, reports the last results
 * - `--write`: writes the rooms' sections of docs/reliability.md
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { count, print, publish, row } from '../reliability.js';
import { rooms } from './rooms.js';

/** @typedef {keyof typeof rooms} Room */
/** @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: { line: number } } }} Mutant */
/** @typedef {Record<string, { source: string, mutants: Mutant[] }>} Results */

const root = join(import.meta.dirname, '../..');
/** The results of the last run of each part, in a folder that Git ignores. */
const cache = join(root, 'node_modules/.cache/mutation');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { parts: { type: 'string', default: '99' }, fresh: { type: 'boolean', default: false }, known: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const names = /** @type {Room[]} */ (Object.keys(rooms));
const unknown = positionals.find((name) => !names.some((room) => name === room || filesOf(room).includes(name)));
if (unknown !== undefined) throw new Error(`There is no room or file "${unknown}". Pass ${names.join(', ')}, or files of these rooms.`);

process.chdir(root);
// Gives way to other work on this machine.
setPriority(15);
mkdirSync(cache, { recursive: true });
for (const room of names) {
  const files = filesOf(room).filter((file) => positionals.length === 0 || positionals.includes(room) || positionals.includes(file));
  if (files.length === 0) continue;
  for (let part = 0; part < Math.min(rooms[room].parts, Number(options.parts)) && !options.known; part += 1) {
    await mutate(room, part, files.filter((file) => partOf(room, file) === part));
  }
  report(room, files);
}

/** @param {Room} room */
function filesOf(room) {
  return readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${room}/${file.replaceAll('\\', '/')}`);
}

/** A hash of the name, so that each part is a random sample of the room and stays the same. @param {Room} room @param {string} file */
function partOf(room, file) {
  return createHash('sha256').update(file).digest().readUInt32BE() % rooms[room].parts;
}

/** @param {Room} room @param {number} part */
function stateOf(room, part) {
  return join(cache, `${room}-${part}.json`);
}

/** @param {Room} room @param {number} part @param {string[]} files */
async function mutate(room, part, files) {
  if (files.length === 0) return;
  process.env['METERFACE_ROOM'] = room;
  const stryker = new Stryker({
    configFile: 'quality/mutation/stryker.config.json',
    mutate: files,
    incrementalFile: stateOf(room, part),
    force: options.fresh,
    // Stryker rewrites tsconfig.json with the JS API of TypeScript, which version 7 lacks; Vitest needs no tsconfig.json.
    tsconfigFile: 'none',
    tempDirName: join(tmpdir(), `meterface-mutation-${process.pid}`),
  });
  await stryker.runMutationTest();
}

/** Compares the score of the given files with the room's floor. Results of files that have changed since don't count. @param {Room} room @param {string[]} files */
function report(room, files) {
  const { floor, parts } = rooms[room];
  const states = Array.from({ length: parts }, (_, part) => stateOf(room, part)).filter((state) => existsSync(state));
  const known = /** @type {Results} */ (Object.assign({}, ...states.map((state) => JSON.parse(readFileSync(state, 'utf8')).files)));
  // A file without anything to change is in no result.
  const measured = files.filter((file) => (known[file] ? known[file].source === readFileSync(join(root, file), 'utf8') : existsSync(stateOf(room, partOf(room, file)))));
  const mutants = measured.flatMap((file) => known[file]?.mutants ?? []);
  const number = (/** @type {string[]} */ ...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const found = number('Killed', 'Timeout');
  const tried = found + number('Survived', 'NoCoverage');
  const score = (100 * found) / tried;
  if (!(score >= floor)) process.exitCode = 1;
  const day = new Date(Math.max(0, ...states.map((state) => statSync(state).mtimeMs))).toISOString().slice(0, 10);
  const sampled = measured.length < files.length ? `${count(measured.length)} of ${count(files.length)} files; the others were outside the parts chosen with \`--parts\`, or have changed since` : `${count(files.length)} files`;
  const section = {
    title: `Mutation of src/${room}`,
    rows: [
      row('Mutants', count(tried)),
      row('Found by a failed test', count(number('Killed'))),
      row('Found by the time limit: a test never ended', count(number('Timeout'))),
      row('Survived', count(number('Survived'))),
      row('Survived in code that no test runs', count(number('NoCoverage'))),
      row(`Score, at least ${floor}%`, `**${score.toFixed(1)}%**`),
    ],
  };
  if (!options.write) return print(section);
  return publish(`mutation ${room}`, {
    ...section,
    command: `npm run mutation -- ${room}${states.length < parts ? ` --parts ${states.length}` : ''} --write`,
    text: `Stryker changes one operator, condition, literal or block at a time, in a copy. Then the tests in ${listOf(rooms[room].tests)} that cover this code run until one fails. Measured on ${day}, in ${sampled}.`,
  });
}

/** @param {string[]} folders */
function listOf(folders) {
  return folders.map((folder) => `\`test/${folder}\``).join(' and ');
}
