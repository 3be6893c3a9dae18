import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { contextOptions, launchOptions } from '../../scripts/chromium.js';
import type { DemoPolar } from '../../src/testing';
import { secretPlaces } from './secrets';

/** The self-service page, as `npm start` serves it. */
export interface Running {
  url: string;
  /** The Polar API: where the proxy asks, and the browser when it does so itself. */
  api: string;
  demo: DemoPolar;
  close: () => Promise<void>;
}

interface StartOptions {
  port: number;
  environment: Record<string, string>;
  logLevel: 'silent';
}

/** A page in a browser, and everything that it said and asked. */
export interface Visit {
  page: Page;
  /** What it printed, but for the words of Vite and React about themselves; and what it threw. */
  printed: string[];
  /** Every address that it asked for. */
  asked: string[];
}

/** Both ways in which the page can ask, and what its address says for each. */
export const ways = [
  { way: 'through the proxy', direct: '' },
  { way: 'across origins', direct: '&direct' },
] as const;

let browser: Browser | undefined;

/** Starts the page of `npm start` on a free port. */
export async function startPage(environment: Record<string, string> = {}): Promise<Running> {
  // Plain JavaScript without types: it is what `npm start` runs.
  const address = new URL('../../scripts/start.js', import.meta.url).href;
  const { startDemo } = (await import(/* @vite-ignore */ address)) as { startDemo: (options: StartOptions) => Promise<Running> };
  return startDemo({ port: 0, environment, logLevel: 'silent' });
}

/** One browser for a whole file. */
export function serveBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch(launchOptions());
  });
  afterAll(() => browser?.close());
}

/** One browser, and one server, for a whole file. */
export function serveFile(start: () => Promise<Running> = startPage): () => Running {
  let running: Running | undefined;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running?.close());
  // After the server, so that the browser closes first: hooks that end run from the last to the first.
  serveBrowser();
  return () => running!;
}

/**
 * Opens an address in a browser that has never been there. `prepare` runs before anything is loaded. After the test,
 * whatever it was about, the page is searched for a token.
 */
export async function visit(url: string, options: BrowserContextOptions = {}, prepare?: (page: Page) => Promise<unknown>): Promise<Visit> {
  if (browser === undefined) throw new Error('There is no browser. Call serveFile() in the file.');
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const printed: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (!/^\[vite\]|React DevTools/.test(text)) printed.push(`${message.type()}: ${text}`);
  });
  page.on('pageerror', (error) => printed.push(`thrown: ${error.message}`));
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  onTestFinished(async () => {
    const places = await secretPlaces(page, { printed, asked });
    await context.close();
    expect(places).toEqual([]);
  });
  await prepare?.(page);
  await page.goto(url);
  return { page, printed, asked };
}

/** The customer's things that were asked for, wherever: `meters`, `subscriptions`, `wallets`. */
export function thingsOf(asked: readonly string[]): string[] {
  return asked.flatMap((address) => /^GET [^?]*\/(?:v1\/customer-portal|api\/portal\/\w+)\/(\w+)/.exec(address)?.[1] ?? []);
}

/** The name, figure, status and note of each bar. */
export function barsOf(page: Page): Promise<string[][]> {
  return page.locator('li .mf-usage').evaluateAll((bars) => bars.map((bar) => [...bar.children].filter(({ tagName }) => tagName !== 'svg').map(({ textContent }) => textContent ?? '')));
}

export function bars(page: Page) {
  return page.locator('li .mf-usage');
}

/** Waits until everything on the page has its answer. */
export async function settled(page: Page): Promise<void> {
  await page.locator('section[aria-label="Usage"][aria-busy="false"]').waitFor();
  await page.locator('section[aria-label="Billing"][aria-busy="false"]').waitFor();
}
