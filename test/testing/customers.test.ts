// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { billOf } from '../../src/core/billing';
import { parseSubscription } from '../../src/core/schemas/subscription';
import { createDemoPolar, type WireSubscription } from '../../src/testing';
import { clock, signIn } from './signIn';

const still = createDemoPolar({ now: clock().now, moving: false });

describe('a pending update of a demo', () => {
  it('names the new plan or quantity and applies at the end of the period', async () => {
    const { items } = await signIn(still, 'jin').subscriptions('?sorting=product');
    expect(items.map(({ product, seats, units, pending_update }) => [product.name, seats, units, pending_update])).toEqual([
      ['Lumen Plus', null, null, expect.objectContaining({ applies_at: '2026-12-01T00:00:00Z', product_id: expect.stringMatching(/-/) as string, seats: null, units: null })],
      ['Lumen Screens', null, 3, null],
      ['Lumen Workspace', 8, null, expect.objectContaining({ applies_at: '2026-12-01T00:00:00Z', product_id: null, seats: 6, units: null })],
    ]);
  });
});

describe('a subscription of a demo', () => {
  it.each(['paused', 'ended', 'unpaid'] as const)('whose standing is %s keeps the last month of its meters', async (standing) => {
    const plan = { plan: 'Press', amount: 900, currency: 'usd', standing, metersSettleMonthly: true } as const;
    const demo = createDemoPolar({ now: clock().now, customers: [{ externalId: 'ann', name: 'Ann', email: 'ann@example.com', subscriptions: [plan] }] });
    const [press] = (await signIn(demo, 'ann').subscriptions()).items;
    expect([press?.current_meter_period_start, press?.current_meter_period_end]).toEqual([press?.current_period_start, press?.current_period_end]);
  });
});

describe('a price of a demo', () => {
  it('is written with an exponent below 0.000001', async () => {
    const [vault] = (await signIn(still, 'mia').subscriptions()).items;
    const written = vault?.prices.flatMap((price) => (price.amount_type === 'metered_unit' ? [price.unit_amount] : []));
    expect(written).toEqual(['1.0000E-8', '4.5000E-8']);
    expect(vault?.meters.map(({ amount }) => amount)).toEqual([100, 900]);
  });

  it('can include tax', async () => {
    const [notes] = (await signIn(still, 'lou').subscriptions('?query=notes')).items;
    expect(notes?.prices.map(({ tax_behavior }) => tax_behavior)).toEqual(['inclusive']);
  });
});

describe('the demo’s customers', () => {
  it('cover every title of a bill, except that of a subscription that has not started', async () => {
    const bills = await Promise.all(
      still.customers.map(async (externalId) => {
        const { items } = await signIn(still, externalId).subscriptions();
        return items.map((subscription) => billOf(parseSubscription(subscription)).title);
      }),
    );
    expect([...new Set(bills.flat())].sort()).toEqual(['chargeOnResume', 'ended', 'finalCharge', 'firstCharge', 'nextCharge', 'pastDue', 'paused', 'pauses']);
  });

  it('have amounts that are explained, one of them unsettled and one capped', async () => {
    const found: string[] = [];
    for (const externalId of ['fay', 'gil']) {
      for (const subscription of (await signIn(still, externalId).subscriptions('?sorting=product')).items) found.push(...explained(subscription));
    }
    expect(found).toEqual([
      'Emails sent: 5396, reported 5296',
      'Scene exports: 1530',
      'AI tokens: 5000, capped',
      'Searches: 5020',
      'API requests: 36211',
      'Webhooks delivered: 765',
    ]);
  });
});

describe('the dates of a demo', () => {
  const days = ['2026-11-30T23:59:59Z', '2026-12-01T00:00:00Z', '2027-01-28', '2027-01-29', '2027-01-30', '2027-01-31T22:00:00Z', '2027-02-28T12:00:00Z', '2028-02-29T12:00:00Z'];

  it.each(days)('fit every stage of a subscription on %s', async (day) => {
    const now = Date.parse(day);
    const demo = createDemoPolar({ now: () => new Date(now) });
    for (const externalId of demo.customers) {
      for (const subscription of (await signIn(demo, externalId).subscriptions()).items) {
        const { product, status, current_period_start, current_period_end, current_meter_period_end, resumes_at, trial_end } = subscription;
        const [start, end] = [Date.parse(current_period_start), Date.parse(current_period_end)];
        const isRunning = ['active', 'trialing', 'past_due'].includes(status);
        expect([product.name, start <= now, now < end, start < end]).toEqual([product.name, true, isRunning, true]);
        expect(Date.parse(current_meter_period_end ?? current_period_end)).toBeLessThanOrEqual(end);
        expect(resumes_at === null ? Infinity : Date.parse(resumes_at)).toBeGreaterThan(Math.max(now, end));
        expect(trial_end).toBe(status === 'trialing' ? current_period_end : null);
      }
      for (const order of (await signIn(demo, externalId).orders()).items) expect(Date.parse(order.created_at)).toBeLessThan(now + 60_000);
    }
  });
});

function explained(subscription: WireSubscription): string[] {
  const { charges } = billOf(parseSubscription(subscription));
  return charges.flatMap(({ lines }) => lines).flatMap(({ name, explanation }) => {
    if (explanation === undefined) return [];
    if (explanation.claim === 'none') return `${name}: ${explanation.reason}`;
    const { computed, reported, settled, capped } = explanation;
    return `${name}: ${computed}${capped ? ', capped' : ''}${settled ? '' : `, reported ${reported}`}`;
  });
}
