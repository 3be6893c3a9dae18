import { join, resolve } from 'node:path';
import { build as buildWithEsbuild } from 'esbuild';
import { build } from 'vite';

/** The project's folder. */
export const root = join(import.meta.dirname, '..');

/**
 * Bundles the text of an entry from `dist` as a host would, minified and without React. Returns Rolldown's output.
 * @param {string} entry
 * @param {{ withParts?: boolean }} [options] `withParts: false` leaves out what the entry imports dynamically. The output is then one file, while a bundler would divide it to share code with those parts.
 */
export async function bundle(entry, { withParts = true } = {}) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      { name: 'parts', resolveDynamicImport: (id) => (withParts || typeof id !== 'string' ? null : { id, external: true }) },
      { name: 'entry', resolveId: (id) => (id === 'entry' ? id : null), load: (id) => (id === 'entry' ? entry : null) },
      // Leaves out Vite's helper for dynamic imports: a page built by Vite has it only once, and any other page never has it.
      { name: 'preload', enforce: 'pre', load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null) },
    ],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      cssTarget: 'esnext',
      modulePreload: false,
      rolldownOptions: {
        input: 'entry',
        external: /^react(-dom)?($|\/)/,
        preserveEntrySignatures: 'strict',
        // React Query marks its files 'use client', which has no meaning in a bundle.
        onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      },
    },
  });
  return (Array.isArray(result) ? result : [result]).flatMap((built) => ('output' in built ? built.output : []));
}

/** The same with esbuild, as a host with tsup or Angular would: the text of what a page downloads at once. @param {string} entry */
export async function bundleByEsbuild(entry) {
  const { metafile, outputFiles } = await buildWithEsbuild({
    stdin: { contents: entry, resolveDir: root },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
    outdir: join(root, 'dist'),
    external: ['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, output]) => [resolve(file), output]));
  const found = new Set([...outputs].filter(([, { entryPoint }]) => entryPoint === '<stdin>').map(([file]) => file));
  // Iterating over a Set also visits items that are added meanwhile.
  for (const file of found) for (const { kind, path } of outputs.get(file)?.imports ?? []) if (kind === 'import-statement' && outputs.has(resolve(path))) found.add(resolve(path));
  return outputFiles.filter(({ path }) => found.has(path)).map(({ text }) => text).join('');
}
