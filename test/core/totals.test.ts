import { describe, expect, it } from 'vitest';
import { sumAmounts } from '../../src/core/amounts';
import { amountDueOf, billOf } from '../../src/core/billing';
import { wireSubscriptionMeter } from '../../src/testing';
import { december, ended, june, linesOf, paused, previewed, subscribed, totalsOf, yearly } from './bills';

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

  it('adds prorations on the date of the plan, not on the meters’ date', () => {
    expect(totalsOf(billOf(subscribed(yearly), previewed(prorations, { baseAmount: 120_000 })))).toEqual([
      [412, december],
      [120_555, june],
    ]);
  });

  it('credits a negative total and charges nothing', () => {
    const bill = billOf(subscribed(), previewed([{ label: 'Refund', amount: -2500 }]));
    expect(bill.charges).toMatchObject([{ total: -88, due: 0, outcome: 'credited' }]);
  });

  it('has an unknown total if a proration’s amount is unknown', () => {
    expect(totalsOf(billOf(subscribed(), previewed([{ label: 'Refund', amount: null }])))).toEqual([[null, december]]);
  });

  it('returns the same bill as without a preview if the server has none, or if nothing will be charged', () => {
    expect(billOf(subscribed(), null)).toEqual(billOf(subscribed()));
    expect(billOf(subscribed(ended), previewed(prorations))).toEqual(billOf(subscribed(ended)));
    expect(billOf(subscribed(paused), previewed(prorations))).toEqual(billOf(subscribed(paused)));
  });

  it('shows the server’s figures, and one amount for all usage where the meters don’t add up to it', () => {
    const bill = billOf(subscribed(), previewed([], { baseAmount: 3000, meteredAmount: 2, subtotalAmount: 3002, totalAmount: 3002, dueAmount: 3002 }));
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 3000, december],
      ['usage', null, 2, december],
    ]);
    expect(totalsOf(bill)).toEqual([[3002, december]]);
  });

  it('shows readable meters, and for an unreadable one the rest of the server’s amount', () => {
    const meters = [wireSubscriptionMeter({ amount: 412 }), { ...wireSubscriptionMeter({ name: 'Images' }), consumed_units: '465' as never }];
    const bill = billOf(subscribed({ meters }), previewed([], { meteredAmount: 500, subtotalAmount: 2500, totalAmount: 2500, dueAmount: 2500 }));
    expect(linesOf(bill).map(([kind, , amount]) => [kind, amount])).toEqual([
      ['base', 2000],
      ['meter', 412],
      ['usage', 88],
    ]);
    expect(totalsOf(bill)).toEqual([[2500, december]]);
  });

  it('claims no figure that the preview doesn’t have', () => {
    const { charges } = billOf(subscribed(), { prorations: [] });
    expect(charges).toMatchObject([{ subtotal: null, discount: null, tax: null, taxIncluded: null, total: null, appliedBalance: null, due: null, outcome: null }]);
  });

  it('treats an amount beyond 2^53 as unknown, because its double stands for several amounts', () => {
    const { charges } = billOf(subscribed(), previewed([], { totalAmount: 2 ** 60, dueAmount: 2 ** 60 }));
    expect(charges).toMatchObject([{ subtotal: 2412, total: null, due: null, outcome: null }]);
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
    expect(linesOf(bill).map(([kind, name, amount]) => [kind, name, amount])).toEqual([
      ['meter', 'AI tokens', 412],
      ['usage', null, null],
      ['base', 'Lumen Pro', 120_000],
    ]);
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

  it('is exact if each amount is below 2^53, and unknown if one is not, because JSON may have rounded it', () => {
    const meters = [1, 2].map((amount, index) => wireSubscriptionMeter({ name: `Meter ${index}`, amount }));
    expect(totalsOf(billOf(subscribed({ amount: 2 ** 53 - 1, meters })))).toEqual([[2 ** 53 + 2, december]]);
    expect(totalsOf(billOf(subscribed({ amount: 2 ** 53, meters })))).toEqual([[null, december]]);
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
