/** Contact sheets of test/hosts: two pictures per host page, light and dark, each wide and narrow; and one per browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { runnerImport } from 'vite';
import { contextOptions, launchOptions } from './chromium.js';

const root = join(import.meta.dirname, '..');
/** The hosts on the sheets of Firefox and WebKit. */
const few = ['Tailwind 4 preflight', 'Bootstrap 5', 'article styles', 'a right-to-left page'];

/**
 * Writes two sheets, light and dark, for each host whose name contains `part`, and, if `part` is empty, one for each browser.
 * @param {string} folder @param {string} part
 */
export async function takeSheets(folder, part) {
  const { hosts, darkOf } = await load('test/hosts/hosts.ts');
  const { pageOf, styles } = await load('test/hosts/markup.tsx');
  const { drawnIn } = await load('test/hosts/drawn.ts');
  const { unlayered } = await styles();
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch(launchOptions());
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const markup = { english: await drawnIn(page), arabic: await drawnIn(page, 'arabic') };
  /** @param {import('../test/hosts/hosts').Host} host */
  const pagesOf = (host) => [host, darkOf(host)].map((one) => pageOf(one, unlayered, inColumns(markup[host.words ?? 'english'])));
  for (const host of hosts.filter(({ name }) => name.includes(part))) {
    for (const [index, html] of pagesOf(host).entries()) {
      const [wide, narrow] = [await shoot(page, html, 1000), await shoot(page, html, 320)];
      await write(page, folder, `${host.name} ${index === 0 ? 'light' : 'dark'}`, [wide, ...strips(narrow, wide.height)]);
    }
  }
  if (part === '') {
    const { openFirefox } = await load('test/browsers/firefox.js');
    const { openWebKit } = await load('test/browsers/webkit.js');
    for (const [name, open] of /** @type {const} */ ([['Firefox', openFirefox], ['WebKit', openWebKit]])) {
      const tab = await open();
      const pictures = [];
      for (const html of hosts.filter(({ name }) => few.includes(name)).flatMap(pagesOf)) {
        await tab.resize(1000, 1580);
        await tab.setContent(html);
        pictures.push({ png: await tab.screenshot(), width: 1000, height: 1580, from: 0 });
      }
      await tab.close();
      await write(page, folder, name, pictures);
    }
  }
  await browser.close();
}

/** The widgets in columns of at least 400 pixels. @param {string} markup */
function inColumns(markup) {
  const places = markup.replaceAll('<div class="place">', '<div class="place" style="break-inside: avoid; padding-bottom: 36px">');
  return `<div style="display: block; columns: 400px auto; column-gap: 36px">${places}</div>`;
}

/**
 * @typedef {{ png: Uint8Array, width: number, height: number, from: number }} Strip Part of a picture, `from` pixels below its top.
 * @param {import('playwright').Page} page @param {string} html @param {number} width @returns {Promise<Strip>}
 */
async function shoot(page, html, width) {
  await page.setViewportSize({ width, height: 800 });
  await page.setContent(html);
  const png = await page.screenshot({ fullPage: true });
  const { readUInt32BE } = Buffer.prototype;
  return { png, width: readUInt32BE.call(png, 16), height: readUInt32BE.call(png, 20), from: 0 };
}

/** Cuts a long picture into strips. @param {Strip} picture @param {number} height @returns {Strip[]} */
function strips(picture, height) {
  return Array.from({ length: Math.ceil(picture.height / height) }, (_, index) => ({ ...picture, height: Math.min(height, picture.height - index * height), from: index * height }));
}

/** Puts pictures beside each other. @param {import('playwright').Page} page @param {string} folder @param {string} name @param {readonly Strip[]} pictures */
async function write(page, folder, name, pictures) {
  const images = pictures.map(({ png, width, height, from }) => `<div style="width: ${width}px; height: ${height}px; background: url(data:image/png;base64,${Buffer.from(png).toString('base64')}) 0 -${from}px"></div>`);
  await page.setViewportSize({ width: 2400, height: 800 });
  await page.setContent(`<body style="margin: 0"><div id="sheet" style="display: inline-flex; flex-wrap: wrap; gap: 12px; padding: 12px; background: #888; max-width: 2380px">${images.join('')}</div>`);
  writeFileSync(join(folder, `${name.replace(/[^a-z\d]+/gi, '-')}.png`), await page.locator('#sheet').screenshot());
}

/** Vite runs the TypeScript of the tests. @param {string} file */
async function load(file) {
  return (await runnerImport(join(root, file), { configFile: false, logLevel: 'silent', root })).module;
}
