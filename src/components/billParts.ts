import { sumAmounts } from '../core/amounts';
import type { BillLine } from '../core/billLines';

/** The color of a line: `base` (gray) for the plan, one of three for the first other lines that cost something, `other` for the rest. */
export type PartColor = 'base' | 'first' | 'second' | 'third' | 'other';

/** A line of a bill with its color in the bar of parts; `undefined` if it isn't in the bar. */
export interface BillPart {
  line: BillLine;
  color: PartColor | undefined;
  /** Where the part begins and ends in the bar, from 0 to 1. */
  from: number;
  to: number;
}

const colors: readonly PartColor[] = ['first', 'second', 'third'];

/**
 * Arranges the lines of a charge as a bill shows them: by amount, corrections after them in the server's order, and lines of
 * $0.00 last. Parts have a color if at least two of them cost something and every amount is known: only then is a share true.
 */
export function billParts(lines: readonly BillLine[]): BillPart[] {
  const rank = ({ kind, amount }: BillLine) => (amount === 0 ? 3 : kind === 'proration' ? 2 : amount === null ? 1 : 0);
  const sorted = [...lines].sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? Number((b.amount ?? 0) > (a.amount ?? 0)) - Number((b.amount ?? 0) < (a.amount ?? 0)) : 0));
  const costs = sorted.map(({ amount }) => Math.max(0, amount ?? 0));
  const whole = sorted.every(({ amount }) => amount !== null) && costs.filter((cost) => cost > 0).length > 1 ? sumAmounts(costs) : null;
  let used = 0;
  let before = 0;
  return sorted.map((line, index) => {
    const cost = costs[index] ?? 0;
    const from = before;
    before += cost;
    if (whole === null || cost === 0) return { line, color: undefined, from: 0, to: 0 };
    return { line, color: line.kind === 'base' ? 'base' : (colors[used++] ?? 'other'), from: from / whole, to: before / whole };
  });
}
