#!/usr/bin/env node
/**
 * Measures what a host's visitors download for Meterface, beyond React: bundled from `dist` as a host would, minified
 * and compressed. Exits with 1 when a bundle exceeds its budget. Build first.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bundle, root } from './bundle.js';

/** Budgets in bytes, gzipped. Lower a budget when its bundle gets smaller; think twice before raising one. */
/** @type {{ name: string, budget: number, entry?: string, files?: string[] }[]} */
const measures = [
  { name: 'UsageBar', budget: 3500, entry: "export { UsageBar } from 'meterface';" },
  {
    name: 'PortalProvider + createPolarSource + Usage, with TanStack Query',
    budget: 34_300,
    entry: "export { PortalProvider, Usage } from 'meterface'; export { createPolarSource } from 'meterface/sources';",
  },
  {
    name: 'The same and Billing',
    budget: 48_000,
    entry: "export { Billing, PortalProvider, Usage } from 'meterface'; export { createPolarSource } from 'meterface/sources';",
  },
  { name: 'Both as custom elements, with their styles', budget: 58_500, entry: "import 'meterface/embed/define';" },
  { name: 'meterface.js, with Preact and styles', budget: 48_000, files: ['meterface.js'] },
  { name: 'The same with its part for Billing', budget: 68_000, files: ['meterface.js', 'meterface-billing.js'] },
  { name: 'styles.css', budget: 6700, entry: "import 'meterface/styles.css';" },
];

/** @type {Record<string, object>} */
const rows = {};
for (const { name, budget, entry, files } of measures) {
  const output = entry === undefined ? [] : await bundle(entry);
  const sheets = output.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? file.source : []));
  const chunks = atOnce(output.filter((file) => file.type === 'chunk'));
  const texts = files?.map((file) => readFileSync(join(root, 'dist', file), 'utf8')) ?? [sheets.length > 0 ? sheets.join('') : chunks.map(({ code }) => code).join('')];
  const gzip = sum(texts.map((text) => gzipSync(text, { level: 9 }).length));
  const fits = gzip <= budget;
  rows[name] = { 'gzip kB': kilobytes(gzip), 'brotli kB': kilobytes(sum(texts.map((text) => brotliCompressSync(text).length))), 'budget (gzip)': kilobytes(budget), fits: fits ? 'yes' : 'NO' };
  if (!fits) {
    process.exitCode = 1;
    console.error(`${name} exceeds its budget. Its largest modules, before compression:\n${contents(chunks)}\n`);
  }
}
console.table(rows);

/** Lists the largest modules of a bundle, to find out what was added. @param {import('vite').Rolldown.OutputChunk[]} chunks */
function contents(chunks) {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules)).toSorted(([, one], [, other]) => other.renderedLength - one.renderedLength);
  return modules.slice(0, 12).map(([id, { renderedLength }]) => `  ${String(kilobytes(renderedLength)).padStart(7)} kB  ${relative(root, id)}`).join('\n');
}

/** The entry's file and those that it imports, but none that is imported dynamically: a page downloads that when it needs it. @param {import('vite').Rolldown.OutputChunk[]} chunks */
function atOnce(chunks) {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  // A set's loop reaches what is added to it.
  for (const { imports } of found) for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  return [...found];
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return Number((bytes / 1000).toFixed(2));
}
