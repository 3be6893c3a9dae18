import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider } from '../../src';
import { createPolarSource } from '../../src/sources';
import { chargeOracle } from '../core/charge-oracle';
import { tableCases } from '../core/charge-oracle.cases';
import { edgeCases } from '../core/charge-oracle.edge-cases';
import type { Wire } from '../core/charge-oracle.wire';
import { polarOf } from './polarOf';

/** The text of `Billing`, with a space between elements. A figure in it ends where its digits end. */
async function textOf(wire: Wire): Promise<string> {
  const source = createPolarSource({ token: 'polar_cst_x', fetch: polarOf(wire) });
  const { container, unmount } = render(
    <PortalProvider source={source} scope={wire.subscription.id} refreshEvery={0}>
      <Billing />
    </PortalProvider>,
  );
  await waitFor(() => expect(screen.getByRole('article')).toBeInTheDocument());
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
  unmount();
  return texts.join(' ');
}

/** Units and their rates are in bars and receipts. */
const ofUnits = /GB/;

function includes(text: string, phrase: string): boolean {
  const pattern = phrase.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`${pattern}(?![\\d,]*\\d)`).test(text);
}

describe('Billing, in the worked case', () => {
  it.each([...tableCases, ...edgeCases])('"$name", shows every true text and no false one', async ({ scenario, says, never }) => {
    const text = await textOf(chargeOracle(scenario).wire);
    expect({ text, missing: says.filter((phrase) => !ofUnits.test(phrase) && !includes(text, phrase)), wrong: never.filter((phrase) => includes(text, phrase)) }).toMatchObject({ missing: [], wrong: [] });
  });
});
