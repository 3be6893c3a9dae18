#!/usr/bin/env node
/**
 * Finds a Firefox and a WebKit for the tests in three browsers. Run as a program, which is the first step of
 * `npm run test:world -- browsers`, it installs Debian's packages if one of the two is missing. Prints nothing when there is nothing to install.
 */
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { starts } from './chromium.js';
import { installOnDebian } from './install.js';

const applications = ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'];
const libraries = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/libexec'];

/** The path of a Firefox that starts, or `undefined`. `FIREFOX_PATH`, if set, is the only candidate. */
export function findFirefox() {
  const chosen = process.env.FIREFOX_PATH;
  return (chosen ? [chosen] : [...inPath('firefox-esr'), ...inPath('firefox'), ...applications]).find(starts);
}

/** The paths of WebKitGTK's driver, of its small browser and of a virtual display, or `undefined` if one is missing. */
export function findWebKit() {
  const [driver] = inPath('WebKitWebDriver').filter((file) => existsSync(file));
  const [display] = inPath('Xvfb').filter((file) => existsSync(file));
  const browser = libraries.flatMap((folder) => ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser'))).find((file) => existsSync(file));
  return driver !== undefined && display !== undefined && browser !== undefined ? { driver, display, browser } : undefined;
}

/** Installs what is missing. */
function ensureBrowsers() {
  const isThere = () => findFirefox() !== undefined && findWebKit() !== undefined;
  if (isThere()) return;
  const failures = installOnDebian(['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core', 'fonts-liberation']);
  if (isThere()) {
    console.log(`Installed browsers for the tests: ${findFirefox()}, ${findWebKit()?.browser}`);
    return;
  }
  const missing = [findFirefox() === undefined ? 'Firefox' : '', findWebKit() === undefined ? 'WebKitGTK' : ''].filter(Boolean).join(' and ');
  console.error([...failures, `Missing: ${missing}. Only root on Debian can install browsers here. Install the packages "firefox-esr", "webkit2gtk-driver" and "xvfb", or set FIREFOX_PATH for Firefox.`].join('\n'));
  process.exitCode = 1;
}

/** @param {string} name */
function inPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) ensureBrowsers();
