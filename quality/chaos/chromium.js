import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright';
import { build, runnerImport } from 'vite';
import { contextOptions, launchOptions } from '../../scripts/chromium.js';
import { root } from './run.js';

/** The browser's own messages about failed requests. */
const browserMessage = /^(Failed to load resource|Access to fetch at)/;

/** The longest time of one load, in milliseconds. */
const longest = 120_000;

/** Starts a browser, and a server for the page that it opens. Bundles the page once, as a host would. */
async function openChromium() {
  const { serveLoads } = (await runnerImport(`${root}quality/chaos/served.ts`, { configFile: false, logLevel: 'silent', root })).module;
  const served = await serveLoads(await bundle());
  const browser = await chromium.launch(launchOptions());
  return {
    /** Opens a page. `printed` collects its console output without the browser's own messages. */
    async open() {
      const context = await browser.newContext(contextOptions);
      const page = await context.newPage();
      const printed = [];
      page.on('console', (message) => {
        const text = message.text();
        if (!browserMessage.test(text) || /polar_(cst|mst|oat)_/.test(text)) printed.push(`the browser printed: ${text.slice(0, 300)}`);
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

/** Runs seeds in Chromium, `lanes` at a time. */
export async function inChromium(seeds, { lanes }, onReport) {
  const { open, close } = await openChromium();
  const left = [...seeds];
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        const { context, page, printed, visit } = await open();
        for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
          await visit();
          const report = await Promise.race([page.evaluate((seed) => /** @type {{ chaos: { run: (seed: number) => Promise<import('./load').Report> } }} */ (/** @type {unknown} */ (window)).chaos.run(seed), seed), pause(longest, undefined, { ref: false })]);
          if (report === undefined) throw new Error(`The load with seed ${seed} didn't end within ${longest / 1000} s.`);
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
  // Selects React's production JSX runtime. `runnerImport` has changed the variable.
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
      rolldownOptions: { input: `${root}quality/chaos/page.ts`, output: { codeSplitting: false }, onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log) },
    },
  });
  const chunks = [result].flat().flatMap((built) => ('output' in built ? built.output : [])).filter((file) => file.type === 'chunk');
  return chunks.map(({ code }) => code).join('\n');
}
