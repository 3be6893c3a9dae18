import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';
import { preprocessCSS } from 'vite';

/**
 * A style sheet as it is published: with its imports, and with nested rules unfolded, because browsers find them more slowly.
 * Chromium compares each root with every block around nested rules. Nothing is rewritten for older browsers: a host's own
 * build decides that.
 * @param {string} file
 * @param {import('vite').ResolvedConfig} config
 */
export async function unfold(file, config) {
  const { code } = await preprocessCSS(await readFile(file, 'utf8'), file, config);
  return (await transform(code, { loader: 'css', supported: { nesting: false }, charset: 'utf8' })).code;
}
