#!/usr/bin/env node
/**
 * Finds the Chromium for tests, stories and screenshots. Run as a program, as `npm test` does first, it installs a
 * Chromium if the machine has none. Prints nothing when there is nothing to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { attempt, installOnDebian } from './install.js';

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chromium-headless-shell', 'microsoft-edge'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Returns the path of a browser that starts, or `undefined`. `CHROMIUM_PATH`, if set, is the only candidate, and this throws if it doesn't start. */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but no browser starts from there. Point it to a Chrome or Chromium, or unset it.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...applications, ...found].find(starts);
}

/** Options for Playwright's `launch` and Vitest's provider: the same text rendering on every machine, no background requests. */
export function launchOptions() {
  const executablePath = findChromium();
  const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];
  // Chromium refuses to start its sandbox as root, the user of most containers.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { args, ...(executablePath === undefined ? {} : { executablePath }) };
}

/** Options for Playwright's `newContext`: the same page on every machine. */
export const contextOptions = /** @type {const} */ ({
  deviceScaleFactor: 1,
  locale: 'en-US',
  timezoneId: 'UTC',
  reducedMotion: 'reduce',
});

/** Installs a browser if none is found: Playwright's own, else Debian's. */
function ensureChromium() {
  if (findChromium()) return;
  const failures = [attempt('npx', ['playwright', 'install', 'chromium', '--no-shell', '--no-progress'])];
  if (!findChromium()) failures.push(...installOnDebian(['chromium-headless-shell', 'fonts-dejavu-core', 'fonts-liberation']));
  const path = findChromium();
  if (path) {
    console.log(`Installed a browser for the tests: ${path}`);
    return;
  }
  console.error(failures.filter(Boolean).join('\n'));
  console.error('No Chromium was found, and installing one failed. Install Chrome or Chromium, or set CHROMIUM_PATH.');
  process.exitCode = 1;
}

/** A file may exist and still not start: a browser without its system libraries, or Ubuntu's stub for a snap. @param {string} path */
export function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows `--version` opens a window.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) ensureChromium();
