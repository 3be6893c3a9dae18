#!/usr/bin/env node
/**
 * Changes the source in small ways with Stryker, one at a time, and counts the changes that a test finds: `npm run mutation`.
 * Works in a copy outside of this folder. Exits with 1 when the score of a room is below its floor. Options:
 * - `-- core src/sources/session.ts`: only these rooms and files; all rooms by default
 * - `--known`: runs nothing, reports the last results
 * - `--fresh`: tests every mutant again; by default only those whose code or tests changed since the last run
 * - `--write`: writes the rooms' sections of docs/reliability.md
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { count, print, publish, row } from '../reliability.js';
import { rooms } from './rooms.js';

const root = join(import.meta.dirname, '../..');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { known: { type: 'boolean', default: false }, fresh: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const names = /** @type {(keyof typeof rooms)[]} */ (Object.keys(rooms));
const stranger = positionals.find((name) => !names.some((room) => isOf(room, name)) || (name.includes('/') && !existsSync(join(root, name))));
if (stranger !== undefined) throw new Error(`Unknown room or file "${stranger}". Pass one of ${names.join(', ')}, or a file of one.`);

process.chdir(root);
// Gives way to other work on this machine.
setPriority(10);
for (const room of names) {
  const wanted = positionals.filter((name) => isOf(room, name));
  if (positionals.length > 0 && wanted.length === 0) continue;
  if (!options.known) await mutate(room, wanted.filter((name) => name !== room));
  report(room);
}

/** @param {keyof typeof rooms} room @param {string} name */
function isOf(room, name) {
  return name === room || name.startsWith(`src/${room}/`);
}

/** The results of a room, which Git ignores. @param {keyof typeof rooms} room */
function stateOf(room) {
  return join(root, 'node_modules/.cache/mutation', `${room}.json`);
}

/** @param {keyof typeof rooms} room @param {string[]} files */
async function mutate(room, files) {
  process.env['METERFACE_ROOM'] = room;
  mkdirSync(dirname(stateOf(room)), { recursive: true });
  const stryker = new Stryker({
    configFile: 'quality/mutation/stryker.config.json',
    mutate: files.length > 0 ? files : [`src/${room}/**/*.ts`],
    incrementalFile: stateOf(room),
    force: options.fresh,
    tempDirName: join(tmpdir(), `meterface-mutation-${process.pid}`),
  });
  await stryker.runMutationTest();
}

/** Compares a room's score with its floor. Results of files that have changed since don't count. @param {keyof typeof rooms} room */
function report(room) {
  const { floor } = rooms[room];
  const known = existsSync(stateOf(room)) ? JSON.parse(readFileSync(stateOf(room), 'utf8')).files : {};
  const files = readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `src/${room}/${file.replaceAll('\\', '/')}`);
  const measured = files.filter((file) => known[file]?.source === readFileSync(join(root, file), 'utf8'));
  const mutants = measured.flatMap((file) => known[file].mutants);
  const number = (/** @type {string[]} */ ...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const found = number('Killed', 'Timeout');
  const tried = found + number('Survived', 'NoCoverage');
  const score = (100 * found) / tried;
  if (!(score >= floor)) process.exitCode = 1;
  const section = {
    title: `Mutation: are the lines of src/${room} tested?`,
    rows: [
      row('files with mutants', measured.length < files.length ? `${count(measured.length)} of ${count(files.length)}` : count(files.length)),
      row('mutants', count(tried)),
      row('found by a failed test', count(number('Killed'))),
      row('found by the time limit: the test never ended', count(number('Timeout'))),
      row('survived', count(number('Survived'))),
      row('survived, in lines that no test runs', count(number('NoCoverage'))),
      row('not tried: code that runs while its file loads', count(number('Ignored'))),
      row(`score, at least ${floor} %`, `**${score.toFixed(1)} %**`),
    ],
  };
  if (!options.write) return print(section);
  return publish(`mutation ${room}`, { ...section, command: `npm run mutation -- ${room} --write`, text: '' });
}
