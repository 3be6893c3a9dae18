import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { launchOptions } from '../../scripts/chromium.js';
import { buildDemo } from '../../scripts/start.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The built self-service page. */
    folder: string;
    /** Where Playwright connects to the one Chromium of the run. */
    browser: string;
  }
}

/** Builds the page and starts Chromium, once for all files. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'meterface-page-'));
  const [browser] = await Promise.all([chromium.launchServer(launchOptions()), buildDemo(folder)]);
  provide('folder', folder);
  provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
}
