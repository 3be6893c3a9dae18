import { describe, expect, it } from 'vitest';
import { amountDueOf, billOf, type BillTitle, hasEnded, mayPreview, renewsAt } from '../../src/core';
import { wirePriceFixed, wirePriceMeteredUnit, type WireSubscription, wireSubscriptionMeter } from '../../src/testing';
import { december, ended, january, june, linesOf, november, type Overrides, paused, resuming, subscribed, totalsOf, yearly } from './bills';

describe('a bill says what the next charge is', () => {
  it.each<[string, Overrides, BillTitle, base: number | null, dueAt: Date | null]>([
    ['of an active subscription', {}, 'nextCharge', 2000, december],
    ['after a trial', { status: 'trialing' }, 'firstCharge', 2000, december],
    ['before it is cancelled', { cancel_at_period_end: true }, 'finalCharge', 0, december],
    ['after a trial that ends it', { status: 'trialing', cancel_at_period_end: true }, 'finalCharge', 0, december],
    ['before it is paused', { pause_at_period_end: true }, 'nextCharge', 0, december],
    ['on the day on which a pause ends', resuming, 'chargeOnResume', 2000, january],
    ['whatever the meters’ own date said before the pause', { ...resuming, ...yearly }, 'chargeOnResume', 120_000, january],
    ['of a pause without an end', paused, 'paused', null, null],
    ['of one that is past due', { status: 'past_due' }, 'pastDue', 2000, december],
    ['of one that is past due and ends', { status: 'past_due', cancel_at_period_end: true }, 'pastDue', 0, december],
    ['of one that is unpaid', { status: 'unpaid' }, 'ended', null, null],
    ['of one that is canceled', ended, 'ended', null, null],
    ['of one that has an end, whatever its status', { ended_at: november.toISOString() }, 'ended', null, null],
    ['of one that never came to be', { status: 'incomplete_expired' }, 'ended', null, null],
    ['of one whose first payment is awaited', { status: 'incomplete' }, 'notStarted', null, null],
    ['of a status that Polar has yet to invent', { status: 'on_the_moon' }, 'nextCharge', 2000, december],
  ])('%s', (_, overrides, title, base, dueAt) => {
    const bill = billOf(subscribed(overrides));
    expect([bill.title, bill.invoiceAt]).toEqual([title, dueAt]);
    const [first] = bill.lines;
    expect(first?.kind === 'base' ? [first.amount, first.dueAt] : [null, null]).toEqual([base, dueAt]);
  });

  it('with a line for the plan, then one for each meter, and their sum', () => {
    const bill = billOf(subscribed());
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 2000, december],
      ['meter', 'AI tokens', 412, december],
    ]);
    expect(bill).toMatchObject({ subscriptionId: subscribed().id, currency: 'usd', discounted: false });
    expect(bill.totals).toEqual([{ subscriptionId: bill.subscriptionId, amount: 2412, currency: 'usd', dueAt: december }]);
  });

  it('with nothing due any more where it has ended, or is paused for good', () => {
    const meters: never[] = [];
    expect(billOf(subscribed({ ...ended, meters }))).toMatchObject({ lines: [], totals: [], invoiceAt: null, creditsRenewAt: null });
    expect(billOf(subscribed({ ...paused, meters }))).toMatchObject({ lines: [], totals: [], invoiceAt: null, creditsRenewAt: null });
    expect(totalsOf(billOf(subscribed(paused)))).toEqual([[412, null]]);
    // Numbers left on the meters of an ended subscription are already settled.
    expect(billOf(subscribed(ended))).toMatchObject({ lines: [], totals: [] });
  });

  it('with plan and meters on one day after a pause, whatever the meters’ own date said', () => {
    expect(totalsOf(billOf(subscribed({ ...resuming, ...yearly })))).toEqual([[120_412, january]]);
  });

  it('for a host’s own subscription, too, that leaves out what may be left out', () => {
    const { discountId: _, endedAt: __, resumesAt: ___, ...own } = subscribed(paused);
    expect(billOf(own)).toMatchObject({ title: 'paused', invoiceAt: null, discounted: false, lines: [{ kind: 'meter', dueAt: null }] });
    expect([hasEnded(own), mayPreview(own)]).toEqual([false, false]);
  });
});

describe('a plan by the year whose meters settle each month', () => {
  const bill = billOf(subscribed(yearly));

  it('has one total for each date, the earliest first, never added', () => {
    expect(totalsOf(bill)).toEqual([
      [412, december],
      [120_000, june],
    ]);
    expect(linesOf(bill)).toEqual([
      ['base', 'Lumen Pro', 120_000, june],
      ['meter', 'AI tokens', 412, december],
    ]);
  });

  it('has two clocks: when credits renew, and when the invoice comes', () => {
    expect([bill.creditsRenewAt, bill.invoiceAt]).toEqual([december, june]);
  });

  it('still bills its meters month by month when it is cancelled, and nothing for a next year', () => {
    const last = billOf(subscribed({ ...yearly, cancel_at_period_end: true }));
    expect([last.title, ...totalsOf(last)]).toEqual(['finalCharge', [412, december], [0, june]]);
    expect(last.creditsRenewAt).toEqual(december);
  });

  it('is one total where both dates are the same', () => {
    expect(totalsOf(billOf(subscribed({ ...yearly, current_meter_period_end: june.toISOString() })))).toEqual([[120_412, june]]);
  });
});

describe('what is due next', () => {
  it.each<[string, Overrides, amount: number | null, dueAt: Date | null]>([
    ['is all of it where it falls due together', {}, 2412, december],
    ['is what falls due first on a yearly plan', yearly, 412, december],
    ['is what was used, before the end', { cancel_at_period_end: true }, 412, december],
    ['is nothing where it has ended', { ...ended, meters: [] }, 0, null],
    ['is nothing where it is paused for good', { ...paused, meters: [] }, 0, null],
  ])('%s', (_, overrides, amount, dueAt) => {
    const subscription = subscribed(overrides);
    expect(amountDueOf(subscription)).toEqual({ subscriptionId: subscription.id, amount, currency: 'usd', dueAt });
  });
});

describe('credits renew', () => {
  it.each<[string, Overrides, Date | null]>([
    ['with the period', {}, december],
    ['by a clock of their own, where meters have one', yearly, december],
    ['for one that is past due, too', { status: 'past_due' }, december],
    ['not after the last period', { cancel_at_period_end: true }, null],
    ['until the last period of a cancelled year', { ...yearly, cancel_at_period_end: true }, december],
    ['not at the end of that year', { ...yearly, cancel_at_period_end: true, current_meter_period_end: june.toISOString() }, null],
    ['not in a pause', resuming, null],
    ['not once it has ended', ended, null],
  ])('%s', (_, overrides, date) => {
    expect(renewsAt(subscribed(overrides))).toEqual(date);
    expect(billOf(subscribed(overrides)).creditsRenewAt).toEqual(date);
  });
});

describe('a discount', () => {
  it('is named, and taken off nothing', () => {
    const bill = billOf(subscribed({ discount_id: 'discount' }));
    expect([bill.discounted, ...totalsOf(bill)]).toEqual([true, [2412, december]]);
  });

  it('is not named where there is none, or nothing to take it off', () => {
    expect(billOf(subscribed({ discount_id: null })).discounted).toBe(false);
    expect(billOf(subscribed({ ...ended, discount_id: 'discount' })).discounted).toBe(false);
  });
});

describe('a meter’s line', () => {
  const meterLine = (overrides: Overrides = {}) => billOf(subscribed(overrides)).lines.find(({ kind }) => kind === 'meter');

  it('carries its meter, its price and its explanation', () => {
    const { meters, prices } = subscribed();
    const line = meterLine();
    expect(line).toMatchObject({ meterId: meters[0]?.meterId, meter: meters[0], price: prices[1] });
    expect(line?.explanation).toMatchObject({ claim: 'exact', billableUnits: 412_350, subtotal: '412.35', computed: 412, reported: 412, settled: true });
  });

  it('shows what the server reports where its arithmetic says something else', () => {
    const line = meterLine({ meters: [wireSubscriptionMeter({ consumed_units: 7000, credited_units: 5000, amount: 1 })] });
    expect([line?.amount, line?.explanation]).toMatchObject([1, { computed: 2, reported: 1, settled: false }]);
  });

  it.each<[string, WireSubscription['prices'], string, priced: boolean]>([
    ['no price counts it', [wirePriceFixed()], 'no_price', false],
    ['another meter’s price is the only one', [wirePriceMeteredUnit({ name: 'Images' })], 'no_price', false],
    ['several prices count it', [wirePriceMeteredUnit(), wirePriceMeteredUnit({ id: 'other' })], 'several_prices', false],
    ['its price is in another currency', [wirePriceMeteredUnit({ price_currency: 'eur' })], 'other_currency', true],
    ['its price cannot be read', [{ ...wirePriceMeteredUnit(), unit_amount: 0.001 as never }], 'unknown_price', true],
    ['its price is of a kind to come', [{ ...wirePriceMeteredUnit(), amount_type: 'by_the_moon' as never }], 'unknown_price', true],
    ['its cap is below zero', [wirePriceMeteredUnit({ cap_amount: -1 })], 'bad_cap', true],
  ])('claims nothing, and keeps its amount, where %s', (_, prices, reason, priced) => {
    const line = meterLine({ prices });
    expect(line).toMatchObject({ amount: 412, explanation: { claim: 'none', reason, reported: 412 } });
    expect(line && 'price' in line).toBe(priced);
  });

  it('minds the currency, not how it is spelled', () => {
    expect(meterLine({ currency: 'USD' })?.explanation).toMatchObject({ claim: 'exact' });
  });
});

it('tells what is over from what may go on', () => {
  const over = [ended, { status: 'unpaid' }, { status: 'canceled' }, { status: 'incomplete_expired' }, { ended_at: november.toISOString() }];
  expect(over.map((overrides) => hasEnded(subscribed(overrides)))).toEqual([true, true, true, true, true]);
  const going = [{}, paused, { status: 'incomplete' }, { status: 'on_the_moon' }, { cancel_at_period_end: true }, { ended_at: null }];
  expect(going.filter((overrides) => hasEnded(subscribed(overrides)))).toEqual([]);
});
