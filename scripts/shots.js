#!/usr/bin/env node
/**
 * Takes screenshots of every story and contact sheets of every host page, in light and dark, wide and narrow:
 * `npm run shots [folder] [http://…]`. Reads storybook-static, which `npm run build-storybook` writes; given URLs replace the
 * stories. `npm run shots -- --hosts=Tailwind` takes only the sheets of the hosts with these letters in their name, and
 * `--hosts` alone those of all hosts. Prints the folder.
 */
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from 'playwright';
import { contextOptions, launchOptions } from './chromium.js';
import { portOf } from './ports.js';
import { takeSheets } from './sheets.js';

const storybook = join(import.meta.dirname, '../storybook-static');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };

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

const server = addresses.length > 0 ? undefined : await serve(storybook);
const pages = server === undefined ? addresses.map(pageAt) : stories(`http://localhost:${portOf(server)}`);

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

/** Lists every story of the built Storybook. @param {string} origin */
function stories(origin) {
  const { entries } = JSON.parse(readFileSync(join(storybook, 'index.json'), 'utf8'));
  return Object.values(entries)
    .filter(({ type }) => type === 'story')
    .map(({ id }) => ({ name: id, url: (scheme) => `${origin}/iframe.html?viewMode=story&id=${id}&globals=theme:${scheme}` }));
}

/** @param {string} address */
function pageAt(address) {
  return { name: address.replace(/^https?:\/\//, '').replace(/[^a-z\d]+/gi, '-').replace(/^-|-$/g, ''), url: () => address };
}

/** Serves the files of a folder on a free port. @param {string} root */
async function serve(root) {
  if (!existsSync(join(root, 'index.json'))) throw new Error('The folder storybook-static is missing. Run `npm run build-storybook` first.');
  const files = createServer((request, response) => {
    const path = join(root, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    if (!path.startsWith(root) || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => files.listen(0, 'localhost', () => resolve(undefined)));
  return files;
}
