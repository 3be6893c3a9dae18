#!/usr/bin/env node
/**
 * What a host's visitors download for us, beyond React: bundled from `dist` as a host would, minified and compressed.
 * Exits with 1 when something is over its budget. Build first.
 */
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');

/** Budgets in bytes, gzipped. Lower one when its measure gets smaller; ask yourself twice before raising one. */
const measures = [
  { name: 'UsageBar', budget: 3000, entry: "export { UsageBar } from 'meterface';" },
  {
    name: 'PortalProvider + createPolarSource + Usage, with TanStack Query',
    budget: 29_500,
    entry: "export { PortalProvider, Usage } from 'meterface'; export { createPolarSource } from 'meterface/sources';",
  },
  {
    name: 'The same and Billing',
    budget: 38_900,
    entry: "export { Billing, PortalProvider, Usage } from 'meterface'; export { createPolarSource } from 'meterface/sources';",
  },
  { name: 'Both as custom elements, with their styles', budget: 45_600, entry: "import 'meterface/embed/define';" },
  { name: 'styles.css', budget: 3000, entry: "import 'meterface/styles.css';" },
];

const rows = {};
for (const { name, budget, entry } of measures) {
  const output = await outputOf(entry);
  const sheets = output.filter(({ fileName }) => fileName.endsWith('.css'));
  const chunks = output.filter(({ type }) => type === 'chunk');
  const text = sheets.length > 0 ? sheets.map(({ source }) => source).join('') : chunks.map(({ code }) => code).join('');
  const gzip = gzipSync(text, { level: 9 }).length;
  const held = gzip <= budget;
  rows[name] = { 'gzip kB': kilobytes(gzip), 'brotli kB': kilobytes(brotliCompressSync(text).length), 'budget (gzip)': kilobytes(budget), held: held ? 'yes' : 'NO' };
  if (!held) {
    process.exitCode = 1;
    console.error(`${name} is over its budget. What is in it, before compression:\n${contents(chunks)}\n`);
  }
}
console.table(rows);

/** The largest modules of a bundle, for finding out what came in. */
function contents(chunks) {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules)).toSorted(([, one], [, other]) => other.renderedLength - one.renderedLength);
  return modules.slice(0, 12).map(([id, { renderedLength }]) => `  ${String(kilobytes(renderedLength)).padStart(7)} kB  ${relative(root, id)}`).join('\n');
}

async function outputOf(entry) {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'entry', resolveId: (id) => (id === 'entry' ? id : null), load: (id) => (id === 'entry' ? entry : null) }],
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
        // React Query marks its files 'use client', which says nothing in a bundle.
        onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      },
    },
  });
  return (Array.isArray(result) ? result : [result]).flatMap(({ output }) => output);
}

function kilobytes(bytes) {
  return Number((bytes / 1000).toFixed(2));
}
