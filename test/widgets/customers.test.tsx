import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, PortalProvider } from '../../src';
import { mockDate, noon, servePolar } from '../react/polar';
import { openShop } from '../server/shop';
import { billTextsIn, showTo } from './widgets';

/** Shown once, to fay, because three charges include the same $25.00. */
const sharedBalance = 'Your balance is counted in several of these charges but can be used only once, so some amounts may change.';

/** Milliseconds that a busy machine may take. */
const patience = { timeout: 15_000 };

describe('Billing shows', () => {
  it.each<[customer: string, what: string, bills: Record<string, string[]>]>([
    [
      'fay',
      'a discount and tax, prorations outside the discount, and a balance',
      {
        'Lumen Team': [
          'Next charge',
          '$167.88',
          'due Dec 1, in 17 days',
          'up to $25.00 from your balance',
          'Base price: $60.00',
          'Searches: $50.20',
          'AI tokens: $50.00',
          'Unused time on Lumen Pro: −$10.67',
          'Remaining time on Lumen Team: $32.00',
          'Subtotal: $181.53',
          'Discount: −$27.23',
          'Tax: $38.58',
          'Before balance: $192.88',
          'Balance used: −$25.00',
          'Total: $167.88',
        ],
        'Lumen Mail': ['Final charge', '$41.20', 'due Dec 1, in 17 days', 'up to $25.00 from your balance', 'Emails sent: $52.96', 'Subtotal: $52.96', 'Tax: $13.24', 'Before balance: $66.20', 'Balance used: −$25.00', 'Total: $41.20'],
        'Lumen Scenes': [
          'Charge after your pause',
          '$37.88',
          'due Jan 1',
          'up to $25.00 from your balance',
          'Base price: $35.00',
          'Scene exports: $15.30',
          'Subtotal: $50.30',
          'Tax: $12.58',
          'Before balance: $62.88',
          'Balance used: −$25.00',
          'Total: $37.88',
        ],
      },
    ],
    ['hal', 'the full price after a one-time discount', { 'Lumen Podcast': ['Next charge', '$24.00', 'due Dec 1, in 17 days', 'Base price: $24.00'] }],
    [
      'ike',
      'a lasting discount on base and usage',
      { 'Lumen Captions': ['Next charge', '$7.50', 'due Dec 1, in 17 days', 'Base price: $12.00', 'Caption minutes: $3.00', 'Subtotal: $15.00', 'Discount: −$7.50', 'Total: $7.50'] },
    ],
    [
      'jin',
      'a change of plan, of seats, and devices',
      {
        'Lumen Plus': ['Next charge', 'Plan changes to Lumen Light on Dec 1', '$25.00', 'due Dec 1, in 17 days', 'estimate', 'Lumen Light: $25.00'],
        'Lumen Workspace': ['Next charge', '6 seats from Dec 1', '$30.00', 'due Dec 1, in 17 days', 'Lumen Workspace · 6 seats: $30.00'],
        'Lumen Screens': ['Next charge', '$12.00', 'due Dec 1, in 17 days', 'Lumen Screens · 3 devices: $12.00'],
      },
    ],
    [
      'kai',
      'a pause with a resume date, and one without',
      {
        'Lumen Sound': ['Charge after your pause', 'Pauses on Dec 1', '$19.00', 'due Mar 1', 'Base price: $15.00', 'Audio minutes: $4.00', 'Total: $19.00'],
        'Lumen Loops': ['Pauses on Dec 1'],
      },
    ],
    [
      'lou',
      'prices that include tax, paid from a balance in part and in full',
      {
        'Lumen Notes': ['Next charge', '$5.00', 'due Dec 1, in 17 days', 'prices include $1.80 tax · $4.00 from your balance', 'Base price: $9.00', 'Subtotal: $9.00', 'Balance used: −$4.00', 'Total: $5.00'],
        'Lumen Prints': ['Next charge', '€0.00', 'due Dec 1, in 17 days', 'prices include €2.40 tax · €12.00 from your balance', 'Base price: €12.00', 'Subtotal: €12.00', 'Balance used: −€12.00', 'Total: €0.00'],
      },
    ],
    ['mia', 'prices per byte', { 'Lumen Vault': ['Next charge', '$15.00', 'due Dec 1, in 17 days', 'Transfer: $9.00', 'Base price: $5.00', 'Storage: $1.00', 'Total: $15.00'] }],
  ])('the customer %s: %s', async (customer, _, bills) => {
    const { container } = showTo(await servePolar(), customer, <Billing />);
    await waitFor(() => expect(screen.getAllByRole('article').length).toBeGreaterThan(0), patience);
    expect(billTextsIn(container)).toEqual(bills);
    expect(screen.queryAllByText(sharedBalance)).toHaveLength(customer === 'fay' ? 1 : 0);
    await waitFor(() => expect(screen.queryAllByText(/^If you have two wallets/)).toHaveLength(customer === 'lou' ? 1 : 0), patience);
  });

  it('the name of the plan that a subscription changes to, even through the proxy', async () => {
    mockDate();
    const shop = await openShop({ polar: { now: () => noon } });
    render(
      <PortalProvider source={shop.source('jin')} scope="jin" refreshEvery={0} timeZone="UTC">
        <Billing />
      </PortalProvider>,
    );
    expect(await screen.findByText('Plan changes to Lumen Light on Dec 1', undefined, patience)).toBeInTheDocument();
  });
});
