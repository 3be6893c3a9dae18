/**
 * The examples of README.md and docs/guides, as modules. JavaScript that imports nothing of ours, because vite.config.ts imports it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * A fenced block of README.md or of a guide, with a name after its language, such as "tsx quick-start".
 * @typedef {{ language: string, word: string, code: string }} Example
 */

const root = resolve(import.meta.dirname, '../..');

/**
 * Every named block of a text. Blocks without a name, such as shell commands, are for reading only.
 * @param {string} markdown
 * @returns {Example[]}
 */
export function examplesIn(markdown) {
  const blocks = markdown.matchAll(/^```(\w+) ([\w-]+)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, language = '', word = '', code = '']) => ({ language, word, code }));
}

/** README.md and the guides in docs/guides, as they are now. @returns {{ file: string, text: string }[]} */
export function texts() {
  const guides = readdirSync(join(root, 'docs/guides')).filter((name) => name.endsWith('.md')).toSorted();
  return ['README.md', ...guides.map((name) => `docs/guides/${name}`)].map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** The examples of README.md and of the guides as they are now. */
export function examples() {
  return texts().flatMap(({ text }) => examplesIn(text));
}

/**
 * Lets a test import an example by name, as `readme:quick-start`. The example's own imports from `meterface` resolve to src.
 * @returns {import('vite').Plugin}
 */
export function readme() {
  const files = published();
  /** @param {Example} example */
  const place = ({ word, language }) => join(root, `README.${word}.${language}`);
  /** @param {(example: Example) => boolean} isIt */
  const whereIs = (isIt) => examples().filter(isIt).map(place)[0];
  return {
    name: 'meterface:readme',
    enforce: 'pre',
    resolveId(specifier, importer) {
      if (specifier.startsWith('readme:')) return whereIs(({ word }) => specifier === `readme:${word}`);
      // Vite resolves a found module a second time, by its path from the project's folder.
      if (specifier.startsWith('/README.')) return whereIs((example) => place(example) === join(root, specifier));
      if (!importer?.startsWith(join(root, 'README.'))) return undefined;
      // What examples leave to the host: its own login.
      return specifier === './session' ? join(root, 'test/support/session.ts') : files.get(specifier);
    },
    load(id) {
      if (!id.startsWith(join(root, 'README.'))) return undefined;
      for (const { file } of texts()) this.addWatchFile(join(root, file));
      return examples().find((example) => place(example) === id)?.code;
    },
  };
}

/** Maps each public import, such as "meterface/core", to its file in src. */
function published() {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const targets = Object.entries(exports).map(([path, target]) => [join(name, path), target.default ?? target]);
  return new Map(targets.map(([specifier, target]) => [specifier, sourceOf(target.replace('./dist/', 'src/'))]));
}

/** @param {string} target */
function sourceOf(target) {
  const [base = ''] = join(root, target).split(/\.(?:js|css)$/);
  return [`${base}.ts`, `${base}.tsx`, `${base}/index.css`].find(existsSync);
}
