import { describe, expect, it } from 'vitest';
import { mayPreview } from '../../src/core/account';
import { amountDueOf, billOf, sumAmounts } from '../../src/core/billing';
import { wireSubscriptionMeter } from '../../src/testing';
import { december, ended, january, june, linesOf, november, type Overrides, paused, previewed, resuming, subscribed, totalsOf, yearly } from './bills';

describe('mayPreview()', () => {
  it.each<[expected: boolean, label: string, Overrides]>([
    [true, 'active', {}],
    [true, 'active and ending with the period', { cancel_at_period_end: true }],
    [true, 'in a trial', { status: 'trialing' }],
    [true, 'paused with a resume date', resuming],
    [false, 'paused without a resume date', paused],
    [false, 'past due', { status: 'past_due' }],
    [false, 'past due with a resume date', { status: 'past_due', resumes_at: january.toISOString() }],
    [false, 'unpaid', { status: 'unpaid' }],
    [false, 'incomplete', { status: 'incomplete' }],
    [false, 'expired', { status: 'incomplete_expired' }],
    [false, 'canceled', ended],
    [false, 'active with an end date in the past', { ended_at: november.toISOString() }],
    [false, 'in an unknown status', { status: 'on_the_moon' }],
  ])('is %s for a subscription that is %s', (expected, _, overrides) => {
    expect(mayPreview(subscribed(overrides))).toBe(expected);
  });
});

describe('billOf() with a charge preview', () => {
  const prorations = [
    { label: 'Unused time on Lumen Basic', amount: -655 },
    { label: 'Remaining time on Lumen Pro', amount: 1210 },
  ];

  it('appends the server’s prorations, with their signs, and adds them to the total', () => {
    const bill = billOf(subscribed(), previewed(prorations));
    expect(linesOf(bill).slice(2)).toEqual([
      ['proration', 'Unused time on Lumen Basic', -655, december],
      ['proration', 'Remaining time on Lumen Pro', 1210, december],
    ]);
    expect(totalsOf(bill)).toEqual([[2000 + 412 - 655 + 1210, december]]);
  });

  it('adds them on the invoice date, not on the meters’ date', () => {
    expect(totalsOf(billOf(subscribed(yearly), previewed(prorations)))).toEqual([
      [412, december],
      [120_555, june],
    ]);
  });

  it('may have a negative total', () => {
    expect(totalsOf(billOf(subscribed({ meters: [] }), previewed([{ label: 'Refund', amount: -2500 }])))).toEqual([[-500, december]]);
  });

  it('has an unknown total if a proration’s amount is unknown', () => {
    expect(totalsOf(billOf(subscribed(), previewed([{ label: 'Refund', amount: null }])))).toEqual([[null, december]]);
  });

  it('equals the bill without one if the preview is missing or empty, or nothing will be charged', () => {
    const plain = billOf(subscribed());
    expect([billOf(subscribed(), null), billOf(subscribed(), undefined), billOf(subscribed(), previewed([]))]).toEqual([plain, plain, plain]);
    expect(billOf(subscribed(ended), previewed(prorations))).toEqual(billOf(subscribed(ended)));
    expect(billOf(subscribed(paused), previewed(prorations))).toEqual(billOf(subscribed(paused)));
  });

  it('keeps the amounts that the subscription reports', () => {
    expect(linesOf(billOf(subscribed(), { ...previewed([]), baseAmount: 1, meteredAmount: 2, totalAmount: 3 }))).toEqual(linesOf(billOf(subscribed())));
  });
});

describe('a bill’s total', () => {
  const unknown = wireSubscriptionMeter({ name: 'Images', amount: null as never });

  it('is unknown if any part is unknown', () => {
    expect(totalsOf(billOf(subscribed({ amount: null as never })))).toEqual([[null, december]]);
    expect(totalsOf(billOf(subscribed({ meters: [unknown] })))).toEqual([[null, december]]);
  });

  it('is unknown only on the date of the unknown part', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, meters: [unknown] })))).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(totalsOf(billOf(subscribed({ ...yearly, amount: null as never })))).toEqual([
      [412, december],
      [null, june],
    ]);
  });

  it('is unknown on the date of an unreadable meter and known on the other', () => {
    const meters = [wireSubscriptionMeter({ amount: 412 }), { ...wireSubscriptionMeter({ name: 'Images' }), consumed_units: '465' as never }];
    const bill = billOf(subscribed({ ...yearly, meters }));
    expect(bill.lines.map(({ name }) => name)).toEqual(['Lumen Pro', 'AI tokens']);
    expect(totalsOf(bill)).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(totalsOf(billOf(subscribed({ meters })))).toEqual([[null, december]]);
    expect(totalsOf(billOf(subscribed({ ...yearly, meters: meters.slice(1) })))).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(amountDueOf(subscribed({ ...yearly, meters }))).toMatchObject({ amount: null, dueAt: december });
  });

  it('is exact where adding doubles would not be', () => {
    const meters = [1, 1].map((amount, index) => wireSubscriptionMeter({ name: `Meter ${index}`, amount }));
    expect(totalsOf(billOf(subscribed({ amount: 2 ** 53, meters })))).toEqual([[2 ** 53 + 2, december]]);
  });

  it('is unknown if it overflows', () => {
    const meters = [1e308, 1e308].map((amount, index) => wireSubscriptionMeter({ name: `Meter ${index}`, amount }));
    expect(totalsOf(billOf(subscribed({ meters })))).toEqual([[null, december]]);
  });
});

describe('sumAmounts()', () => {
  it('is exact where adding doubles would not be', () => {
    const most = 2 ** 53;
    expect(most + 1 + 1).toBe(most);
    expect(sumAmounts([most, 1, 1])).toBe(most + 2);
    expect(sumAmounts([1e300, 412, -1e300])).toBe(412);
    expect(sumAmounts(Array.from({ length: 1000 }, () => 1))).toBe(1000);
  });

  it('returns 0 for an empty list and for amounts that cancel out', () => {
    expect(sumAmounts([])).toBe(0);
    expect(sumAmounts([-450, 450])).toBe(0);
  });

  it.each([NaN, Infinity, -Infinity, null])('returns null if an amount is %s', (amount) => {
    expect(sumAmounts([1, amount])).toBeNull();
  });

  it('returns null for a sum that a number cannot hold exactly', () => {
    expect(sumAmounts([2 ** 53, 1])).toBeNull();
  });

  it('returns null for a sum that overflows', () => {
    expect(sumAmounts([1e308, 1e308])).toBeNull();
    expect(sumAmounts([-1e308, -1e308])).toBeNull();
    expect(sumAmounts([1e308, 1e308, -1e308])).toBe(1e308);
  });
});
