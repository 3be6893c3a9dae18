#!/usr/bin/env node
/**
 * Measures what a host's visitors download for Meterface, beyond React: bundled from `dist` as a host would, minified
 * and compressed. Exits with 1 when a bundle exceeds its budget. `-- --write` writes docs/sizes.json. Build first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { reference } from '../scripts/reference.js';
import { bundle, bundleByEsbuild, root } from './bundle.js';

const usage = "export { PortalProvider, Usage } from 'meterface'; export { createPolarSource } from 'meterface/sources';";
const usageAndBilling = "export { Billing, PortalProvider, Usage } from 'meterface'; export { createPolarSource } from 'meterface/sources';";
const ownHistory = "export { UsageHistory } from 'meterface';";
const history = "export { PeriodHistory } from './dist/widgets/PeriodHistory.js';";
const historyTimes = "export { historyTimes } from './dist/widgets/historyTimes.js';";
const historyValues = "export { historyParts, loadBreakdown } from './dist/widgets/breakdown.js';";

/** Budgets in bytes, gzipped. Lower a budget when its bundle gets smaller; think twice before raising one. */
/** `beyond`: what the page has already, so that only what the entry adds counts. @type {{ name: string, budget: number, entry?: string, beyond?: string, files?: string[], bundler?: 'esbuild' }[]} */
const measures = [
  { name: 'UsageBar', budget: 3500, entry: "export { UsageBar } from 'meterface';" },
  { name: 'UsageBar, bundled by esbuild', budget: 3850, entry: "export { UsageBar } from 'meterface';", bundler: 'esbuild' },
  {
    name: 'PortalProvider + createPolarSource + Usage, with TanStack Query',
    budget: 33_000,
    entry: usage,
  },
  {
    name: 'PortalProvider + createPolarSource + Usage + Billing, with TanStack Query',
    budget: 46_790,
    entry: usageAndBilling,
  },
  { name: 'PortalProvider + createPolarSource + Usage, bundled by esbuild', budget: 34_850, entry: usage, bundler: 'esbuild' },
  { name: 'Usage as a custom element, with all styles', budget: 47_480, entry: "import 'meterface/embed/define';" },
  { name: 'meterface.js, with Preact and styles', budget: 46_850, files: ['meterface.js'] },
  { name: 'meterface.js with its part for Billing', budget: 66_120, files: ['meterface.js', 'meterface-billing.js'] },
  { name: 'UsageAlert, beyond a page with Usage', budget: 1120, entry: "export { UsageAlert } from 'meterface';", beyond: usage },
  { name: 'useThresholds, beyond a page with Usage', budget: 1230, entry: "export { useThresholds } from 'meterface';", beyond: usage },
  { name: 'UsageInline and usePending, beyond a page with Usage', budget: 1500, entry: "export { UsageInline, usePending } from 'meterface';", beyond: usage },
  { name: 'Offers, beyond a page with Usage and Billing', budget: 1600, entry: "export { Offers } from 'meterface';", beyond: usageAndBilling },
  { name: 'UsageBudget, beyond a page with Usage', budget: 1000, entry: "export { UsageBudget } from 'meterface';", beyond: usage },
  { name: "UsageHistory that draws the host's data, beyond a page with Usage and Billing", budget: 3800, entry: ownHistory, beyond: usageAndBilling },
  { name: "UsageHistory with periods and compare, beyond one that draws the host's data", budget: 1580, entry: history, beyond: `${usageAndBilling}${ownHistory}` },
  { name: 'UsageHistory with interval or presets, or for a meter without a period, beyond one with periods and compare', budget: 515, entry: historyTimes, beyond: `${usageAndBilling}${ownHistory}${history}` },
  { name: 'UsageHistory by a metadata key, beyond one with periods and compare', budget: 450, entry: historyValues, beyond: `${usageAndBilling}${ownHistory}${history}` },
  { name: 'exportUsage, beyond a page with Usage', budget: 1000, entry: "export { exportUsage } from 'meterface/core';", beyond: usage },
  { name: 'CopyUsage, beyond a page with Usage', budget: 1000, entry: "export { CopyUsage } from 'meterface';", beyond: usage },
  { name: 'styles.css', budget: 7720, entry: "import 'meterface/styles.css';" },
];

/** @type {Record<string, Record<string, number | string>>} */
const rows = {};
for (const { name, budget, entry, beyond, files, bundler } of measures) {
  const output = entry === undefined || bundler === 'esbuild' ? [] : await bundle(`${beyond ?? ''}${entry}`, { withParts: beyond === undefined });
  const sheets = output.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? file.source : []));
  const chunks = atOnce(output.filter((file) => file.type === 'chunk'));
  const texts = files?.map((file) => readFileSync(join(root, 'dist', file), 'utf8')) ?? [entry !== undefined && bundler === 'esbuild' ? await bundleByEsbuild(entry) : sheets.length > 0 ? sheets.join('') : chunks.map(({ code }) => code).join('')];
  const before = beyond === undefined ? '' : atOnce((await bundle(beyond, { withParts: false })).filter((file) => file.type === 'chunk')).map(({ code }) => code).join('');
  const gzip = sum(texts.map(gzipped)) - (before === '' ? 0 : gzipped(before));
  const fits = gzip <= budget;
  rows[name] = { 'gzip kB': kilobytes(gzip), 'brotli kB': kilobytes(sum(texts.map((text) => brotliCompressSync(text).length)) - (before === '' ? 0 : brotliCompressSync(before).length)), 'budget (gzip)': kilobytes(budget), fits: fits ? 'yes' : 'NO' };
  if (!fits) {
    process.exitCode = 1;
    console.error(`${name} exceeds its budget. Its largest modules, before compression:\n${contents(chunks)}\n`);
  }
}
console.table(rows);
if (process.argv.includes('--write')) await write();

/** Writes docs/sizes.json, which Storybook's pages and README's checks read: these bundles, and each component and hook alone. */
async function write() {
  const names = (reference()[0]?.entries ?? []).filter(({ kind }) => kind === 'component' || kind === 'hook').map(({ name }) => name);
  /** @type {Record<string, number>} */
  const each = {};
  for (const name of names) {
    const chunks = atOnce((await bundle(`export { ${name} } from 'meterface';`)).filter((file) => file.type === 'chunk'));
    each[name] = Number(kilobytes(sum(chunks.map(({ code }) => gzipSync(code, { level: 9 }).length))).toFixed(1));
  }
  const bundles = Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, Number(Number(row['gzip kB']).toFixed(1))]));
  writeFileSync(join(root, 'docs/sizes.json'), `${JSON.stringify({ command: 'npm run build && npm run size -- --write', unit: 'kB, gzipped', bundles, each }, null, 2)}\n`);
}

/** Lists the largest modules of a bundle, to find out what was added. @param {import('vite').Rolldown.OutputChunk[]} chunks */
function contents(chunks) {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules)).toSorted(([, one], [, other]) => other.renderedLength - one.renderedLength);
  return modules.slice(0, 12).map(([id, { renderedLength }]) => `  ${String(kilobytes(renderedLength)).padStart(7)} kB  ${relative(root, id)}`).join('\n');
}

/** The entry's file and those that it imports, but none that is imported dynamically: a page downloads that when it needs it. @param {import('vite').Rolldown.OutputChunk[]} chunks */
function atOnce(chunks) {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  // Iterating over a Set also visits items that are added meanwhile.
  for (const { imports } of found) for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  return [...found];
}

/** @param {string} text */
function gzipped(text) {
  return gzipSync(text, { level: 9 }).length;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return Number((bytes / 1000).toFixed(2));
}
