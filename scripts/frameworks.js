#!/usr/bin/env node
/**
 * Tests the script of the elements inside of pages of React, Vue, Svelte and jQuery, with the packages themselves. It is the
 * part `frameworks` of `npm run test:world`. Installs the packages in node_modules/.cache, because this project doesn't depend
 * on most of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const home = join(root, 'node_modules/.cache/frameworks');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const versions = { react: devDependencies.react, 'react-dom': devDependencies['react-dom'], vue: '3.5.45', svelte: '5.57.3', jquery: '4.0.0' };

rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: versions }));
try {
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--loglevel=error'], home);
  run('npx', ['vitest', 'run', '--project=frameworks'], root);
} catch {
  // The program has printed what is wrong.
  process.exitCode = 1;
}

/** @param {string} command @param {string[]} words @param {string} cwd */
function run(command, words, cwd) {
  execFileSync(command, words, { cwd, env: { ...process.env, METERFACE_FRAMEWORKS: home }, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
}
