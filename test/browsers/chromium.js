import { chromium } from 'playwright';
import { contextOptions, launchOptions } from '../../scripts/chromium.js';
import { arrive, mark } from './arrive.js';

/**
 * Starts Chromium, for tests that visit all three browsers.
 * @param {import('./tab').Settings} [settings]
 * @returns {Promise<import('./tab').Tab>}
 */
export async function openChromium({ scheme = 'light', forcedColors = false } = {}) {
  const browser = await chromium.launch(launchOptions());
  const context = await browser.newContext({ ...contextOptions, colorScheme: scheme, forcedColors: forcedColors ? 'active' : 'none', viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  /** @type {import('./tab').Tab} */
  const tab = {
    goto: async (url) => {
      await mark(tab);
      // Not awaited, because it would wait for scripts that a test holds back.
      page.goto(url).catch(() => undefined);
      await arrive(tab);
    },
    setContent: (html) => page.setContent(html),
    evaluate: (run, argument) => /** @type {Promise<never>} */ (page.evaluate(`(${String(run)})(${JSON.stringify(argument)})`)),
    resize: (width, height) => page.setViewportSize({ width, height }),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
  return tab;
}
