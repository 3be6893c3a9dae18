import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDemo, startDemo } from '../../scripts/start.js';
import { shopOf } from '../examples/shops.js';
import { faintPixels } from '../hosts/rules';
import { browsers, printedOn, recorder, serveTab, until } from './browsers';
import { decodePng } from './png';
import type { Tab } from './tab';

interface Axe {
  axe: { run: (where: Document, options: object) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary?: string }> }> }> };
}

let folder: string;
let running: Awaited<ReturnType<typeof startDemo>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterface-page-'));
  await buildDemo(folder);
  await copyFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), join(folder, 'axe.js'));
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(join(folder, 'index.html'), html.replace('<head>', `<head><script>${recorder}</script><script defer src="/axe.js"></script>`));
  // Bo's first meter grows every minute, and a browser may start later than that.
  running = await startDemo({ port: 0, environment: {}, logLevel: 'silent', folder, moving: false });
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the page of a customer, and waits until both widgets have loaded. */
async function open(tab: Tab, customer: string): Promise<void> {
  await tab.goto(`${running.url}?customer=${customer}&refresh=0`);
  await until(tab, () => document.querySelectorAll('[role=region][aria-busy=false]').length >= 2, undefined);
}

const textOf = async (tab: Tab) => (await tab.evaluate(() => document.querySelector('main')!.innerText, undefined)).replace(/\s+/g, ' ');
const namesOn = (tab: Tab) => tab.evaluate(() => [...document.querySelectorAll('.mf-usage-name')].map(({ textContent }) => textContent), undefined);
const brightness = ([red, green, blue]: readonly [number, number, number]) => (red + green + blue) / 3;

const settings = browsers.flatMap(({ name, open }) => (['light', 'dark'] as const).map((scheme) => ({ name, start: open, scheme })));
describe.each(settings)('in $name, the demo page in $scheme colors', ({ start, scheme }) => {
  const tab = serveTab(start, { scheme });

  it.each(['ada', 'bo'] as const)('shows the bars, names and figures of %s in legible colors, and prints nothing', async (customer) => {
    await open(tab(), customer);
    const { names, figures } = shopOf('').sees[customer];
    expect(await namesOn(tab())).toEqual(names);
    const text = await textOf(tab());
    expect(figures.filter((figure) => !text.includes(figure)).join()).toBe('');
    await tab().resize(1200, 1400);
    await tab().press('Tab');
    expect(await faintPixels(tab())).toEqual([]);
    const [corner, isDark] = [decodePng(await tab().screenshot()).at(2, 2), scheme === 'dark'];
    expect(brightness(corner) < 64).toBe(isDark);
    expect(await printedOn(tab())).toEqual([]);
  });

  it.each(['ada', 'bo', 'dee'])('has no violation of axe’s rules on the page of %s', async (customer) => {
    await open(tab(), customer);
    const violations = await tab().evaluate(async () => {
      [...document.querySelectorAll('details')].slice(0, 5).forEach((details) => (details.open = true));
      const { violations } = await (globalThis as unknown as Axe).axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
    }, undefined);
    expect(violations).toEqual([]);
    expect(await printedOn(tab())).toEqual([]);
  });
});

describe.each(browsers)('in $name, on the demo page, the keyboard', ({ open: start }) => {
  const tab = serveTab(start);
  /** The state of the focused element that a reader hears. */
  const focused = () =>
    tab().evaluate(() => {
      const { activeElement } = document;
      return { tag: activeElement?.tagName, text: activeElement?.getAttribute('aria-valuetext'), value: (activeElement as HTMLInputElement | null)?.value };
    }, undefined);
  const focus = (selector: string) => tab().evaluate((selector) => document.querySelector<HTMLElement>(selector)?.focus(), selector);

  it('opens a line of a bill, moves the sliders in it, and closes it', async () => {
    await open(tab(), 'ada');
    const height = () => tab().evaluate(() => document.querySelector('details')?.offsetHeight, undefined);
    const closed = await height();
    for (let tries = 0; tries < 10 && (await focused()).tag !== 'SUMMARY'; tries++) await tab().press('Tab');
    await tab().press('Enter');
    await until(tab(), () => document.querySelector('details[open] .mf-history-point') !== null && document.querySelector('details[open] .mf-slider') !== null, undefined);

    await focus('details[open] .mf-history-point');
    const today = await focused();
    expect(today.text).toMatch(/\d/);
    await tab().press('Home');
    const first = await focused();
    expect(first.text).not.toBe(today.text);
    await tab().press('ArrowRight');
    expect((await focused()).text).not.toBe(first.text);
    await tab().press('ArrowLeft');
    expect(await focused()).toEqual(first);

    await focus('details[open] .mf-slider');
    const now = await focused();
    await tab().press('End');
    const most = await focused();
    expect(Number(most.value)).toBeGreaterThan(Number(now.value));
    expect(most.text).not.toBe(now.text);

    expect(await height()).toBeGreaterThan(Number(closed) + 100);
    await focus('details[open] summary');
    await tab().press('Enter');
    await until(tab(), () => document.querySelector('details[open]') === null, undefined);
    expect(await height()).toBe(closed);
    expect(await printedOn(tab())).toEqual([]);
  });

  it('stays in the widget when "Try again" or the last "Show more" disappears', async () => {
    const active = () => tab().evaluate(() => `${document.activeElement?.localName} ${document.activeElement?.textContent.slice(0, 19)} ${document.activeElement?.matches(':focus-visible')}`, undefined);
    await tab().goto(`${running.url}?customer=dee&refresh=1`);
    await until(tab(), () => document.querySelector('.mf-foot button') !== null, undefined);
    await focus('.mf-foot button');
    await tab().press('Enter');
    await until(tab(), () => document.querySelectorAll('.mf-usage-name').length === 200, undefined);
    expect(await active()).toBe('button Show 50 more true');
    await tab().press('Enter');
    await until(tab(), () => document.querySelectorAll('.mf-usage-name').length === 250, undefined);
    await until(tab(), () => document.activeElement === document.querySelectorAll('.mf-table-row')[200], undefined);
    expect(await active()).toMatch(/^tr .* true$/);

    await tab().evaluate(() => {
      const { fetch } = globalThis;
      Object.assign(globalThis, { fetch: () => Promise.reject(new Error('The network is down.')), repair: () => void Object.assign(globalThis, { fetch }) });
    }, undefined);
    const button = '[aria-label="Try again: Usage"]';
    await until(tab(), (button) => document.querySelector(button) !== null, button);
    await focus(button);
    await tab().evaluate(() => (globalThis as unknown as { repair: () => void }).repair(), undefined);
    await tab().press('Enter');
    await until(tab(), (button) => document.querySelector(button) === null, button);
    await until(tab(), () => document.activeElement?.localName === 'h2', undefined);
    expect(await active()).toBe('h2 Usage true');
    expect(await printedOn(tab())).toEqual([]);
  });

  it('searches and sorts 250 meters', async () => {
    await open(tab(), 'dee');
    await focus('input[type=search]');
    await tab().type('backups');
    await until(tab(), () => document.querySelectorAll('.mf-usage-name').length === 10, undefined);
    await tab().press('Tab');
    expect((await focused()).tag).toBe('SELECT');
    await tab().type('N');
    await until(tab(), () => document.querySelector('.mf-usage-name')?.textContent === 'Backups af-south-1', undefined);
    expect(await printedOn(tab())).toEqual([]);
  });
});
