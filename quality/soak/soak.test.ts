import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveBrowser, visit } from '../../test/page/browser';
import { type SoakServer, serveSoak } from './serve';
import { type Held, heldTexts, scales, slope, watch } from './watch';

/** Set by `npm run soak`. The defaults, for `npm run test:long`, take some seconds. */
const { METERFACE_SOAK_HOURS = '1', METERFACE_SOAK_CYCLES = '18', METERFACE_SOAK_FIGURES } = process.env;
const hours = Number(METERFACE_SOAK_HOURS);
const cycles = Number(METERFACE_SOAK_CYCLES);
const isLong = METERFACE_SOAK_FIGURES !== undefined;

const minute = 60_000;
/** Hours of warm-up, after which the engine has finished compiling. */
const warmUp = 6;
/** Bytes per hour of polling: 8 for each of 300 requests. Even one empty object kept per request would exceed it. */
const mostPerHour = 2500;
/**
 * Bytes per cycle. A leaked widget, query or provider takes thousands. The engine's own tables sometimes grow by 65 kB,
 * which averages about 100.
 */
const mostPerCycle = 250;

/** Live objects that may be left: less than one for each cycle of the short run. */
const slack = 12;

interface Measurement {
  samples: Held[];
  /** Bytes of heap per hour, or per cycle. */
  slope: number;
}

const figures: { hours: number; cycles: number; requests: number; sessions: number; polling?: Measurement; subjects: Record<string, Measurement> } = { hours, cycles, requests: 0, sessions: 0, subjects: {} };

serveBrowser();
let server: SoakServer;
beforeAll(async () => {
  server = await serveSoak();
});
afterAll(async () => {
  if (isLong) writeFileSync(METERFACE_SOAK_FIGURES, JSON.stringify(figures));
  await server.close();
});

/** Opens the page with a clock that the test controls. */
async function open(): Promise<{ page: Page; weigh: () => Promise<Held>; printed: string[] }> {
  const { page, printed } = await visit('about:blank', {}, async (page) => {
    await page.clock.install();
    await watch(page);
    // Removes the jitter of the refresh timer.
    await page.addInitScript(() => {
      Math.random = () => 0.5;
    });
  });
  await page.goto(server.url);
  return { page, printed, weigh: await scales(page) };
}

/** Advances the clock from timer to timer, so that each response arrives in time. Returns the milliseconds that passed. */
async function pass(page: Page, time: number): Promise<number> {
  const { now: start, next: first } = await page.evaluate(() => window.soak.quiet());
  let [now, next] = [start, first];
  while (now < start + time) {
    const step = Math.min(start + time - now, Math.max(1, Math.ceil(next)));
    // Before the step: the requests that it sends must find the usage of that time, however long the step takes.
    server.clock.time = now + step;
    await page.clock.runFor(step);
    ({ now, next } = await page.evaluate(() => window.soak.quiet()));
    server.clock.time = now;
  }
  return now - start;
}

/** The counts that must stay the same. The heap also depends on the engine. */
function countsOf(held: Held): Partial<Held> {
  const { nodes, listeners, timers } = held;
  // Garbage is collected with a delay, so a few of the latest objects may be left.
  const live = Object.entries(held).flatMap(([name, number]) => (name.startsWith('live ') ? [[name, Math.max(0, number - slack)]] : []));
  return { nodes, listeners, timers, ...(Object.fromEntries(live) as Partial<Held>) };
}

it(`${hours} h of polling leave no nodes, listeners, timers or old queries,${isLong ? ' keep the heap flat,' : ''} and send no superfluous request`, { timeout: isLong ? 1_800_000 : 120_000 }, async () => {
  const { page, weigh, printed } = await open();
  const show = () => page.evaluate(() => window.soak.show());
  const hide = async () => {
    await page.evaluate(() => window.soak.hide());
    // Unused queries are removed after five minutes.
    await pass(page, 6 * minute);
  };
  await show();
  await pass(page, minute);
  await hide();
  const empty = await weigh();

  await show();
  server.requests.clear();
  const sessions = server.sessions();
  // Stops between two refreshes, when no data is about to become stale.
  let elapsed = await pass(page, 10.5 * minute);
  const samples = [await weigh()];
  for (let hour = 1; hour <= hours; hour++) {
    // Each hour three requests fail and are retried.
    server.demo.play([503, 'truncate', 502]);
    elapsed += await pass(page, 60 * minute);
    samples.push(await weigh());
  }
  // An hour has 60 charge previews, each with a hash of its own. Those of the last five minutes and a few other queries are left.
  expect((await heldTexts(page, '["meterface",')).length).toBeLessThan(30);

  const { '/v1/customer-portal/subscriptions/{id}/charge-preview': previews, ...requests } = Object.fromEntries(server.requests);
  const refreshes = Math.floor(elapsed / minute);
  const counts = Object.values(requests);
  expect(counts).toHaveLength(4);
  // A preview belongs to one set of numbers, and the demo's usage stays the same in one minute of 50. A failed preview isn't retried.
  expect(previews).toBeLessThanOrEqual(2 + refreshes);
  expect(previews).toBeGreaterThanOrEqual(refreshes - Math.ceil(elapsed / (50 * minute)));
  // One first request and one per refresh. Three of the four lists fail and are retried once an hour.
  for (const number of counts) {
    expect(number).toBeGreaterThanOrEqual(refreshes);
    expect(number).toBeLessThanOrEqual(2 + refreshes + hours);
  }
  expect(Math.abs(counts.reduce((sum, number) => sum + number, 0) - 4 * (1 + refreshes) - 3 * hours)).toBeLessThanOrEqual(4);
  // The first request in the last five minutes of a one-hour session renews it.
  figures.sessions = server.sessions() - sessions;
  expect(figures.sessions).toBeGreaterThanOrEqual(Math.floor(elapsed / (56 * minute)));
  expect(figures.sessions).toBeLessThanOrEqual(Math.ceil(elapsed / (55 * minute)));

  figures.requests = Object.values(requests).reduce((sum, number) => sum + number, previews ?? 0);
  figures.polling = { samples, slope: slope(samples.slice(warmUp).map(({ heap }) => heap)) };
  // Garbage is collected with a delay: the first count may include listeners of what has just left the page.
  const first = samples[0]!;
  for (const held of samples) expect({ ...countsOf(held), nodes: 0, listeners: Math.max(held.listeners, first.listeners) }).toEqual({ ...countsOf(first), nodes: 0 });
  // Text nodes come and go as numbers grow.
  const nodes = samples.map(({ nodes }) => nodes);
  expect(Math.max(...nodes) - Math.min(...nodes)).toBeLessThan(20);
  expect(figures.polling.slope).toBeLessThan(isLong ? mostPerHour : Infinity);

  await hide();
  expect(countsOf(await weigh())).toEqual(countsOf(empty));
  expect(printed.filter((line) => line.startsWith('thrown'))).toEqual([]);
});

it.each(['Usage', 'Billing', 'Usage and Billing', 'useExpectChange'] as const)(`%s leaves no nodes, listeners or timers${isLong ? ', and a flat heap,' : ''} after ${cycles} mounts and unmounts`, { timeout: isLong ? 1_800_000 : 120_000 }, async (subject) => {
  const { page, weigh, printed } = await open();
  const cycle = async (times: number) => {
    await page.evaluate(([subject, times]) => window.soak.cycle(subject, times), [subject, times] as const);
    await pass(page, 6 * minute);
    return weigh();
  };
  const batch = isLong ? cycles / 10 : cycles;
  // The engine compiles for about 700 cycles.
  const samples = [await cycle(isLong ? cycles : 3)];
  for (let done = 0; done < cycles; done += batch) samples.push(await cycle(batch));

  figures.subjects[subject] = { samples, slope: slope(samples.map(({ heap }) => heap)) / batch };
  for (const held of samples) expect(countsOf(held)).toEqual(countsOf(samples[0]!));
  expect(figures.subjects[subject].slope).toBeLessThan(isLong ? mostPerCycle : Infinity);
  expect(printed.filter((line) => line.startsWith('thrown'))).toEqual([]);
});
