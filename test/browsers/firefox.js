import { launch } from 'puppeteer-core';
import { findFirefox } from '../../scripts/browsers.js';
import { arrive, mark } from './arrive.js';

/**
 * Starts Firefox.
 * @param {import('./tab').Settings} [settings]
 * @returns {Promise<import('./tab').Tab>}
 */
export async function openFirefox({ scheme = 'light', forcedColors = false } = {}) {
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error('There is no Firefox. Run `node scripts/browsers.js`, which installs one, or set FIREFOX_PATH.');
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': 1,
      'intl.accept_languages': 'en-US',
      'layout.css.devPixelsPerPx': '1',
      // 2: always the reader's colors, 1: always those of the page.
      'browser.display.document_color_use': forcedColors ? 2 : 1,
      // Colors of two contrast themes of Windows. Without a desktop, Firefox has pale ones.
      ...(forcedColors && {
        'browser.display.background_color': scheme === 'dark' ? '#000000' : '#fffaef',
        'browser.display.foreground_color': scheme === 'dark' ? '#ffffff' : '#3d3d3d',
        'ui.highlight': scheme === 'dark' ? '#8ee3f0' : '#903909',
      }),
    },
  });
  // Firefox's first tab has no focus, so no outline.
  const page = await browser.newPage();
  await page.bringToFront();
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
    resize: (width, height) => page.setViewport({ width, height }),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
  await tab.resize(1200, 900);
  return tab;
}
