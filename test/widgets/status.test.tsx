import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Billing, Usage } from '../../src';
import type { PortalSource } from '../../src/sources';
import type { CustomerSeed } from '../../src/testing';
import { servePolar, tampered } from '../react/polar';
import { barsIn, showTo } from './widgets';

/** One meter beyond its credits, with $1.00 pending for it on a plan of $10.00. */
const customer: CustomerSeed = {
  externalId: 'fay',
  name: 'Fay',
  email: 'fay@example.com',
  meters: [{ name: 'Storage', consumed: 120, credited: 100 }],
  subscriptions: [{ plan: 'Plan', amount: 1000, currency: 'usd', prices: [{ meter: 'Storage', unitAmount: '5' }] }],
};

interface Row {
  /** What Usage shows beside and below the name of the meter. */
  usage: string[];
  badge: string;
  title: string;
  /** The total and its date, or the text of Billing in their place. */
  due: string;
  /** Whether a line of the bill unfolds into an estimate and a "what if". */
  estimate: boolean;
}

const over = ['20 over', '120 of 100 used'];
const billed = ['+$1.00 so far', '120 used\u00a0· 100 included\u00a0· 20 over at $0.05 each'];
const resumes_at = '2027-01-01T00:00:00Z';

describe('Usage and Billing on one page agree about a subscription', () => {
  it.each<[string, Record<string, unknown>, Row]>([
    ['active', {}, { usage: billed, badge: 'Active', title: 'Next charge', due: '$11.00due Dec 1, in 17 days', estimate: true }],
    ['past_due', { status: 'past_due' }, { usage: billed, badge: 'Past due', title: 'Payment overdue', due: '$0.00outstanding$11.00due Dec 1, in 17 days', estimate: true }],
    ['trialing', { status: 'trialing' }, { usage: over, badge: 'Trial', title: 'First charge after your trial', due: '$11.00due Dec 1, in 17 days', estimate: false }],
    ['paused', { status: 'paused', resumes_at }, { usage: over, badge: 'Paused', title: 'Charge after your pause', due: '$11.00due Jan 1', estimate: false }],
    ['unpaid', { status: 'unpaid' }, { usage: over, badge: 'Unpaid', title: 'Ended', due: '', estimate: false }],
    ['canceled', { status: 'canceled' }, { usage: over, badge: 'Ended', title: 'Ended', due: 'Nothing due', estimate: false }],
    ['incomplete_expired', { status: 'incomplete_expired' }, { usage: over, badge: 'Ended', title: 'Ended', due: 'Nothing due', estimate: false }],
    ['incomplete', { status: 'incomplete' }, { usage: over, badge: 'Payment incomplete', title: 'Not started', due: '', estimate: false }],
    ['in a status of a later version', { status: 'on_the_moon' }, { usage: over, badge: 'on the moon', title: 'Next charge', due: '$11.00due Dec 1, in 17 days', estimate: false }],
  ])('that is %s', async (_, fields, row) => {
    const polar = await servePolar({ customers: [customer] });
    polar.respond = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, ...fields })));
    const page = (
      <>
        <Usage />
        <Billing />
      </>
    );
    const { container } = showTo(polar, 'fay', page);
    await screen.findByText(/^Storage: /);
    const bill = await screen.findByRole('article', { name: 'Plan' });
    const text = (selector: string) => [...bill.querySelectorAll(selector)].map(({ textContent }) => textContent).join('');
    expect(barsIn(container)).toEqual([['Storage', ...row.usage]]);
    expect([text('.mf-pill'), text('.mf-summary-title')]).toEqual([row.badge, row.title]);
    expect(text('.mf-amount-figure, .mf-amount-day, .mf-summary > .mf-hint')).toBe(row.due);
    for (const line of bill.querySelectorAll('details')) {
      line.open = true;
      line.dispatchEvent(new Event('toggle'));
    }
    await waitFor(() => expect(bill.querySelectorAll('details .mf-receipt')).toHaveLength(bill.querySelectorAll('details').length));
    expect([screen.queryByText(/At this pace/) !== null, screen.queryByRole('slider') !== null]).toEqual([row.estimate, row.estimate]);
  });
});

// Polar's `compute_pending_metered_line_items` skips usage whose price isn't one of the subscription's any more.
it('Billing estimates no cost for usage that the change to another plan drops', async () => {
  const pending = { plan: { plan: 'Other', amount: 500, prices: [{ meter: 'Storage', unitAmount: '7' }] } };
  const changing = customer.subscriptions?.map((one) => ({ ...one, pending }));
  const polar = await servePolar({ customers: [{ ...customer, subscriptions: changing ?? [] }] });
  showTo(polar, 'fay', <Billing />);
  const bill = await screen.findByRole('article', { name: 'Plan' });
  for (const line of bill.querySelectorAll('details')) {
    line.open = true;
    line.dispatchEvent(new Event('toggle'));
  }
  await screen.findByText(/At this pace/);
  expect(bill.querySelector('.mf-projection')?.textContent).not.toContain('$');
  expect(screen.queryByRole('slider')).toBeNull();
});

it('Billing says that usage in a trial is free, and never what it would cost', async () => {
  const inTrial = customer.subscriptions?.map((one) => ({ ...one, standing: 'trialing' as const }));
  const polar = await servePolar({ customers: [{ ...customer, subscriptions: inTrial ?? [] }] });
  const counted = (meters: unknown) => (meters as object[]).map((meter) => ({ ...meter, consumed_units: 120, credited_units: 100, amount: 0 }));
  polar.respond = tampered(polar, 'subscriptions', (items) => items.map((item) => ({ ...item, meters: counted(item['meters']) })));
  const source = polar.source('fay');
  const history: PortalSource['history'] = async (_, { start }) => ({ quantities: [{ timestamp: start, quantity: 7 }], total: 7, issues: [] });
  showTo(polar, 'fay', <Billing />, { source: { ...source, can: { ...source.can, history: true }, history } });
  const bill = await screen.findByRole('article', { name: 'Plan' });
  for (const line of bill.querySelectorAll('details')) {
    line.open = true;
    line.dispatchEvent(new Event('toggle'));
  }
  await waitFor(() => expect(bill.querySelector('.mf-details .mf-receipt')).toHaveTextContent(/^Free during your trial$/));
  await screen.findByRole('group', { name: 'Usage by day' });
  expect(bill).not.toHaveTextContent(/used|chart shows|may still change|\$1\.00/i);
});

it.each([
  ['names the cap that an amount has reached, because the overage at its rate costs more', 60, ['+$0.60 so far', '120 used\u00a0· 100 included\u00a0· 20 over at $0.05 each, capped at $0.60']],
  ['doesn’t name a cap that an amount hasn’t reached', 101, billed],
])('Usage %s', async (_, cap, texts) => {
  const prices = [{ meter: 'Storage', unitAmount: '5', cap }];
  const { container } = showTo(await servePolar({ customers: [{ ...customer, subscriptions: [{ plan: 'Plan', amount: 1000, currency: 'usd', prices }] }] }), 'fay', <Usage />);
  await screen.findByText(/^Storage: /);
  expect(barsIn(container)).toEqual([['Storage', ...texts]]);
});
