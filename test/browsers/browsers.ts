import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { now, setDate } from '../../stories/clock';
import { openChromium } from './chromium.js';
import { openFirefox } from './firefox.js';
import type { Settings, Tab } from './tab';
import { openWebKit } from './webkit.js';

/** Of all tests, only those here open these browsers. All other tests that need a browser open Chromium. */
export const browsers = [
  { name: 'Firefox', open: openFirefox },
  { name: 'WebKit', open: openWebKit },
] as const;

/** For tests that no other project runs in Chromium. */
export const allBrowsers = [{ name: 'Chromium', open: openChromium }, ...browsers] as const;

/** Opens one tab for all tests of a `describe`. */
export function serveTab(open: (settings: Settings) => Promise<Tab>, settings: Settings = {}): () => Tab {
  let tab: Tab | undefined;
  beforeAll(async () => {
    tab = await open(settings);
  });
  afterAll(() => tab?.close());
  return () => tab!;
}

/** A script that gives the page the date that all tests see, and records its console output and errors. It must run before all others. */
export const recorder = `(${String(setDate)})(${now.getTime()});(${String(record)})();`;

/** What a page with the recorder has printed. */
export function printedOn(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => (globalThis as unknown as { printed: string[] }).printed, undefined);
}

/** Waits until a function of the page returns true. */
export async function until<Argument>(tab: Tab, holds: (argument: Argument) => boolean | Promise<boolean> | undefined, argument: Argument): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await tab.evaluate(holds, argument)) return;
    await pause(100);
  }
  throw new Error(`This did not become true: ${String(holds)} of ${JSON.stringify(argument)}`);
}

/** Runs in the page. */
function record(): void {
  const printed: string[] = [];
  Object.assign(globalThis, { printed });
  const add = (text: string): void => {
    if (!text.includes('React DevTools')) printed.push(text);
  };
  for (const level of ['error', 'warn', 'info', 'log'] as const) console[level] = (...values: unknown[]) => add(`${level}: ${values.map(String).join(' ')}`);
  addEventListener('error', ({ message, target }) => add(`error: ${message ?? (target as Element).outerHTML}`), true);
  addEventListener('unhandledrejection', ({ reason }) => add(`rejection: ${String(reason)}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    // Browsers request the icon although no page links to it.
    if (!blockedURI.endsWith('/favicon.ico')) add(`violation: ${violatedDirective} ${blockedURI} ${sample}`);
  });
}
