#!/usr/bin/env node
/**
 * Page loads of both widgets while everything goes wrong, by chance that repeats itself: `npm run chaos`. A tenth of the
 * loads is in Chromium over sockets, the others in this process. `--short` is the same in less than a minute,
 * `--seed 123` plays one load again (`--chromium` for one of the browser's), `--loads 2000` as many as you like.
 * The long form writes its section of docs/reliability.md, and so does any other with `--write`.
 * Exits with 1 when a rule is broken, and names the seeds.
 */
import { inChromium } from './chromium.js';
import { count, print, publish, seconds } from '../reliability.js';
import { inWorkers, isShort, numberOf, percentile } from './run.js';

const seed = numberOf('seed');
const loads = seed === undefined ? (numberOf('loads') ?? (isShort ? 150 : 10_000)) : 1;
const inBrowser = seed === undefined ? (numberOf('chromium') ?? Math.floor(loads / 10)) : Number(process.argv.includes('--chromium'));
const lanes = numberOf('lanes') ?? 2;
/** With this seed the browser's loads begin; below it are those in process. */
const firstInBrowser = 1_000_001;

/** @type {(import('./load').Report & { where: string })[]} */
const reports = [];
const began = performance.now();
const here = range(seed ?? 1, loads - inBrowser);
// React says more about itself in development, and takes twice as long for it.
const developing = here.filter((one) => seed !== undefined || one % 10 === 0);
await inWorkers(developing, { workers: lanes, mode: 'development' }, take('in process'));
await inWorkers(here.filter((one) => !developing.includes(one)), { workers: lanes, mode: 'production' }, take('in process'));
if (inBrowser > 0) await inChromium(range(seed ?? firstInBrowser, inBrowser), { lanes }, take('in Chromium'));

const broken = reports.filter(({ violations }) => violations.length > 0);
if (seed === undefined) tell();
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

function tell() {
  const sum = (of) => reports.reduce((total, report) => total + of(report), 0);
  const recovered = (...ways) => {
    const times = reports.filter(({ way }) => ways.includes(way)).map(({ recovery }) => recovery);
    return `${seconds(percentile(times, 0.5))} / ${seconds(percentile(times, 0.99))} / ${seconds(Math.max(0, ...times))} (${count(times.length)} loads)`;
  };
  const kinds = new Map();
  for (const { violations } of broken) {
    for (const kind of new Set(violations.map(kindOf))) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const section = {
    title: 'Chaos',
    command: isShort ? 'npm run chaos -- --short' : loads === 10_000 ? 'npm run chaos' : `npm run chaos -- --loads ${loads}${inBrowser === Math.floor(loads / 10) ? '' : ` --chromium ${inBrowser}`}`,
    text:
      'Each load is a customer of the demo, a moment, random sequences of every fault that the demo plays, and random acts: unmounting, another customer, hidden tabs, sleep, retries, unfolding, searching. ' +
      'After every change and every tick: the host is alive, no widget is blank, no skeleton stands for more than 40 s, nothing says NaN or undefined, each amount and quantity is one that an oracle without code of ours allows at that place, what was shown stays and is called old when a refresh fails, no token anywhere, nothing printed or unhandled. ' +
      'Recovery is the page’s time from the end of the last trouble (of the wait that a server asked for, too; of the press of “Try again” in its row) until all is shown and fresh.',
    rows: [
      ['Loads in process', count(reports.filter(({ where }) => where === 'in process').length)],
      ['Loads in Chromium', count(reports.filter(({ where }) => where === 'in Chromium').length)],
      ['Acts', count(sum(({ acts }) => acts))],
      ['Requests', count(sum(({ requests }) => requests))],
      ['Changes looked at', count(sum(({ checks }) => checks))],
      ['Page time', `${count(Math.round(sum(({ length }) => length) / 3_600_000))} h`],
      ['Longest skeleton', seconds(Math.max(...reports.map(({ longestLoading }) => longestLoading)))],
      ['Recovered by the question or retry that was under way: p50 / p99 / max', recovered('retry')],
      ['Recovered when the person came back to the page: p50 / p99 / max', recovered('return')],
      ['Recovered after “Try again”: p50 / p99 / max', recovered('press')],
      ['These three together: p50 / p99 / max', recovered('retry', 'return', 'press')],
      ['All retries used up, and nobody presses or nothing offers it: with the refresh of each minute: p50 / p99 / max', recovered('beat')],
      ['Loads in which nothing was left to recover from', count(reports.filter(({ way }) => way === 'well').length)],
      ['Loads that did not come back', count(reports.filter(({ way }) => way === 'lost').length)],
      ['Bills that had all but their corrections then, which come with the next refresh', count(reports.filter(({ lostCorrections }) => lostCorrections).length)],
      ['Loads that broke a rule', count(broken.length)],
      ...[...kinds].toSorted(([a], [b]) => a.localeCompare(b)).map(([kind, number]) => [`of these: ${kind}`, count(number)]),
    ],
  };
  if (loads === 10_000 || process.argv.includes('--write')) publish('chaos', section);
  else print(section);
}

/** A violation without what differs from load to load. */
function kindOf(violation) {
  return violation.replace(/ \(at [\d.]+ s, .*$/s, '').replace(/:.*$/s, '').replace(/\d+/g, 'n').replace(/\|/g, ' ').slice(0, 80);
}

function range(from, length) {
  return Array.from({ length }, (_, index) => from + index);
}
