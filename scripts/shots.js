#!/usr/bin/env node
/**
 * Takes screenshots of every story and contact sheets of every host page, in light and dark, wide and narrow:
 * `npm run shots [folder] [http://…]`. Reads storybook-static, which `npm run build-storybook` writes; given URLs replace both
 * stories and sheets. `npm run shots -- --hosts=Tailwind` takes only the sheets of the hosts whose name contains this text, and
 * `--hosts` alone those of all hosts. `npm run shots -- --page` retakes docs/page-light.png and docs/page-dark.png, which
 * README shows. Prints the folder.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { contextOptions, launchOptions } from './chromium.js';
import { portOf } from './ports.js';
import { takeSheets } from './sheets.js';
import { startDemo } from './start.js';
import { serveStorybook, storyIds } from './storybook.js';

if (process.argv.includes('--page')) {
  await takePage(join(import.meta.dirname, '../docs'));
  process.exit();
}

const option = process.argv.find((argument) => argument.startsWith('--hosts'));
const given = process.argv.slice(2).filter((argument) => argument !== option);
const addresses = given.filter((argument) => /^https?:/.test(argument));
const folder = given.find((argument) => !addresses.includes(argument)) ?? mkdtempSync(join(tmpdir(), 'meterface-shots-'));
mkdirSync(folder, { recursive: true });

if (option !== undefined) {
  await takeSheets(folder, option.split('=')[1] ?? '');
  console.log(folder);
  process.exit();
}

const server = addresses.length > 0 ? undefined : await serveStorybook();
const pages = server === undefined ? addresses.map(pageAt) : storyIds().map((id) => ({ name: id, url: (scheme) => `http://localhost:${portOf(server)}/iframe.html?viewMode=story&id=${id}&globals=theme:${scheme}` }));

const browser = await chromium.launch(launchOptions());
for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1200, 320]) {
    const context = await browser.newContext({ ...contextOptions, colorScheme: scheme, viewport: { width, height: 640 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));
    for (const { name, url } of pages) {
      await page.goto(url(scheme), { waitUntil: 'load' });
      if (server !== undefined) await page.locator('#storybook-root > *, .sb-errordisplay:visible').first().waitFor({ state: 'attached' });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
server?.close();
if (addresses.length === 0) await takeSheets(join(folder, 'hosts'), '');
console.log(folder);

/** Takes pictures of the demo page in light and dark. @param {string} place */
async function takePage(place) {
  const demo = await startDemo({ port: 0, environment: {}, logLevel: 'silent' });
  const chrome = await chromium.launch(launchOptions());
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await chrome.newPage({ ...contextOptions, colorScheme, viewport: { width: 1200, height: 820 } });
    // Usage grows, and the usage and the bill may have been read at different moments. Reloads until their numbers agree.
    for (let seen = new Set(); seen.size !== 1; seen = new Set((await page.locator('main').innerText()).match(/[\d,]+ over/g))) {
      await page.goto(demo.url);
      await page.getByText('Total').first().waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      // The days of a meter arrive after its numbers.
      await page.waitForTimeout(2000);
    }
    await page.screenshot({ path: join(place, `page-${colorScheme}.png`) });
  }
  await chrome.close();
  await demo.close();
  console.log(place);
}

/** @param {string} address */
function pageAt(address) {
  return { name: address.replace(/^https?:\/\//, '').replace(/[^a-z\d]+/gi, '-').replace(/^-|-$/g, ''), url: () => address };
}
