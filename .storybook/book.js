import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { apiReference, beside } from '../scripts/llms.js';
import { vocabulary } from '../scripts/manifest.js';
import { reference } from '../scripts/reference.js';
import { examples, texts } from '../test/support/readme.js';

/**
 * Gives documentation pages what is written elsewhere: `virtual:book` exports the public API without `meterface/testing`, from
 * TSDoc; the guides; the examples in them; and the settings, events, slots and parts of custom elements.
 * @returns {import('vite').Plugin}
 */
export function book() {
  return {
    name: 'meterface:book',
    resolveId: (id) => (id === 'virtual:book' ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== '\0virtual:book') return undefined;
      const entryPoints = reference().filter(({ name }) => name !== 'meterface/testing');
      const guides = Object.fromEntries([...texts(), ...beside(), { file: 'docs/errors.md', text: errors() }, { file: 'api.md', text: apiReference() }].map(({ file, text }) => [basename(file, '.md'), text]));
      return `export const guides = ${JSON.stringify(guides)};\nexport const entryPoints = ${JSON.stringify(entryPoints)};\nexport const examples = ${JSON.stringify(examples())};\nexport const elements = ${JSON.stringify(vocabulary())};\n`;
    },
  };
}

/** The list of error codes, and the page of each below it. */
function errors() {
  const folder = join(import.meta.dirname, '../docs');
  const pages = readdirSync(join(folder, 'errors')).toSorted().map((name) => readFileSync(join(folder, 'errors', name), 'utf8').replaceAll(/^#/gm, '##'));
  return [readFileSync(join(folder, 'errors.md'), 'utf8'), ...pages].join('\n');
}
