// A browser with the page of the loads in it, bundled once as a host would.
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright';
import { build, runnerImport } from 'vite';
import { contextOptions, launchOptions } from '../../scripts/chromium.js';
import { root } from './run.js';

/** What a browser itself says of an answer that it did not get. */
const ofTheBrowser = /^(Failed to load resource|Access to fetch at)/;

/** Milliseconds that one load may take. */
const longest = 120_000;

/** @returns what opens pages in one browser, and what ends it all. */
async function openChromium() {
  const { serveLoads } = (await runnerImport(`${root}quality/chaos/served.ts`, { configFile: false, logLevel: 'silent', root })).module;
  const served = await serveLoads(await bundle());
  const browser = await chromium.launch(launchOptions());
  return {
    /** A page that is ready; what it prints, but for the browser's own words, goes to `printed`. */
    async open() {
      const context = await browser.newContext(contextOptions);
      const page = await context.newPage();
      const printed = [];
      page.on('console', (message) => {
        const text = message.text();
        if (!ofTheBrowser.test(text) || /polar_(cst|mst|oat)_/.test(text)) printed.push(`the browser printed: ${text.slice(0, 300)}`);
      });
      page.on('pageerror', (error) => printed.push(`thrown in the page: ${error.message}`));
      const visit = async () => {
        await page.goto(served.url);
        await page.waitForFunction(() => 'chaos' in window);
      };
      return { context, page, printed, visit };
    },
    async close() {
      await browser.close();
      await served.close();
    },
  };
}

/** Each seed in a page of its own; `lanes` at a time. */
export async function inChromium(seeds, { lanes }, onReport) {
  const { open, close } = await openChromium();
  const left = [...seeds];
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        const { context, page, printed, visit } = await open();
        for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
          await visit();
          const report = await Promise.race([page.evaluate((seed) => window.chaos.run(seed), seed), pause(longest, undefined, { ref: false })]);
          if (report === undefined) throw new Error(`The load with seed ${seed} does not end.`);
          onReport({ ...report, violations: [...report.violations, ...printed.splice(0)] });
          await page.request.post(`${page.url()}control/${seed}/close`, { data: {} });
        }
        await context.close();
      }),
    );
  } finally {
    await close();
  }
}

async function bundle() {
  // Decides which JSX is written. Vite's own loader has set it to something else.
  process.env.NODE_ENV = 'production';
  const result = await build({
    root,
    configFile: false,
    mode: 'production',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: `${root}quality/chaos/page.tsx`, output: { codeSplitting: false }, onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log) },
    },
  });
  const { output } = Array.isArray(result) ? result[0] : result;
  return output.find(({ type }) => type === 'chunk').code;
}
