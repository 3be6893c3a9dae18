import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type ScriptPage, serveScriptPage } from '../embed/scriptPage';
import { faintMarks } from '../page/faintMarks';
import { allBrowsers, printedOn, recorder, serveTab, until } from './browsers';
import type { Tab } from './tab';

interface Axe {
  axe: { run: (where: Document, options: object) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> };
}

const names = ['usage', 'billing', 'meter', 'balance', 'amount-due', 'alert'].map((name) => `meterface-${name}`);
const one = (name: string) => `<${name}${name === 'meterface-meter' ? ' variant="ring"' : ''}></${name}>`;

/** Opens a strict page with elements inside of a portal, and waits until each shows data. */
async function visit(tab: Tab, { attributes = '', inner = names.map(one).join('') } = {}): Promise<ScriptPage> {
  const site = await serveScriptPage();
  site.html = `<!doctype html><html lang="en" ${attributes}><head><title>Shop</title><script nonce="NONCE">${recorder}</script><script defer nonce="NONCE" src="CDN/meterface.js"></script></head><body><main><h1>Shop</h1><meterface-portal server="API" scope="ada" time-zone="UTC" refresh-every="0" token="TOKEN">${inner}</meterface-portal></main></body></html>`;
  site.isStrict = true;
  await tab.goto(site.url);
  // A page that is still being parsed has fewer elements.
  const isReady = (count: number) => [...document.querySelectorAll('meterface-portal > *')].filter(({ shadowRoot }) => shadowRoot?.querySelector('[aria-busy=false]')).length === count;
  await until(tab, isReady, inner.split('<meterface-').length - 1);
  return site;
}

describe.each(allBrowsers)('in $name, the script on a strict page', ({ open }) => {
  const tab = serveTab(open);

  it('draws every element, prints nothing and violates no rule of axe', async () => {
    await visit(tab());
    const texts = await tab().evaluate((all) => all.map((name) => document.querySelector(name)!.shadowRoot!.textContent), names);
    for (const [index, text] of ['AI tokens', '$43.41', 'Image credits', 'left', '$43.41', 'Image credits'].entries()) expect(texts[index]).toContain(text);
    const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const load = Object.assign(() => undefined, { toString: () => `() => { ${source} }` });
    await tab().evaluate(load, undefined);
    const found = await tab().evaluate(async () => {
      const { violations } = await (globalThis as unknown as Axe).axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    }, undefined);
    expect(found).toEqual([]);
    expect(await printedOn(tab())).toEqual([]);
  });

  it('gives the focus to each control in turn, with an outline, and opens a line of a bill with Enter', async () => {
    await visit(tab());
    const count = await tab().evaluate(() => {
      const trees = [...document.querySelectorAll('meterface-portal > *')].map(({ shadowRoot }) => shadowRoot!);
      const controls = trees.flatMap((tree) => [...tree.querySelectorAll<HTMLElement>('a[href], button, summary, input, select, [tabindex="0"]')]);
      return controls.filter((control) => control.checkVisibility({ visibilityProperty: true })).length;
    }, undefined);
    const seen: Array<{ host: string | undefined; text: string; outline: string }> = [];
    for (let control = 0; control < count; control += 1) {
      await tab().press('Tab');
      seen.push(await tab().evaluate(() => {
        const element = document.activeElement?.shadowRoot?.activeElement;
        return { host: document.activeElement?.localName, text: `${element?.localName} ${element?.textContent}`, outline: element ? getComputedStyle(element).outlineStyle : 'none' };
      }, undefined));
      if (seen.at(-1)!.text.startsWith('summary AI tokens')) {
        await tab().press('Enter');
        await until(tab(), () => document.querySelector('meterface-billing')!.shadowRoot!.querySelector('details[open]') !== null, undefined);
        await tab().press('Enter');
      }
    }
    expect(new Set(seen.map(({ host, text }) => `${host} ${text}`)).size).toBe(count);
    expect(seen.filter(({ outline }) => outline !== 'solid')).toEqual([]);
    expect(seen.filter(({ text }) => text.startsWith('summary AI tokens'))).toHaveLength(1);
    expect(await printedOn(tab())).toEqual([]);
  });

  it('renders English left to right on a right-to-left page, without overflow', async () => {
    await visit(tab(), { attributes: 'dir="rtl"' });
    const seen = await tab().evaluate((all) => ({
      directions: all.map((name) => document.querySelector(name)!.shadowRoot!.querySelector('[aria-busy]')!.matches(':dir(ltr)')),
      isWider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }), names);
    expect(seen).toEqual({ directions: names.map(() => true), isWider: false });
    expect(await printedOn(tab())).toEqual([]);
  });

  it('sends no more requests for 500 elements than for one, and draws all 500', async () => {
    const pathsFor = async (count: number) => {
      const { demo } = await visit(tab(), { inner: '<meterface-meter></meterface-meter>'.repeat(count) });
      const drawn = (count: number) => [...document.querySelectorAll('meterface-meter')].filter(({ shadowRoot }) => shadowRoot!.querySelector('.mf-usage-track')).length === count;
      await until(tab(), drawn, count);
      return demo.calls.filter(({ method }) => method === 'GET').map(({ path }) => path).toSorted();
    };
    const paths = await pathsFor(500);
    expect(new Set(paths).size).toBe(3);
    expect(paths).toEqual(await pathsFor(1));
    expect(await printedOn(tab())).toEqual([]);
  });

  it('leaves no node, listener, style sheet, observer or interval after 1,000 elements were added and removed', async () => {
    const { demo } = await visit(tab(), { inner: '<meterface-usage></meterface-usage>' });
    const before = demo.calls.length;
    await tab().evaluate(countBalances, undefined);
    const cycle = async (times: number) => {
      await tab().evaluate(addAndRemove, times);
      return tab().evaluate(balances, undefined);
    };
    const few = await cycle(20);
    const many = await cycle(1000);
    expect(many).toEqual(few);
    // An element that is added when the data is old refreshes it.
    expect(demo.calls.length - before).toBeLessThan(100);
    // A collector runs when memory runs short.
    await until(tab(), fewAreAlive, undefined);
    expect(await printedOn(tab())).toEqual([]);
  });
});

/** WebKitGTK can't force colors, so there the test applies the rules for them to a page in its own colors. */
const forced = allBrowsers.flatMap(({ name, open }) => (['light', 'dark'] as const).map((scheme) => ({ name, start: open, scheme })));
describe.each(forced)('in $name with forced colors in $scheme, the script on a strict page', ({ name, start, scheme }) => {
  const tab = serveTab(start, { scheme, forcedColors: true });

  it('draws marks that stand out', async () => {
    await visit(tab());
    expect(await tab().evaluate(() => matchMedia('(forced-colors: active)').matches, undefined)).toBe(name !== 'WebKit');
    if (name === 'WebKit') await tab().evaluate(applyForcedRules, scheme);
    await tab().evaluate(() => document.querySelector('meterface-billing')!.shadowRoot!.querySelectorAll('details').forEach((details) => (details.open = true)), undefined);
    await until(tab(), () => document.querySelector('meterface-billing')!.shadowRoot!.querySelector('.mf-slider') !== null, undefined);
    expect(await tab().evaluate(faintMarks, undefined)).toEqual([]);
    expect(await printedOn(tab())).toEqual([]);
  });
});

interface Counted {
  /** Listeners on the window and the document, intervals, and observers, each with the difference between added and removed. */
  counts: Record<string, number>;
  alive: Array<WeakRef<Element>>;
}

/** Counts what is added and removed from now on. Runs in the page. */
function countBalances(): void {
  const counts: Record<string, number> = { listeners: 0, intervals: 0, observers: 0 };
  Object.assign(globalThis, { counts, alive: [] });
  const count = (target: object, method: string, name: string, change: number) => {
    const original = Reflect.get(target, method) as (...given: unknown[]) => unknown;
    Reflect.set(target, method, function counted(this: unknown, ...given: unknown[]) {
      counts[name]! += change;
      return original.apply(this, given);
    });
  };
  for (const target of [window, document]) {
    count(target, 'addEventListener', 'listeners', 1);
    count(target, 'removeEventListener', 'listeners', -1);
  }
  count(window, 'setInterval', 'intervals', 1);
  count(window, 'clearInterval', 'intervals', -1);
  for (const { prototype } of [MutationObserver, ResizeObserver]) {
    count(prototype, 'observe', 'observers', 1);
    count(prototype, 'disconnect', 'observers', -1);
  }
}

/** Adds and removes elements, alternately after and before their first drawing. Runs in the page. */
async function addAndRemove(times: number): Promise<void> {
  const { alive } = globalThis as unknown as Counted;
  const portal = document.querySelector('meterface-portal')!;
  for (let cycle = 0; cycle < times; cycle += 1) {
    const element = document.createElement(['meterface-usage', 'meterface-alert', 'meterface-meter'][cycle % 3]!);
    alive.push(new WeakRef(element));
    portal.append(element);
    if (cycle % 2 === 0) await Promise.resolve();
    if (cycle % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    element.remove();
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Runs in the page. */
function balances(): Record<string, number> {
  const { counts } = globalThis as unknown as Counted;
  const storage = Object.keys(sessionStorage).length + Object.keys(localStorage).length;
  return { ...counts, storage, nodes: document.querySelectorAll('*').length, sheets: document.styleSheets.length };
}

/** Uses memory, and returns whether most of the removed elements are gone. Runs in the page. */
async function fewAreAlive(): Promise<boolean> {
  const { alive } = globalThis as unknown as Counted;
  const waste = Array.from({ length: 4_000_000 }, () => ({}));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return waste.length > 0 && alive.filter((one) => one.deref() !== undefined).length < 50;
}

/** Makes the rules for forced colors apply to every element. Runs in the page. */
function applyForcedRules(scheme: 'light' | 'dark'): void {
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.style.color = 'CanvasText';
  const sheets = new Set([...document.querySelectorAll('meterface-portal > *')].flatMap(({ shadowRoot }) => shadowRoot!.adoptedStyleSheets));
  const visit = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule && rule.media.mediaText.includes('forced-colors')) rule.media.mediaText = 'all';
      if ('cssRules' in rule) visit(rule.cssRules as CSSRuleList);
    }
  };
  for (const sheet of sheets) visit(sheet.cssRules);
}
