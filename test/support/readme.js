/**
 * The examples of README.md, as modules. JavaScript, and importing nothing of ours, because vite.config.ts imports it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** @param {string} markdown */
export function examplesIn(markdown) {
  const blocks = markdown.matchAll(/^```(\w+) ([\w-]+)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, language = '', word = '', code = '']) => ({ language, word, code }));
}

export function examples() {
  return examplesIn(readFileSync(join(root, 'README.md'), 'utf8'));
}

/** @returns {import('vite').Plugin} */
export function readme() {
  const files = published();
  /** @param {import('./readme').Example} example */
  const place = ({ word, language }) => join(root, `README.${word}.${language}`);
  /** @param {(example: import('./readme').Example) => boolean} isIt */
  const whereIs = (isIt) => examples().filter(isIt).map(place)[0];
  return {
    name: 'meterface:readme',
    enforce: 'pre',
    resolveId(specifier, importer) {
      if (specifier.startsWith('readme:')) return whereIs(({ word }) => specifier === `readme:${word}`);
      // What was found is asked for again, as a path from the project's folder.
      if (specifier.startsWith('/README.')) return whereIs((example) => place(example) === join(root, specifier));
      return importer?.startsWith(join(root, 'README.')) ? files.get(specifier) : undefined;
    },
    load(id) {
      if (!id.startsWith(join(root, 'README.'))) return undefined;
      this.addWatchFile(join(root, 'README.md'));
      return examples().find((example) => place(example) === id)?.code;
    },
  };
}

/** What package.json exports, by the name that a host imports, and the file of src that it is made of. */
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
