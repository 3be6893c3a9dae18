import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Balance, type BalanceProps } from '../../src';

function read(props: BalanceProps): HTMLElement {
  return render(<Balance {...props} />).container.firstElementChild as HTMLElement;
}

describe('Balance', () => {
  it.each<[string, BalanceProps, string, string]>([
    ['the units left', { consumedUnits: 25, creditedUnits: 100 }, '75 units left', 'within'],
    ['the singular for one unit', { consumedUnits: 99, creditedUnits: 100 }, '1 unit left', 'near'],
    ['the plural for zero of one unit', { consumedUnits: 1, creditedUnits: 1 }, '0 units left', 'spent'],
    ['the plural for zero units left after the only use, where the host blocks more', { consumedUnits: 1, creditedUnits: 0, terms: { price: null, whenSpent: 'blocked' } }, '0 units left', 'spent'],
    ['zero units left', { consumedUnits: 100, creditedUnits: 100 }, '0 units left', 'spent'],
    ['zero units left for a meter without credits whose use the host blocks', { consumedUnits: 12, creditedUnits: 0, terms: { price: null, whenSpent: 'blocked' } }, '0 units left', 'spent'],
    ['the units over, by the server’s balance', { consumedUnits: 110, creditedUnits: 100, balance: -20 }, '20 units over', 'over'],
    ['the units used for a meter without credits', { consumedUnits: 12, creditedUnits: 0 }, '12 units used', 'within'],
    ['a dash without any numbers', {}, '—', 'unknown'],
    ['a dash for unknown use that has a cost', { consumedUnits: null, creditedUnits: 0, cost: '$1.20', terms: { price: { kind: 'unit' } as never } }, '—', 'unknown'],
    ['a dash for unknown credits', { consumedUnits: 3, creditedUnits: null }, '—', 'unknown'],
    ['a dash for numbers that are not finite', { consumedUnits: NaN, creditedUnits: Infinity, balance: NaN }, '—', 'unknown'],
  ])('shows %s', (_, props, phrase, state) => {
    const root = read(props);
    expect(root.textContent).toBe(phrase);
    expect(root).toHaveAttribute('data-state', state);
  });

  it('shows what a function as child returns', () => {
    expect(read({ consumedUnits: 90, creditedUnits: 100, children: ({ remaining, state }) => <b>{`${remaining} (${state})`}</b> })).toHaveTextContent('10 (near)');
  });

  it('has the tone “warning” when prepaid credits run low', () => {
    expect(read({ consumedUnits: 90, creditedUnits: 100, terms: { price: null } })).toHaveAttribute('data-tone', 'warning');
  });
});
