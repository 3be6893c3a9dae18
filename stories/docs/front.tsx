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

/** The measured sizes of the bundles that pages load. */
export function Sizes(): ReactNode {
  return (
    <Unstyled>
      <table className="book-table">
        <thead>
          <tr><th scope="col">Your page loads</th><th scope="col">kB</th></tr>
        </thead>
        <tbody>
          {Object.entries(sizes.bundles).map(([name, size]) => (
            <tr key={name}><td>{name}</td><td>{size.toFixed(1)}</td></tr>
          ))}
        </tbody>
      </table>
    </Unstyled>
  );
}
