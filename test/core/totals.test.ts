import { describe, expect, it } from 'vitest';
import { amountDueOf, billOf, mayPreview, sumAmounts } from '../../src/core';
import { wireSubscriptionMeter } from '../../src/testing';
import { december, ended, january, june, linesOf, november, type Overrides, paused, previewed, resuming, subscribed, totalsOf, yearly } from './bills';

describe('a charge preview', () => {
  it.each<[string, Overrides, asked: boolean]>([
    ['active', {}, true],
    ['active and about to end', { cancel_at_period_end: true }, true],
    ['in a trial', { status: 'trialing' }, true],
    ['paused with a day to resume', resuming, true],
    ['paused for good', paused, false],
    ['past due', { status: 'past_due' }, false],
    ['past due, with a day to resume', { status: 'past_due', resumes_at: january.toISOString() }, false],
    ['unpaid', { status: 'unpaid' }, false],
    ['incomplete', { status: 'incomplete' }, false],
    ['expired', { status: 'incomplete_expired' }, false],
    ['canceled', ended, false],
    ['over, whatever its status', { ended_at: november.toISOString() }, false],
    ['in a status to come', { status: 'on_the_moon' }, false],
  ])('of a subscription that is %s: %s', (_, overrides, asked) => {
    expect(mayPreview(subscribed(overrides))).toBe(asked);
  });

  const corrections = [
    { label: 'Unused time on Lumen Basic', amount: -655 },
    { label: 'Remaining time on Lumen Pro', amount: 1210 },
  ];

  it('adds the server’s prorations, with their signs, to what the invoice has', () => {
    const bill = billOf(subscribed(), previewed(corrections));
    expect(linesOf(bill).slice(2)).toEqual([
      ['proration', 'Unused time on Lumen Basic', -655, december],
      ['proration', 'Remaining time on Lumen Pro', 1210, december],
    ]);
    expect(totalsOf(bill)).toEqual([[2000 + 412 - 655 + 1210, december]]);
  });

  it('adds them on the day of the invoice, not of the meters', () => {
    expect(totalsOf(billOf(subscribed(yearly), previewed(corrections)))).toEqual([
      [412, december],
      [120_555, june],
    ]);
  });

  it('may leave money to come back', () => {
    expect(totalsOf(billOf(subscribed({ meters: [] }), previewed([{ label: 'Refund', amount: -2500 }])))).toEqual([[-500, december]]);
  });

  it('of which a part is not known leaves the total unknown', () => {
    expect(totalsOf(billOf(subscribed(), previewed([{ label: 'Refund', amount: null }])))).toEqual([[null, december]]);
  });

  it('changes nothing where it is missing, empty, or of what charges nothing', () => {
    const plain = billOf(subscribed());
    expect([billOf(subscribed(), null), billOf(subscribed(), undefined), billOf(subscribed(), previewed([]))]).toEqual([plain, plain, plain]);
    expect(billOf(subscribed(ended), previewed(corrections))).toEqual(billOf(subscribed(ended)));
    expect(billOf(subscribed(paused), previewed(corrections))).toEqual(billOf(subscribed(paused)));
  });

  it('never replaces the amounts that the subscription reports', () => {
    expect(linesOf(billOf(subscribed(), { ...previewed([]), baseAmount: 1, meteredAmount: 2, totalAmount: 3 }))).toEqual(linesOf(billOf(subscribed())));
  });
});

describe('a total', () => {
  const unknown = wireSubscriptionMeter({ name: 'Images', amount: null as never });

  it('is not known when a part of it is not', () => {
    expect(totalsOf(billOf(subscribed({ amount: null as never })))).toEqual([[null, december]]);
    expect(totalsOf(billOf(subscribed({ meters: [unknown] })))).toEqual([[null, december]]);
  });

  it('is known on the other date', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, meters: [unknown] })))).toEqual([
      [null, december],
      [120_000, june],
    ]);
    expect(totalsOf(billOf(subscribed({ ...yearly, amount: null as never })))).toEqual([
      [412, december],
      [null, june],
    ]);
  });

  it('is not known on the date of a meter that could not be read, and intact on the other', () => {
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

  it('is exact where a sum of floats is not', () => {
    const most = 2 ** 53;
    expect(most + 1 + 1).toBe(most);
    expect(sumAmounts([most, 1, 1])).toBe(most + 2);
    expect(sumAmounts([most, 1])).toBeNull();
    expect(sumAmounts([1e300, 412, -1e300])).toBe(412);
    expect(sumAmounts(Array.from({ length: 1000 }, () => 1))).toBe(1000);
    const meters = [1, 1].map((amount, index) => wireSubscriptionMeter({ name: `Meter ${index}`, amount }));
    expect(totalsOf(billOf(subscribed({ amount: most, meters })))).toEqual([[most + 2, december]]);
  });

  it('of nothing is nothing, of numbers that are none not known', () => {
    expect(sumAmounts([])).toBe(0);
    expect(sumAmounts([-450, 450])).toBe(0);
    expect([NaN, Infinity, -Infinity, null].map((amount) => sumAmounts([1, amount]))).toEqual([null, null, null, null]);
  });
});
