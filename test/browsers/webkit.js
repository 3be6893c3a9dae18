import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findWebKit } from '../../scripts/browsers.js';
import { freePort } from '../../scripts/ports.js';
import { arrive, mark } from './arrive.js';

/** The keys that WebDriver names by a character: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keys = { Tab: '\uE004', Enter: '\uE007', Space: ' ', Home: '\uE011', End: '\uE010', ArrowLeft: '\uE012', ArrowRight: '\uE014', ArrowDown: '\uE015', Escape: '\uE00C' };

/**
 * Starts WebKitGTK's small browser on a display of its own.
 * @param {import('./tab').Settings} [settings]
 * @returns {Promise<import('./tab').Tab>}
 */
export async function openWebKit({ scheme = 'light' } = {}) {
  const found = findWebKit();
  if (found === undefined) throw new Error('There is no WebKitGTK. Run `node scripts/browsers.js`, which installs it on Debian.');
  const home = mkdtempSync(join(tmpdir(), 'meterface-webkit-'));
  mkdirSync(join(home, 'gtk-3.0'));
  // WebKitGTK derives "prefers-reduced-motion" from GTK's animations.
  writeFileSync(join(home, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=false\n');
  const display = spawn(found.display, ['-displayfd', '3', '-screen', '0', '1920x1600x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    display.once('error', reject);
    display.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  const port = await freePort();
  const driver = spawn(found.driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: `:${number}`,
      LANG: 'en_US.UTF-8',
      NO_AT_BRIDGE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      // The sandbox doesn't start as root, the user of most containers.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
  });
  const end = () => {
    driver.kill();
    display.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', end);
  const close = async () => {
    await command('DELETE', '').catch(() => undefined);
    process.off('exit', end);
    end();
  };

  let session = `http://127.0.0.1:${port}/session`;
  /** Sends a command of https://www.w3.org/TR/webdriver2/. @param {'GET' | 'POST' | 'DELETE'} method @param {string} path @param {object} [body] */
  async function command(method, path, body) {
    const response = await fetch(`${session}${path}`, { method, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver failed on ${method} ${path}: ${value?.message ?? response.status}`);
    return value;
  }

  /** Presses keys, one after the other. @param {readonly string[]} values */
  async function strike(values) {
    const actions = values.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  try {
    const args = ['--automation', ...(scheme === 'dark' ? ['--dark-mode'] : [])];
    const capabilities = { alwaysMatch: { pageLoadStrategy: 'none', 'webkitgtk:browserOptions': { binary: found.browser, args } } };
    const { sessionId } = await patiently(() => command('POST', '', { capabilities }));
    session = `${session}/${sessionId}`;
    /** @type {import('./tab').Tab} */
    const tab = {
      goto: async (url) => {
        await mark(tab);
        await command('POST', '/url', { url });
        await arrive(tab);
      },
      setContent: (html) => tab.evaluate(replaceDocument, html),
      evaluate: async (run, argument) => {
        const script = `const [argument, done] = arguments; Promise.resolve(argument).then(${String(run)}).then((value) => done({ value }), (error) => done({ error: String(error) + error?.stack }));`;
        const { value, error } = await command('POST', '/execute/async', { script, args: [argument ?? null] });
        if (error !== undefined) throw new Error(error);
        return value;
      },
      resize: async (width, height) => {
        const inner = () => tab.evaluate(() => ({ width: innerWidth, height: innerHeight }), undefined);
        let now = await inner();
        const window = await command('GET', '/window/rect');
        // The window is taller than the page, because it has a toolbar.
        await command('POST', '/window/rect', { width: window.width + width - now.width, height: window.height + height - now.height });
        // It takes a while until the page has its new size.
        for (let tries = 0; tries < 100 && (now.width !== width || now.height !== height); tries++) {
          await pause(20);
          now = await inner();
        }
        if (now.width !== width || now.height !== height) throw new Error(`The page is ${now.width} by ${now.height} pixels, not ${width} by ${height}.`);
      },
      press: (key) => strike([keys[key]]),
      type: (text) => strike(Array.from(text)),
      screenshot: async () => {
        // The first picture after a change may lack parts that WebKit has not painted yet.
        let [previous, latest] = ['', ''];
        do {
          previous = latest;
          await tab.evaluate(twoFrames, undefined);
          latest = await command('GET', '/screenshot');
        } while (latest !== previous);
        return Buffer.from(latest, 'base64');
      },
      close,
    };
    await tab.resize(1200, 900);
    return tab;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs in the page. */
async function twoFrames() {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Runs in the page. @param {string} html */
function replaceDocument(html) {
  document.open();
  document.write(html);
  document.close();
}

/** Repeats while the driver starts. @template T @param {() => Promise<T>} action @returns {Promise<T>} */
async function patiently(action, tries = 100) {
  try {
    return await action();
  } catch (error) {
    if (tries === 0 || !(error instanceof TypeError)) throw error;
    await pause(50);
    return patiently(action, tries - 1);
  }
}
