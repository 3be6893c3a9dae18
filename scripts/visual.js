#!/usr/bin/env node
/**
 * Compares a picture of every story with its baseline: in light, in dark and right to left, and those of widgets and host pages
 * also with forced colors.
 * `npm run test:visual` builds the stories first; `-- --update` replaces the baselines, `--looks=light,rtl` chooses some of
 * these looks, `--workers=1` leaves most of a busy machine to others; other arguments are parts of story ids. Fonts differ
 * between machines, so baselines are not in the repository: each machine has its own, for each version of the browser, in
 * node_modules/.cache/meterface-visual. Where there are none, the first run takes them, and then compares a second set of
 * pictures with them. To compare two commits, take the baselines on the older one with `--update`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { contextOptions, launchOptions } from './chromium.js';
import { portOf } from './ports.js';
import { serveStorybook, storyIds } from './storybook.js';

/** The most pixels of a picture that may differ: antialiasing is not the same in each run. */
const mostPixels = 20;
/** How far a channel of a pixel may differ, from 0 to 255. */
const mostDifference = 24;
/**
 * What would differ from run to run: seconds that count down, rows that the browser draws only once they are in view, and the
 * font of `monospace`, which Playwright sets again for each page.
 */
const steady = `.mf-countdown { visibility: hidden }
* { content-visibility: visible !important }
textarea, pre, code { font-family: "DejaVu Sans Mono", "Liberation Mono", monospace !important }`;
/** @type {readonly { name: string, globals: string, options: import('playwright').BrowserContextOptions, only?: RegExp }[]} */
const looks = [
  { name: 'light', globals: 'theme:light', options: {} },
  { name: 'dark', globals: 'theme:dark', options: { colorScheme: 'dark' } },
  { name: 'rtl', globals: 'theme:light;direction:rtl;locale:ar', options: {} },
  { name: 'forced', globals: 'theme:light', options: { forcedColors: 'active' }, only: /^(?:widgets|host-pages)-/ },
];

const given = process.argv.slice(2);
const isUpdate = given.includes('--update');
/** Pages that work at the same time. */
const workers = Number(optionOf('workers') ?? 3);
const chosen = optionOf('looks')?.split(',');
const wanted = given.filter((argument) => !argument.startsWith('--'));

const server = await serveStorybook();
const browser = await chromium.launch(launchOptions());
const folder = join(import.meta.dirname, '../node_modules/.cache/meterface-visual', `chromium-${browser.version()}`);
mkdirSync(folder, { recursive: true });

const ids = storyIds().filter((id) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
const jobs = looks.filter(({ name }) => chosen?.includes(name) ?? true).flatMap((look) => ids.filter((id) => look.only?.test(id) ?? true).map((id) => ({ id, look, file: join(folder, `${id}-${look.name}.png`) })));
const lacking = jobs.filter(({ file }) => isUpdate || !existsSync(file));
await pictures(lacking, async ({ file }, take) => writeFileSync(file, await take(() => false)));
if (lacking.length > 0) console.log(`Took ${lacking.length} baselines.`);

/** @type {string[]} */
const changed = [];
await pictures(jobs, async ({ id, look, file }, take, judge) => {
  const baseline = readFileSync(file);
  let difference = '';
  // A busy machine may take a picture before a font or a part has arrived.
  for (let attempts = 0; attempts < 3; attempts += 1) {
    const picture = await take((candidate) => candidate.equals(baseline));
    difference = baseline.equals(picture) ? '' : await compare(judge, baseline, picture);
    if (difference === '') return;
    writeFileSync(file.replace('.png', '.new.png'), picture);
  }
  changed.push(`${id}, ${look.name}: ${difference}. Compare ${file} with the .new.png beside it.`);
});
await browser.close();
server.close();
for (const line of changed.toSorted()) console.log(line);
console.log(`Pictures: ${jobs.length - changed.length} equal, ${changed.length} changed`);
process.exitCode = changed.length > 0 || jobs.length === 0 ? 1 : 0;

/** The value of `--name=value`. @param {string} name */
function optionOf(name) {
  return given.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
}

/** @typedef {{ id: string, look: (typeof looks)[number], file: string }} Job */
/** @typedef {(enough: (picture: Buffer) => boolean) => Promise<Buffer>} Take */

/**
 * Visits stories with several pages, and gives each to `work` with a function that takes its picture.
 * @param {readonly Job[]} all
 * @param {(job: Job, take: Take, judge: import('playwright').Page) => Promise<void>} work
 */
async function pictures(all, work) {
  const rest = [...all];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const judge = await browser.newPage();
      /** @type {{ look: Job['look'], context: import('playwright').BrowserContext } | undefined} */
      let open;
      for (let job = rest.shift(); job !== undefined; job = rest.shift()) {
        const { id, look } = job;
        if (open?.look !== look) {
          await open?.context.close();
          open = { look, context: await contextFor(look) };
        }
        const page = await open.context.newPage();
        await work(job, (enough) => pictureOf(page, `http://localhost:${portOf(server)}/iframe.html?viewMode=story&id=${id}&globals=${look.globals};a11y.manual:!true`, enough), judge);
        await page.close();
      }
      await open?.context.close();
      await judge.close();
    }),
  );
}

/** The stories of a look share a context, and so the scripts that it has cached. Nothing else stays from story to story. @param {Job['look']} look */
async function contextFor(look) {
  const context = await browser.newContext({ ...contextOptions, ...look.options, viewport: { width: 900, height: 600 } });
  // A machine that is busy with something else may need longer than Playwright's 30 seconds for a story.
  context.setDefaultTimeout(120_000);
  await context.addInitScript('if (top === self) localStorage.clear()');
  return context;
}

/**
 * Opens a story, and takes its picture once `enough` accepts it, or once two in a row are equal.
 * @param {import('playwright').Page} page @param {string} url @param {(picture: Buffer) => boolean} enough
 */
async function pictureOf(page, url, enough) {
  const isEnglish = !url.includes('locale:');
  await page.goto(url, { waitUntil: 'load' });
  // After the story's own steps. Some of them look for English words for 15 seconds, and so fail in Arabic, or never end. The
  // globals above switch off the check with axe, which takes longer than the picture.
  const isDone = page.waitForFunction(`['storyFinished', 'playFunctionThrewException'].some((name) => globalThis.__STORYBOOK_ADDONS_CHANNEL__?.last(name))`, undefined, { timeout: isEnglish ? 120_000 : 6000 });
  await (isEnglish ? isDone : isDone.catch(() => undefined));
  await page.addStyleTag({ content: steady });
  await page.evaluate(() => document.fonts.ready);
  const take = () => page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
  let before = await take();
  for (let attempts = 0; attempts < 20 && !enough(before); attempts += 1) {
    await page.waitForTimeout(250);
    const picture = await take();
    if (picture.equals(before)) return picture;
    before = picture;
  }
  return before;
}

/**
 * Says how two pictures differ; empty if they don't. Any browser decodes PNG, so no package is needed.
 * @param {import('playwright').Page} judge @param {Buffer} baseline @param {Buffer} picture
 */
async function compare(judge, baseline, picture) {
  return judge.evaluate(
    async ({ urls, pixels, level }) => {
      const [one, other] = await Promise.all(
        urls.map(async (url) => {
          const bitmap = await createImageBitmap(await (await fetch(url)).blob());
          const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d'));
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (one === undefined || other === undefined) return 'no picture';
      if (one.width !== other.width || one.height !== other.height) return `${one.width} × ${one.height} px is now ${other.width} × ${other.height} px`;
      let count = 0;
      for (let index = 0; index < one.data.length; index += 4) {
        if ([0, 1, 2].some((channel) => Math.abs((one.data[index + channel] ?? 0) - (other.data[index + channel] ?? 0)) > level)) count += 1;
      }
      return count > pixels ? `${count} pixels differ` : '';
    },
    { urls: [baseline, picture].map((png) => `data:image/png;base64,${png.toString('base64')}`), pixels: mostPixels, level: mostDifference },
  );
}
