import { render } from '@testing-library/react';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BillSummary } from '../../src';
import { formatAmount } from '../../src/core';
import { billFor, payloads } from '../core/billing.claims';
import { type Block, claimsOf } from '../core/charge-oracle.claims';

/** The texts of a bill, one for each text node. */
function textsOf(bill: ReturnType<typeof billFor>): { summary: string; hints: string[]; groups: string[] } {
  const { container, unmount } = render(<BillSummary bill={bill} />);
  const summary = container.firstElementChild?.textContent ?? '';
  const groups = [...container.querySelectorAll('.mf-bill-group')].map(({ textContent }) => textContent);
  const hints = [...container.querySelectorAll('.mf-summary > .mf-hint')].map(({ textContent }) => textContent);
  unmount();
  return { summary, hints, groups };
}

const money = (amount: bigint, currency: string) => formatAmount(amount, currency, 'en');

/** What a block's words claim beyond what is known, or leave out. */
function faultsOf(text: string, block: Block, currency: string): string[] {
  const isOpen = block.total === null;
  const rules: [name: string, isFault: boolean][] = [
    ['before tax where tax is known', /before (discount and )?tax/.test(text) && block.tax !== null],
    ['no “before tax” where tax is unknown', !/before (discount and )?tax/.test(text) && isOpen && block.tax === null],
    ['before discount where there is none', text.includes('before discount') && block.discount !== null],
    ['no “before discount” where there may be one', !text.includes('before discount') && isOpen && block.discount === null],
    ['a due amount where it is unknown', /To pay|(added|credited) to your balance|from your balance/.test(text) && block.due === null],
    ['no due amount where it is known', block.due !== null && !text.includes(money(block.due, currency))],
    ['included tax where prices don’t include it', text.includes('includes') && block.inclusive !== true],
    ['no word of included tax', block.inclusive === true && !text.includes('includes')],
    ['an estimate without the word', (block.certainty === 'estimate') !== text.includes('estimate')],
    ['a date where it is unknown', /Due \w{3} \d/.test(text) && block.at === null],
    ['an amount that is charged where it goes to the balance', (block.outcome === 'to balance') !== /, added to your balance/.test(text)],
  ];
  return rules.flatMap(([name, isFault]) => (isFault ? [name] : []));
}

describe('BillSummary', () => {
  it('claims in words no more and no less than is known of random payloads', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const claims = claimsOf(payload);
        const { summary, hints, groups } = textsOf(billFor(payload));
        expect(summary).not.toMatch(/NaN|undefined|null|Infinity|Invalid|\[object/);
        expect(groups).toHaveLength(claims.blocks.length);
        expect(claims.blocks.flatMap((block, index) => faultsOf(groups[index] ?? '', block, payload.subscription.currency))).toEqual([]);
        expect(hints.some((hint) => /^Changes to | (from \w{3} \d|after you resume$)/.test(hint))).toBe(claims.change !== null);
      }),
      { numRuns: 500 },
    );
  });
});
