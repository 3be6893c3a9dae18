// What came of the mutants, told and written down: docs/reliability.md, by the one script that writes it.
import { count, publish } from '../reliability.js';
import { whyOf } from './survivors.js';

/** The least that has to be found, in percent. What the server does is tested in whole requests, and has no floor of its own. */
const floors = { core: 80, sources: 80, server: 0 };

/**
 * @typedef {import('./mutants.js').Mutant & { outcome: 'killed' | 'timed out' | 'survived' }} Result
 * @typedef {{ folder: string, all: number, results: readonly Result[] }} FolderReport How many there are, and what came of those that were tried.
 */

/** Of one folder: found by a test or by the clock, over all that were tried, in percent; with the interval of a sample. */
export function scoreOf({ folder, all, results }) {
  const survivors = results.filter(({ outcome }) => outcome === 'survived');
  const late = results.filter(({ outcome }) => outcome === 'timed out').length;
  const tried = results.length;
  const share = 1 - survivors.length / tried;
  const interval = tried < all ? wilson(share, tried).map((bound) => bound * 100) : undefined;
  return { folder, all, tried, late, killed: tried - survivors.length - late, survivors, score: share * 100, floor: floors[folder], interval };
}

/** What to read on a screen: the scores, and whether they are enough. */
export function tell(scores) {
  for (const { folder, all, tried, survivors, score, floor } of scores) {
    console.log(`${folder}: ${score.toFixed(1)} % (floor ${floor} %), ${survivors.length} of ${tried} survived${tried < all ? `, of ${all} in all` : ''}`);
  }
}

/** Writes the section. */
export function writeSection(scores, { command, seed }) {
  const rows = scores.flatMap(({ folder, all, tried, killed, late, survivors, score, floor, interval }) => [
    [`**src/${folder}**: mutants`, tried < all ? `a sample of ${count(tried)} of ${count(all)}` : count(all)],
    ['found by a test', count(killed)],
    ['found by the clock: the test never ended', count(late)],
    ['survived', count(survivors.length)],
    [`score${floor > 0 ? `, at least ${floor} %` : ''}`, `**${score.toFixed(1)} %**${interval ? ` (95 %: ${interval.map((bound) => bound.toFixed(1)).join(' to ')} %)` : ''}`],
  ]);
  const sampled = scores.some(({ tried, all }) => tried < all) ? ` Where there is a sample, its seed is ${seed}, and the interval is Wilson's.` : '';
  publish('mutation', {
    title: 'Mutation: is each guard tested?',
    command,
    text: `Each guard, branch, operand, limit and pattern of \`src\` is taken out or turned round, one at a time, in a copy; then the tests that mirror its folder run until one fails. Other folders' tests do not count, nor does the compiler, nor what takes too long for thousands of runs: a whole better-auth, memory, a million random bills (a thousand are tried).${sampled}`,
    rows,
    after: scores.map(listOf).join('\n\n'),
  });
}

/** The survivors of a folder by why they live. */
function listOf({ folder, survivors }) {
  const byWhy = new Map();
  for (const survivor of survivors) {
    const why = whyOf(survivor);
    byWhy.set(why, [...(byWhy.get(why) ?? []), survivor]);
  }
  const groups = [...byWhy].map(([why, own]) => `${why}\n\n${own.map((survivor) => `- ${sentenceOf(survivor, '``')}`).join('\n')}`);
  return [`<details><summary>Survivors of src/${folder}: ${survivors.length}</summary>`, ...groups, '</details>'].join('\n\n');
}

/** "src/core/usage.ts:70, operand removed: `a && b` → `a`" */
export function sentenceOf({ file, line, kind, was, text }, quote = '') {
  const short = (code) => {
    const flat = code.replaceAll(/\s+/g, ' ').trim();
    const shown = flat.length > 110 ? `${flat.slice(0, 100)} …` : flat;
    return shown === '' ? 'nothing' : `${quote}${quote && ' '}${shown}${quote && ' '}${quote}`;
  };
  return `${file}:${line}, ${kind}: ${short(was)} → ${short(text)}`;
}

/** Between what and what a share of all lies, when it was seen in a sample: 19 times out of 20. */
function wilson(share, tried) {
  const z = 1.96;
  const middle = share + z ** 2 / (2 * tried);
  const half = z * Math.sqrt((share * (1 - share)) / tried + z ** 2 / (4 * tried ** 2));
  return [middle - half, middle + half].map((bound) => bound / (1 + z ** 2 / tried));
}
