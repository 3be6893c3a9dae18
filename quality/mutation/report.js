import { count, publish } from '../reliability.js';
import { whyOf } from './survivors.js';

/** The lowest score that passes, in percent. The server is tested by whole requests and has no floor. */
const floors = { core: 80, http: 80, sources: 80, server: 0 };

/**
 * @typedef {import('./mutants.js').Mutant & { outcome: 'killed' | 'timed out' | 'survived' }} Result
 * @typedef {{ folder: string, all: number, results: readonly Result[] }} FolderReport The number of mutants, and the results of those that were tried.
 */

/** The score of a folder, in percent: mutants that a test or the deadline found, of all that were tried. A sample has an interval. @param {FolderReport} report */
export function scoreOf({ folder, all, results }) {
  const survivors = results.filter(({ outcome }) => outcome === 'survived');
  const late = results.filter(({ outcome }) => outcome === 'timed out').length;
  const tried = results.length;
  const share = 1 - survivors.length / tried;
  const interval = tried < all ? wilson(share, tried).map((bound) => bound * 100) : undefined;
  return { folder, all, tried, late, killed: tried - survivors.length - late, survivors, score: share * 100, floor: floors[folder], interval };
}

/** Prints the scores beside their floors. @param {ReturnType<typeof scoreOf>[]} scores */
export function print(scores) {
  for (const { folder, all, tried, survivors, score, floor } of scores) {
    console.log(`${folder}: ${score.toFixed(1)} % (floor ${floor} %), ${survivors.length} of ${tried} survived${tried < all ? `, of ${all} in all` : ''}`);
  }
}

/** Writes the section of docs/reliability.md. @param {ReturnType<typeof scoreOf>[]} scores @param {{ command: string, seed: string }} run */
export function writeSection(scores, { command, seed }) {
  /** @type {[what: string, figure: string][]} */
  const rows = scores.flatMap(({ folder, all, tried, killed, late, survivors, score, floor, interval }) => [
    [`**src/${folder}**: mutants`, tried < all ? `a sample of ${count(tried)} of ${count(all)}` : count(all)],
    ['found by a test', count(killed)],
    ['found by the deadline: the test never ended', count(late)],
    ['survived', count(survivors.length)],
    [`score${floor > 0 ? `, at least ${floor} %` : ''}`, `**${score.toFixed(1)} %**${interval ? ` (95 %: ${interval.map((bound) => bound.toFixed(1)).join(' to ')} %)` : ''}`],
  ]);
  const sampled = scores.some(({ tried, all }) => tried < all) ? ` Samples have the seed ${seed}; their intervals are Wilson's.` : '';
  publish('mutation', {
    title: 'Mutation: is each guard tested?',
    command,
    text: `Each guard, branch, operand, limit and pattern of \`src\` is removed or reversed in a copy, one at a time. Then the tests that mirror its folder run until one fails. The tests of other folders don't count, nor do the compiler and tests that take too long for thousands of runs: a whole better-auth, memory, a million random bills (a thousand are tried).${sampled}`,
    rows,
    after: scores.map(listOf).join('\n\n'),
  });
}

/** Lists the survivors of a folder by the reason why they survive. @param {ReturnType<typeof scoreOf>} score */
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

/** The 95 % interval of a share that was seen in a sample. @param {number} share @param {number} tried */
function wilson(share, tried) {
  const z = 1.96;
  const middle = share + z ** 2 / (2 * tried);
  const half = z * Math.sqrt((share * (1 - share)) / tried + z ** 2 / (4 * tried ** 2));
  return [middle - half, middle + half].map((bound) => bound / (1 + z ** 2 / tried));
}
