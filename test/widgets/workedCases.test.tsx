import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider, Usage } from '../../src';
import { createPolarSource } from '../../src/sources';
import { chargeOracle } from '../core/charge-oracle';
import { tableCases } from '../core/charge-oracle.cases';
import { edgeCases } from '../core/charge-oracle.edge-cases';
import type { Wire } from '../core/charge-oracle.wire';
import { mockDate } from '../react/polar';
import { polarOf } from './polarOf';

/** Milliseconds that a busy machine may take. */
const patience = { timeout: 15_000 };

/** The text of `Usage` and of `Billing` with every line unfolded, with a space between elements. */
async function textOf(wire: Wire): Promise<string> {
  mockDate();
  const source = createPolarSource({ token: 'polar_cst_x', fetch: polarOf(wire) });
  const { container, unmount } = render(
    <PortalProvider source={source} scope={wire.subscription.id} refreshEvery={0} timeZone="UTC">
      <Usage />
      <Billing />
    </PortalProvider>,
  );
  await waitFor(() => expect(screen.getByRole('article')).toBeInTheDocument(), patience);
  await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull(), patience);
  for (const line of container.querySelectorAll('details')) {
    line.open = true;
    fireEvent(line, new Event('toggle'));
  }
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  // Estimates and "what if" have figures of their own.
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('.mf-projection, .mf-whatif')) texts.push(walker.currentNode.nodeValue ?? '');
  unmount();
  return texts.join(' ');
}

/** Whether a text contains a phrase that no digit follows: "$1" is not in "$12". */
function includes(text: string, phrase: string): boolean {
  const pattern = phrase.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`${pattern}(?![\\d,]*\\d)`).test(text);
}

describe('Usage and Billing show every expected text and no wrong one of', () => {
  it.each([...tableCases, ...edgeCases].map((one) => [one.name, one] as const))('%s', async (_, { scenario, says, never }) => {
    const text = await textOf(chargeOracle(scenario).wire);
    expect({ text, missing: says.filter((phrase) => !includes(text, phrase)), wrong: never.filter((phrase) => includes(text, phrase)) }).toMatchObject({ missing: [], wrong: [] });
  });
});
