import { reference } from '../scripts/reference.js';
import { examples } from '../test/support/readme.js';

/**
 * Gives pages of documentation what is written elsewhere: `virtual:book` exports the public API, from TSDoc, and the
 * examples of README.md and docs/guides.
 * @returns {import('vite').Plugin}
 */
export function book() {
  return {
    name: 'meterface:book',
    resolveId: (id) => (id === 'virtual:book' ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== '\0virtual:book') return undefined;
      const entryPoints = reference().filter(({ name }) => name !== 'meterface/testing');
      return `export const entryPoints = ${JSON.stringify(entryPoints)};\nexport const examples = ${JSON.stringify(examples())};\n`;
    },
  };
}
