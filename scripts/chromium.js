#!/usr/bin/env node
/**
 * Finds the Chromium that tests, stories and pictures run in. Run as a program (`npm test` does, first), it
 * installs one where there is none, so that a fresh machine needs nothing by hand. Silent when there is nothing to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chromium-headless-shell', 'microsoft-edge'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a browser that starts, or `undefined`. `CHROMIUM_PATH` decides where it is set. */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, and no browser starts there. Set it to a Chrome or Chromium, or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...applications, ...found].find(starts);
}

/** How to start it, for Playwright's `launch` and Vitest's provider: the same text on every machine, nothing in the background. */
export function launchOptions() {
  const executablePath = findChromium();
  const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];
  // Chromium refuses its sandbox to root, which is what containers run as.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { args, ...(executablePath === undefined ? {} : { executablePath }) };
}

/** The same page on every machine, for Playwright's `newContext`. */
export const contextOptions = /** @type {const} */ ({
  deviceScaleFactor: 1,
  locale: 'en-US',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
});

/** Installs a browser where there is none: Playwright's own, else Debian's. */
function ensureChromium() {
  if (findChromium()) return;
  const failures = [attempt('npx', ['playwright', 'install', 'chromium', '--no-shell', '--no-progress'])];
  if (!findChromium() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    failures.push(
      attempt('apt-get', ['update']),
      attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell', 'fonts-dejavu-core', 'fonts-liberation']),
    );
  }
  const path = findChromium();
  if (path) {
    console.log(`Installed a browser for the tests: ${path}`);
    return;
  }
  console.error(failures.filter(Boolean).join('\n'));
  console.error('No Chromium was found, and none could be installed. Install Chrome or Chromium, or set CHROMIUM_PATH to one.');
  process.exitCode = 1;
}

/** What the command said when it failed; nothing when it worked. */
function attempt(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const result = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000, shell: process.platform === 'win32' });
  if (result.status === 0) return '';
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
  return `${command} ${args.join(' ')}: ${result.error?.message ?? output}`;
}

/** Being there is not enough: a browser without its system libraries, or Ubuntu's stub for a snap, does not start. */
function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows `--version` opens a window.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) ensureChromium();
