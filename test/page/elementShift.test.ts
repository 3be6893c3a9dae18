import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { serveScriptPage } from '../embed/scriptPage';
import { renewalsFirst, serveBrowser, visit } from './browser';

serveBrowser();

const guide = await readFile('docs/guides/quick-start-html.md', 'utf8');
/** The style sheet of the guide, which reserves the height of each element. */
const reserving = /```css\n(meterface-usage[^`]+)```/.exec(guide)?.[1] ?? '';
/** The script tag of the guide that holds the first frame back. */
const holding = /<script defer blocking="render"[^>]*><\/script>/.exec(guide)?.[0] ?? '';
const plain = '<script defer src="https://cdn.example/meterface/meterface.js"></script>';
const below = '<p>Some text of the shop.</p>'.repeat(30);

interface ShopOptions {
  customer: string;
  width: number;
  tag?: string;
  style?: string;
  elements?: string;
}

/** Opens a shop's page twice in one tab, with slow responses and a script that it may cache. Returns the layout shift of each visit. */
async function visitTwice({ customer, width, tag = plain, style = '', elements = '<meterface-usage></meterface-usage><meterface-billing></meterface-billing>' }: ShopOptions) {
  const site = await serveScriptPage();
  site.headers = { ...site.headers, 'Cache-Control': 'max-age=3600' };
  const head = `<title>Shop</title><style>body { font-family: 'Liberation Sans', sans-serif } ${style}</style>${tag.replace(/(?<=src=").*\/(?=meterface\.js)/, 'CDN/')}`;
  const portal = `<meterface-portal server="API" scope="${customer}" time-zone="UTC" token="${site.demo.createSession(customer).token}">${elements}</meterface-portal>`;
  site.html = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">${head}<h1>Shop</h1>${portal}${below}`;
  const { page } = await visit('about:blank', { viewport: { width, height: 900 } }, async (one) => {
    await one.addInitScript(renewalsFirst);
    await one.addInitScript(watch);
  });
  const shifts: number[] = [];
  for (const _ of ['first', 'second']) {
    await page.goto(site.url);
    shifts.push(await shiftOf(page));
  }
  return { who: `${customer} at ${width} px`, first: shifts[0], second: shifts[1] };
}

/** Runs in the page. */
function watch(): void {
  const watched = Object.assign(globalThis, { shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) watched.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const { fetch } = globalThis;
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const running = new Set<object>();
  globalThis.fetch = async (...request) => {
    running.add(request);
    const response = await fetch(...request);
    const body = await response.arrayBuffer();
    running.delete(request);
    await wait(300);
    // Responses come together, even on a slow machine.
    while (running.size > 0) await wait(20);
    return new Response(body, response);
  };
}

/** Waits until all elements have loaded and 600 ms more for late shifts, and returns the sum of the shifts. */
async function shiftOf(page: Page): Promise<number> {
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll('meterface-usage, meterface-billing')];
    return elements.length > 0 && elements.every(({ shadowRoot }) => shadowRoot?.querySelector('[role=region][aria-busy=false]'));
  });
  await page.waitForTimeout(600);
  return page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
}

function visits(customers: readonly string[], options: Partial<ShopOptions>) {
  return Promise.all(customers.flatMap((customer) => [1200, 320].map((width) => visitTwice({ customer, width, ...options }))));
}

describe('a page with the elements of the script', () => {
  it('does not shift on the first visit, if the style sheet of the guide reserves the height', async () => {
    const seen = await visits(['ada', 'bo', 'cy', 'fay'], { style: reserving });
    expect(seen.filter(({ first, second }) => first !== 0 || second !== 0)).toEqual([]);
  });

  it('does not shift for a customer with 250 meters, if `page-size` keeps the list within the height that the guide reserves', async () => {
    const seen = await visits(['dee'], { style: reserving, elements: '<meterface-usage page-size="5"></meterface-usage>' });
    expect(seen.filter(({ first, second }) => first !== 0 || second !== 0)).toEqual([]);
  });

  it('does not shift on the second visit without reserved height, if the first frame waits for the script', async () => {
    const seen = await visits(['ada', 'bo', 'cy', 'dee', 'fay'], { tag: holding });
    expect(seen.filter(({ second }) => second !== 0)).toEqual([]);
  });
});
