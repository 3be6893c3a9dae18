/**
 * A Vite plugin that lets `dist/index.js` reach each module through a file of its own, so that it mentions none of them itself.
 * esbuild, and tools built on it, put every module that an index mentions into the first download as soon as a part that loads
 * later needs it, even if the page imports another name: `Usage` then brought `Receipt` and `WhatIf`, 5 kB more.
 * @returns {import('vite').Plugin}
 */
export function reexports() {
  return {
    name: 'meterface:reexports',
    apply: 'build',
    generateBundle(_, bundle) {
      const index = bundle['index.js'];
      if (index?.type !== 'chunk') return this.error('There is no index.js.');
      const imports = [...index.code.matchAll(/^import (\{[^}]+\}) from "\.\/([^"]+)";\n/gm)];
      const names = imports.flatMap(([, list = '']) => namesIn(list)).toSorted();
      const rest = index.code.replaceAll(/^import .+\n/gm, '').trim();
      if (namesIn(rest).toSorted().join() !== names.join()) return this.error('index.js must contain nothing but imports and one export of the same names.');
      index.code = imports
        .map(([, list = '', file = '']) => {
          const fileName = `entry/${file.replaceAll('/', '-')}`;
          this.emitFile({ type: 'asset', fileName, source: `export ${list} from "../${file}";\n` });
          return `export * from "./${fileName}";\n`;
        })
        .join('');
      return undefined;
    },
  };
}

/** The names in braces; keeps any `as`. @param {string} code */
function namesIn(code) {
  return /^(?:export )?\{([^}]+)\};?$/.exec(code)?.[1]?.split(',').map((name) => name.trim()) ?? [];
}
