import { Unstyled } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';
import sizes from '../../docs/sizes.json';
import { examples } from './book';
import './docs.css';

/** A tested example of README.md or docs/guides, by its name. */
export function exampleNamed(name: string): string {
  const found = examples.find(({ word }) => word === name);
  if (found === undefined) throw new Error(`No example is named ${name}. Name it in docs/guides.`);
  return found.code.trimEnd();
}

/** What a visitor compares first, in words. */
const main: Partial<Record<keyof typeof sizes.bundles, string>> = {
  'UsageBar': 'One UsageBar with your own numbers',
  'PortalProvider + createPolarSource + Usage, with TanStack Query': 'Usage, which loads everything itself (TanStack Query included)',
  'PortalProvider + createPolarSource + Usage + Billing, with TanStack Query': 'Usage and Billing',
  'meterface.js, with Preact and styles': 'The script for pages without React (Preact and styles included)',
  'styles.css': 'The style sheet for React pages',
};

/** The two sizes that a visitor asks for first. */
export function Kilobytes(): ReactNode {
  const { bundles } = sizes;
  return <>Usage with its data layer takes {Math.round(bundles['PortalProvider + createPolarSource + Usage, with TanStack Query'])} kB gzipped, a single bar {Math.round(bundles.UsageBar)} kB.</>;
}

/** The measured sizes of the bundles that pages load. */
export function Sizes(): ReactNode {
  const rows = Object.entries(sizes.bundles).map(([name, size]) => ({ name, size, words: main[name as keyof typeof main] }));
  return (
    <Unstyled>
      <SizeTable rows={rows.flatMap(({ words, size }) => (words === undefined ? [] : [[words, size]]))} />
      <details className="book-entry">
        <summary>Every other part</summary>
        <SizeTable rows={rows.flatMap(({ name, words, size }) => (words === undefined ? [[name, size]] : []))} />
      </details>
    </Unstyled>
  );
}

function SizeTable({ rows }: { rows: [name: string, size: number][] }): ReactNode {
  return (
    <table className="book-table book-sizes">
      <thead>
        <tr><th scope="col">Your page loads</th><th scope="col">kB, gzipped</th></tr>
      </thead>
      <tbody>
        {rows.map(([name, size]) => <tr key={name}><td>{name}</td><td>{size.toFixed(1)}</td></tr>)}
      </tbody>
    </table>
  );
}
