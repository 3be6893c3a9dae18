import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveBrowser, visit } from './browser';
import { type SoakServer, serveSoak } from './soak/serve';
import { type Held, scales, slope, watch } from './soak/watch';

/** Set by `npm run soak`; the form of `npm test` takes some seconds. */
const { METERFACE_SOAK_HOURS = '1', METERFACE_SOAK_CYCLES = '18', METERFACE_SOAK_FIGURES } = process.env;
const hours = Number(METERFACE_SOAK_HOURS);
const cycles = Number(METERFACE_SOAK_CYCLES);
const isLong = METERFACE_SOAK_FIGURES !== undefined;

const minute = 60_000;
/** Hours after which the engine has compiled what it is going to compile. */
const warm = 6;
/**
 * Bytes per hour of polling, which asks 180 questions: 14 for each. Whoever keeps but one empty object for each
 * question keeps more.
 */
const mostPerHour = 2500;
/**
 * Bytes per cycle. What a widget, its queries or its provider hold are thousands; the engine's own tables grow by
 * 65 kB at a time, now and then, which looks like 100.
 */
const mostPerCycle = 250;

/** Live objects that may be there: less than one for each cycle of the short form. */
const slack = 12;

interface Weighing {
  samples: Held[];
  /** Bytes of heap per hour, or per cycle. */
  slope: number;
}

const figures: { hours: number; cycles: number; questions: number; sessions: number; polling?: Weighing; subjects: Record<string, Weighing> } = { hours, cycles, questions: 0, sessions: 0, subjects: {} };

serveBrowser();
let server: SoakServer;
beforeAll(async () => {
  server = await serveSoak();
});
afterAll(async () => {
  if (isLong) writeFileSync(METERFACE_SOAK_FIGURES, JSON.stringify(figures));
  await server.close();
});

/** The page, with a clock of its own that a test can set forward. */
async function open(): Promise<{ page: Page; weigh: () => Promise<Held>; printed: string[] }> {
  const { page, printed } = await visit('about:blank', {}, async (page) => {
    await page.clock.install();
    await watch(page);
    // Beats come to the second.
    await page.addInitScript(() => {
      Math.random = () => 0.5;
    });
  });
  await page.goto(server.url);
  return { page, printed, weigh: await scales(page) };
}

/** Lets time pass, from timer to timer, so that each answer has its time. Gives how much passed. */
async function pass(page: Page, time: number): Promise<number> {
  const { now: start, next: first } = await page.evaluate(() => window.soak.quiet());
  let [now, next] = [start, first];
  while (now < start + time) {
    await page.clock.runFor(Math.min(start + time - now, Math.max(1, Math.ceil(next))));
    ({ now, next } = await page.evaluate(() => window.soak.quiet()));
    server.clock.ahead = now - Date.now();
  }
  return now - start;
}

/** All that must be the same each time: the heap is a matter of the engine, too. */
function countsOf(held: Held): Partial<Held> {
  const { nodes, listeners, timers } = held;
  // What is free is collected a little later: a few of the last ones may still be there.
  const live = Object.entries(held).flatMap(([name, number]) => (name.startsWith('live ') ? [[name, Math.max(0, number - slack)]] : []));
  return { nodes, listeners, timers, ...(Object.fromEntries(live) as Partial<Held>) };
}

it(`${hours} h of polling keep nothing: no byte, node, listener or timer; and ask no question too many`, { timeout: isLong ? 1_800_000 : 120_000 }, async () => {
  const { page, weigh, printed } = await open();
  const show = () => page.evaluate(() => window.soak.show());
  const hide = async () => {
    await page.evaluate(() => window.soak.hide());
    // What nobody shows is forgotten after five minutes.
    await pass(page, 6 * minute);
  };
  await show();
  await pass(page, minute);
  await hide();
  const empty = await weigh();

  await show();
  server.asked.clear();
  const sessions = server.sessions();
  // To between two beats, when no answer is about to be called old.
  let elapsed = await pass(page, 10.5 * minute);
  const samples = [await weigh()];
  for (let hour = 1; hour <= hours; hour++) {
    // Each hour three questions fail, and are put once more.
    server.demo.play([503, 'truncate', 502]);
    elapsed += await pass(page, 60 * minute);
    samples.push(await weigh());
  }

  const { '/v1/customer-portal/subscriptions/{id}/charge-preview': previews, ...questions } = Object.fromEntries(server.asked);
  const beats = Math.floor(elapsed / minute);
  expect(Object.keys(questions)).toHaveLength(3);
  expect(previews).toBe(1);
  // Once at first, once each beat, and once more each hour.
  for (const number of Object.values(questions)) expect(Math.abs(number - (1 + beats + hours))).toBeLessThanOrEqual(1);
  // A session of one hour is renewed five minutes before its end, by the next question.
  figures.sessions = server.sessions() - sessions;
  expect(figures.sessions).toBeGreaterThanOrEqual(Math.floor(elapsed / (56 * minute)));
  expect(figures.sessions).toBeLessThanOrEqual(Math.ceil(elapsed / (55 * minute)));

  figures.questions = Object.values(questions).reduce((sum, number) => sum + number, 1);
  figures.polling = { samples, slope: slope(samples.slice(warm).map(({ heap }) => heap)) };
  for (const held of samples) expect({ ...countsOf(held), nodes: 0 }).toEqual({ ...countsOf(samples[0]!), nodes: 0 });
  // Words come and go as numbers grow.
  const nodes = samples.map(({ nodes }) => nodes);
  expect(Math.max(...nodes) - Math.min(...nodes)).toBeLessThan(20);
  expect(figures.polling.slope).toBeLessThan(isLong ? mostPerHour : Infinity);

  await hide();
  expect(countsOf(await weigh())).toEqual(countsOf(empty));
  expect(printed.filter((line) => line.startsWith('thrown'))).toEqual([]);
});

it.each(['Usage', 'Billing', 'Usage and Billing', 'useExpectChange'] as const)(`${cycles} times put on the page and taken away, %s leaves nothing`, { timeout: isLong ? 1_800_000 : 120_000 }, async (subject) => {
  const { page, weigh, printed } = await open();
  const cycle = async (times: number) => {
    await page.evaluate(([subject, times]) => window.soak.cycle(subject, times), [subject, times] as const);
    await pass(page, 6 * minute);
    return weigh();
  };
  const batch = isLong ? cycles / 10 : cycles;
  // The first make the engine ready: it goes on compiling for some seven hundred.
  const samples = [await cycle(isLong ? cycles : 3)];
  for (let done = 0; done < cycles; done += batch) samples.push(await cycle(batch));

  figures.subjects[subject] = { samples, slope: slope(samples.map(({ heap }) => heap)) / batch };
  for (const held of samples) expect(countsOf(held)).toEqual(countsOf(samples[0]!));
  expect(figures.subjects[subject].slope).toBeLessThan(isLong ? mostPerCycle : Infinity);
  expect(printed.filter((line) => line.startsWith('thrown'))).toEqual([]);
});
