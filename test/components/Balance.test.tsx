import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Balance, type BalanceProps } from '../../src';

function read(props: BalanceProps): HTMLElement {
  return render(<Balance {...props} />).container.firstElementChild as HTMLElement;
}

describe('Balance says', () => {
  it.each<[string, BalanceProps, string, string]>([
    ['what is left', { consumedUnits: 25, creditedUnits: 100 }, '75 units left', 'within'],
    ['that one is left', { consumedUnits: 99, creditedUnits: 100 }, '1 unit left', 'near'],
    ['that nothing is left', { consumedUnits: 100, creditedUnits: 100 }, '0 units left', 'spent'],
    ['that nothing is left without credits where the host blocks use', { consumedUnits: 12, creditedUnits: 0, terms: { price: null, whenSpent: 'blocked' } }, '0 units left', 'spent'],
    ['how far over, where the server says so', { consumedUnits: 110, creditedUnits: 100, balance: -10 }, '10 units over', 'over'],
    ['what is used where there is no limit', { consumedUnits: 12, creditedUnits: 0 }, '12 units used', 'within'],
    ['a dash when nothing is known', {}, '—', 'unknown'],
    ['a dash when the credits are not known', { consumedUnits: 3, creditedUnits: null }, '—', 'unknown'],
    ['a dash for numbers that are none', { consumedUnits: NaN, creditedUnits: Infinity, balance: NaN }, '—', 'unknown'],
  ])('%s', (_, props, phrase, state) => {
    const root = read(props);
    expect(root.textContent).toBe(phrase);
    expect(root).toHaveAttribute('data-state', state);
  });

  it('the same in the page’s own words', () => {
    expect(read({ consumedUnits: 90, creditedUnits: 100, children: ({ remaining, state }) => <b>{`${remaining} (${state})`}</b> })).toHaveTextContent('10 (near)');
  });

  it('by its tone that prepaid credits run out', () => {
    expect(read({ consumedUnits: 90, creditedUnits: 100, terms: { price: null } })).toHaveAttribute('data-tone', 'warning');
  });
});
