#!/usr/bin/env node
/**
 * Loads pages with both widgets under random, repeatable faults: `npm run chaos`. A tenth of the loads runs in Chromium over
 * sockets, the others in this process. Exits with 1 and names the seeds when a load breaks a rule. Options:
 * - `--short`: runs 150 loads
 * - `--seed 123`: repeats one load, with the same build of React; a load that ran in Chromium needs `--chromium`, too
 * - `--loads 2000`: the number of loads; 10,000 by default
 * - `--chromium 100`: how many of them run in Chromium
 * - `--lanes 4`: how many run at once; two by default
 * - `--write`: writes docs/reliability.md, as the long form always does
 */
import { inChromium } from './chromium.js';
import { count, print, publish, row, seconds } from '../reliability.js';
import { inWorkers, isShort, numberOf, percentile } from './run.js';

const seed = numberOf('seed');
const loads = seed === undefined ? (numberOf('loads') ?? (isShort ? 150 : 10_000)) : 1;
const inBrowser = seed === undefined ? (numberOf('chromium') ?? Math.floor(loads / 10)) : Number(process.argv.includes('--chromium'));
const lanes = numberOf('lanes') ?? 2;
/** The first seed of the browser's loads. */
const firstInBrowser = 1_000_001;

/** @type {(import('./load').Report & { where: string })[]} */
const reports = [];
const began = performance.now();
const here = range(seed ?? 1, loads - inBrowser);
// A tenth runs React's development build, which warns more and takes twice as long.
const developing = here.filter((one) => one % 10 === 0);
await inWorkers(developing, { workers: lanes, mode: 'development' }, take('in process'));
await inWorkers(here.filter((one) => !developing.includes(one)), { workers: lanes, mode: 'production' }, take('in process'));
if (inBrowser > 0) await inChromium(range(seed ?? firstInBrowser, inBrowser), { lanes }, take('in Chromium'));

const broken = reports.filter(({ violations }) => violations.length > 0);
if (seed === undefined) report();
if (broken.length > 0) process.exitCode = 1;
console.log(`${count(reports.length)} loads, ${count(broken.length)} of them broke a rule. ${Math.round((performance.now() - began) / 1000)} s.`);

function take(where) {
  return (report) => {
    reports.push({ ...report, where });
    if (seed !== undefined) console.log(report);
    else if (report.violations.length > 0) {
      console.error(`npm run chaos -- --seed ${report.seed}${where === 'in Chromium' ? ' --chromium' : ''}\n  ${report.violations.slice(0, 3).join('\n  ')}`);
    }
  };
}

function report() {
  const sum = (of) => reports.reduce((total, report) => total + of(report), 0);
  const recovered = (...ways) => {
    const times = reports.filter(({ way }) => ways.includes(way)).map(({ recovery }) => recovery);
    return `${seconds(percentile(times, 0.5))} / ${seconds(percentile(times, 0.99))} / ${seconds(Math.max(0, ...times))} (${count(times.length)} loads)`;
  };
  const kinds = new Map();
  for (const { violations } of broken) {
    for (const kind of new Set(violations.map(kindOf))) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  /** @type {import('../reliability.js').Section} */
  const section = {
    title: 'Chaos',
    command: isShort ? 'npm run chaos -- --short --write' : loads === 10_000 ? 'npm run chaos' : `npm run chaos -- --loads ${loads}${inBrowser === Math.floor(loads / 10) ? '' : ` --chromium ${inBrowser}`} --write`,
    text:
      'Each load draws a customer of the demo, a date, random sequences of all faults that the demo has, and random actions: unmounting, switching the customer, hiding the tab, sleeping, retrying, unfolding, searching. ' +
      'After every change and every tick: the host is alive; no widget is blank; no skeleton stays for more than 40 s; no text says NaN or undefined; an oracle that shares no code with Meterface confirms each amount and quantity in its place; data stays visible, labeled as old, when a refresh fails; no token appears anywhere; nothing is printed, and no error is unhandled. ' +
      'Recovery is measured on the page’s clock: from the end of the last fault, the end of a wait that the server named, or the press of “Try again”, until everything is visible and fresh.',
    rows: [
      ['Loads in process', count(reports.filter(({ where }) => where === 'in process').length)],
      ['Loads in Chromium', count(reports.filter(({ where }) => where === 'in Chromium').length)],
      ['Actions', count(sum(({ acts }) => acts))],
      ['Requests', count(sum(({ requests }) => requests))],
      ['Changes checked', count(sum(({ checks }) => checks))],
      ['Page time', `${count(Math.round(sum(({ length }) => length) / 3_600_000))} h`],
      ['Longest skeleton', seconds(Math.max(...reports.map(({ longestLoading }) => longestLoading)))],
      ['Recovered by a pending request or retry: p50 / p99 / max', recovered('retry')],
      ['Recovered when the customer returned to the page: p50 / p99 / max', recovered('return')],
      ['Recovered after “Try again”: p50 / p99 / max', recovered('press')],
      ['All three of these: p50 / p99 / max', recovered('retry', 'return', 'press')],
      ['Recovered by the refresh timer, after all retries: p50 / p99 / max', recovered('refresh')],
      ['Loads that needed no recovery', count(reports.filter(({ way }) => way === 'unneeded').length)],
      ['Loads that never recovered', count(reports.filter(({ way }) => way === 'lost').length)],
      ['Bills without their prorations after recovery; the next refresh adds them', count(reports.filter(({ lacksProrations }) => lacksProrations).length)],
      ['Loads that broke a rule', count(broken.length)],
      ...[...kinds].toSorted(([a], [b]) => a.localeCompare(b)).map(([kind, number]) => row(`of these: ${kind}`, count(number))),
    ],
  };
  if (loads === 10_000 || process.argv.includes('--write')) publish('chaos', section);
  else print(section);
}

/** Drops the parts of a violation that differ from load to load. @param {string} violation */
function kindOf(violation) {
  return violation.replace(/ \(at [\d.]+ s, .*$/s, '').replace(/:.*$/s, '').replace(/\d+/g, 'n').replace(/\|/g, ' ').slice(0, 80);
}

/** @param {number} from @param {number} length */
function range(from, length) {
  return Array.from({ length }, (_, index) => from + index);
}
