// `npm run soak`: 24 simulated hours of polling and 1,000 cycles of each widget in Chromium take some minutes. The result goes
// to docs/reliability.md, except with `--check`; `--hours=2 --cycles=100` is shorter and writes nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, publish, row, seconds } from '../reliability.js';

const text = { type: /** @type {const} */ ('string') };
const { values } = parseArgs({ options: { hours: { ...text, default: '24' }, cycles: { ...text, default: '1000' }, check: { type: 'boolean', default: false } } });
const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const folder = mkdtempSync(join(tmpdir(), 'meterface-soak-'));
const file = join(folder, 'figures.json');
const isWhole = Number(values.hours) >= 24 && Number(values.cycles) >= 1000;

try {
  const environment = { METERFACE_SOAK_HOURS: values.hours, METERFACE_SOAK_CYCLES: values.cycles, ...(isWhole && { METERFACE_SOAK_FIGURES: file }) };
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'long-page', 'quality/soak'], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  process.exitCode = status ?? 1;
  if (status === 0 && isWhole && !values.check) report(JSON.parse(readFileSync(file, 'utf8')), performance.now() - started);
} finally {
  rmSync(folder, { recursive: true });
}

/** @typedef {{ samples: Record<string, number>[], slope: number }} Weighing */

/**
 * @param {{ hours: number, cycles: number, requests: number, sessions: number, polling: Weighing, subjects: Record<string, Weighing> }} figures of the test
 * @param {number} took milliseconds
 */
function report({ hours, cycles, requests, sessions, polling, subjects }, took) {
  /** @param {Weighing} weighing @param {string} name @param {(number: number) => string} [format] */
  const change = ({ samples }, name, format = count) => [samples.at(0), samples.at(-1)].map((held) => format(held?.[name] ?? NaN)).join(' → ');
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  publish('soak', {
    title: 'A day of polling, and a thousand visits',
    command: 'npm run soak',
    text:
      'A built page in Chromium loads data from a demo Polar over sockets; both share a simulated clock. `Usage` and `Billing` refresh\n' +
      'every minute for a day, with a session of one hour and three failed responses in each hour. Then each widget is mounted with\n' +
      'its provider and unmounted at once, while it loads, or when it is complete: a thousand times to warm up the engine,\n' +
      'then a thousand measured times. After each hour, and each hundred cycles, the browser collects garbage and counts. Rules:\n' +
      'listeners and timers don’t grow; nodes don’t grow with cycles, and vary by fewer than 20 while numbers change; at most 12\n' +
      'channels, ports or signals of a kind wait to be collected; the slope of the heap, by least squares from the sixth hour on,\n' +
      'stays below 2,500 bytes per hour (8 bytes per request, less than one empty object) and below 250 bytes per cycle (a\n' +
      'widget with its queries holds thousands); and each request is sent as often as the clock says.',
    rows: [
      ['Hours of polling', count(hours)],
      ['Requests, all of them expected', count(requests)],
      ['Sessions created', count(sessions)],
      ['Heap', change(polling, 'heap', megabytes)],
      ['Slope of the heap per hour', `${count(Math.round(polling.slope))} bytes`],
      ['Listeners', change(polling, 'listeners')],
      ['Timers', change(polling, 'timers')],
      ['Nodes', change(polling, 'nodes')],
      ['BroadcastChannels', change(polling, 'live BroadcastChannel')],
      ...Object.entries(subjects).flatMap(([name, weighing]) => [
        row(`${count(cycles)} × ${name}: slope of the heap per cycle`, `${count(Math.round(weighing.slope))} bytes`),
        row(`${count(cycles)} × ${name}: listeners, timers, nodes`, ['listeners', 'timers', 'nodes'].map((kind) => change(weighing, kind)).join(', ')),
      ]),
      ['Time', seconds(took)],
    ],
  });
}
