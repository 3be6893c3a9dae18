// `npm run soak`: 24 hours of polling and 1,000 cycles of each widget in Chromium, and what came of it in docs/reliability.md.
// The page's time is the test's; the whole takes some minutes. `--hours=2 --cycles=100` is shorter, and writes nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, publish, seconds } from '../reliability.js';

const text = { type: /** @type {const} */ ('string') };
const { values } = parseArgs({ options: { hours: { ...text, default: '24' }, cycles: { ...text, default: '1000' } } });
const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const folder = mkdtempSync(join(tmpdir(), 'meterface-soak-'));
const file = join(folder, 'figures.json');
const isWhole = Number(values.hours) >= 24 && Number(values.cycles) >= 1000;

try {
  const environment = { METERFACE_SOAK_HOURS: values.hours, METERFACE_SOAK_CYCLES: values.cycles, ...(isWhole && { METERFACE_SOAK_FIGURES: file }) };
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'page-long', 'quality/soak'], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  process.exitCode = status ?? 1;
  if (status === 0 && isWhole) report(JSON.parse(readFileSync(file, 'utf8')), performance.now() - started);
} finally {
  rmSync(folder, { recursive: true });
}

function report({ hours, cycles, requests, sessions, polling, subjects }, took) {
  /** @param {{ samples: Record<string, number>[] }} weighing */
  const change = ({ samples }, name) => `${count(samples[0][name])} → ${count(samples.at(-1)[name])}`;
  const heap = ({ samples }) => [samples[0], samples.at(-1)].map((held) => `${(held.heap / 1e6).toFixed(2)} MB`).join(' → ');
  publish('soak', {
    title: 'A day of polling, and a thousand visits',
    command: 'npm run soak',
    text:
      'A built page in Chromium asks a Polar over sockets, both on one clock that is not the real one. `Usage` and `Billing` are\n' +
      'refreshed every minute for a day, with a session of one hour and three failing answers in each hour; then each widget is\n' +
      'put on the page with its provider and taken away again, at once, while it asks, or when it is complete: a thousand times for\n' +
      'the engine to be ready, and a thousand that count. Each hour, and each hundred cycles, the browser collects what is free and\n' +
      'counts. Rules: listeners, timers, nodes and channels are as many as at first; the heap’s slope, by least squares from the sixth\n' +
      'hour on, is less than 2,500 bytes per hour (14 for each question: one empty object kept for each would be more) and 250 bytes\n' +
      'per cycle (a widget with its queries holds thousands); and each question is put as often as the clock says.',
    rows: [
      ['Hours of polling', count(hours)],
      ['Requests, all of them expected', count(requests)],
      ['Sessions asked for', count(sessions)],
      ['Heap', heap(polling)],
      ['Slope of the heap per hour', `${count(Math.round(polling.slope))} bytes`],
      ['Listeners', change(polling, 'listeners')],
      ['Timers', change(polling, 'timers')],
      ['Nodes', change(polling, 'nodes')],
      ['BroadcastChannels', change(polling, 'live BroadcastChannel')],
      ...Object.entries(subjects).flatMap(([name, weighing]) => [
        [`${count(cycles)} × ${name}: slope of the heap per cycle`, `${count(Math.round(weighing.slope))} bytes`],
        [`${count(cycles)} × ${name}: listeners, timers, nodes`, ['listeners', 'timers', 'nodes'].map((kind) => change(weighing, kind)).join(', ')],
      ]),
      ['Time', seconds(took)],
    ],
  });
}
