import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest';
import { contextOptions } from '../../scripts/chromium.js';
import { startDemo } from '../../scripts/start.js';
import type { DemoPolar } from '../../src/testing';
import { now, setDate } from '../../stories/clock';
import { secretPlaces } from './secrets';

/** The self-service page that `npm start` serves. */
export interface Running {
  url: string;
  /** The URL of the Polar API behind the proxy. With `?direct` the browser sends requests to it. */
  api: string;
  demo: DemoPolar;
  close: () => Promise<void>;
}

/** A page in a browser, with its console output and requests. */
export interface Visit {
  page: Page;
  /** Its uncaught errors, and its console output without the banners of Vite and React. */
  printed: string[];
  /** The method and URL of every request. */
  requests: string[];
}

/** The two ways in which the page loads data, with the query that selects each. */
export const modes = [
  { mode: 'through the proxy', direct: '' },
  { mode: 'across origins', direct: '&direct' },
] as const;

let browser: Browser | undefined;

/** Starts the page of `npm start`, built, on a free port. */
export function startPage(environment: Record<string, string> = {}): Promise<Running> {
  return startDemo({ port: 0, environment, logLevel: 'silent', folder: inject('folder') });
}

/** Connects all tests of a file to the browser of the run. */
export function serveBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'));
  });
  afterAll(() => browser?.close());
}

/** Starts one server for all tests of a file, and connects them to the browser of the run. */
export function serveFile(start: () => Promise<Running> = startPage): () => Running {
  let running: Running | undefined;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running?.close());
  // After the server, because afterAll hooks run in reverse order and the browser has to close first.
  serveBrowser();
  return () => running!;
}

/**
 * Opens a URL in a new browser context, at the date of all tests. `prepare` runs before the page loads. After every test the page is searched
 * for tokens.
 */
export async function visit(url: string, options: BrowserContextOptions = {}, prepare?: (page: Page) => Promise<unknown>): Promise<Visit> {
  if (browser === undefined) throw new Error('No browser is running. Call serveFile() or serveBrowser() at the top of the file.');
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 1200, height: 900 }, ...options });
  // The date of this process, which serves the page.
  await context.addInitScript(setDate, now.getTime());
  const page = await context.newPage();
  const printed: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (!/^\[vite\]|React DevTools/.test(text)) printed.push(`${message.type()}: ${text}`);
  });
  page.on('pageerror', (error) => printed.push(`thrown: ${error.message}`));
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  onTestFinished(async () => {
    const places = await secretPlaces(page, { printed, requests });
    await context.close();
    expect(places).toEqual([]);
  });
  await prepare?.(page);
  await page.goto(url);
  return { page, printed, requests };
}

/** The resources among requested URLs, such as `meters`, `subscriptions` and `wallets`. */
export function resourcesOf(requests: readonly string[]): string[] {
  return requests.flatMap((request) => /^GET [^?]*\/(?:v1\/customer-portal|api\/portal\/\w+)\/([\w-]+)/.exec(request)?.[1] ?? []);
}

/** The visible text of each bar: its name, value, status and note. */
export function barsOf(page: Page): Promise<string[][]> {
  return page.locator(':is(li, tbody) .mf-usage').evaluateAll((bars) => bars.map((bar) => [...bar.children].filter((part) => !part.matches('svg, .mf-hidden, .mf-usage-action')).map(({ textContent }) => textContent ?? '')));
}

export function bars(page: Page) {
  return page.locator(':is(li, tbody) .mf-usage');
}

/** The drawn histories, without those that are still loading: a skeleton has a chart, too. */
export function drawnCharts(within: Page | Locator): Locator {
  return within.locator('.mf-history[role="group"] .mf-history-chart');
}

/** Waits until both widgets have loaded. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[role="region"][aria-label="Usage"][aria-busy="false"]').waitFor();
  await page.locator('[role="region"][aria-label="Billing"][aria-busy="false"]').waitFor();
}

/** Returns a function that collects garbage and counts the nodes and the event listeners that a page holds. */
export async function counterOf(page: Page): Promise<() => Promise<number[]>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    return ['Nodes', 'JSEventListeners'].map((wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0);
  };
}

/** Makes a page receive renewal dates before all else, even on a slow machine: a list waits only briefly for them. Runs in the page. */
export function renewalsFirst(): void {
  const { fetch } = globalThis;
  let letOthersCome: () => void = () => undefined;
  const renewals = new Promise<void>((resolve) => {
    letOthersCome = resolve;
  });
  globalThis.fetch = async (...request) => {
    const response = await fetch(...request);
    const body = await response.arrayBuffer();
    if (response.url.includes('/benefit-grants')) setTimeout(() => letOthersCome(), 100);
    else await renewals;
    return new Response(body, response);
  };
}
