import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, Usage } from '../../src';
import type { CustomerSeed } from '../../src/testing';
import { servePolar, tampered } from '../react/polar';
import { barsIn, billTextsIn, showTo } from './widgets';

/** Milliseconds that a busy machine may take. */
const patience = { timeout: 15_000 };

/** A customer with 12 images used, without credits and without a price. */
const counting: CustomerSeed = { externalId: 'fay', name: 'Fay', email: 'fay@example.com', meters: [{ name: 'Images', consumed: 12 }] };

describe('Usage of 12 units without credits and without a price', () => {
  it('says “0 left”, in the critical color, if the host blocks further use', async () => {
    const { container } = showTo(await servePolar({ customers: [counting] }), 'fay', <Usage whenSpent="blocked" />);
    await screen.findByText(/^Images: /, undefined, patience);
    expect(barsIn(container)).toEqual([['Images', '0 left', '12 used. Use is blocked.']]);
    expect(container.querySelector('.mf-usage')).toHaveAttribute('data-tone', 'critical');
  });

  it('shows the count, in a neutral color and without a limit, if the host sets no `whenSpent`', async () => {
    const { container } = showTo(await servePolar({ customers: [counting] }), 'fay', <Usage />);
    await screen.findByText(/^Images: /, undefined, patience);
    expect(barsIn(container)).toEqual([['Images', '12', 'Used so far']]);
    expect(container.querySelector('.mf-usage')).toHaveAttribute('data-tone', 'neutral');
    expect(container.textContent).not.toMatch(/limit|left/i);
  });
});

it('a table of meters shows “—”, and not $0.00, as the cost of overage that the server has not counted yet', async () => {
  const over: CustomerSeed = { ...counting, meters: [{ name: 'Images', consumed: 120, credited: 100 }], subscriptions: [{ plan: 'Plan', amount: 1000, currency: 'usd', prices: [{ meter: 'Images', unitAmount: '5' }] }] };
  const polar = await servePolar({ customers: [over] });
  polar.respond = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, meters: (item['meters'] as object[]).map((meter) => ({ ...meter, amount: 0 })) })));
  showTo(polar, 'fay', <Usage layout="table" />);
  const row = await screen.findByRole('row', { name: /^Images/ }, patience);
  expect([...row.querySelectorAll('.mf-table-figure')].map(({ textContent }) => textContent)).toEqual(['20 over', '—']);
});

it('Billing shows, with the next refresh, the prorations of a plan that changed while the page was open', async () => {
  const before: CustomerSeed = { externalId: 'fay', name: 'Fay', email: 'fay@example.com', subscriptions: [{ plan: 'Lumen Pro', amount: 2000, currency: 'usd' }] };
  const polar = await servePolar({ customers: [before] });
  const { container, queryClient } = showTo(polar, 'fay', <Billing />);
  await screen.findByText('Lumen Pro', undefined, patience);
  expect(billTextsIn(container)).toEqual({ 'Lumen Pro': ['Next charge', '$20.00', 'due Dec 1, in 17 days', 'Base price: $20.00'] });

  const changed = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, amount: 6000, modified_at: '2026-11-14T13:40:00Z', product: { ...(item['product'] as object), name: 'Lumen Team' } })));
  const prorations = [
    { label: 'Unused time on Lumen Pro', amount: -1067 },
    { label: 'Remaining time on Lumen Team', amount: 3200 },
  ];
  const amounts = { base_amount: 6000, metered_amount: 0, proration_amount: 2133, subtotal_amount: 8133, discount_amount: 0, net_amount: 8133, tax_amount: 0, total_amount: 8133, applied_balance_amount: 0, due_amount: 8133 };
  polar.respond = (request) => (request.url.endsWith('/charge-preview') ? Response.json({ ...amounts, prorations }) : changed?.(request));
  await queryClient.refetchQueries({ predicate: ({ queryKey }) => queryKey.includes('list') });
  await waitFor(() => expect(screen.getByText('Unused time on Lumen Pro')).toBeInTheDocument(), patience);
  expect(billTextsIn(container)).toEqual({
    'Lumen Team': ['Next charge', '$81.33', 'due Dec 1, in 17 days', 'Base price: $60.00', 'Unused time on Lumen Pro: −$10.67', 'Remaining time on Lumen Team: $32.00', 'Total: $81.33'],
  });
});
