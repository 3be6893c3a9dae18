#!/usr/bin/env node
/**
 * Visits the built Storybook as someone who has only its files: from a folder deep below the server's root, without any
 * other network. Every documentation page must draw without an error and pass axe, in light and dark, and
 * link to pages that exist. Builds first. `node scripts/book.js ID…` visits some pages.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from './chromium.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'storybook-static');
const prefix = '/deep/below/';
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
/** Selectors of Storybook's own blocks, whose markup isn't ours. */
const foreign = ['.docblock-argstable', '.docblock-source', '.sbdocs-preview > :not(.docs-story)', '#docs-root [class*="toc"]', 'iframe'];
/** Stories stand beside each other on a page, so their landmarks and headings repeat. */
const rules = Object.fromEntries(['landmark-unique', 'heading-order', 'region', 'landmark-one-main', 'page-has-heading-one', 'landmark-no-duplicate-main', 'duplicate-id-aria', 'scrollable-region-focusable'].map((rule) => [rule, { enabled: false }]));

execFileSync('npm', ['run', 'build-storybook'], { cwd: root, stdio: 'ignore', shell: process.platform === 'win32' });
const megabytes = sizeOf(folder) / 1e6;
/** @type {{ id: string, type: string }[]} */
const entries = Object.values(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).entries);
const known = new Set(entries.map(({ id }) => id));
const wanted = process.argv.slice(2);
const pages = entries.filter(({ id, type }) => type === 'docs' && (wanted.length === 0 || wanted.includes(id)));

const server = createServer(respond);
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const origin = `http://127.0.0.1:${port}`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch(launchOptions());
/** @type {string[]} */
const problems = megabytes < 15 ? [] : [`The build has ${megabytes.toFixed(1)} MB, and at most 15 are allowed.`];
const visits = /** @type {const} */ (['light', 'dark']).flatMap((scheme) => pages.map(({ id }) => ({ id, scheme })));
// Four at a time: most of a visit is waiting.
await Promise.all(Array.from({ length: 4 }, visitRest));
const opened = await timeToStory();
if (opened > 2000) problems.push(`A story opened in ${opened} ms, and at most 2,000 are allowed.`);
await browser.close();
server.close();

for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages in light and dark, ${megabytes.toFixed(1)} MB, a story opens in ${opened} ms: ${problems.length} problems`);
process.exitCode = problems.length > 0 || pages.length === 0 ? 1 : 0;

/** Visits pages until none is left. */
async function visitRest() {
  for (let next = visits.shift(); next !== undefined; next = visits.shift()) {
    const { id, scheme } = next;
    const found = await visit(id, scheme).catch((/** @type {Error} */ { message }) => [message]);
    problems.push(...found.map((problem) => `${id}, ${scheme}: ${problem}`));
  }
}

/** What is wrong with a page. @param {string} id @param {'light' | 'dark'} scheme @returns {Promise<string[]>} */
async function visit(id, scheme) {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1100, height: 900 } });
  /** @type {string[]} */
  const found = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('request', (request) => /^(?:data|blob):/.test(request.url()) || request.url().startsWith(`${origin}${prefix}`) || found.push(`requests ${request.url().slice(0, 120)}`));
  await page.goto(`${origin}${prefix}iframe.html?viewMode=docs&id=${id}`);
  await page.locator('#storybook-docs h1').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[data-state="loading"]').length === 0 || performance.now() > 8000);
  await page.addScriptTag({ content: axe });
  const violations = await page.evaluate(
    async ([exclude, off]) => {
      const { axe: tool } = /** @type {Window & { axe: any }} */ (/** @type {unknown} */ (window));
      const result = await tool.run({ include: [['#storybook-docs']], exclude: exclude.map((one) => [one]) }, { rules: off, resultTypes: ['violations'] });
      return result.violations.flatMap((/** @type {any} */ { id, nodes }) => nodes.slice(0, 2).map((/** @type {any} */ node) => `${id}: ${node.html.slice(0, 140)}`));
    },
    /** @type {const} */ ([foreign, rules]),
  );
  const targets = await page.locator('#storybook-docs a[href*="?path="]').evaluateAll((links) => links.map((link) => new URL(link.getAttribute('href') ?? '', 'http://x').searchParams.get('path') ?? ''));
  const broken = [...new Set(targets)].filter((target) => !known.has(target.replace(/^\/(?:docs|story)\//, ''))).map((target) => `links to ${target}, which is missing`);
  await page.close();
  return [...new Set([...found, ...violations, ...broken])];
}

/** Milliseconds until a story is drawn, in a browser that has cached its files. */
async function timeToStory() {
  const page = await browser.newPage();
  const open = async () => {
    const begun = performance.now();
    await page.goto(`${origin}${prefix}iframe.html?viewMode=story&id=components-usagebar--default`);
    await page.locator('.mf-usage').first().waitFor();
    return Math.round(performance.now() - begun);
  };
  await open();
  return Math.min(await open(), await open());
}

/** Serves the files below the prefix. @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function respond(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const file = join(folder, decodeURIComponent(pathname.slice(prefix.length)) || 'index.html');
  const entry = pathname.startsWith(prefix) && file.startsWith(folder) ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!entry?.isFile()) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': types[/** @type {keyof typeof types} */ (extname(file))] ?? 'application/octet-stream', 'Cache-Control': 'max-age=60' }).end(readFileSync(file));
}

/** The bytes of all files in a folder. @param {string} place */
function sizeOf(place) {
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).reduce((total, name) => {
    const entry = statSync(join(place, name));
    return total + (entry.isFile() ? entry.size : 0);
  }, 0);
}
